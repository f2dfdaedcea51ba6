"""What everybody may know of the demand, on a site with accounts."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.readers import load_reference
from data.storage.interviews import add_interview
from data.storage.needs import add_need
from data.storage.published import list_published
from data.storage.tables import InterviewRow, NeedRow
from skills.account import Role
from skills.interview import Firm, Interview
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from tests.web.people import a_person, an_organisation, signed_in
from web.deps import day_of_request
from web.flows import gaps
from web.flows.gaps import count_demand
from web.flows.work import work_once
from web.settings import Settings

FLOWS = Path(__file__).parents[2] / "web" / "flows"
ABOUT_WORDS = {"vocabulary.py"}
"""Flows that read as statistics what says nothing of a firm: approved words."""
PUBLIC_SHAPES = ("Released", "SharedNeed")
"""``SharedNeed`` is one need as its own firm sees it, through a secret link."""


def ask(site: TestClient, firm: str, code: str, people: int, *, waiting: bool = False) -> None:
    """A firm asks for people in an interview; one that waits has not been verified."""
    with Session(site.app.state.engine) as db:  # type: ignore[attr-defined]
        interview = Interview(Firm(firm), date(2026, 11, 20), "x", "notes")
        number = add_interview(db, interview, waiting=waiting)
        need = Need(
            firm=interview.firm,
            evidence=Evidence(EvidenceKind.SAID, "notes", 0, 5),
            occupation="",
            competences=(NeededCompetence(code),),
            headcount=Headcount(people, people),
            wanted_by=None,
            state=NeedState.TO_QUALIFY,
            interview_id=number,
            decided_by="x",
            decided_at=datetime.now(UTC),
            reference_version="v",
        )
        add_need(db, need)
        db.commit()


def told_on(site: TestClient, on: date) -> list[tuple[str, str, int, int]]:
    """The figures as they read on a day."""
    app: FastAPI = site.app  # type: ignore[assignment]
    app.dependency_overrides[day_of_request] = lambda: on
    try:
        told = site.get("/api/v1/gaps/released").json()
    finally:
        app.dependency_overrides.clear()
    return [(one["kind"], one["code"], one["people"], one["firms"]) for one in told]


@pytest.fixture(scope="module")
def asked(real_site: TestClient) -> TestClient:
    for firm in ("MARQUE un", "MARQUE deux", "MARQUE trois"):
        ask(real_site, firm, "C-INFUSE", 2)
    ask(real_site, "MARQUE seule", "C-TRIM", 7)
    return real_site


def test_the_worker_counts_the_figures_of_the_month_before_anybody_reads_them(
    asked: TestClient, settings: Settings
):
    engine = asked.app.state.engine
    now = datetime.now(UTC)
    work_once(engine, settings, now=now)
    with Session(engine) as db:
        figures = list_published(db, f"{now:%Y-%m}")
    assert {figure.cell.code for figure in figures} == {"F-INFUSION", "C-INFUSE"}


def test_a_visitor_reads_families_of_three_firms_and_no_firm(asked: TestClient):
    page = asked.get("/manques").text
    assert "Infusion" in page
    assert ">6<" in page
    assert "Démoulage" not in page
    assert "MARQUE" not in page


def test_what_has_no_seat_is_said_first_with_a_session_to_try(asked: TestClient):
    page = asked.get("/manques").text
    first = page.split("À ouvrir d'abord")[1].split("<h2>")[0]
    assert "aucune session ouverte" in first
    assert 'href="/simuler?competences=C-INFUSE"' in first


def test_the_table_and_the_api_give_the_same_figures(asked: TestClient):
    rows = asked.get("/manques.csv").text.splitlines()[1:]
    assert [row.rsplit(";", 1)[0] for row in rows] == [
        "family;F-INFUSION;Infusion et injection de résine;;6;3",
        "competence;C-INFUSE;Infuser une pièce sous vide;;6;3",
    ]
    told = asked.get("/api/v1/gaps/released").json()
    assert [(one["kind"], one["code"], one["people"], one["firms"]) for one in told] == [
        ("family", "F-INFUSION", 6, 3),
        ("competence", "C-INFUSE", 6, 3),
    ]


def test_figures_stay_as_they_are_for_the_month(asked: TestClient):
    before = asked.get("/api/v1/gaps/released").json()
    for firm in ("MARQUE quatre", "MARQUE cinq", "MARQUE six"):
        ask(asked, firm, "C-INFUSE", 3)
    assert asked.get("/api/v1/gaps/released").json() == before


def test_later_they_are_counted_again_with_three_newcomers(asked: TestClient):
    assert [(people, firms) for *_, people, firms in told_on(asked, date(2098, 1, 5))] == [
        (15, 6),
        (15, 6),
    ]


def test_once_many_figures_were_told_no_reader_waits_for_those_of_a_new_month(
    asked: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    before = told_on(asked, date(2098, 1, 20))
    monkeypatch.setattr(gaps, "MOST_AT_ONCE", 0)
    assert told_on(asked, date(2098, 2, 1)) == before
    engine = asked.app.state.engine
    with Session(engine) as db:
        assert list_published(db, "2098-02") == ()  # the worker has not come by yet
        count_demand(db, load_reference(settings.reference_folder), on=date(2098, 2, 1))
        assert list_published(db, "2098-02") != ()


def test_false_firms_that_declare_themselves_change_nothing(asked: TestClient):
    before = told_on(asked, date(2098, 3, 1))
    for number in range(5):
        ask(asked, f"MARQUE fausse {number}", "C-TRIM", 4, waiting=True)
    assert told_on(asked, date(2098, 4, 1)) == before


def test_one_newcomer_does_not_move_the_figure(asked: TestClient):
    before = told_on(asked, date(2098, 5, 1))
    ask(asked, "MARQUE dernière", "C-INFUSE", 9)
    assert told_on(asked, date(2098, 6, 1)) == before


def test_every_flow_that_adds_up_everybodys_needs_gives_only_released_figures():
    checked = []
    for path in sorted(FLOWS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef) or path.name in ABOUT_WORDS:
                continue
            if "STATISTICS" in {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}:
                given = ast.unparse(node.returns or ast.Constant(""))
                assert any(shape in given for shape in PUBLIC_SHAPES), node.name
                checked.append(node.name)
    assert "count_demand" in checked


def test_a_school_reads_the_words_that_firms_let_and_a_visitor_does_not(asked: TestClient):
    app: FastAPI = asked.app  # type: ignore[assignment]
    with Session(app.state.engine) as db:
        for row in db.exec(select(NeedRow).where(NeedRow.id <= 2)):
            row.state = NeedState.SENT.value
            row.quote = "personne ne sait infuser" if row.id == 1 else "chez marque deux on cherche"
            db.get(InterviewRow, row.interview_id).quotes_allowed = True
        db.commit()
    school = an_organisation(app, Role.SCHOOL, "Lycée d'essai")
    head = a_person(app, Role.SCHOOL, email="lycee@essai.example", organisation=school)
    page = signed_in(app, head).get("/manques").text
    assert "Module par module" in page
    assert "personne ne sait infuser" in page
    assert "marque deux" not in page  # it says whose words they are
    assert "MARQUE" not in page
    assert "personne ne sait infuser" not in asked.get("/manques").text
