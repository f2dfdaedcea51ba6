"""Guidance: an order that is explained and fair, dates to come, nothing kept."""

import html
import logging
import re
from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import inspect, text
from sqlmodel import Session

from data.demo import demo_offers, demo_openings, demo_places
from data.readers import load_reference
from matching.matcher import Matcher
from matching.path_steps import path_to
from matching.pathways import Asked, leads
from skills.answer import Promise
from skills.terms_of_work import Commitment
from tests.web.people import signed_in
from web.flows.guidance import past_occupations
from web.flows.importing import save_taught

ON = date(2026, 11, 23)
REFERENCE = load_reference()
MATCHER = Matcher().fit(REFERENCE)
CATALOGUE = MATCHER.index(MATCHER.teach(one, on=ON) for one in demo_offers(ON))
PLACES = tuple(MATCHER.teach_place(one, on=ON) for one in demo_places(ON))


def order(asked: Asked) -> list[str]:
    found = leads(asked, REFERENCE, CATALOGUE, frozenset(), on=ON)
    return [lead.occupation.code for lead in found]


def test_every_occupation_of_the_sector_is_in_the_list_with_reasons_that_add_up():
    found = leads(Asked(tiles=("coudre",), limits=("smell",)), REFERENCE, CATALOGUE,
                  frozenset({"F-INFUSION"}), on=ON)  # fmt: skip
    assert len(found) == len({lead.occupation.code for lead in found}) > 30
    for lead in found:
        assert lead.score == pytest.approx(sum(reason.weight for reason in lead.reasons))


def test_hands_put_the_occupations_that_use_them_first():
    assert order(Asked(tiles=("peindre", "poncer")))[0] in ("O-BOAT-PAINTER", "O-FINISHER")
    assert "O-DRAPER" in order(Asked(tiles=("coudre", "precision")))[:3]


def test_what_one_does_not_want_lowers_an_occupation():
    free, limited = order(Asked(tiles=("poncer",))), order(Asked(("poncer",), (), ("dust",)))
    assert limited.index("O-FINISHER") > free.index("O-FINISHER")


@pytest.mark.parametrize(
    ("her", "his"), [("couturière", "couturier"), ("menuisière", "menuisier"),
                     ("pâtissière", "pâtissier"), ("chaudronnière", "chaudronnier")],
)  # fmt: skip
def test_the_gender_of_a_title_changes_nothing(her: str, his: str):
    women, men = (past_occupations(MATCHER, f"J'ai été {one}", on=ON) for one in (her, his))
    assert women
    assert women == men
    assert order(Asked(past=women)) == order(Asked(past=men))


def test_age_changes_nothing_to_the_order():
    assert order(Asked(("coudre",), minor=True)) == order(Asked(("coudre",)))


def test_two_communes_with_the_same_courses_in_reach_give_the_same_order():
    first, second = (Asked(("coudre",), near=code, within_km=400) for code in ("56121", "56098"))
    assert order(first) == order(second)


def test_a_path_has_only_dates_to_come_and_says_what_is_not_known():
    occupation = REFERENCE.occupations["O-DRAPER"]
    host = Promise(Commitment.IMMERSION, ON, named=True, firm_name="Hôte", commune="56121")
    asked = Asked(("coudre",), near="56121", within_km=40)
    path = path_to(occupation, asked, CATALOGUE, demo_openings(ON), PLACES, (host,), on=ON)
    steps = {step.kind: step for step in path.steps}
    assert steps["immersion"].who == "Hôte"
    assert steps["immersion"].starts_on is not None
    assert steps["immersion"].starts_on.weekday() == 0
    assert all(step.starts_on is None or step.starts_on >= ON for step in path.steps)
    course, contract = steps["course"], steps["contract"]
    if contract.starts_on and course.ends_on:
        assert contract.starts_on >= course.ends_on
    alone = path_to(occupation, asked, CATALOGUE, (), (), (), on=ON + timedelta(days=5000))
    assert [step.title for step in alone.steps] == ["", "", "", ""]


@pytest.fixture(scope="module")
def visitor(real_site: TestClient) -> TestClient:
    with Session(real_site.app.state.engine) as db:
        save_taught(db, MATCHER, demo_offers(date.today()), on=date.today())
        db.commit()
    return signed_in(real_site.app, None)


SAID = {"tiles": ["coudre"], "near": "56121", "within_km": "40", "words": "SECRETMARK couturière",
        "minor": "1"}  # fmt: skip


def test_from_the_form_to_the_sheet_in_three_pages(visitor):
    assert visitor.get("/parcours").status_code == 200
    answer = visitor.post("/parcours", data=SAID)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "Moins de 18 ans" in answer.text
    code = re.search(r'name="occupation" value="(O-[\w-]+)"', answer.text).group(1)
    sheet = visitor.post("/parcours/fiche", data={**SAID, "occupation": code})
    assert sheet.text.count('<li class="card">') == 3
    pdf = visitor.post("/parcours/fiche.pdf", data={**SAID, "occupation": code})
    assert pdf.content.startswith(b"%PDF")


def test_the_counsellor_removes_adds_and_changes_the_points(visitor):
    shown = re.findall(
        r'card-title"><a href="/metiers/(O-[\w-]+)"', visitor.post("/parcours", data=SAID).text
    )
    removed = visitor.post("/parcours", data={**SAID, "do": f"remove:{shown[0]}"}).text
    assert shown[0] not in re.findall(r'card-title"><a href="/metiers/(O-[\w-]+)"', removed)
    first = visitor.post("/parcours", data={**SAID, "added": "O-NDT-TECHNICIAN"}).text
    assert (
        re.search(r'card-title"><a href="/metiers/(O-[\w-]+)"', first).group(1)
        == "O-NDT-TECHNICIAN"
    )
    changed = visitor.post("/parcours", data={**SAID, "hands": "0", "past": "99999", "limit": "x"})
    assert 'value="10.0"' in changed.text


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"tiles": ["inventé"], "near": "99999", "within_km": "-3", "limits": ["tout"]},
        {"near": "29019", "within_km": "1"},
        {"words": "😀" * 400},
        {"tiles": ["coudre"], "limits": ["dust", "shifts", "smell", "standing"]},
    ],
)
def test_nothing_known_or_absurd_still_gives_a_useful_page(visitor, said):
    answer = visitor.post("/parcours", data=said)
    assert answer.status_code == 200
    assert answer.text.count("La fiche à imprimer") == 3


def test_no_table_log_or_address_holds_what_was_typed(visitor, caplog):
    caplog.set_level(logging.DEBUG)
    before = _rows(visitor)
    answer = visitor.post("/parcours", data=SAID)
    visitor.post("/parcours/fiche", data={**SAID, "occupation": "O-DRAPER"})
    assert _rows(visitor) == before
    assert "SECRETMARK" not in caplog.text
    assert "SECRETMARK" not in str(answer.url)
    assert not re.search(r'(?:href|action|src)="[^"]*SECRETMARK', answer.text)
    with Session(visitor.app.state.engine) as db:
        for table in inspect(visitor.app.state.engine).get_table_names():
            for row in db.execute(text(f'SELECT * FROM "{table}"')):
                assert "SECRETMARK" not in str(row)


def _rows(site: TestClient) -> dict[str, int]:
    with Session(site.app.state.engine) as db:
        return {
            table: db.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
            for table in inspect(site.app.state.engine).get_table_names()
            if table != "page_view"  # daily totals of pages, without what was asked
        }


def test_a_class_has_its_lesson_quiz_and_cards(visitor):
    assert "quarante-cinq minutes" in visitor.get("/classe?projecteur=1").text
    quiz = visitor.get("/classe/quiz").text
    assert quiz.count("<fieldset") == len(REFERENCE.guidance.quiz) == 10
    right = {f"q{q.number}": q.right for q in REFERENCE.guidance.quiz}
    answers = html.unescape(visitor.get("/classe/quiz", params=right).text)
    assert answers.count("Ce métier") == 10
    assert "la réponse" not in answers
    assert "Ce qui est dur" in visitor.get("/classe/cartes").text


def test_what_the_files_of_guidance_name_is_in_the_reference():
    for tile in REFERENCE.guidance.tiles.values():
        assert set(tile.competences) <= set(REFERENCE.competences)
    for question in REFERENCE.guidance.quiz:
        assert set(question.choices) <= set(REFERENCE.occupations)
