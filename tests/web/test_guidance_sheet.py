"""The sheet that one takes home: one page, dates, squares to photograph, a calendar, a message."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.readers import load_reference
from matching.path_steps import Path
from matching.steps import Step
from skills.guidance import Asked
from skills.travel import TravelMode
from web.guidance_sheet import (
    sheet_calendar,
    sheet_data,
    sheet_message,
    sheet_of,
)
from web.pdf import compile_pdf

ON = date(2026, 11, 23)
REFERENCE = load_reference()
LONG = "Titre professionnel de technicien supérieur des matériaux composites et de leurs outillages"
BODY = "Groupement d'établissements pour la formation continue de Bretagne sud et du littoral"
COURSE = Step(
    "course", LONG, BODY, date(2027, 1, 4), date(2027, 6, 30), "56121", 12.0, 34, 12, 41, 735
)
STEPS = (
    Step("immersion", "accueillir en immersion", "Entreprise d'essai Carène", date(2026, 12, 7),
         date(2026, 12, 11), "56098", 4.0, 11, form="immersion"),
    Step("wait", starts_on=date(2026, 12, 11), ends_on=date(2027, 1, 4)),
    COURSE,
    Step("contract", LONG, BODY, date(2027, 7, 1), None, "29233", 18.0, 40, 1,
         form="apprenticeship", cfa=Step("contract", LONG, BODY, date(2027, 9, 1), seats=6)),
    Step("tutoring"),
)  # fmt: skip
UNKNOWN = (Step("immersion"), Step("course"), Step("contract"), Step("tutoring"))


def a_sheet(*steps: Step, minor: bool = False):
    path = Path(REFERENCE.occupations["O-DRAPER"], steps or STEPS)
    return sheet_of(
        path, Asked(minor=minor), REFERENCE, rank=1, of=38, site="https://matrice.example", on=ON
    )


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_it_has_three_actions_three_dates_and_three_contacts():
    sheet = a_sheet()
    assert [one.title for one in sheet.actions] == [
        "Voir et essayer",
        "Se former",
        "Signer un contrat",
    ]
    assert [one.when for one in sheet.actions] == [
        "semaine du 7 décembre 2026",
        "4 janvier 2027",
        "1er juillet 2027",
    ]
    assert all(one.contact for one in sheet.actions)


def test_where_nothing_is_known_it_says_whom_to_ask_and_by_when():
    sheet = a_sheet(*UNKNOWN)
    assert "Immersion Facilitée" in sheet.actions[0].contact
    assert all(one.contact and one.when for one in sheet.actions)
    assert "Aucun hôte connu pour l'instant" in sheet.actions[0].text


@pytest.mark.parametrize("steps", [STEPS, UNKNOWN], ids=["long", "unknown"])
def test_on_paper_it_is_one_page_and_the_same_each_time(steps):
    data = sheet_data(a_sheet(*steps, minor=True))
    pdf = compile_pdf("guidance", data, on=ON)
    assert pages(pdf) == 1
    assert compile_pdf("guidance", data, on=ON) == pdf


def test_what_stands_on_it_is_never_read_as_a_template():
    step = Step("course", '#panic("lu") $x$ [*', "#include", date(2027, 1, 4), offer=3)
    pdf = compile_pdf("guidance", sheet_data(a_sheet(STEPS[0], step, STEPS[3])), on=ON)
    assert pages(pdf) == 1


def test_each_course_has_a_square_that_leads_to_its_public_page():
    squares = [one.square for one in a_sheet().actions]
    assert [bool(square) for square in squares] == [False, True, False]
    assert squares[1].startswith("<svg")
    assert "Page de la formation" in squares[1]
    assert a_sheet().actions[1].link == "https://matrice.example/formations/41"


def test_the_calendar_has_the_days_that_are_known_and_nobody_in_it():
    told = sheet_calendar(a_sheet(), now=datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert told.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20261207\r\nDTEND;VALUE=DATE:20261212" in told
    assert "URL:https://matrice.example/formations/41" in told
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    assert "ATTENDEE" not in told
    assert (
        sheet_calendar(a_sheet(*UNKNOWN), now=datetime(2026, 11, 23, tzinfo=UTC)).count("EVENT")
        == 0
    )


def test_the_message_has_a_line_for_each_thing_to_do():
    lines = sheet_message(a_sheet()).splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("1. Voir et essayer : semaine du 7 décembre 2026. Entreprise")
    assert lines[2].endswith("Lorient. https://matrice.example/formations/41")


def test_under_eighteen_it_says_who_declares_what():
    assert "inspection du travail" in a_sheet(minor=True).note
    assert a_sheet().note == ""


def test_the_order_is_explained_on_it():
    assert "au rang 1 sur 38" in a_sheet().order


def test_minutes_that_are_known_are_said_as_such_and_guessed_ones_as_guessed():
    known = replace(COURSE, mode=TravelMode.BUS)
    told = a_sheet(STEPS[0], known, STEPS[3])
    assert "Lorient (34 min en bus ou en car)," in told.actions[1].text
    assert "environ" not in told.actions[1].text
    guessed = a_sheet().actions[1].text
    assert "Lorient (12 km à vol d'oiseau, environ 34 min d'après la distance)," in guessed
