"""Figures of the demand that were told, by the month in which they are shown. None is forgotten:
what was told once can be read for ever, and later figures are held against it.
"""

import json
from collections.abc import Iterable

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from data.storage.tables import PublishedRow
from skills.published import Ask, Cell, Figure, Kind


def list_published(db: Session, period: str = "") -> tuple[Figure, ...]:
    """The figures shown in a month (``2026-11``), or every figure ever told."""
    query = select(PublishedRow).order_by(col(PublishedRow.id))
    if period:
        query = query.where(PublishedRow.period == period)
    return tuple(dict.fromkeys(_to_figure(row) for row in db.exec(query)))


def last_period(db: Session) -> str:
    """The last month in which figures were told; empty when none ever was."""
    return db.exec(select(func.max(PublishedRow.period))).one() or ""


def keep_published(db: Session, period: str, figures: Iterable[Figure]) -> bool:
    """Keep what is told in a month; false when another had just done it."""
    try:
        with db.begin_nested():
            for figure in figures:
                db.add(
                    PublishedRow(
                        period=period,
                        kind=figure.cell.kind.value,
                        code=figure.cell.code,
                        place=figure.cell.place,
                        told_on=figure.told_on,
                        asks=json.dumps(
                            [[ask.need, ask.firm, ask.people] for ask in sorted(figure.asks)]
                        ),
                    )
                )
    except IntegrityError:
        return False
    return True


def _to_figure(row: PublishedRow) -> Figure:
    asks = frozenset(Ask(need, firm, people) for need, firm, people in json.loads(row.asks))
    return Figure(Cell(Kind(row.kind), row.code, row.place), asks, row.told_on)
