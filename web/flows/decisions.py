"""Deciding about a suggestion: kept for people, or set aside; always undoable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from data.storage.decisions import add_decision, undo_decision
from data.storage.needs import get_need
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.results import NeedAnalysis, Suggestion
from skills.account import User
from skills.errors import Invalid
from skills.journal import Deed
from skills.suggestion_decision import Basis, SessionName, SuggestionDecision, Verdict
from web.flows.journal import note
from web.flows.needs import analyse_stored_need, run_of
from web.suggestion_wording import suggestion_rows


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose on the page of a need."""

    run: SessionName
    verdict: Verdict
    people: int  # 0 when set aside
    words: str


def decide(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    need_id: int,
    choice: Choice,
    *,
    factors: Mapping[str, float],
    user: User,
    now: datetime,
    on: date,
) -> None:
    """Keep a decision with the analysis of that moment, in the order that the person looked at.

    ``Invalid`` when the session is no longer among the suggestions, or has fewer seats than are
    kept.
    """
    analysis = analyse_stored_need(
        db, matcher, catalogue, need_id, user=user, on=on, factors=factors
    )
    rank, suggestion = _find(analysis, choice.run)
    seats = suggestion.session.places_left if suggestion.session else None
    if choice.verdict is Verdict.KEPT and seats is not None and choice.people > seats:
        raise Invalid("places à retenir", choice.people, "seats_enough")
    weights = matcher.reference_.weights.suggestions.reweighed(factors)
    add_decision(
        db,
        SuggestionDecision(
            need_id,
            choice.run,
            suggestion.offer.title,
            choice.verdict,
            choice.people,
            choice.words,
            user.name,
            now,
            Basis(
                on,
                rank,
                len(analysis.suggestions),
                suggestion.score,
                tuple(suggestion_rows(suggestion)),
                seats,
                matcher.reference_.version,
                tuple(weights.parts.items()),
            ),
        ),
    )
    for_people = f" pour {choice.people}" if choice.people else ""
    note(
        db,
        user,
        Deed.CHANGED,
        "need",
        need_id,
        now=now,
        detail=f"« {suggestion.offer.title} » {choice.verdict.label}{for_people}",
        commune=analysis.need.firm.commune,
    )


def take_back(db: Session, need_id: int, decision_id: int, *, user: User, now: datetime) -> None:
    """Undo a decision: its seats are free again, its suggestion is ranked again."""
    need = get_need(db, need_id, visible_to=user)
    gone = undo_decision(db, need_id, decision_id, at=now)
    note(
        db,
        user,
        Deed.UNDID,
        "need",
        need_id,
        now=now,
        detail=f"« {gone.title} » {gone.verdict.label}",
        commune=need.firm.commune,
    )


def _find(analysis: NeedAnalysis, run: SessionName) -> tuple[int, Suggestion]:
    for rank, one in enumerate(analysis.suggestions, start=1):
        if run_of(one) == run:
            return rank, one
    raise Invalid("session", run.key, "still_suggested")
