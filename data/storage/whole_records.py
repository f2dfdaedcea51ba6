"""Records kept whole, in JSON, by source and key: openings, places, fiches of registers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import delete, true, tuple_, update
from sqlmodel import Session, col, select

from data.storage.catalogue_version import advance_catalogue
from data.storage.saved import Saved
from data.storage.tables import FactRow, OpeningRow, PlaceRow
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.register import CertificationFact

Name = tuple[str, str]
"""Source and key."""
Whole = ApprenticeshipOpening | ApprenticeshipPlace | CertificationFact
Shape = TypeVar("Shape", ApprenticeshipOpening, ApprenticeshipPlace, CertificationFact)

_TABLES: dict[type, Any] = {  # the three tables have the same first columns
    ApprenticeshipOpening: OpeningRow,
    ApprenticeshipPlace: PlaceRow,
    CertificationFact: FactRow,
}
_ADAPTERS: dict[type, TypeAdapter[Any]] = {shape: TypeAdapter(shape) for shape in _TABLES}


def save_whole(db: Session, shape: type[Shape], found: Iterable[Shape], *, on: date) -> Saved:
    """Keep records by source and key, seen on a day at their source."""
    table = _TABLES[shape]
    records = {(one.source, one.key): one for one in found}
    known = {(row.source, row.key): row for row in db.exec(_named(shape, records))}
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for name, one in records.items():
        mark = mark_of(one)
        row = known.get(name)
        if row is None:
            row = table(source=one.source, key=one.key, fingerprint="", facts="")
            counts["new"] += 1
        else:
            counts["unchanged" if row.fingerprint == mark else "changed"] += 1
        if row.fingerprint != mark:
            row.fingerprint = mark
            row.facts = dump_whole(one)
        row.seen_on, row.vanished = on, one.vanished
        db.add(row)
    db.flush()
    _tell(db, shape)
    return Saved(**counts)


def list_whole(
    db: Session, shape: type[Shape], names: Collection[Name] | None = None
) -> tuple[Shape, ...]:
    """Every record, or those of these names, by source and key."""
    table = _TABLES[shape]
    asked = select(table) if names is None else _named(shape, names)
    rows = db.exec(asked.order_by(col(table.source), col(table.key)))
    adapter = _ADAPTERS[shape]
    return tuple(
        replace(
            adapter.validate_json(row.facts), seen_on=row.seen_on, vanished=row.vanished, id=row.id
        )
        for row in rows
    )


def marks_of(db: Session, shape: type[Shape], names: Collection[Name]) -> Mapping[Name, str]:
    """The mark of each record that is known: what an import is compared with."""
    table = _TABLES[shape]
    rows = db.exec(select(table.source, table.key, table.fingerprint).where(_among(table, names)))
    return {(source, key): mark for source, key, mark in rows}


def keys_shown(db: Session, shape: type[Shape], source: str) -> frozenset[str]:
    """The keys that a source shows, as far as is known: those that have not vanished."""
    table = _TABLES[shape]
    rows = db.exec(select(table.key).where(table.source == source, col(table.vanished).is_(False)))
    return frozenset(rows)


def set_vanished(
    db: Session, shape: type[Shape], source: str, keys: Collection[str], *, vanished: bool
) -> None:
    """Mark records that their source no longer shows, or shows again. They are kept."""
    table = _TABLES[shape]
    db.execute(
        update(table)
        .where(table.source == source, col(table.key).in_(keys))
        .values(vanished=vanished)
    )
    _tell(db, shape)


def remove_whole(db: Session, shape: type[Shape], source: str, key: str) -> None:
    """Forget one that an import brought and that is undone."""
    table = _TABLES[shape]
    db.execute(delete(table).where(table.source == source, table.key == key))
    _tell(db, shape)


def dump_whole(one: Whole) -> str:
    """A record as its row keeps it."""
    return _ADAPTERS[type(one)].dump_json(replace(one, id=None)).decode()


def mark_of(one: Whole) -> str:
    """A mark over what the source says of it: not when it was seen, nor what we read in it."""
    bare = replace(one, id=None, seen_on=None)
    if isinstance(bare, ApprenticeshipPlace):
        bare = replace(bare, teaches=(), provider=replace(bare.provider, id=None))
    elif isinstance(bare, CertificationFact):
        bare = replace(bare, told_on=None)
    return sha256(repr(bare).encode()).hexdigest()


def _tell(db: Session, shape: type[Shape]) -> None:
    """Places are searched with the catalogue: it has changed with them."""
    if shape is ApprenticeshipPlace:
        advance_catalogue(db)


def _named(shape: type[Shape], names: Collection[Name]) -> Any:
    table = _TABLES[shape]
    return select(table).where(_among(table, names))


def _among(table: Any, names: Collection[Name]) -> Any:
    if not names:
        return ~true()
    return tuple_(col(table.source), col(table.key)).in_(list(names))
