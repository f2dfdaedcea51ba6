"""Apprenticeship, from both sides. Each opening and place is kept as its shape says, in JSON."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from data.storage.offers import Saved
from data.storage.tables import OpeningRow, PlaceRow
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace

Shape = TypeVar("Shape", ApprenticeshipOpening, ApprenticeshipPlace)

_ADAPTERS: dict[type, TypeAdapter[Any]] = {
    ApprenticeshipOpening: TypeAdapter(ApprenticeshipOpening),
    ApprenticeshipPlace: TypeAdapter(ApprenticeshipPlace),
}
_TABLES: dict[type, Any] = {  # OpeningRow and PlaceRow have the same columns
    ApprenticeshipOpening: OpeningRow,
    ApprenticeshipPlace: PlaceRow,
}


def save_apprenticeships(
    db: Session, shape: type[Shape], found: Iterable[Shape], *, on: date
) -> Saved:
    """Keep openings or places by ``(source, key)``, seen on a day at their source."""
    table = _TABLES[shape]
    known = {(row.source, row.key): row for row in db.exec(select(table))}
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for one in found:
        mark = apprenticeship_mark(one)
        row = known.get((one.source, one.key))
        if row is None:
            row = table(source=one.source, key=one.key, fingerprint="", facts="")
            counts["new"] += 1
        else:
            counts["unchanged" if row.fingerprint == mark else "changed"] += 1
        if row.fingerprint != mark:
            row.fingerprint = mark
            row.facts = _ADAPTERS[shape].dump_json(replace(one, id=None)).decode()
        row.seen_on, row.vanished = on, one.vanished
        db.add(row)
        known[one.source, one.key] = row
    db.flush()
    return Saved(**counts)


def list_openings(db: Session) -> tuple[ApprenticeshipOpening, ...]:
    """Every contract that firms offer, by source and key. The catalogue is public."""
    return _list(db, ApprenticeshipOpening)


def list_places(db: Session) -> tuple[ApprenticeshipPlace, ...]:
    """Every place in a course by apprenticeship, by source and key. The catalogue is public."""
    return _list(db, ApprenticeshipPlace)


def apprenticeship_states(db: Session, shape: type[Shape]) -> dict[tuple[str, str], str]:
    """The fingerprint of each by source and key: what an import is compared with."""
    table = _TABLES[shape]
    return {(row.source, row.key): row.fingerprint for row in db.exec(select(table))}


def remove_apprenticeship(db: Session, shape: type[Shape], source: str, key: str) -> None:
    """Forget one that an import brought and that is undone."""
    table = _TABLES[shape]
    row = db.exec(select(table).where(table.source == source, table.key == key)).first()
    if row is not None:
        db.delete(row)
        db.flush()


def apprenticeship_mark(one: ApprenticeshipOpening | ApprenticeshipPlace) -> str:
    """A mark over what the source says of it."""
    bare = replace(one, id=None, seen_on=None)
    if isinstance(bare, ApprenticeshipPlace):
        bare = replace(bare, teaches=(), provider=replace(bare.provider, id=None))
    return sha256(repr(bare).encode()).hexdigest()


def _list(db: Session, shape: type[Shape]) -> tuple[Shape, ...]:
    table = _TABLES[shape]
    rows = db.exec(select(table).order_by(col(table.source), col(table.key)))
    adapter = _ADAPTERS[shape]
    return tuple(
        replace(
            adapter.validate_json(row.facts), seen_on=row.seen_on, vanished=row.vanished, id=row.id
        )
        for row in rows
    )
