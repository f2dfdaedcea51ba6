"""Who does what by when: needs move, what is due is said, and firms and bodies are told."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from data.storage.answers import (
    give_need,
    list_due_needs,
    list_need_events,
    move_need,
    names_of_need,
    take_reminders,
)
from data.storage.interviews import last_heard
from data.storage.needs import get_need
from skills.account import User
from skills.answer import NEXT_STATES, DueFirm, DueNeed, NeedEvent, ask_again
from skills.journal import Deed
from skills.need import Need, NeedState
from web.flows.journal import note
from web.flows.letters import send_letter


@dataclass(frozen=True, slots=True)
class Following:
    """Who follows a need, what was done, and where it may go."""

    owner: str
    taken_by: str
    events: tuple[NeedEvent, ...]
    next_states: tuple[NeedState, ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is due on a day: needs first, then firms to hear again."""

    needs: tuple[DueNeed, ...]
    firms: tuple[DueFirm, ...]


def following(db: Session, need: Need) -> Following:
    """Who has a need that the reader may read."""
    owner, taken_by = names_of_need(db, need.id or 0)
    return Following(owner, taken_by, list_need_events(db, need.id or 0), NEXT_STATES[need.state])


def move(
    db: Session, need_id: int, state: NeedState, words: str, *, user: User, now: datetime
) -> None:
    """Put a need in another state. Sent twice, it moves once."""
    before = move_need(db, need_id, state, by=user, now=now, words=words)
    if before is not state:
        note(
            db, user, Deed.CHANGED, "need", need_id, now=now,
            detail=f"{before.label} → {state.label}",
        )  # fmt: skip


def own(db: Session, need_id: int, *, user: User, now: datetime) -> None:
    """The reader follows a need from now on."""
    need = get_need(db, need_id, visible_to=user)
    give_need(db, need_id, user.id)
    note(
        db, user, Deed.CHANGED, "need", need_id, now=now,
        detail="suivi repris", commune=need.firm.commune,
    )  # fmt: skip


def to_do(db: Session, *, user: User, on: date) -> ToDo:
    """What the reader may do something about, the longest wait first."""
    firms = []
    for one in last_heard(db, visible_to=user):
        due = ask_again(one.held_on, on=on)
        if due is not None:
            firms.append(DueFirm(one.firm.id or 0, one.firm.name, one.id, due))
    return ToDo(list_due_needs(db, visible_to=user, on=on), tuple(firms))


def remind(db: Session, *, now: datetime, site: str) -> int:
    """Tell each owner once of what is due; give the number of letters.

    What nobody in particular has stays on the list of what is due, where the manager sees it.
    """
    by_email: dict[str, list[DueNeed]] = defaultdict(list)
    for one, email in take_reminders(db, now=now):
        if email:
            by_email[email].append(one)
    for email, due in sorted(by_email.items()):
        send_letter(db, email, "reminder", due=due, link=f"{site}/relances")
    return len(by_email)
