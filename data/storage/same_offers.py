"""Which records are one offer: what the evidence says, and what people said since."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from data.storage.catalogue_version import advance_catalogue
from data.storage.tables import SameOfferRow
from skills.errors import NotFound
from skills.same_offer import RecordName, SameOffer, SameVerdict


def keep_computed(
    db: Session, found: Iterable[SameOffer], *, among: frozenset[RecordName] | None = None
) -> None:
    """Write what the evidence says of the pairs with a record ``among`` those given (of all pairs
    without it). A pair that it no longer holds for is forgotten, unless a person decided on it.
    """
    known = {_names(row): row for row in db.exec(select(SameOfferRow))}
    seen = set()
    for pair in found:
        names = pair.one, pair.other
        seen.add(names)
        row = known.get(names) or SameOfferRow(
            source=pair.one.source,
            key=pair.one.key,
            other_source=pair.other.source,
            other_key=pair.other.key,
            score=0,
            reasons="",
            computed="",
        )
        row.score, row.computed = pair.score, pair.computed.value
        row.reasons = json.dumps(pair.reasons, ensure_ascii=False)
        db.add(row)
    for names, row in known.items():
        concerned = among is None or not among.isdisjoint(names)
        if concerned and names not in seen and row.decided is None:
            db.delete(row)
    db.flush()
    advance_catalogue(db)


def list_same(db: Session) -> tuple[SameOffer, ...]:
    """Every pair, the surest first. The catalogue is public."""
    rows = db.exec(
        select(SameOfferRow).order_by(col(SameOfferRow.score).desc(), col(SameOfferRow.id))
    )
    return tuple(map(_to_same, rows))


def decide_same(
    db: Session, pair_id: int, verdict: SameVerdict | None, *, by: str, at: datetime
) -> SameOffer:
    """Write what a person says of a pair; None leaves it to the evidence again."""
    row = db.get(SameOfferRow, pair_id)
    if row is None:
        raise NotFound("same_offer", pair_id)
    row.decided = verdict.value if verdict else None
    row.by, row.at = (by, at) if verdict else ("", None)
    db.add(row)
    db.flush()
    advance_catalogue(db)
    return _to_same(row)


def _names(row: SameOfferRow) -> tuple[RecordName, RecordName]:
    return RecordName(row.source, row.key), RecordName(row.other_source, row.other_key)


def _to_same(row: SameOfferRow) -> SameOffer:
    one, other = _names(row)
    return SameOffer(
        one,
        other,
        row.score,
        tuple((kind, points, detail) for kind, points, detail in json.loads(row.reasons)),
        SameVerdict(row.computed),
        SameVerdict(row.decided) if row.decided else None,
        row.by,
        row.at,
        row.id,
    )
