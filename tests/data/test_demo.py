from datetime import date, timedelta

import pytest

from data.demo import (
    demo_directory,
    demo_firms,
    demo_interviews,
    demo_offers,
    demo_openings,
    demo_places,
    demo_projects,
)
from data.readers import load_reference
from skills.interview import FirmSize
from skills.project import ProjectNature
from skills.training import TrainingOffer

DAY = date(2026, 11, 23)
REFERENCE = load_reference()


@pytest.fixture(scope="module")
def offers() -> tuple[TrainingOffer, ...]:
    return demo_offers(DAY)


def passes_the_check_digit(siret: str) -> bool:
    doubled = (int(digit) * (2 - rank % 2) for rank, digit in enumerate(siret))
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def test_the_catalogue_is_wide_enough_to_show_what_matrice_does(offers: tuple[TrainingOffer, ...]):
    assert len(offers) >= 60
    assert sum(len(offer.sessions) for offer in offers) >= 150
    assert len(demo_openings(DAY)) >= 40
    assert len(demo_places(DAY)) >= 15
    assert len({offer.key for offer in offers}) == len(offers)
    assert {offer.level for offer in offers} >= {3, 4, 5}


def test_nobody_can_take_a_demonstration_body_for_a_real_one(offers: tuple[TrainingOffer, ...]):
    assert len({offer.provider for offer in offers}) == 8
    offers = (*offers, *demo_directory(DAY))
    bodies = {offer.provider for offer in offers}
    assert all("fictif" in body.name.lower() for body in bodies)
    assert not any(passes_the_check_digit(body.siret) for body in bodies if body.siret)
    assert all(offer.title.endswith("(fictif)") for offer in offers)
    assert all("fictive" in firm.name for firm, _, _ in demo_interviews(DAY))


def test_the_check_digit_itself_is_right():
    assert passes_the_check_digit("73282932000074")


def test_places_and_certifications_are_real_ones(offers: tuple[TrainingOffer, ...]):
    places = {s.place.commune for offer in offers for s in offer.sessions if s.place}
    places |= {firm.commune for firm, _, _ in demo_interviews(DAY)}
    assert places <= set(REFERENCE.communes)
    prepared = {code for offer in offers for code in offer.certifications}
    assert prepared <= set(REFERENCE.certifications)


def test_dates_follow_the_day_of_loading():
    later = DAY + timedelta(days=100)
    starts = [
        [s.starts_on.day for offer in demo_offers(on) for s in offer.sessions if s.starts_on]
        for on in (DAY, later)
    ]
    assert [b - a for a, b in zip(*starts, strict=True)] == [timedelta(days=100)] * len(starts[0])
    assert sum(day >= DAY for day in starts[0]) >= 50
    assert all(held_on < DAY for _, held_on, _ in demo_interviews(DAY))


def test_a_session_has_no_more_seats_left_than_seats(offers: tuple[TrainingOffer, ...]):
    for offer in offers:
        for one in offer.sessions:
            assert one.seats is not None
            assert one.seats_left is not None
            assert 0 <= one.seats_left <= one.seats


def test_the_interviews_are_written_as_one_hears_them():
    interviews = demo_interviews(DAY)
    assert len(interviews) >= 8
    notes = " ".join(text for _, _, text in interviews).lower()
    for heard in ("on galère", "pas besoin de", "débutants acceptés", "apprenti", "2x8"):
        assert heard in notes


def test_the_campaign_has_the_totals_of_the_source():
    projects = demo_projects(DAY)
    assert len(demo_firms()) == 47
    assert len(projects) == 118
    assert sum(one.investment or 0 for one in projects) == 224_000_000
    assert sum(one.jobs or 0 for one in projects) == 739
    assert {one.firm for one in projects} == set(demo_firms())


def test_the_campaign_looks_like_the_source():
    small = [f for f in demo_firms() if f.size in (FirmSize.VERY_SMALL, FirmSize.SMALL)]
    assert len(small) > 0.75 * 47
    usual = (ProjectNature.EXTENSION, ProjectNature.MODERNISATION, ProjectNature.DECARBONATION)
    assert sum(one.nature in usual for one in demo_projects(DAY)) > 0.75 * 118
    with_notes = {firm for firm, _, _ in demo_interviews(DAY)}
    assert with_notes <= set(demo_firms())
    assert 0.3 < len(with_notes) / 47 < 0.4
    inside = {e.code for e in REFERENCE.epcis.values() if e.in_territory}
    assert {REFERENCE.communes[firm.commune].epci for firm in demo_firms()} == inside


def test_nobody_can_take_a_demonstration_firm_for_a_real_one():
    sirets = [firm.siret for firm in demo_firms()]
    assert len(set(sirets)) == 47
    assert all(len(siret) == 14 and not passes_the_check_digit(siret) for siret in sirets)
    assert all(firm.name.startswith("Entreprise fictive ") for firm in demo_firms())
    assert all(one.said_on < DAY for one in demo_projects(DAY))
