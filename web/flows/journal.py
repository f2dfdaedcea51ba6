"""What is written in the journal, and undoing what it says."""

import json
from dataclasses import asdict
from datetime import date, datetime

from sqlmodel import Session

from data.storage.journal import add_entry
from skills.account import User
from skills.journal import Deed, Entry
from skills.need import Need


def note(
    db: Session,
    user: User,
    deed: Deed,
    thing: str,
    thing_id: int | None = None,
    *,
    now: datetime,
    detail: str = "",
    before: str = "",
    after: str = "",
    commune: str = "",
    organisation: int | None = None,
) -> None:
    """Write a line of the journal. ``organisation`` is the thing's, the author's if not said."""
    add_entry(
        db,
        Entry(
            now,
            user.id,
            user.name,
            deed,
            thing,
            thing_id,
            detail,
            before,
            after,
            commune,
            organisation if organisation is not None else user.organisation,
        ),
    )


def note_need(
    db: Session, user: User, deed: Deed, need: Need, *, now: datetime, before: Need | None = None
) -> None:
    """Write a line about a need: what it was before, and what it is now unless it is gone."""
    note(
        db,
        user,
        deed,
        "need",
        need.id,
        now=now,
        before=_as_json(before) if before else "",
        after=_as_json(need) if deed in (Deed.CREATED, Deed.CHANGED) else "",
        commune=need.firm.commune,
    )


def _as_json(need: Need) -> str:
    def plain(value: object) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    return json.dumps(asdict(need), default=plain, ensure_ascii=False)
