"""What another organisation decided about a suggestion."""

from datetime import date, datetime

from sqlmodel import Session

from data.storage.decisions import add_decision
from skills.suggestion_decision import Basis, SessionName, SuggestionDecision, Verdict


def their_decision(db: Session, need_id: int, mark: str, *, at: datetime) -> int:
    """A suggestion set aside, with a mark in all its words; its identifier."""
    basis = Basis(date(2026, 11, 20), 1, 1, 0.5, ((mark, 0.5),), None, "v", ())
    run = SessionName("x", "x")
    return add_decision(
        db, SuggestionDecision(need_id, run, mark, Verdict.SET_ASIDE, 0, mark, mark, at, basis)
    )
