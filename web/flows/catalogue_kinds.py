"""What the catalogue holds, by kind, so that an import treats every kind in one way."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session

from data.importers.base import Offered
from data.storage import offer_records, whole_records
from data.storage.offers import list_records
from data.storage.saved import Saved
from skills.account import VISITOR
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.register import CertificationFact
from skills.same_offer import RecordName
from skills.training import TrainingOffer

OFFER = "offer"
KINDS: Mapping[str, type] = {
    OFFER: TrainingOffer,
    "opening": ApprenticeshipOpening,
    "place": ApprenticeshipPlace,
    "certification": CertificationFact,
}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {kind: TypeAdapter(shape) for kind, shape in KINDS.items()}

Name = tuple[str, str]
"""Source and key."""


def kind_of(record: Offered) -> str:
    """The kind of a record."""
    return next(kind for kind, shape in KINDS.items() if isinstance(record, shape))


def mark_of(record: Offered) -> str:
    """A mark over what its source says of a record."""
    if isinstance(record, TrainingOffer):
        return offer_records.fingerprint(record)
    return whole_records.mark_of(record)


def known_marks(db: Session, kind: str, names: Collection[Name]) -> Mapping[Name, str]:
    """The marks of the records that are known, by source and key."""
    if kind == OFFER:
        return offer_records.marks_of_offers(db, names)
    return whole_records.marks_of(db, KINDS[kind], names)


def list_kind(db: Session, kind: str, names: Collection[Name]) -> tuple[Any, ...]:
    """The records of some names, as they are kept."""
    if kind == OFFER:
        asked = [RecordName(source, key) for source, key in names]
        return list_records(db, asked, visible_to=VISITOR)
    return whole_records.list_whole(db, KINDS[kind], names)


def save_kind(db: Session, kind: str, records: Iterable[Any], *, on: date) -> Saved:
    """Keep records of one kind, seen on a day at their source; the caller tells the catalogue."""
    if kind == OFFER:
        return offer_records.save_offers(db, records, on=on, told=False)
    return whole_records.save_whole(db, KINDS[kind], records, on=on)


def shown_keys(db: Session, kind: str, source: str) -> frozenset[str]:
    """The keys that a source shows, as far as is known."""
    if kind == OFFER:
        return offer_records.keys_of_offers(db, source)
    return whole_records.keys_shown(db, KINDS[kind], source)


def set_vanished(
    db: Session, kind: str, source: str, keys: Collection[str], *, vanished: bool
) -> None:
    """Mark records that their source no longer shows, or shows again."""
    if kind == OFFER:
        offer_records.set_offers_vanished(db, source, keys, vanished=vanished)
    else:
        whole_records.set_vanished(db, KINDS[kind], source, keys, vanished=vanished)


def put_back(db: Session, kind: str, source: str, key: str, before: str, *, on: date) -> None:
    """A record as it was before an import; none when ``before`` is empty."""
    if before:
        record = _ADAPTERS[kind].validate_json(before)
        if kind == OFFER:
            offer_records.save_offers(db, [record], told=False)
        else:
            whole_records.save_whole(db, KINDS[kind], [record], on=record.seen_on or on)
    elif kind == OFFER:
        offer_records.remove_offer(db, source, key)
    else:
        whole_records.remove_whole(db, KINDS[kind], source, key)


def dumped(kind: str, record: Offered | None) -> str:
    """A record as an import notes what it was; empty for none."""
    return _ADAPTERS[kind].dump_json(record).decode() if record is not None else ""
