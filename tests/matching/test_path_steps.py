from dataclasses import replace
from datetime import timedelta

import pytest

from matching.catalogue import CatalogueIndex
from matching.path_steps import path_to
from skills.guidance import Asked, Diploma
from skills.terms_of_work import Commitment
from skills.training import DatePrecision, ImpreciseDate
from skills.travel import TravelMode, TravelTime, TravelTimes
from tests.small_guidance import (
    FAR,
    HOME,
    NEAR,
    ON,
    a_host,
    a_place,
    a_session,
    an_offer,
    an_opening,
    guiding,
)

REFERENCE = guiding()
NEARBY = Asked(near=HOME, within_km=20)


def path(asked=NEARBY, *offers, openings=(), places=(), hosts=(), missing=(), to="O-LAMINATOR",
         reference=REFERENCE):  # fmt: skip
    index = CatalogueIndex(reference).fit(offers)
    return path_to(reference.occupations[to], asked, index, openings, places, hosts,
                   on=ON, missing=missing)  # fmt: skip


def step(found, kind: str):
    return next(one for one in found.steps if one.kind == kind)


def course(*days: int, key: str = "cours", **facts):
    sessions = tuple(a_session(d, key=str(d), **facts) for d in days)
    return an_offer(key, "C-DRAPE", "C-INFUSE", sessions=sessions)


def test_nothing_known_says_so_at_each_step():
    found = path()
    assert [one.kind for one in found.steps] == ["immersion", "course", "contract", "tutoring"]
    assert [one.title for one in found.steps] == ["", "", "", ""]


def test_each_step_begins_once_the_one_before_has_ended():
    found = path(NEARBY, course(10, 40, 200), openings=[an_opening(30), an_opening(60)],
                 hosts=[a_host()])  # fmt: skip
    immersion, trained, contract = (step(found, k) for k in ("immersion", "course", "contract"))
    assert immersion.starts_on == ON + timedelta(days=14)
    assert immersion.ends_on == ON + timedelta(days=18)
    assert trained.starts_on == ON + timedelta(days=40)
    assert contract.starts_on == ON + timedelta(days=60)
    assert immersion.ends_on < trained.starts_on < trained.ends_on < contract.starts_on


def test_an_earlier_session_of_the_same_course_is_told_beside_it():
    found = path(NEARBY, course(10, 40), hosts=[a_host()])
    assert [(o.note, o.starts_on) for o in found.others] == [("before", ON + timedelta(days=10))]


def test_a_gap_in_time_is_a_step_of_its_own():
    found = path(NEARBY, course(90), hosts=[a_host()])
    wait = step(found, "wait")
    assert [one.kind for one in found.steps][:3] == ["immersion", "wait", "course"]
    assert (wait.starts_on, wait.ends_on) == (ON + timedelta(days=18), ON + timedelta(days=90))


def test_a_full_course_is_told_as_full_and_never_as_the_step():
    found = path(NEARBY, course(40, left=0))
    assert step(found, "course").title == ""
    assert [one.note for one in found.others] == ["full"]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked(near=HOME, within_km=5), "far"),
        (Asked(near=HOME, move="walk"), "long"),
        (Asked(near=HOME, move="car", leaves_at=500), "early"),
        (Asked(diploma=Diploma.NONE), "level"),
    ],
    ids=str,
)
def test_a_course_beyond_reach_says_what_hinders(asked, why):
    offer = an_offer("a", "C-DRAPE", "C-INFUSE", sessions=(a_session(40),), level=4)
    found = path(asked, offer)
    assert step(found, "course").title == ""
    assert [one.note for one in found.beyond] == [why]


def test_the_host_is_the_nearest_that_one_can_be_at_when_the_day_begins():
    visit = a_host(Commitment.VISIT, name="Ici")
    hosts = [a_host(at=FAR, name="Loin"), a_host(at=NEAR, name="Près"), visit]
    assert step(path(NEARBY, hosts=hosts), "immersion").who == "Près"
    late = Asked(near=HOME, move="car", leaves_at=400)  # after the morning team has begun
    assert step(path(late, hosts=hosts), "immersion").title == ""
    assert step(path(late, hosts=hosts, to="O-SEWER"), "immersion").who == "Près"


def test_an_opening_goes_with_the_course_of_its_certification():
    places = [a_place(70), a_place(100, certifications=("RNCP00001",))]
    found = path(openings=[an_opening(60, certification="RNCP00001")], places=places)
    contract = step(found, "contract")
    assert contract.form == "apprenticeship"
    assert contract.cfa is not None
    assert contract.cfa.starts_on == ON + timedelta(days=100)
    alone = step(path(openings=[an_opening(60)], places=[a_place(60, left=0)]), "contract")
    assert alone.cfa is None


def test_an_apprenticeship_that_begins_before_the_course_ends_stands_in_its_place():
    found = path(NEARBY, course(20, weeks=20), openings=[an_opening(30)])
    assert step(found, "contract").title == ""
    assert [(one.kind, one.note) for one in found.others] == [("contract", "instead")]


def test_with_no_opening_a_place_is_told_whose_firm_is_to_be_found():
    found = path(places=[a_place(60)])
    assert [(one.form, one.who) for one in found.others] == [("place", "CFA")]


def test_a_firm_that_committed_follows_the_course():
    hosts = [a_host(Commitment.APPRENTICE, name="B"), a_host(Commitment.HIRE, name="A", at=NEAR)]
    found = path(NEARBY, course(20), hosts=hosts)
    contract = step(found, "contract")
    assert (contract.who, contract.form) == ("A", "hire")
    assert contract.starts_on == step(found, "course").ends_on + timedelta(days=1)
    assert [one.who for one in found.others] == ["B"]


def test_an_opening_above_the_next_diploma_or_too_far_is_no_contract():
    found = path(Asked(near=HOME, within_km=20, diploma=Diploma.NONE),
                 openings=[an_opening(60, level=5), an_opening(61, at=FAR)])  # fmt: skip
    assert step(found, "contract").title == ""
    assert found.others == ()


def test_the_shortest_course_for_what_is_missing_is_told():
    whole = an_offer("long", "C-DRAPE", "C-INFUSE", sessions=(a_session(20, 20),), hours=700)
    short = an_offer("court", "C-INFUSE", sessions=(a_session(30),), level=None)
    found = path(NEARBY, whole, short, missing=("C-INFUSE",))
    shortest = next(one for one in found.others if one.note == "shortest")
    assert (shortest.title, shortest.given, shortest.missing) == ("court", ("C-INFUSE",), ())


def test_who_has_done_something_near_is_told_the_shortest_first_and_a_module_for_a_part():
    whole = an_offer("long", "C-DRAPE", "C-INFUSE", sessions=(a_session(20, 20),), hours=700)
    both = an_offer("court", "C-DRAPE", "C-INFUSE", sessions=(a_session(30),), hours=70)
    part = an_offer("module", "C-INFUSE", sessions=(a_session(30),), hours=14)
    missing = ("C-DRAPE", "C-INFUSE")
    beginner = path(NEARBY, whole, both, part, missing=missing)
    notes = {one.title: one.note for one in beginner.others}
    assert notes["module"] == "module"
    trained = replace(NEARBY, past=("O-SEWER",))
    found = path(trained, whole, both, part, missing=missing)
    assert (step(found, "course").title, step(found, "course").note) == ("court", "")
    assert "long" in {one.title for one in found.others}


def test_a_month_is_not_told_as_a_day():
    session = a_session(40)
    month = replace(session, starts_on=ImpreciseDate(session.starts_on.day, DatePrecision.MONTH))
    found = path(NEARBY, an_offer("a", "C-DRAPE", "C-INFUSE", sessions=(month,)))
    assert step(found, "course").precision is DatePrecision.MONTH


def test_only_days_to_come_are_told():
    found = path(NEARBY, course(-10), openings=[an_opening(-5)], places=[a_place(-3)])
    assert all(one.starts_on is None for one in found.steps)


def test_each_step_says_whether_a_file_tells_its_minutes_or_the_distance():
    known = TravelTimes({HOME: {NEAR: (TravelTime(TravelMode.CAR, 22, None, "essai"),)}})
    asked = Asked(near=HOME, move="car")
    given = {"openings": [an_opening(60)], "places": [a_place(60)], "hosts": [a_host(at=NEAR)]}

    def modes(reference):
        found = path(asked, course(40), reference=reference, **given)
        return [
            (one.kind, one.minutes, one.mode)
            for one in (*found.steps, *found.others, step(found, "contract").cfa)
            if one is not None and one.minutes is not None
        ]

    told, guessed = modes(guiding(travel=known)), modes(REFERENCE)
    assert {kind for kind, *_ in told} == {"immersion", "course", "contract"}
    assert {(minutes, mode) for _, minutes, mode in told} == {(22, TravelMode.CAR)}
    assert {(minutes, mode) for _, minutes, mode in guessed} == {(20, None)}
    assert len(told) == len(guessed) == 4  # the course of the contract too
