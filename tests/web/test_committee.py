"""The committee's figures, their exports, and that each can be counted again from them."""

from datetime import UTC, date, datetime
from io import BytesIO
from statistics import median

import pandas as pd
import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.storage.aid_requests import add_aid_request, add_envelope, add_referral
from data.storage.interviews import add_interview, get_interview
from data.storage.needs import add_need
from data.storage.project_facts import add_fact
from data.storage.projects import add_project
from data.storage.road_map import keep_outcome
from data.storage.tables import NeedEventRow
from skills.account import LOCAL_USER
from skills.aid_request import AidRequest, AidState, Envelope, Referral
from skills.interview import Firm, FirmSize, Interview
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.outcome import Outcome
from skills.project import FactKind, Project, ProjectFact, ProjectNature
from tests.web.people import LORIENT, QUIMPERLE

SINCE, UNTIL = date(2026, 1, 1), date(2026, 6, 30)
PERIOD = f"du={SINCE}&au={UNTIL}"


def a_firm(db: Session, name: str, commune: str, day: date, *, people: int) -> tuple[int, int]:
    """A firm met on a day, with a need and a project; identifiers of need and project."""
    firm = Firm(name, commune, size=FirmSize.SMALL, naf="30.12Z")
    number = add_interview(db, Interview(firm, day, "x", "notes"))
    kept = get_interview(db, number, visible_to=LOCAL_USER).firm
    need = add_need(
        db,
        Need(
            kept, Evidence(EvidenceKind.SAID, "notes", 0, 5), "", (NeededCompetence("C-INFUSE"),),
            Headcount(people, people + 1), None, NeedState.TAKEN, number, "x",
            datetime(day.year, day.month, day.day, 12, tzinfo=UTC), "v",
        ),
    )  # fmt: skip
    db.add(
        NeedEventRow(
            need_id=need, at=datetime(2026, 3, 20, tzinfo=UTC), by="x", state=NeedState.TAKEN.value
        )
    )
    project = add_project(
        db, Project(kept, "=Extension", ProjectNature.EXTENSION, day, 1_000_000 * people, people)
    )
    return need, project


@pytest.fixture(scope="module")
def steered(site: TestClient) -> TestClient:
    with Session(site.app.state.engine) as db:  # type: ignore[attr-defined]
        for rank, people in enumerate((2, 3, 4)):
            _, project = a_firm(db, f"F{rank}", "56121", date(2026, 3, 10), people=people)
            for kind, amount in ((FactKind.HIRED, rank + 1), (FactKind.INVESTED, 500_000)):
                add_fact(db, ProjectFact(project, kind, date(2026, 5, 4), "Le gérant", "x", amount))
        add_fact(db, ProjectFact(project, FactKind.OPENED, date(2026, 6, 1), "Le gérant", "x"))
        a_firm(db, "Avant", "56121", date(2025, 12, 1), people=1)
        a_firm(db, "Ailleurs", "29233", date(2026, 2, 2), people=7)
        envelope = add_envelope(
            db, Envelope("Enveloppe", (LORIENT,), 1_500_000, SINCE, "essai"), by=LOCAL_USER
        )
        for state, amount in ((AidState.GRANTED, 200_000), (AidState.DIRECTED, 300_000)):
            add_aid_request(
                db,
                AidRequest(
                    "rebond-industriel", state, SINCE, date(2026, 4, 1), project=project,
                    envelope=envelope, amount=amount,
                ),
                by=LOCAL_USER,
            )  # fmt: skip
        for kept in (date(2026, 4, 1), date(2026, 6, 1), None):
            add_referral(
                db,
                Referral("P-BPI", "Rappeler", LORIENT, SINCE, date(2026, 4, 15), kept),
                by=LOCAL_USER,
            )
        keep_outcome(
            db,
            Outcome("AFPA", "Stratifieur", date(2026, 2, 1), 12, 11, 11, 9, epci=LORIENT),
            by=LOCAL_USER,
        )
        db.commit()
    return site


def test_the_page_shows_each_figure_with_its_definition(steered: TestClient):
    text = steered.get(f"/comite?{PERIOD}&perimetre={LORIENT}").text
    assert "<strong>3</strong> <span>entreprises rencontrées</span>" in text
    assert "<strong>9 M€</strong>".replace(" ", "\u00a0") in text
    assert "<strong>9 sur 11</strong>" in text
    assert "2 de plus que la période d&#39;avant" in text
    assert (
        "Orienté, pas encore décidé : 300\u00a0k€ · obtenu : 200\u00a0k€ · reste : 1,3\u00a0M€"
        in text
    )


def test_a_period_before_anything_was_noted_is_not_compared_with(steered: TestClient):
    text = steered.get(f"/comite?du=2025-12-01&au=2026-06-30&perimetre={LORIENT}").text
    assert "que la période d&#39;avant" not in text
    assert "Rien d&#39;avant à comparer" in text


def test_a_perimeter_narrows_the_figures(steered: TestClient):
    whole = steered.get(f"/comite?{PERIOD}").text
    assert "<strong>4</strong> <span>entreprises rencontrées</span>" in whole
    other = steered.get(f"/comite?{PERIOD}&perimetre={QUIMPERLE}").text
    assert "<strong>1</strong> <span>entreprises rencontrées</span>" in other


@pytest.mark.parametrize("suffix", [".xlsx", "tables"])
def test_every_figure_can_be_counted_again_from_the_export(steered: TestClient, suffix: str):
    query = f"{PERIOD}&perimetre={LORIENT}"
    if suffix == ".xlsx":
        body = steered.get(f"/comite.xlsx?{query}").content
        tables = pd.read_excel(BytesIO(body), sheet_name=None, engine="openpyxl")
    else:
        names = steered.get(f"/comite/tables/datapackage.json?{query}").json()["resources"]
        tables = {
            one["name"]: pd.read_csv(
                BytesIO(steered.get(f"/comite/tables/{one['path']}?{query}").content), sep=";"
            )
            for one in names
        }
    said = tables["chiffres"].set_index("code")["value"]
    counted = count_again(tables)
    assert set(counted) == set(said.index)
    for code, value in counted.items():
        assert (said[code] == value) or (pd.isna(said[code]) and value is None), code


def count_again(tables: dict[str, pd.DataFrame]) -> dict[str, object]:
    """Every figure, from the tables alone and by other means than the page's."""

    def within(table: str, day: str) -> pd.DataFrame:
        frame = tables[table]
        return frame[pd.to_datetime(frame[day]).between(str(SINCE), str(UNTIL))]

    firms, needs = within("entreprises", "on"), within("besoins", "on")
    answered = within("besoins", "answered_on")
    waits = pd.to_datetime(answered["answered_on"]) - pd.to_datetime(answered["on"])
    everything = tables["besoins"]
    still = everything[
        (pd.to_datetime(everything["on"]) <= str(UNTIL))
        & ~everything["state"].isin(["solved", "no_solution", "withdrawn"])
    ]
    projects, facts = within("projets", "on"), within("observations", "on")
    aids, sessions = within("aides", "on"), within("sessions", "starts_on")
    granted = aids[aids["state"] == "granted"]
    known = sessions.dropna(subset=["seats", "seats_left"])
    due = within("promesses", "due_on")
    kept = pd.to_datetime(due["kept_on"])
    late = kept.isna() | (kept > pd.to_datetime(due["due_on"]))
    outcomes = within("devenirs", "starts_on").dropna(subset=["asked_6", "working_6"])
    return {
        "firms_met": firms["firm"].nunique(),
        "needs": len(needs),
        "needs_answered": len(answered),
        "delay": round(median(waits.dt.days)) if len(waits) else None,
        "waiting": still["people_min"].sum(),
        "gaps": (tables["manques"]["left"] > 0).sum(),
        "sessions": len(sessions),
        "seats": sessions["seats"].sum(),
        "filled": (known["seats"] - known["seats_left"]).sum(),
        "finished": len(within("sessions", "ends_on")),
        "working": outcomes["working_6"].sum() if outcomes["asked_6"].sum() >= 5 else None,
        "projects": len(projects),
        "investment": projects["investment"].sum(),
        "jobs": projects["jobs"].sum(),
        "invested": facts[facts["kind"] == "invested"]["amount"].sum(),
        "hired": facts[facts["kind"] == "hired"]["amount"].sum(),
        "opened": len(facts[facts["kind"] == "opened"]),
        "aids": len(aids),
        "aids_granted": len(granted),
        "granted_euros": granted["amount"].sum(),
        "promises_kept": (~late).sum(),
        "promises_late": late.sum(),
    }


def test_the_public_set_leaves_out_what_rests_on_too_few_firms(steered: TestClient):
    rows = pd.read_csv(BytesIO(steered.get("/comite/public.csv").content), sep=";")
    first = rows[(rows["epci"] == int(LORIENT)) & (rows["quarter"] == "2026-T1")]
    told = first.set_index("code")["value"]
    assert told["firms_met"] == 3
    assert told["investment"] == 9_000_000
    assert not {"aids", "granted_euros", "opened"} & set(rows["code"])
    private = {"firms_met", "needs", "projects", "investment", "jobs"}
    assert not private & set(rows[rows["epci"] == int(QUIMPERLE)]["code"])


def test_public_cells_share_no_record_so_that_none_is_found_by_subtraction(steered: TestClient):
    rows = pd.read_csv(BytesIO(steered.get("/comite/public.csv").content), sep=";")
    assert not rows.duplicated(["epci", "quarter", "code"]).any()
    assert not {"waiting", "gaps"} & set(rows["code"])
    # A figure that is not told in a quarter is in no other cell either: no total spans quarters.
    lone = rows[(rows["epci"] == int(LORIENT)) & (rows["quarter"] == "2025-T4")]
    assert not {"firms_met", "projects", "investment"} & set(lone["code"])
    assert set(rows["quarter"]).isdisjoint({"2026", "total"})
    assert f"{UNTIL.year}-T{(date.today().month + 2) // 3}" not in set(rows["quarter"])


def test_the_two_pages_are_a_pdf(steered: TestClient):
    pdf = steered.get(f"/comite.pdf?{PERIOD}")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.content.count(b"/Type /Page\n") + pdf.content.count(b"/Type/Page/") <= 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("du=2026-06-30&au=2026-01-01", "La fin vient avant le début."),
        ("du=hier", "Une date est attendue"),
        ("perimetre=123456789", "Choisissez une intercommunalité"),
    ],
)
def test_a_wrong_question_is_asked_again(steered: TestClient, query: str, said: str):
    answer = steered.get(f"/comite?{query}")
    assert answer.status_code == 422
    assert said in answer.text
    assert steered.get(f"/comite.xlsx?{query}").status_code == 422


def test_an_unknown_table_is_not_found(steered: TestClient):
    assert steered.get("/comite/tables/rien.csv").status_code == 404
