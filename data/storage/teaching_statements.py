"""What offers teach: what was read of it, and over that what their bodies say."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from data.storage.catalogue_version import advance_catalogue
from data.storage.tables import OfferRow, TaughtRow, TeachingStatementRow
from skills.errors import NotFound
from skills.same_offer import RecordName
from skills.teaching_statement import TeachingStatement, as_said
from skills.training import TaughtCompetence, TeachingBasis

Taught = tuple[tuple[TaughtCompetence, ...], tuple[str, ...]]
"""What an offer teaches, and the codes that its body says it does not."""
NOTHING: Taught = ((), ())


def read_taught(db: Session, chosen: Any) -> Mapping[int, Taught]:
    """What offers teach as their bodies say, by identifier; ``chosen`` selects identifiers."""
    found: defaultdict[int, tuple[TaughtCompetence, ...]] = defaultdict(tuple)
    for row in db.exec(
        select(  # type: ignore[call-overload]
            TaughtRow.offer_id,
            TaughtRow.code,
            TaughtRow.level,
            TaughtRow.basis,
            TaughtRow.confidence,
            TaughtRow.detail,
        )
        .where(col(TaughtRow.offer_id).in_(chosen))
        .order_by(col(TaughtRow.offer_id), col(TaughtRow.code))
    ):
        offer_id, code, level, basis, confidence, detail = row
        found[offer_id] += (
            TaughtCompetence(code, level, TeachingBasis(basis), confidence, detail),
        )
    said: defaultdict[int, list[TeachingStatement]] = defaultdict(list)
    for offer_id, one in db.exec(
        select(OfferRow.id, TeachingStatementRow)
        .join(
            TeachingStatementRow,
            (col(TeachingStatementRow.source) == OfferRow.source)
            & (col(TeachingStatementRow.key) == OfferRow.key),
        )
        .where(col(OfferRow.id).in_(chosen), col(TeachingStatementRow.undone_at).is_(None))
        .order_by(col(TeachingStatementRow.id))
    ):
        said[offer_id or 0].append(_to_statement(one))
    taught: dict[int, Taught] = {offer_id: (codes, ()) for offer_id, codes in found.items()}
    taught |= {
        offer_id: as_said(found.get(offer_id, ()), statements)
        for offer_id, statements in said.items()
    }
    return taught


def add_statement(db: Session, statement: TeachingStatement) -> int:
    """Keep what a body says, in the place of what it said before of the same competence."""
    record = statement.record
    db.execute(
        update(TeachingStatementRow)
        .where(
            col(TeachingStatementRow.source) == record.source,
            col(TeachingStatementRow.key) == record.key,
            col(TeachingStatementRow.code) == statement.code,
            col(TeachingStatementRow.undone_at).is_(None),
        )
        .values(undone_at=statement.at)
    )
    row = TeachingStatementRow(
        source=record.source,
        key=record.key,
        code=statement.code,
        level=statement.level,
        taught=statement.taught,
        by=statement.by,
        body=statement.body,
        at=statement.at,
    )
    db.add(row)
    db.flush()
    advance_catalogue(db)
    return row.id or 0


def list_statements(db: Session, records: tuple[RecordName, ...]) -> tuple[TeachingStatement, ...]:
    """What stands said of some records, by competence. The catalogue is public."""
    wanted = set(records)
    rows = db.exec(
        select(TeachingStatementRow)
        .where(
            col(TeachingStatementRow.source).in_({one.source for one in wanted}),
            col(TeachingStatementRow.key).in_({one.key for one in wanted}),
            col(TeachingStatementRow.undone_at).is_(None),
        )
        .order_by(col(TeachingStatementRow.code), col(TeachingStatementRow.id))
    )
    return tuple(one for one in map(_to_statement, rows) if one.record in wanted)


def undo_statement(db: Session, statement_id: int, *, at: datetime) -> TeachingStatement:
    """Take a statement back: what was read stands again; ``NotFound`` when none stands."""
    row = db.get(TeachingStatementRow, statement_id)
    if row is None or row.undone_at is not None:
        raise NotFound("teaching_statement", statement_id)
    row.undone_at = at
    db.add(row)
    db.flush()
    advance_catalogue(db)
    return _to_statement(row)


def _to_statement(row: TeachingStatementRow) -> TeachingStatement:
    return TeachingStatement(
        RecordName(row.source, row.key),
        row.code,
        row.level,
        row.taught,
        row.by,
        row.body,
        row.at,
        row.id,
    )
