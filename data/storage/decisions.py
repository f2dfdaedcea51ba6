"""What was decided about suggestions. A decision taken back stays, with when it was."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select, update

from data.storage.tables import DecisionRow, NeedRow
from skills.answer import OVER
from skills.errors import NotFound
from skills.suggestion_decision import (
    Basis,
    HeldSeats,
    SessionName,
    SuggestionDecision,
    Verdict,
)

_OVER = tuple(state.value for state in OVER)


def add_decision(db: Session, decision: SuggestionDecision) -> int:
    """Keep a decision in the place of any other on the same session for the same need."""
    run = decision.run
    db.execute(
        update(DecisionRow)
        .where(
            col(DecisionRow.need_id) == decision.need,
            col(DecisionRow.source) == run.source,
            col(DecisionRow.key) == run.key,
            col(DecisionRow.session) == run.session,
            col(DecisionRow.undone_at).is_(None),
        )
        .values(undone_at=decision.at)
    )
    row = DecisionRow(
        need_id=decision.need,
        source=run.source,
        key=run.key,
        session=run.session,
        title=decision.title,
        verdict=decision.verdict.value,
        people=decision.people,
        words=decision.words,
        by=decision.by,
        at=decision.at,
        analysis=json.dumps(asdict(decision.basis), default=str, ensure_ascii=False),
    )
    db.add(row)
    db.flush()
    return row.id or 0


def list_decisions(db: Session, need_id: int) -> tuple[SuggestionDecision, ...]:
    """The decisions that stand for a need, oldest first; whoever reads the need may read them."""
    rows = db.exec(_standing().where(DecisionRow.need_id == need_id).order_by(col(DecisionRow.id)))
    return tuple(_to_decision(row) for row in rows)


def undo_decision(
    db: Session, need_id: int, decision_id: int, *, at: datetime
) -> SuggestionDecision:
    """Take a decision back; ``NotFound`` when the need has none that stands of that number."""
    row = db.exec(
        _standing().where(DecisionRow.id == decision_id, DecisionRow.need_id == need_id)
    ).first()
    if row is None:
        raise NotFound("decision", decision_id)
    row.undone_at = at
    db.add(row)
    db.flush()
    return _to_decision(row)


def held_seats(db: Session) -> tuple[HeldSeats, ...]:
    """The seats kept for people who still wait. A need that is over holds none: its people are in
    the source's own count, or have given up.
    """
    rows = db.exec(
        _standing()
        .join(NeedRow, col(NeedRow.id) == DecisionRow.need_id)
        .where(DecisionRow.verdict == Verdict.KEPT.value, col(NeedRow.state).not_in(_OVER))
        .order_by(col(DecisionRow.id))
    )
    return tuple(
        HeldSeats(row.need_id, SessionName(row.source, row.key, row.session), row.people)
        for row in rows
    )


def _standing() -> Any:
    return select(DecisionRow).where(col(DecisionRow.undone_at).is_(None))


def _to_decision(row: DecisionRow) -> SuggestionDecision:
    told = json.loads(row.analysis)
    basis = Basis(
        on=date.fromisoformat(told["on"]),
        rank=told["rank"],
        of=told["of"],
        score=told["score"],
        reasons=tuple((said, points) for said, points in told["reasons"]),
        seats=told["seats"],
        reference=told["reference"],
        weights=tuple((part, points) for part, points in told["weights"]),
    )
    return SuggestionDecision(
        row.need_id,
        SessionName(row.source, row.key, row.session),
        row.title,
        Verdict(row.verdict),
        row.people,
        row.words,
        row.by,
        row.at,
        basis,
        row.id,
    )
