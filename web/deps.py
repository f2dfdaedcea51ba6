"""What handlers ask for: the database, the matcher, the catalogue, the reader, the day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import Depends, Path, Request
from sqlalchemy import Engine
from sqlmodel import Session

from data.storage.sign_in import find_sign_in
from data.storage.tokens import find_token_user
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.search import TermSearch
from skills.account import LOCAL_USER, VISITOR, Role, User
from skills.errors import SignInNeeded
from skills.reference import Reference
from skills.rights import Action, Thing, require
from skills.sign_in import SignIn
from web.catalogue_keeper import CatalogueKeeper
from web.cookies import read_cookie
from web.settings import Settings
from web.vocabulary import Vocabulary, VocabularyKeeper


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


def day_of_request() -> date:
    """Today; tests put another day in its place."""
    return date.today()


def _now() -> datetime:
    return datetime.now(UTC)


Key = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""The number of a thing in an address; what no table can hold is refused before it is asked."""
Today = Annotated[date, Depends(day_of_request)]
Now = Annotated[datetime, Depends(_now)]


def _sign_in(request: Request, db: Db, now: Now) -> SignIn | None:
    """The sign-in that the cookie opens, whole or half; one query, none without a cookie."""
    token = read_cookie(request)
    if not token or request.app.state.demonstration:
        return None
    settings: Settings = request.app.state.settings
    return find_sign_in(
        db,
        token,
        now=now,
        idle=timedelta(minutes=settings.sign_in_idle_minutes),
        longest=timedelta(hours=settings.sign_in_hours),
    )


MaybeSignIn = Annotated[SignIn | None, Depends(_sign_in)]


def _user(request: Request, db: Db, now: Now, sign_in: MaybeSignIn) -> User:
    """Who asks: by token under ``/api/``, by cookie elsewhere; the local desk in the
    demonstration.
    """
    bearer = request.headers.get("authorization", "")
    if request.app.state.demonstration:
        user = LOCAL_USER
    elif request.url.path.startswith("/api/") and bearer:
        scheme, _, token = bearer.partition(" ")
        found = find_token_user(db, token.strip(), now=now) if scheme.lower() == "bearer" else None
        if found is None:
            raise SignInNeeded("token")
        user = found
    else:
        user = sign_in.user if sign_in and sign_in.complete else VISITOR
    if user.perimeter:
        user = replace(user, communes=_communes_of(request, user.perimeter))
    request.state.user = user
    return user


def _communes_of(request: Request, perimeter: tuple[str, ...]) -> tuple[str, ...]:
    known: dict[str, tuple[str, ...]] = request.app.state.communes
    return tuple(code for epci in perimeter for code in known.get(epci, ()))


CatalogueDep = Annotated[CatalogueIndex, Depends(_catalogue)]
CurrentUser = Annotated[User, Depends(_user)]


def signed_in(request: Request, user: CurrentUser, sign_in: MaybeSignIn) -> None:
    """Refuse whoever is not signed in, before anything is read: for all that is not public."""
    if user.role is Role.VISITOR:
        half = sign_in is not None and not sign_in.complete
        raise SignInNeeded(
            "code" if half and not request.url.path.startswith("/api/") else "account"
        )


def recognise(_user: CurrentUser) -> None:
    """Find out who asks, for pages that are public all the same."""


class Needs:
    """A dependency: the reader has this right, to some extent; otherwise the page is not there."""

    def __init__(self, thing: Thing, action: Action) -> None:
        self.thing, self.action = thing, action

    def __call__(self, user: CurrentUser) -> None:
        require(user, self.thing, self.action)
