"""One index for every request; a new one is made behind while the old one still serves."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data.storage.apprenticeships import list_places
from data.storage.database import initialise
from data.storage.engine import open_engine
from data.storage.offer_records import save_offers
from data.storage.whole_records import save_whole, set_vanished
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from skills.apprenticeship import ApprenticeshipPlace
from tests.matching.test_bundles import ON, REFERENCE, offer
from tests.matching.test_spread import place
from web.catalogue_keeper import CatalogueKeeper

MATCHER = Matcher().fit(REFERENCE)


class SlowMatcher:
    """Makes an index when it is let."""

    def __init__(self) -> None:
        self.may, self.made, self.begun = Event(), 0, 0

    def merge(self, *args):
        return MATCHER.merge(*args)

    def index(self, offers, places=()) -> CatalogueIndex:
        self.begun += 1
        assert self.may.wait(20)
        self.made += 1
        return MATCHER.index(offers, places)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'base.sqlite3'}"
    initialise(url, kind="real")
    engine = open_engine(url)
    yield engine
    engine.dispose()


def keep(engine: Engine, *keys: str) -> None:
    with Session(engine) as db:
        save_offers(db, [offer(key, "C-INFUSE") for key in keys])
        db.commit()


def keys(index: CatalogueIndex) -> list[str]:
    return [one.key for one in index.offers_]


def test_the_same_index_serves_until_the_catalogue_changes(engine: Engine):
    keep(engine, "a")
    keeper = CatalogueKeeper(MATCHER, engine)
    with Session(engine) as db:
        first = keeper.current(db)
        assert keeper.current(db) is first
    keep(engine, "b")
    with Session(engine) as db:
        second = keeper.current(db)  # a small catalogue: whoever asks first has it at once
    assert (keys(first), keys(second)) == (["a"], ["a", "b"])


def test_while_a_new_one_is_made_the_old_one_serves_and_it_is_made_once(engine: Engine):
    keep(engine, "a")
    slow = SlowMatcher()
    slow.may.set()
    keeper = CatalogueKeeper(slow, engine, patience=0.0)
    with Session(engine) as db:
        old = keeper.current(db)
    slow.may.clear()
    keep(engine, "b")
    with Session(engine) as db:
        for _ in range(5):
            assert keeper.current(db) is old
    making = keeper._making
    assert making is not None
    slow.may.set()
    making.join(20)
    with Session(engine) as db:
        assert keys(keeper.current(db)) == ["a", "b"]
    assert (slow.begun, slow.made) == (2, 2)


def test_a_change_that_comes_while_it_is_made_is_seen_next(engine: Engine):
    keep(engine, "a")
    slow = SlowMatcher()
    slow.may.set()
    keeper = CatalogueKeeper(slow, engine, patience=20.0)
    with Session(engine) as db:
        keeper.current(db)
    keeper.patience = 0.0
    slow.may.clear()
    keep(engine, "b")
    with Session(engine) as db:
        keeper.current(db)
    keep(engine, "c")
    slow.may.set()
    keeper._making.join(20)
    keeper.patience = 20.0
    with Session(engine) as db:
        assert keys(keeper.current(db)) == ["a", "b", "c"]


def test_without_an_engine_it_is_made_by_who_asks(engine: Engine):
    keeper = CatalogueKeeper(MATCHER)
    for key in "ab":
        keep(engine, key)
        with Session(engine) as db:
            assert keys(keeper.current(db))[-1] == key


def test_places_by_apprenticeship_are_searched_with_the_catalogue(engine: Engine):
    keeper = CatalogueKeeper(MATCHER, engine)
    with Session(engine) as db:
        assert keys(keeper.current(db).places) == []
        save_whole(db, ApprenticeshipPlace, [place("cfa"), place("full", left=0)], on=ON)
        db.commit()
        assert [one.key for one in list_places(db)] == ["cfa", "full"]
        assert keys(keeper.current(db).places) == ["cfa"]
        set_vanished(db, ApprenticeshipPlace, "cfa", ["cfa"], vanished=True)
        db.commit()
        assert keeper.current(db).places.offers_[0].vanished
