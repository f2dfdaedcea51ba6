"""What handlers ask for: the database, the matcher, the catalogue, the reader, the day."""

from collections.abc import Iterator
from datetime import date
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlmodel import Session

from data.storage.offers import catalogue_version, list_offers
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.search import TermSearch
from skills.account import LOCAL_USER, STATISTICS, User
from skills.reference import Reference
from web.vocabulary import Vocabulary, VocabularyKeeper


class CatalogueKeeper:
    """The fitted catalogue, built again only when the stored one has changed."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self._lock = Lock()
        self._version: object = None
        self._index = matcher.index(())

    def current(self, db: Session) -> CatalogueIndex:
        """The index of the offers as they are stored now."""
        version = catalogue_version(db)
        if version != self._version:
            with self._lock:
                if version != self._version:
                    self._index = self.matcher.index(list_offers(db, visible_to=STATISTICS))
                    self._version = version
        return self._index


def open_db(request: Request) -> Iterator[Session]:
    """One transaction per request, committed before the answer leaves."""
    engine: Engine = request.app.state.engine
    with Session(engine) as db:
        yield db
        db.commit()


Db = Annotated[Session, Depends(open_db, scope="function")]


def _vocabulary(request: Request, db: Db) -> Vocabulary:
    keeper: VocabularyKeeper = request.app.state.vocabulary
    return keeper.current(db)


VocabularyDep = Annotated[Vocabulary, Depends(_vocabulary)]


def _matcher(vocabulary: VocabularyDep) -> Matcher:
    return vocabulary.matcher


def _reference(vocabulary: VocabularyDep) -> Reference:
    return vocabulary.matcher.reference_


def _search(vocabulary: VocabularyDep) -> TermSearch:
    return vocabulary.search


def _files(request: Request) -> Reference:
    keeper: VocabularyKeeper = request.app.state.vocabulary
    return keeper.files


SearchDep = Annotated[TermSearch, Depends(_search)]
MatcherDep = Annotated[Matcher, Depends(_matcher)]
ReferenceDep = Annotated[Reference, Depends(_reference)]
FilesDep = Annotated[Reference, Depends(_files)]  # what the files say, without what was learnt


def _catalogue(request: Request, db: Db) -> CatalogueIndex:
    keeper: CatalogueKeeper = request.app.state.catalogue
    return keeper.current(db)


def _user() -> User:
    return LOCAL_USER


def _today() -> date:
    return date.today()


CatalogueDep = Annotated[CatalogueIndex, Depends(_catalogue)]
CurrentUser = Annotated[User, Depends(_user)]
Today = Annotated[date, Depends(_today)]
