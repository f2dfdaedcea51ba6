"""A site over a fresh demonstration database, asked without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from data.storage.database import initialise
from web.app import create_app
from web.settings import Settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder: Path = tmp_path_factory.mktemp("base")
    return Settings(
        database_url=f"sqlite:///{folder / 'real.sqlite3'}",
        demonstration_url=f"sqlite:///{folder / 'demo.sqlite3'}",
    )


@pytest.fixture(scope="module")
def site(settings: Settings) -> Iterator[TestClient]:
    """An empty real site."""
    initialise(settings.database_url, kind="real")
    with TestClient(create_app(settings, demonstration=False)) as client:
        yield client
