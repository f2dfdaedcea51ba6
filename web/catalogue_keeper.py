"""The fitted catalogue, the same for every request, made again behind while the old one serves."""

from threading import Lock, Thread

from sqlalchemy import Engine
from sqlmodel import Session

from data.storage.apprenticeships import list_places
from data.storage.catalogue_version import catalogue_version
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from web.flows.duplicates import catalogue_offers

PATIENCE = 0.5
"""Seconds that the request which finds a new catalogue waits for it: a small one is there at once,
a large one is served a little later, and nobody else waits.
"""


class CatalogueKeeper:
    """The index of one catalogue version. Without an engine it is made in the thread that asks."""

    def __init__(
        self, matcher: Matcher, engine: Engine | None = None, *, patience: float = PATIENCE
    ) -> None:
        self.matcher = matcher
        self.engine = engine
        self.patience = patience
        self._lock = Lock()
        self._making: Thread | None = None
        self._kept: tuple[int, CatalogueIndex] | None = None

    def current(self, db: Session) -> CatalogueIndex:
        """The index of the offers as they are stored now, or were a moment ago."""
        version = catalogue_version(db)
        kept = self._kept
        if kept is None or (self.engine is None and kept[0] != version):
            with self._lock:
                kept = self._kept
                if kept is None or (self.engine is None and kept[0] != version):
                    kept = self._kept = self._make(db)
        elif kept[0] != version and (making := self._start()):
            making.join(self.patience)
            kept = self._kept or kept
        return kept[1]

    def _start(self) -> Thread | None:
        """Begin to make the new index; None when somebody has begun already."""
        with self._lock:
            if self._making is not None and self._making.is_alive():
                return None
            self._making = Thread(target=self._renew, name="catalogue", daemon=True)
            self._making.start()
            return self._making

    def _renew(self) -> None:
        with Session(self.engine) as db:
            self._kept = self._make(db)

    def _make(self, db: Session) -> tuple[int, CatalogueIndex]:
        version = catalogue_version(db)  # read first: a change that comes in between is seen again
        offers = catalogue_offers(db, self.matcher)
        return version, self.matcher.index(offers, list_places(db))
