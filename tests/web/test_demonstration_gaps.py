"""What the demonstration shows of its gaps, to whom."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from sqlmodel import Session, col, select

from data.storage.database import initialise
from data.storage.published import list_published
from data.storage.tables import FirmRow, InterviewRow, NeedRow
from matching.disclosure import MOST_SHARE
from skills.folding import folded
from tests.matching.test_disclosure import _no_combination_of_two_firms, _parts
from web.app import create_app
from web.deps import day_of_request
from web.flows.demonstration import load_demonstration
from web.settings import Settings

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("base")
    settings = Settings(demonstration_url=f"sqlite:///{folder / 'demo.sqlite3'}")
    initialise(settings.demonstration_url, kind="demonstration")
    load_demonstration(settings.demonstration_url, on=TODAY)
    app = create_app(settings, demonstration=True)
    app.dependency_overrides[day_of_request] = lambda: TODAY
    with TestClient(app) as client:
        yield client


def test_ten_public_figures_at_least_are_shown(demonstration: TestClient):
    told = demonstration.get("/api/v1/gaps/released").json()
    assert len(told) >= 10
    assert {one["kind"] for one in told} >= {"family", "competence"}
    page = demonstration.get("/manques/public").text
    assert f"{len(told)} chiffres" in page


def test_none_of_them_betrays_a_firm(demonstration: TestClient):
    demonstration.get("/api/v1/gaps/released")
    with Session(demonstration.app.state.engine) as db:  # type: ignore[attr-defined]
        figures = list_published(db)
    _no_combination_of_two_firms(figures)
    for figure in figures:
        people = _parts(figure.asks)
        first, second = sorted(people.values(), reverse=True)[:2]
        assert len(people) >= 3
        assert first <= MOST_SHARE * (figure.people - second)


def test_words_shown_are_allowed_and_name_no_firm(demonstration: TestClient):
    page = unescape(demonstration.get("/manques/public").text)
    shown = set(re.findall(r"<blockquote><p>(.*?)</p>", page, re.DOTALL))
    assert shown
    with Session(demonstration.app.state.engine) as db:  # type: ignore[attr-defined]
        rows = db.exec(
            select(NeedRow.quote, FirmRow.name, InterviewRow.quotes_allowed)
            .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
            .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        ).all()
    allowed = {quote: name for quote, name, may in rows if may}
    assert shown <= allowed.keys()
    for quote in shown:
        name = folded(allowed[quote]).removeprefix("entreprise fictive ")
        assert name not in folded(quote)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Quand manquera-t-il"),
        ("?epci=200042174", "Quand manquera-t-il"),
        ("?colonnes=place", "CA Quimperlé Communauté"),
        ("?colonnes=place&mois=6", "CA Quimperlé Communauté"),
        ("?colonnes=inconnu&epci=1&mois=x", "Quand manquera-t-il"),
    ],
)
def test_families_are_crossed_with_horizons_or_places(demonstration, query: str, words: str):
    page = demonstration.get(f"/manques/horizons{query}").text
    assert words in page
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    picture = page.split("heat-picture")[1]
    assert table.count("<tr>") == picture.count(">Contrôle et inspection<") * table.count("<tr>")
    assert "Contrôle et inspection" in table


def test_the_workbook_holds_the_lines_and_both_crossings(demonstration: TestClient):
    answer = demonstration.get("/manques.xlsx?par=family")
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["manques", "par échéance", "par intercommunalité"]
    rows = list(book["par échéance"].values)
    assert rows[0][:3] == ("famille", "intitule", "reste 3 mois")
    heat = demonstration.get("/api/v1/gaps/heat").json()
    assert len(rows) - 1 == len(heat["rows"])
    assert rows[1][0] == heat["totals"][0]["family"]
    assert rows[1][2] == heat["rows"][0][0]["remaining_max"]


def test_each_need_of_the_list_says_what_answers_it(demonstration: TestClient):
    page = unescape(demonstration.get("/besoins").text)
    cards = page.split('<article class="card need">')[1:]
    assert len(cards) == len(demonstration.get("/api/v1/needs").json())
    for card in cards:
        assert (
            "D'abord : " in card or "aucune place" in card or "résolu" in card or "retiré" in card
        )
    assert "assez de places" in page
    assert "Toutes les sessions finissent après la date souhaitée." in page
