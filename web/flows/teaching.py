"""What a course teaches, said by the body that teaches it: over what was read, and undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from data.storage.organisations import get_organisation
from data.storage.teaching_statements import add_statement, list_statements, undo_statement
from matching.matcher import Matcher
from matching.same_offer.pairs import name_of
from skills.account import User
from skills.errors import Invalid, NotFound
from skills.journal import Deed
from skills.rights import Action, Extent, Thing, extent
from skills.teaching_statement import TeachingStatement, speaks_for
from web.flows.duplicates import ShownOffer, show_offer
from web.flows.journal import note

MOST_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of one competence."""

    code: str
    taught: bool
    level: int | None


@dataclass(frozen=True, slots=True)
class TeachingSheet:
    """A course with what its body has said of it."""

    shown: ShownOffer
    statements: tuple[TeachingStatement, ...]


def statements_of(db: Session, shown: ShownOffer) -> tuple[TeachingStatement, ...]:
    """What stands said of an offer, whichever of its records it was said of."""
    return list_statements(db, shown.offer.records or (name_of(shown.offer),))


def own_siren(db: Session, user: User) -> str:
    """The SIREN of the body that the reader speaks for; empty for others, or when it is not
    verified.
    """
    if extent(user, Thing.TEACHING, Action.WRITE) is not Extent.OWN or user.organisation is None:
        return ""
    try:
        mine = get_organisation(db, user.organisation, visible_to=user)
    except NotFound:
        return ""
    return mine.siret[:9] if mine.verified else ""


def may_say(db: Session, shown: ShownOffer, user: User) -> bool:
    """Whether the reader speaks for the body that teaches a course."""
    reach = extent(user, Thing.TEACHING, Action.WRITE)
    if reach is Extent.ALL:
        return True
    if reach is not Extent.OWN or user.organisation is None:
        return False
    try:
        mine = get_organisation(db, user.organisation, visible_to=user)
    except NotFound:
        return False
    return any(speaks_for(mine, one.provider) for one in shown.records or (shown.offer,))


def teaching_sheet(db: Session, matcher: Matcher, offer_id: int, *, user: User) -> TeachingSheet:
    """The course to speak of; ``NotFound`` when it is not the reader's."""
    shown = show_offer(db, matcher, offer_id)
    if not may_say(db, shown, user):
        raise NotFound("offer", offer_id)
    return TeachingSheet(shown, statements_of(db, shown))


def say_taught(
    db: Session,
    matcher: Matcher,
    offer_id: int,
    sayings: Sequence[Saying],
    *,
    user: User,
    now: datetime,
) -> int:
    """Keep what is said, but for what was said already; give how many are new. A competence that
    the reference does not have is ``Invalid``.
    """
    sheet = teaching_sheet(db, matcher, offer_id, user=user)
    offer = sheet.shown.offer
    known = {one.code: (one.taught, one.level) for one in sheet.statements}
    body = ""
    if user.organisation is not None:
        body = get_organisation(db, user.organisation, visible_to=user).name
    fresh = 0
    for one in sayings[:MOST_AT_ONCE]:
        if one.code not in matcher.reference_.competences:
            raise Invalid("compétence", one.code[:40], "known_competence")
        if known.get(one.code) == (one.taught, one.level):
            continue
        statement = TeachingStatement(
            name_of(offer), one.code, one.level, one.taught, user.name, body, now
        )
        for before in sheet.statements:  # said of another record of the same offer
            if before.code == one.code and before.record != statement.record:
                undo_statement(db, before.id or 0, at=now)
        add_statement(db, statement)
        label = matcher.reference_.label(one.code)
        said = "enseigne" if one.taught else "n'enseigne pas"
        detail = f"« {offer.title} » {said} : {label}"
        note(db, user, Deed.CHANGED, "teaching", offer.id, now=now, detail=detail[:400])
        fresh += 1
    return fresh


def take_back_saying(
    db: Session, matcher: Matcher, offer_id: int, statement_id: int, *, user: User, now: datetime
) -> None:
    """What was read stands again for one competence; ``NotFound`` when nothing was said."""
    sheet = teaching_sheet(db, matcher, offer_id, user=user)
    if statement_id not in {one.id for one in sheet.statements}:
        raise NotFound("teaching_statement", statement_id)
    gone = undo_statement(db, statement_id, at=now)
    detail = f"« {sheet.shown.offer.title} » : {matcher.reference_.label(gone.code)}"
    note(db, user, Deed.UNDID, "teaching", sheet.shown.offer.id, now=now, detail=detail[:400])
