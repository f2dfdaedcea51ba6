"""The firm's side: what was kept of its words, what becomes of it, and what it answers, all by
one secret link and without an account.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from data.storage.declarations import get_draft
from data.storage.firm_review import (
    correct_need,
    firm_lines,
    firm_of_interview,
    note_review,
    say_of_need,
    withdraw_need,
)
from data.storage.interviews import get_interview
from data.storage.promises import keep_promises, list_promises
from data.storage.secret_links import make_secret_link, open_secret_link
from data.storage.visits import given_contact, keep_host_contact
from skills.account import Role, User
from skills.answer import FirmLine, FirmSays, Promise
from skills.errors import BadLink, NotFound
from skills.journal import Deed
from skills.need import Headcount
from skills.sign_in import LinkScope, SecretLink
from skills.terms_of_work import Commitment
from web.flows.journal import note
from web.flows.letters import send_letter

LASTS = timedelta(days=365)
"""A firm follows its needs for as long as they are followed."""


@dataclass(frozen=True, slots=True)
class FirmReview:
    """What a firm sees. Neither the notes nor anything private is in it."""

    firm: str
    held_on: date
    declared: bool  # it wrote it itself
    waiting: bool  # and nobody has verified it yet
    author: str
    lines: tuple[FirmLine, ...]
    promises: tuple[Promise, ...]
    reviewed: bool
    quotes_allowed: bool
    contact: str  # where requests for a visit go, or empty


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What a firm does with one line. ``kind`` is confirm, hide, pause, resume, withdraw or
    correct; the rest is for correct, and ``words`` for withdraw.
    """

    kind: str
    headcount: Headcount | None = None
    wanted_by: date | None = None
    dropped: frozenset[str] = frozenset()
    words: str = ""


_SAYS = {
    "confirm": FirmSays.CONFIRMED,
    "hide": FirmSays.HIDDEN,
    "pause": FirmSays.PAUSED,
    "resume": None,
}


def share_interview(
    db: Session, interview_id: int, *, by: User, now: datetime, site: str, send_to: str = ""
) -> str:
    """Make the link by which a firm answers what was kept of an interview; send it if asked."""
    interview = get_interview(db, interview_id, visible_to=by)
    link_id, token = make_secret_link(
        db, LinkScope.INTERVIEW, interview_id, by=by, now=now, expires_at=now + LASTS
    )
    note(
        db, by, Deed.CREATED, "link", link_id, now=now,
        detail=f"vers l'entretien nº {interview_id}", commune=interview.firm.commune,
    )  # fmt: skip
    link = f"{site}/lien/{token}"
    if send_to:
        send_letter(db, send_to, "review", firm=interview.firm.name, author=by.name, link=link)
    return link


def open_review(db: Session, link: SecretLink) -> FirmReview:
    """What the link of an interview or of a declaration opens."""
    firm, interview = firm_of_interview(db, interview_of(db, link))
    return FirmReview(
        firm.name,
        interview.held_on,
        interview.declared,
        interview.waiting,
        "" if interview.declared else interview.author,
        firm_lines(db, interview.id or 0),
        list_promises(db, firm.id or 0),
        interview.reviewed_at is not None,
        interview.quotes_allowed,
        given_contact(db, firm.id or 0),
    )


def interview_of(db: Session, link: SecretLink) -> int:
    """The interview that a link opens; ``BadLink`` when there is none."""
    if link.scope is LinkScope.INTERVIEW:
        return link.thing
    if link.scope is LinkScope.DECLARATION:
        try:
            _, interview_id = get_draft(db, link.thing)
        except NotFound:
            raise BadLink("secret") from None
        if interview_id is not None:
            return interview_id
    raise BadLink("secret")


def answer_line(
    db: Session, token: str, need_id: int, answer: LineAnswer, *, now: datetime
) -> None:
    """Write what a firm answers of one need. Sent twice, it is written once."""
    link = open_secret_link(db, token, now=now)
    interview_id = interview_of(db, link)
    firm, _ = firm_of_interview(db, interview_id)
    if answer.kind == "correct":
        correct_need(
            db,
            interview_id,
            need_id,
            headcount=answer.headcount,
            wanted_by=answer.wanted_by,
            dropped=answer.dropped,
        )
    elif answer.kind == "withdraw":
        withdraw_need(db, interview_id, need_id, by=firm.name, now=now, words=answer.words)
    else:
        say_of_need(db, interview_id, need_id, _SAYS[answer.kind])
    note(
        db, _reader(link), Deed.CHANGED, "need", need_id, now=now,
        detail=f"par l'entreprise : {_DEEDS[answer.kind]}", commune=firm.commune,
    )  # fmt: skip


_DEEDS = {
    "confirm": "confirmé",
    "hide": "masqué",
    "pause": "mis en pause",
    "resume": "repris",
    "withdraw": "retiré",
    "correct": "corrigé",
}


def answer_all(
    db: Session,
    token: str,
    promises: tuple[Commitment, ...],
    *,
    named: bool,
    quotes_allowed: bool,
    contact: str = "",
    now: datetime,
) -> None:
    """Write what the firm offers and allows; what it no longer offers is revoked from the day.

    ``contact`` is the address where requests for a visit go, empty for none.
    """
    link = open_secret_link(db, token, now=now)
    interview_id = interview_of(db, link)
    firm, _ = firm_of_interview(db, interview_id)
    keep_promises(db, firm.id or 0, promises, on=now.date(), named=named, interview_id=interview_id)
    keep_host_contact(db, firm.id or 0, contact, now=now)
    note_review(db, interview_id, now=now, quotes_allowed=quotes_allowed)
    note(
        db, _reader(link), Deed.CHANGED, "interview", interview_id, now=now,
        detail="par l'entreprise : engagements", commune=firm.commune,
    )  # fmt: skip


def _reader(link: SecretLink) -> User:
    return User(f"lien secret nº {link.id}", Role.VISITOR)
