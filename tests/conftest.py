"""What tests may ask of the machine: public samples, a browser, a PostgreSQL server of their own.

What is absent skips the test here, with its reason, and fails it where ``CI=true``: a green run
there must mean that everything ran.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest

from tests.private_postgresql import PrivatePostgresql, find_postgresql

PROJECT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# A property that holds does not stop holding on a busy machine.
hypothesis.settings.register_profile("matrice", deadline=None)
if os.environ.get("CI") != "true":  # where hypothesis has a profile of its own, without chance
    hypothesis.settings.load_profile("matrice")


def lacking(what: str) -> NoReturn:
    """End the test: skipped on a person's machine, failed in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} (CI runs everything)", pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public samples and tables: ``MATRICE_SHARED``, or ``shared`` beside us."""
    folder = Path(os.environ.get("MATRICE_SHARED") or PROJECT.parent / "shared")
    if not (folder / "samples").is_dir():
        lacking(f"no samples in {folder}: set MATRICE_SHARED")
    return folder


@pytest.fixture(scope="session")
def browser_executable() -> str:
    """Path of a Chromium of this machine; nothing is ever downloaded."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        lacking(f"no browser: none of {', '.join(BROWSERS)} is on PATH")
    return found


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PrivatePostgresql]:
    """A PostgreSQL server of this test run's own, thrown away with it."""
    programs = find_postgresql()
    if programs is None:
        lacking("no PostgreSQL: initdb is neither on PATH nor in /usr/lib/postgresql")
    with PrivatePostgresql(programs) as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: PrivatePostgresql) -> Iterator[str]:
    """The SQLAlchemy URL of a fresh, empty PostgreSQL database."""
    with postgresql.fresh_database() as url:
        yield url


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a fresh, empty database: the test runs once on each engine."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql_url")
    return f"sqlite:///{tmp_path / 'matrice.sqlite3'}"
