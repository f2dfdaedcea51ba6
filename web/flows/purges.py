"""What is forgotten in time: sign-ins and links that open nothing, old lines of the journal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from data.storage.journal import purge_journal
from data.storage.sign_in import purge_sign_ins


@dataclass(frozen=True, slots=True)
class Purged:
    """How many of each were forgotten."""

    sign_ins: int  # with the mailed links
    entries: int


def purge(db: Session, *, now: datetime, sign_in_hours: int, journal_days: int) -> Purged:
    """Forget what is past its time. Safe to run at any moment, and as often as one likes."""
    return Purged(
        purge_sign_ins(db, now=now, longest=timedelta(hours=sign_in_hours)),
        purge_journal(db, before=now - timedelta(days=journal_days)),
    )
