"""A territory made by ``matrice territory new`` passes the page tests of the first."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from data.readers import REFERENCE_FOLDER, load_reference
from data.storage.database import initialise
from skills.account import Role
from skills.errors import BadFile, Invalid
from tests.web.people import LORIENT, a_person, an_organisation
from tests.web.routes import routes_of
from web.app import create_app
from web.cli import app as cli
from web.flows.territory import make_territory
from web.settings import Settings

EPCI = "999000001"
TABLES = {
    "epcis.csv": "code,name,in_territory\n999000001,Pays d'Essai,0\n999000002,Pays Voisin,0\n",
    "communes.csv": (
        "code,name,postal_codes,epci,population,latitude,longitude\n"
        "99101,Essaiville,99100,999000001,1200,48.1,2.1\n"
        "99102,Bourg-Neuf,99100,999000001,,48.2,2.2\n"
        "99201,Voisinville,99200,999000002,900,48.9,2.9\n"
    ),
}


def a_tables_folder(folder: Path) -> Path:
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def other_reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("territoire")
    tables = a_tables_folder(folder / "tables")
    made = CliRunner().invoke(
        cli,
        [
            "territory", "new", str(folder / "essai"), "--name", "Pays d'Essai",
            "--epci", EPCI, "--tables", str(tables),
        ],
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    assert "2 communes pour Pays d'Essai" in made.output
    assert "erreur" not in made.output
    return folder / "essai"


def a_site(folder: Path, reference: str, epci: str) -> Iterator[TestClient]:
    settings = Settings(
        database_url=f"sqlite:///{folder / 'base.sqlite3'}",
        reference=reference,
        tries_a_minute=100_000,
    )
    initialise(settings.database_url, kind="real")
    with TestClient(create_app(settings, demonstration=False)) as client:
        app: FastAPI = client.app  # type: ignore[assignment]
        organisation = an_organisation(app, Role.MANAGER, "Agence d'essai")
        person = a_person(
            app, Role.MANAGER, email="m@essai.example", organisation=organisation, perimeter=(epci,)
        )
        client.cookies.set("matrice", person.token)
        yield client


@pytest.fixture(scope="module", params=["first", "second"])
def territory(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, str, str]]:
    """A manager's client on one of the two territories, its body and one of its communes."""
    folder = tmp_path_factory.mktemp("base")
    if request.param == "first":
        for client in a_site(folder, "", LORIENT):
            yield client, LORIENT, "56121"
    else:
        other = str(request.getfixturevalue("other_reference"))
        for client in a_site(folder, other, EPCI):
            yield client, EPCI, "99101"


def test_every_page_without_a_number_answers(territory: tuple[TestClient, str, str]):
    client, _, _ = territory
    asked = [
        r.pattern
        for r in routes_of(client.app)  # type: ignore[arg-type]
        if r.method == "GET" and not r.parameters and "/statique" not in r.pattern
    ]
    assert len(asked) > 30
    for pattern in asked:
        answer = client.get(pattern, follow_redirects=True)
        assert answer.status_code in (200, 404), pattern  # 404: not for a manager
    kept = ("/", "/entretiens", "/besoins", "/manques", "/aides", "/comite", "/projets")
    for pattern in (*kept, "/campagnes", "/feuille-de-route", "/cohortes", "/simuler"):
        assert client.get(pattern).status_code == 200


def test_an_interview_becomes_a_need_a_simulation_and_a_figure(
    territory: tuple[TestClient, str, str],
):
    client, epci, commune = territory
    sent = {
        "firm": "Atelier d'essai", "commune": commune, "held_on": str(date.today()),
        "notes": "Il nous faut deux stratifieurs pour septembre.",
    }  # fmt: skip
    made = client.post("/entretiens", data=sent)
    assert made.status_code == 200
    assert "Atelier d&#39;essai" in client.get("/entretiens").text
    counted = client.get(f"/comite?perimetre={epci}").text
    assert "<strong>1</strong> <span>entreprises rencontrées</span>" in counted
    tried = client.get(f"/simuler?metier=O-LAMINATOR&places=10&minimum=5&commune={commune}")
    assert tried.status_code == 200
    campaign = {
        "name": "Printemps", "epcis": epci, "starts_on": "2026-01-01", "ends_on": "2027-12-31"
    }  # fmt: skip
    assert "<dt>rencontrée</dt>" in client.post("/campagnes", data=campaign).text


def test_the_second_territory_says_nothing_of_the_first(other_reference: Path, tmp_path: Path):
    for client in a_site(tmp_path, str(other_reference), EPCI):
        for path in ("/", "/aides", "/comite", "/campagnes", "/projets", "/simuler", "/manques"):
            text = client.get(path).text
            assert not any(name in text for name in ("Lorient", "Quimperlé", "Bretagne")), path
        assert "Pays d&#39;Essai" in client.get("/comite").text
        assert client.get("/aides/qualif-emploi").status_code == 404


def test_a_territory_made_of_bodies_already_known_keeps_their_partners(tmp_path: Path):
    made = make_territory(REFERENCE_FOLDER, tmp_path / "vannes", name="Golfe", epcis=("200067932",))
    assert "P-REGION" not in made.partners_left
    reference = load_reference(made.folder)
    assert [e.code for e in reference.epcis.values() if e.in_territory] == ["200067932"]
    assert reference.place.name == "Golfe"
    assert made.problems == ()


def test_a_wrong_request_writes_nothing(tmp_path: Path):
    with pytest.raises(Invalid, match="123"):
        make_territory(REFERENCE_FOLDER, tmp_path / "a", name="x", epcis=("123",))
    with pytest.raises(Invalid):
        make_territory(REFERENCE_FOLDER, tmp_path / "a", name=" ", epcis=(LORIENT,))
    with pytest.raises(BadFile, match="absent"):
        make_territory(
            REFERENCE_FOLDER, tmp_path / "a", name="x", epcis=("1",), tables=tmp_path / "rien"
        )
    assert not (tmp_path / "a").exists()
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "x").touch()
    with pytest.raises(BadFile, match="folder_taken"):
        make_territory(REFERENCE_FOLDER, tmp_path / "plein", name="x", epcis=(LORIENT,))
