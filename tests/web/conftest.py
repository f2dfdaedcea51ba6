"""A site over a fresh demonstration database, asked without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from data.storage.database import initialise
from skills.account import Role
from tests.web.people import LORIENT, QUIMPERLE, a_person, an_organisation
from web.app import create_app
from web.flows import passwords
from web.settings import Settings


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """The same hashes with less work: what they cost is not what these tests look at."""
    usual = passwords._HASHER
    passwords._HASHER = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    yield
    passwords._HASHER = usual


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder: Path = tmp_path_factory.mktemp("base")
    return Settings(
        database_url=f"sqlite:///{folder / 'real.sqlite3'}",
        demonstration_url=f"sqlite:///{folder / 'demo.sqlite3'}",
        tries_a_minute=100_000,
    )


@pytest.fixture(scope="module")
def real_site(settings: Settings) -> Iterator[TestClient]:
    """An empty real site, asked by a visitor."""
    initialise(settings.database_url, kind="real")
    with TestClient(create_app(settings, demonstration=False)) as client:
        yield client


@pytest.fixture(scope="module")
def site(real_site: TestClient) -> TestClient:
    """An empty real site, asked by an interviewer of the territory."""
    app = real_site.app
    organisation = an_organisation(app, Role.INTERVIEWER, "Branche d'essai")
    person = a_person(
        app,
        Role.INTERVIEWER,
        email="moi@essai.example",
        organisation=organisation,
        perimeter=(LORIENT, QUIMPERLE),
    )
    real_site.cookies.set("matrice", person.token)
    return real_site
