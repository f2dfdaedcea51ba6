"""The steering pages over ten years of generated data: ``python -m benchmarks.steering_speed``.

Each year: 47 firms met, 118 projects, 150 needs, observations, aid requests, referrals, outcomes.
Medians of repeated requests in one process; the goals are 150 ms a page and 200 ms a what-if.
"""

import random
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient
from sqlmodel import Session

from benchmarks.speed import median_ms
from data.storage.database import initialise
from data.storage.engine import open_engine
from data.storage.tables import (
    AidRequestRow,
    FirmRow,
    InterviewRow,
    NeedCompetenceRow,
    NeedEventRow,
    NeedRow,
    OutcomeRow,
    ProjectFactRow,
    ProjectRow,
    ReferralRow,
)
from skills.aid_request import AidState
from skills.interview import FirmSize
from skills.need import NeedState
from skills.project import ProjectNature
from web.app import create_app
from web.flows.demonstration import load_demonstration
from web.settings import Settings

ON = date(2026, 11, 23)
YEARS, FIRMS, PROJECTS, NEEDS = 10, 47, 118, 150
PAGES = (
    "/comite",
    "/comite?du=2026-01-01&au=2026-11-23",
    "/campagnes/1",
    "/projets",
    "/projets/1",
    "/aides-demandees",
    "/feuille-de-route",
    "/cohortes",
    "/aides?pour=project&taille=small&nature=decarbonation&montant=1,5 M€",
)
WHAT_IF = (
    "/simuler?metier=O-LAMINATOR&places=12&minimum=6&cout=60 k€&recette=6000&commune=56121"
    "&places_b=20"
)


def fill(db: Session, chance: random.Random, codes: list[str], communes: list[str]) -> None:
    """Nine more years beside those of the demonstration."""
    for year in range(ON.year - YEARS, ON.year - 1):
        for rank in range(FIRMS):
            firm = FirmRow(
                name=f"Firme fictive {year} {rank}",
                commune=chance.choice(communes),
                size=chance.choice(list(FirmSize)).value,
                naf="30.12Z",
            )
            db.add(firm)
            db.flush()
            day = date(year, 3, 1) + timedelta(days=chance.randrange(90))
            interview = InterviewRow(firm_id=firm.id, held_on=day, author="x", notes="n" * 500)
            db.add(interview)
            db.flush()
            for _ in range(NEEDS // FIRMS + 1):
                _need(db, chance, interview.id or 0, day, codes)
            for number in range(PROJECTS // FIRMS + 1):
                _project(db, chance, firm.id or 0, day, number)
        for _ in range(40):
            due = date(year, 6, 1) + timedelta(days=chance.randrange(60))
            db.add(
                ReferralRow(
                    partner="P-BPI", words="x", epci="200042174", sent_on=due, due_on=due,
                    kept_on=due,
                )
            )  # fmt: skip
            db.add(
                OutcomeRow(
                    provider="P", title=f"T{chance.randrange(30)} {chance.random()}",
                    epci="200042174", starts_on=due, entered=12, finished=11, asked_6=11,
                    working_6=9, by="x",
                )
            )  # fmt: skip
    db.commit()


def _need(db: Session, chance: random.Random, interview: int, day: date, codes: list[str]) -> None:
    state = chance.choice([NeedState.SOLVED] * 8 + [NeedState.SENT, NeedState.NO_SOLUTION])
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    need = NeedRow(
        interview_id=interview, evidence_kind="said", quote="n", start=0, end=1,
        headcount_min=1, headcount_max=3, state=state.value, decided_by="x", decided_at=at,
        reference_version="v", moved_at=at,
    )  # fmt: skip
    db.add(need)
    db.flush()
    db.add(NeedEventRow(need_id=need.id, at=at + timedelta(days=9), by="x", state=state.value))
    for position, code in enumerate(chance.sample(codes, 3)):
        db.add(
            NeedCompetenceRow(need_id=need.id, position=position, code=code, importance="essential")
        )


def _project(db: Session, chance: random.Random, firm: int, day: date, number: int) -> None:
    project = ProjectRow(
        firm_id=firm, title=f"Projet {number}", nature=chance.choice(list(ProjectNature)).value,
        said_on=day, investment=chance.randrange(10**5, 10**7), jobs=chance.randrange(12),
    )  # fmt: skip
    db.add(project)
    db.flush()
    for kind, amount in (("hired", 2), ("invested", 10**5)):
        db.add(
            ProjectFactRow(
                project_id=project.id, kind=kind, amount=amount, on=day + timedelta(days=200),
                said_by="x", noted_by="x",
            )
        )  # fmt: skip
    db.add(
        AidRequestRow(
            project_id=project.id, aid="decarb-flash", state=chance.choice(list(AidState)).value,
            amount=10**5, opened_on=day, moved_on=day,
        )
    )  # fmt: skip


def main() -> None:
    """Print the median of each page."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(demonstration_url=f"sqlite:///{Path(folder) / 'base.sqlite3'}")
        initialise(settings.demonstration_url, kind="demonstration")
        load_demonstration(settings.demonstration_url, on=ON)
        app = create_app(settings, demonstration=True)
        reference = app.state.vocabulary.latest.matcher.reference_
        inside = {e.code for e in reference.epcis.values() if e.in_territory}
        communes = [c.code for c in reference.communes.values() if c.epci in inside]
        engine = open_engine(settings.demonstration_url)
        with Session(engine) as db:
            fill(db, random.Random(5), list(reference.competences), communes)
        engine.dispose()
        with TestClient(app) as client:
            for path in (*PAGES, WHAT_IF):
                answer = client.get(path)
                if answer.status_code != 200:
                    raise SystemExit(f"{path}: {answer.status_code}")
                print(f"{path:60.60} {median_ms(lambda p=path: client.get(p), 15):7.1f} ms")


if __name__ == "__main__":
    main()
