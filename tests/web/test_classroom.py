"""For a class: a lesson, a quiz that explains, one question on the wall, cards and a poster."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from data.readers import load_reference
from skills.occupation import Sector
from tests.web.people import signed_in
from web.class_sheets import card_data, poster_data
from web.pdf import compile_pdf
from web.printed_drawings import svg_of

REFERENCE = load_reference()
QUIZ = REFERENCE.guidance.quiz
ON = date(2026, 11, 27)
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.fixture(scope="module")
def visitor(real_site: TestClient) -> TestClient:
    return signed_in(real_site.app, None)


def text_of(answer) -> str:
    return html.unescape(answer.text)


def test_the_lesson_lasts_forty_five_minutes(visitor: TestClient):
    assert REFERENCE.classroom.minutes == 45
    page = text_of(visitor.get("/classe"))
    for step in REFERENCE.classroom.lesson:
        assert step.teacher in page
        assert step.pupils in page
    assert page.count("min</th>") == len(REFERENCE.classroom.lesson) >= 4


def test_the_quiz_asks_for_gestures_and_occupations_that_are_there():
    assert len(QUIZ) == 10
    known = {*REFERENCE.occupations, *REFERENCE.competences}
    for question in QUIZ:
        assert len(set(question.choices)) == 3
        assert set(question.choices) <= known
        assert len({code[:2] for code in question.choices}) == 1
        assert question.text.endswith("?")
    right = [question.choices.index(question.right) for question in QUIZ]
    assert all(2 <= right.count(place) <= 5 for place in range(3))
    assert 4 <= sum(question.right.startswith("C-") for question in QUIZ) <= 6


def test_every_answer_is_explained_and_nothing_is_counted(visitor: TestClient):
    asked = text_of(visitor.get("/classe/quiz"))
    assert asked.count("<fieldset") == 10
    assert not any(question.explanation in asked for question in QUIZ)
    right = text_of(visitor.get("/classe/quiz", params={f"q{q.number}": q.right for q in QUIZ}))
    assert all(question.explanation in right for question in QUIZ)
    assert "la réponse" not in right
    assert not re.search(r"\d+ (?:sur|/) ?10|\bscore :", right)


def test_a_wrong_choice_says_what_that_is_instead(visitor: TestClient):
    page = text_of(visitor.get("/classe/quiz?q01=O-GELCOATER"))
    assert "« Gelcoateuse / gelcoateur », c'est autre chose : applique le gelcoat" in page
    assert page.count("la réponse") == 10
    assert text_of(visitor.get("/classe/quiz?q01=<b>")).count("c'est autre chose") == 0


def test_one_question_stands_on_the_wall_and_then_its_answer(visitor: TestClient):
    question = QUIZ[5]
    asked = text_of(visitor.get("/classe/quiz?projecteur=1&question=6"))
    assert question.text in asked
    assert question.explanation not in asked
    answered = text_of(visitor.get("/classe/quiz?projecteur=1&question=6&reponse=1"))
    assert question.explanation in answered
    assert answered.count('class="right"') == 1
    assert "<figure" in answered
    assert "question=7" in answered


@pytest.mark.parametrize(
    ("asked", "rank"), [("", 1), ("0", 1), ("99", 10), ("-3", 1), ("²", 1), ("x", 1)]
)
def test_a_question_that_is_not_there_gives_one_that_is(visitor, asked: str, rank: int):
    page = visitor.get("/classe/quiz", params={"projecteur": "1", "question": asked}).text
    assert f"Question {rank} sur 10" in page


@pytest.mark.parametrize("code", sorted(REFERENCE.occupations))
def test_a_card_holds_on_one_page(code: str):
    data = card_data(REFERENCE, code, site="https://matrice.example", on=ON)
    assert len(PAGE.findall(compile_pdf("card", data, on=ON))) == 1


def test_the_cards_go_four_to_a_page(visitor: TestClient):
    core = [o for o in REFERENCE.occupations.values() if o.sector is Sector.CORE]
    everything = visitor.get("/classe/cartes.pdf")
    assert everything.headers["content-type"] == "application/pdf"
    assert len(PAGE.findall(everything.content)) == -(-len(core) // 4)
    corner = visitor.get("/classe/cartes.pdf?coin=W-LAYUP").content
    assert len(PAGE.findall(corner)) == 2
    assert len(PAGE.findall(visitor.get("/classe/cartes.pdf?coin=x").content)) == -(-len(core) // 4)


def test_the_poster_is_one_a3_page_and_the_lesson_two(visitor: TestClient):
    poster = visitor.get("/classe/affiche.pdf").content
    assert len(PAGE.findall(poster)) == 1
    width, height = map(
        float, re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", poster).groups()
    )
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (297, 420)
    assert len(PAGE.findall(visitor.get("/classe/seance.pdf").content)) == 2


def test_the_poster_names_every_occupation_of_the_sector():
    columns = poster_data(REFERENCE, site="https://matrice.example", on=ON)["columns"]
    named = [name for column in columns for corner in column for name in corner["occupations"]]
    assert len(named) == sum(o.sector is Sector.CORE for o in REFERENCE.occupations.values())


def test_a_card_of_nothing_is_not_found(visitor: TestClient):
    assert visitor.get("/classe/cartes/O-NOTHING.pdf").status_code == 404


def test_what_a_file_says_is_never_read_as_typst():
    told = REFERENCE.presentations["O-DRAPER"]
    hostile = replace(told, hook='#panic("lu") $ ] *gras')
    reference = replace(REFERENCE, presentations={**REFERENCE.presentations, "O-DRAPER": hostile})
    data = card_data(reference, "O-DRAPER", site="https://matrice.example", on=ON)
    assert compile_pdf("card", data, on=ON).startswith(b"%PDF")


def test_a_printed_drawing_has_every_colour_written_in():
    for drawing in REFERENCE.drawings.values():
        svg = svg_of(drawing)
        assert "var(" not in svg
        style = svg.split("</style>")[0]
        used = set(re.findall(r'class="(d-[a-z0-9]+)"', drawing.body))
        assert all(re.search(rf"\.{name}[,{{ ]", style) for name in used), drawing.code


def test_a_card_stands_without_its_day_and_drawing():
    bare = replace(REFERENCE, workshops={}, presentations={}, drawings={}, drawn={})
    data = card_data(bare, "O-DRAPER", site="https://matrice.example", on=ON)
    assert compile_pdf("card", data, on=ON).startswith(b"%PDF")
