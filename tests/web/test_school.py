"""For the head of a school: what may be told of the demand around it, and what answers it."""

import html
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.demo import demo_offers, demo_places
from data.readers import load_reference
from data.storage.interviews import add_interview
from data.storage.needs import add_need
from data.storage.whole_records import save_whole
from matching.matcher import Matcher
from skills.apprenticeship import ApprenticeshipPlace
from skills.interview import Firm, Interview
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.published import Kind, Released
from web.flows.importing import save_taught
from web.flows.school import school_report

ON = date.today()
MATCHER = Matcher().fit(load_reference())
LORIENT, QUIMPERLE, BREST = "56121", "29233", "29019"


@pytest.fixture(scope="module")
def asked(real_site: TestClient) -> TestClient:
    """Three firms of Lorient ask for infusion, one alone for trimming; the catalogue is loaded."""
    with Session(real_site.app.state.engine) as db:
        save_taught(db, MATCHER, demo_offers(ON), on=ON)
        places = [MATCHER.teach_place(one, on=ON) for one in demo_places(ON)]
        save_whole(db, ApprenticeshipPlace, places, on=ON)
        firms = [("MARQUE un", "C-INFUSE", 2), ("MARQUE deux", "C-INFUSE", 2),
                 ("MARQUE trois", "C-INFUSE", 3), ("MARQUE seule", "C-TRIM", 9)]  # fmt: skip
        for name, code, people in firms:
            firm = Firm(name, LORIENT)
            number = add_interview(db, Interview(firm, ON, "x", "notes"))
            evidence = Evidence(EvidenceKind.SAID, "notes", 0, 5)
            add_need(
                db,
                Need(
                    firm, evidence, "", (NeededCompetence(code),), Headcount(people, people), None,
                    NeedState.SENT, number, "x", datetime.now(UTC), "v",
                ),
            )  # fmt: skip
        db.commit()
    return real_site


def page(site: TestClient, **asked: str) -> str:
    answer = site.get("/classe/etablissement", params=asked)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def report(site: TestClient, commune: str, km: int):
    with Session(site.app.state.engine) as db:
        catalogue = MATCHER.index(demo_taught())
        where = MATCHER.reference_.communes[commune]
        return school_report(db, MATCHER, catalogue, where, km, on=ON)


def demo_taught():
    return [replace(MATCHER.teach(one, on=ON), id=n) for n, one in enumerate(demo_offers(ON), 1)]


def test_the_demand_in_reach_is_told_by_family_and_place_and_names_no_firm(asked):
    text = page(asked, commune=LORIENT, km="20")
    assert "Demandé près de vous : CA Lorient Agglomération" in text
    assert "Infusion et injection de résine" in text
    assert "MARQUE" not in text
    assert "Démoulage" not in text


def test_every_figure_of_the_report_is_one_that_was_released(asked):
    found = report(asked, LORIENT, 20)
    assert [(line.told.code, line.told.people, line.told.firms) for line in found.whole] == [
        ("F-INFUSION", 7, 3)
    ]
    assert {line.told.kind for line in found.near} == {Kind.PLACE}
    assert all(isinstance(line.told, Released) for line in (*found.near, *found.whole))


def test_courses_near_are_told_soonest_first_with_places_by_apprenticeship(asked):
    courses = report(asked, LORIENT, 20).whole[0].courses
    assert courses
    assert all(course.km <= 20 for course in courses)
    days = [course.starts_on or date.max for course in courses]
    assert days == sorted(days)
    assert any(course.apprenticeship for course in report(asked, LORIENT, 80).whole[0].courses)


def test_what_no_course_in_reach_teaches_is_told_apart(asked):
    far = report(asked, BREST, 10)
    assert far.epcis == ()
    assert far.near == ()
    assert [line.told.code for line in far.unanswered] == ["F-INFUSION"]
    assert far.unanswered[0].elsewhere
    text = page(asked, commune=BREST, km="10")
    assert "une formation existe plus loin" in text
    assert "élargissez le rayon" in text


def test_with_no_catalogue_nothing_is_taught_anywhere(asked):
    with Session(asked.app.state.engine) as db:
        where = MATCHER.reference_.communes[QUIMPERLE]
        found = school_report(
            db, MATCHER, MATCHER.index(()), where, 10, on=ON + timedelta(days=3000)
        )
    assert all(not line.courses and not line.elsewhere for line in found.whole)


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ({}, "Choisissez la commune"),
        ({"commune": "00000", "km": "x"}, "Choisissez la commune"),
        ({"lieu": "Marseille"}, "commune inconnue"),
        ({"lieu": "56100"}, "Lorient, 20 km à la ronde"),
        ({"commune": LORIENT, "km": "999"}, "Lorient, 20 km à la ronde"),
    ],
    ids=["nothing", "absurd", "outside", "postal code", "no such distance"],
)
def test_what_is_not_understood_still_gives_a_page_that_helps(asked, said, tells):
    assert tells in page(asked, **said)


def test_a_real_school_is_chosen_by_its_name_and_its_diplomas_are_told(asked):
    school = next(
        one
        for one in MATCHER.reference_.establishments.values()
        if one.commune in MATCHER.reference_.communes and one.courses
    )
    text = page(asked, etablissement=school.code, km="80")
    assert f'<option value="{school.code}" selected>' in text
    assert f"{MATCHER.reference_.communes[school.commune].name}, 80 km à la ronde" in text
    assert school.courses[0].title in text.partition("Diplômes qui se préparent")[2]


def test_the_class_page_leads_there(asked):
    assert 'href="/classe/etablissement"' in asked.get("/classe").text
