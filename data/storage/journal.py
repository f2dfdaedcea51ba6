"""The journal. Lines are added and, when what they say is undone, marked; never changed."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, false, or_, true, update
from sqlmodel import Session, col, select

from data.storage.tables import JournalRow
from skills.account import User
from skills.errors import NotFound
from skills.journal import Deed, Entry
from skills.rights import Action, Extent, Thing, extent, may

_READ_WITH = {"interview": Thing.INTERVIEW, "need": Thing.NEED, "discard": Thing.INTERVIEW}
_OF_THE_TERRITORY = ("interview", "need", "link", "discard")


def add_entry(db: Session, entry: Entry) -> None:
    """Write a line."""
    db.add(
        JournalRow(
            at=entry.at,
            account_id=entry.account,
            account_name=entry.account_name,
            deed=entry.deed.value,
            thing=entry.thing,
            thing_id=entry.thing_id,
            detail=entry.detail,
            before=entry.before,
            after=entry.after,
            commune=entry.commune,
            organisation_id=entry.organisation,
        )
    )
    db.flush()


def get_entry(db: Session, entry_id: int, *, visible_to: User) -> Entry:
    """One line; ``NotFound`` when absent or not the reader's."""
    row = db.exec(
        select(JournalRow).where(JournalRow.id == entry_id, _readable_by(visible_to))
    ).first()
    if row is None:
        raise NotFound("entry", entry_id)
    return _to_entry(row, visible_to)


def list_entries(
    db: Session,
    *,
    visible_to: User,
    account: int | None = None,
    thing: str = "",
    thing_id: int | None = None,
    between: tuple[datetime, datetime] | None = None,
    most: int = 200,
    after: int = 0,
) -> tuple[Entry, ...]:
    """The lines that the reader may see, latest first, ``most`` of them from the ``after``-th."""
    query = select(JournalRow).where(_readable_by(visible_to))
    if account is not None:
        query = query.where(JournalRow.account_id == account)
    if thing:
        query = query.where(JournalRow.thing == thing)
    if thing_id is not None:
        query = query.where(JournalRow.thing_id == thing_id)
    if between is not None:
        query = query.where(JournalRow.at >= between[0], JournalRow.at < between[1])
    found = db.exec(query.order_by(col(JournalRow.id).desc()).limit(most).offset(after))
    return tuple(_to_entry(row, visible_to) for row in found)


def list_history(db: Session, thing: str, thing_id: int, *, visible_to: User) -> tuple[Entry, ...]:
    """What changed of one thing, oldest first. Whoever may read the thing may read this: the
    caller has read it already.
    """
    rows = db.exec(
        select(JournalRow)
        .where(
            JournalRow.thing == thing,
            JournalRow.thing_id == thing_id,
            col(JournalRow.deed).in_(
                [d.value for d in (Deed.CREATED, Deed.CHANGED, Deed.DELETED, Deed.UNDID)]
            ),
        )
        .order_by(col(JournalRow.id))
    )
    return tuple(_to_entry(row, visible_to) for row in rows)


def mark_undone(db: Session, entry_id: int) -> bool:
    """Mark a line as undone; whether it was not yet."""
    done = db.execute(
        update(JournalRow)
        .where(col(JournalRow.id) == entry_id, col(JournalRow.undone).is_(False))
        .values(undone=True)
    )
    return done.rowcount == 1  # type: ignore[attr-defined]


def purge_journal(db: Session, *, before: datetime) -> int:
    """Forget the lines older than an instant; how many."""
    done = db.execute(delete(JournalRow).where(col(JournalRow.at) < before))
    return int(done.rowcount)  # type: ignore[attr-defined]


def _to_entry(row: JournalRow, user: User) -> Entry:
    # That something changed is the journal's; what it says is for those who may read the thing.
    thing = _READ_WITH.get(row.thing)
    open_to = thing is None or may(user, thing, Action.READ)
    return Entry(
        row.at,
        row.account_id,
        row.account_name,
        Deed(row.deed),
        row.thing,
        row.thing_id,
        row.detail,
        row.before if open_to else "",
        row.after if open_to else "",
        row.commune,
        row.organisation_id,
        row.undone,
        row.id,
    )


def _readable_by(user: User) -> ColumnElement[bool]:
    reach = extent(user, Thing.JOURNAL, Action.READ)
    if reach is Extent.ALL:
        return true()
    if reach is not Extent.PERIMETER:
        return false()
    inside = and_(
        col(JournalRow.thing).in_(_OF_THE_TERRITORY),
        col(JournalRow.commune).in_([code for code in user.communes if code]),
    )
    if user.organisation is None:
        return inside
    return or_(inside, col(JournalRow.organisation_id) == user.organisation)
