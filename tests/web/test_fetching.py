"""Public services asked for the catalogue: off until a key is set, then the same way as a file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from typer.testing import CliRunner

from data.readers import load_reference
from data.storage.apprenticeships import list_openings, list_places
from data.storage.catalogue_imports import get_import, list_imports
from data.storage.database import initialise
from data.storage.engine import open_engine
from data.storage.work import list_jobs
from matching.matcher import Matcher
from skills.account import Role
from skills.errors import SourceFailed
from tests.data.alternance_stub import KEY, AlternanceStub, courses_like, read_contract
from tests.web.people import LORIENT, a_person, an_organisation, signed_in
from web.app import create_app
from web.cli import app as commands
from web.flows.fetching import SERVICES, Network, fetch_service, fetch_to_import, service_named
from web.flows.import_jobs import apply_import
from web.flows.work import work_once
from web.settings import Settings

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
REFERENCE = load_reference()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(
        database_url=f"sqlite:///{tmp_path / 'base.sqlite3'}",
        alternance_key=KEY,
        alternance_url="https://service.invalid/api",
        fetched_folder=tmp_path / "fetched",
    )
    initialise(made.database_url, kind="real")
    return made


def network(stub: AlternanceStub) -> Network:
    return Network(stub.transport, lambda _: None)


def test_what_a_service_says_comes_in_is_completed_and_vanishes_as_a_file_would(
    settings: Settings,
):
    document, course, job = read_contract(None)
    matcher = Matcher().fit(REFERENCE)
    with Session(open_engine(settings.database_url)) as db:
        for day, count in ((0, 130), (1, 120)):
            stub = AlternanceStub(document, courses_like(course, count), [job])
            now = NOW + timedelta(days=day)
            import_id = fetch_to_import(db, settings, REFERENCE, 0, now=now, network=network(stub))
            apply_import(db, matcher, import_id, now=now)
        assert [one.counts.new for one in list_imports(db)] == [0, 131]
        assert get_import(db, import_id).counts.vanished == 10
        assert get_import(db, import_id).file == "alternance-2026-11-24.json"
        assert sum(not one.vanished for one in list_places(db)) == 120
        assert len(list_openings(db)) == 1


def test_a_service_without_its_key_is_never_asked(settings: Settings):
    off = settings.model_copy(update={"francetravail_id": "seulement l'identifiant"})
    with pytest.raises(SourceFailed, match="off MATRICE_FRANCETRAVAIL_ID") as failed:
        fetch_service(off, REFERENCE, service_named("francetravail"), now=NOW)
    assert failed.value.why == "off"
    assert [one.is_set(off) for one in SERVICES] == [True, False]


@pytest.mark.parametrize(("kind", "asked"), [("real", ["fetch"]), ("demonstration", [])])
def test_the_schedule_asks_each_service_once_a_day_and_never_for_the_demonstration(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, asked: list[str]
):
    url = f"sqlite:///{tmp_path / kind}.sqlite3"
    initialise(url, kind=kind)
    engine = open_engine(url)

    def down(*_: object, **__: object) -> None:
        raise SourceFailed("Essai", "unreachable")

    monkeypatch.setattr("web.flows.work.fetch_to_import", down)
    for hour in range(3):
        work_once(engine, settings, now=NOW + timedelta(hours=hour))
    with Session(engine) as db:
        jobs = list_jobs(db)
    assert [job.kind for job in jobs] == asked
    assert all("unreachable" in job.problem for job in jobs)


def test_the_page_asks_a_service_that_is_set_and_says_what_is_lacking(settings: Settings):
    app = create_app(settings, demonstration=False)
    with TestClient(app):
        body = an_organisation(app, Role.MANAGER, "Territoire")
        person = a_person(
            app, Role.MANAGER, email="m@essai.example", organisation=body, perimeter=(LORIENT,)
        )
        manager = signed_in(app, person)
        page = manager.get("/imports").text
        assert "Interroger maintenant" in page
        assert "non réglé : MATRICE_FRANCETRAVAIL_ID, MATRICE_FRANCETRAVAIL_SECRET" in page
        assert KEY not in page
        refused = manager.post("/imports/services/francetravail")
        assert refused.status_code == 422
        assert "pas réglé" in refused.text
        assert manager.post("/imports/services/autre").status_code == 404
        assert manager.post("/imports/services/alternance").status_code == 303
        with Session(app.state.engine) as db:
            assert [job.kind for job in list_jobs(db)] == ["fetch"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Donnez un fichier"),
        (("a.xml", "--from", "alternance"), "Donnez un fichier"),
        (("--from", "alternance", "--demonstration"), "données réelles"),
    ],
)
def test_the_command_says_what_it_needs(arguments: tuple[str, ...], said: str):
    answer = CliRunner().invoke(commands, ["import", *arguments])
    assert answer.exit_code == 2
    assert said in answer.output


def test_no_key_is_told_when_a_service_fails(settings: Settings):
    def refuse(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(400, json={"message": "mauvaise question"})

    with pytest.raises(SourceFailed) as failed:
        fetch_service(
            settings,
            REFERENCE,
            SERVICES[0],
            now=NOW,
            network=Network(httpx2.MockTransport(refuse), lambda _: None),
        )
    assert KEY not in str(failed.value) + repr(settings)
    assert "mauvaise question" in failed.value.detail
