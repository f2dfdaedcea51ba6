"""The queue of declarations: what each says, and which known firm it may be."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from data.storage.declarations import (
    accept_declaration,
    list_waiting,
    refuse_declaration,
    waiting_contact,
)
from data.storage.firm_review import firm_lines, firm_of_interview
from data.storage.firms import find_firms
from skills.account import User
from skills.answer import FirmLine
from skills.errors import NotFound
from skills.interview import Firm, Interview
from skills.journal import Deed
from web.flows.journal import note


@dataclass(frozen=True, slots=True)
class ToVerify:
    """A declaration with its needs, how to reach its firm, and the known firms it resembles."""

    interview: Interview
    contact: str
    lines: tuple[FirmLine, ...]
    known: tuple[Firm, ...]


def list_to_verify(db: Session, *, user: User) -> tuple[ToVerify, ...]:
    """The declarations that the reader may verify, oldest first."""
    return tuple(
        ToVerify(
            one,
            waiting_contact(db, one.id or 0, by=user),
            firm_lines(db, one.id or 0),
            _known(db, one.firm, user),
        )
        for one in list_waiting(db, visible_to=user)
    )


def accept(
    db: Session, interview_id: int, firm_id: int | None, *, user: User, now: datetime
) -> None:
    """A person has verified the firm: its declaration counts from now on."""
    if firm_id is not None:
        waiting = [one for one in list_waiting(db, visible_to=user) if one.id == interview_id]
        if not waiting or firm_id not in {f.id for f in _known(db, waiting[0].firm, user)}:
            raise NotFound("firm", firm_id)
    accept_declaration(db, interview_id, firm_id, by=user, now=now)
    firm, _ = firm_of_interview(db, interview_id)
    note(
        db, user, Deed.CHANGED, "declaration", interview_id, now=now,
        detail="entreprise vérifiée", commune=firm.commune,
    )  # fmt: skip


def refuse(db: Session, interview_id: int, *, user: User, now: datetime) -> None:
    """The firm is not real, or did not declare this: nothing of it is kept."""
    refuse_declaration(db, interview_id, by=user)
    note(db, user, Deed.DELETED, "declaration", interview_id, now=now, detail="écartée")


def _known(db: Session, firm: Firm, user: User) -> tuple[Firm, ...]:
    """The firms that this one may be: by SIRET first, then by the longest word of its name."""
    found = find_firms(db, firm.siret, visible_to=user) if firm.siret else ()
    longest = max(firm.name.split(), key=len, default="")
    by_name = find_firms(db, longest, visible_to=user) if longest else ()
    return tuple({one.id: one for one in (*found, *by_name)}.values())
