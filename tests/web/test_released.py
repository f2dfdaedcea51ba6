"""What everybody may know of the demand, on a site with accounts."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.storage.interviews import add_interview, get_interview
from data.storage.needs import add_need
from skills.account import LOCAL_USER
from skills.interview import Firm, Interview
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState

FLOWS = Path(__file__).parents[2] / "web" / "flows"
ABOUT_WORDS = {"vocabulary.py"}
"""Flows that read as statistics what says nothing of a firm: approved words."""
PUBLIC_SHAPES = ("Released", "SharedNeed")
"""``SharedNeed`` is one need as its own firm sees it, through a secret link."""


def ask(site: TestClient, firm: str, code: str, people: int) -> None:
    """A firm asks for people in an interview."""
    with Session(site.app.state.engine) as db:  # type: ignore[attr-defined]
        number = add_interview(db, Interview(Firm(firm), date(2026, 11, 20), "x", "notes"))
        kept = get_interview(db, number, visible_to=LOCAL_USER)
        need = Need(
            firm=kept.firm,
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


@pytest.fixture(scope="module")
def asked(real_site: TestClient) -> TestClient:
    for firm in ("MARQUE un", "MARQUE deux", "MARQUE trois"):
        ask(real_site, firm, "C-INFUSE", 2)
    ask(real_site, "MARQUE seule", "C-TRIM", 7)
    return real_site


def test_a_visitor_reads_families_of_three_firms_and_no_firm(asked: TestClient):
    page = asked.get("/manques").text
    assert "Infusion" in page
    assert ">6<" in page
    assert "Démoulage" not in page
    assert "MARQUE" not in page


def test_the_table_and_the_api_give_the_same_figures(asked: TestClient):
    assert asked.get("/manques.csv").text.splitlines()[1:] == [
        "F-INFUSION;Infusion et injection de résine;6;3"
    ]
    assert asked.get("/api/v1/gaps/released").json() == [
        {"family": "F-INFUSION", "people": 6, "firms": 3}
    ]


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
    assert "released_demand" in checked
