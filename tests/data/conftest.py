"""A migrated database, empty but for its kind, on each engine."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from data.storage.database import initialise
from data.storage.engine import open_engine


@pytest.fixture
def db(database_url: str) -> Iterator[Session]:
    initialise(database_url, kind="real")
    engine = open_engine(database_url)
    with Session(engine) as session:
        yield session
    engine.dispose()
