"""Which new needs a training body or school wants to be told of."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from data.storage.digests import digest, new_token
from data.storage.sign_in import user_of
from data.storage.tables import AccountRow, OrganisationRow, SubscriptionRow
from skills.account import User


@dataclass(frozen=True, slots=True)
class Subscription:
    """The families of competences that an account follows; none are all of them."""

    families: tuple[str, ...]
    by_letter: bool
    has_feed: bool
    told_until: datetime


def get_subscription(db: Session, user: User) -> Subscription | None:
    """What the reader follows, or None."""
    row = db.get(SubscriptionRow, user.id) if user.id is not None else None
    return _to_subscription(row) if row else None


def keep_subscription(
    db: Session, user: User, families: tuple[str, ...], *, by_letter: bool, now: datetime
) -> None:
    """Follow these families from now on."""
    row = db.get(SubscriptionRow, user.id) or SubscriptionRow(
        account_id=user.id or 0, told_until=now
    )
    row.families, row.by_letter = " ".join(families), by_letter
    db.add(row)
    db.flush()


def end_subscription(db: Session, user: User) -> None:
    """Follow nothing any more; the feed opens nothing from now on."""
    row = db.get(SubscriptionRow, user.id)
    if row is not None:
        db.delete(row)
        db.flush()


def make_feed(db: Session, user: User) -> str:
    """A new secret for the reader's feed, given once; the one before opens nothing any more."""
    row = db.get(SubscriptionRow, user.id)
    if row is None:
        return ""
    token = new_token()
    row.feed_hash = digest(token)
    db.add(row)
    db.flush()
    return token


def open_feed(db: Session, token: str) -> tuple[User, Subscription] | None:
    """Whose feed a secret opens; None when it opens nothing."""
    if not token:
        return None
    found = _with_user(db, SubscriptionRow.feed_hash == digest(token))
    return found[0][1:] if found else None


def list_subscriptions(db: Session) -> tuple[tuple[str, User, Subscription], ...]:
    """For the schedule: who is to be told by letter, with their address."""
    return _with_user(db, col(SubscriptionRow.by_letter).is_(True))


def told(db: Session, user: User, *, until: datetime) -> None:
    """Write until when somebody was told of new needs."""
    row = db.get(SubscriptionRow, user.id)
    if row is not None:
        row.told_until = until
        db.add(row)
        db.flush()


def _with_user(db: Session, wanted: object) -> tuple[tuple[str, User, Subscription], ...]:
    rows = db.exec(
        select(SubscriptionRow, AccountRow, OrganisationRow.firm_id)
        .join(AccountRow, col(AccountRow.id) == SubscriptionRow.account_id)
        .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id, isouter=True)
        .where(wanted, col(AccountRow.enabled).is_(True))  # type: ignore[arg-type]
        .order_by(col(AccountRow.id))
    )
    return tuple(
        (account.email, user_of(account, firm), _to_subscription(row))
        for row, account, firm in rows
    )


def _to_subscription(row: SubscriptionRow) -> Subscription:
    return Subscription(
        tuple(row.families.split()), row.by_letter, bool(row.feed_hash), row.told_until
    )
