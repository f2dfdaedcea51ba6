"""Needs as they read today, and what answers one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from data.storage.decisions import held_seats, list_decisions
from data.storage.needs import get_need, list_needs
from matching.alternatives import alternatives
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.results import Alternative, Bundle, NeedAnalysis, Suggestion
from matching.seats import SeatPlan, SeatPlanner
from matching.suggestions import analyse_need as analyse_one
from matching.why_not import WhyNot, why_not
from skills.account import User
from skills.need import Need
from skills.reference import Reference
from skills.suggestion_decision import HeldSeats, SessionName, SuggestionDecision, Verdict
from skills.weights import AS_THEY_ARE


def analyse_stored_need(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    need_id: int,
    *,
    user: User,
    on: date,
    factors: Mapping[str, float] = AS_THEY_ARE,
) -> NeedAnalysis:
    """Analyse one need against the offers open on a day, less the seats held for other needs.

    ``factors`` say how much each part of the score counts beside its usual weight.
    """
    need = matcher.reference_.renew(get_need(db, need_id, visible_to=user))
    elsewhere = [one for one in held_seats(db) if one.need != need_id]
    return matcher.analyse(need, _as_asked(catalogue, elsewhere, factors), on=on)


@dataclass(frozen=True, slots=True)
class OtherCourses:
    """Courses that a reader names, beside what is suggested for a need."""

    analysis: NeedAnalysis
    found: tuple[WhyNot, ...]


def other_courses(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    need_id: int,
    words: str,
    *,
    user: User,
    on: date,
) -> OtherCourses:
    """Why the courses named so are not the first suggestion for a need."""
    need = matcher.reference_.renew(get_need(db, need_id, visible_to=user))
    elsewhere = [one for one in held_seats(db) if one.need != need_id]
    seen = _as_asked(catalogue, elsewhere, AS_THEY_ARE)
    analysis = matcher.analyse(need, seen, on=on)
    return OtherCourses(analysis, why_not(analysis, words, seen))


@dataclass(frozen=True, slots=True)
class Answers:
    """What was decided, what remains to look at, and what several answers do together."""

    kept: tuple[SuggestionDecision, ...]
    set_aside: tuple[SuggestionDecision, ...]
    rest: tuple[Suggestion, ...]  # on which nothing is decided, best first
    bundle: Bundle
    cheapest: Bundle
    others: tuple[Alternative, ...]  # over the first of the rest
    seats: SeatPlan
    why_none: str  # why no seat fits, see ``why_no_seat``; otherwise empty
    apprenticeships: tuple[Suggestion, ...]  # best first
    elsewhere: tuple[tuple[SessionName, int], ...]  # seats held for other needs
    here: int  # people of this need who have a seat


def answers_to(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    analysis: NeedAnalysis,
    *,
    on: date,
    factors: Mapping[str, float] = AS_THEY_ARE,
) -> Answers:
    """What several offers do together for a need, and how its people can be seated."""
    need = analysis.need
    held = held_seats(db)
    elsewhere: Counter[SessionName] = Counter()
    for one in held:
        if one.need != need.id:
            elsewhere[catalogue.current(one.run)] += one.people
    seen = _as_asked(catalogue, [one for one in held if one.need != need.id], factors)
    decisions = list_decisions(db, need.id or 0)
    decided = {catalogue.current(one.run) for one in decisions}
    rest = tuple(one for one in analysis.suggestions if run_of(one) not in decided)
    planner = SeatPlanner(catalogue, on=on, held=held)
    places = matcher.apprenticeships(need, seen, on=on)
    return Answers(
        tuple(one for one in decisions if one.verdict is Verdict.KEPT),
        tuple(one for one in decisions if one.verdict is Verdict.SET_ASIDE),
        rest,
        matcher.bundle(need, seen, on=on),
        matcher.bundle(need, seen, on=on, cheapest=True),
        alternatives(replace(analysis, suggestions=rest), places, seen.reference),
        planner.plan([need]),
        planner.why_none(need),
        places,
        tuple(sorted(elsewhere.items())),
        sum(one.people for one in held if one.need == need.id),
    )


@dataclass(frozen=True, slots=True)
class AnsweredNeed:
    """A need in a list, with the first course that answers it and how its people can be seated."""

    need: Need
    first: Suggestion | None
    seats: SeatPlan
    why_none: str  # why no seat fits, see ``SeatPlanner.why_none``


def answered_needs(
    db: Session, matcher: Matcher, catalogue: CatalogueIndex, *, user: User, on: date
) -> tuple[AnsweredNeed, ...]:
    """The needs that a reader may see, latest first, each with what answers it first.

    Each is seated as if no other need asked, but for the seats that decisions hold.
    """
    held = held_seats(db)
    planner = SeatPlanner(catalogue, on=on, held=held)
    free = catalogue.without(held)
    found = []
    for need in current_needs(db, matcher.reference_, user=user):
        seen = free
        if any(one.need == need.id for one in held):  # its own seats are its own
            seen = catalogue.without(one for one in held if one.need != need.id)
        suggestions = analyse_one(need, seen, on=on, most=1).suggestions
        first = suggestions[0] if suggestions else None
        found.append(AnsweredNeed(need, first, planner.plan([need]), planner.why_none(need)))
    return tuple(found)


def current_needs(db: Session, reference: Reference, *, user: User) -> tuple[Need, ...]:
    """The needs that a reader may see, latest first, retired codes replaced."""
    return tuple(reference.renew(need) for need in list_needs(db, visible_to=user))


def run_of(suggestion: Suggestion) -> SessionName:
    """The name of the session that is suggested."""
    return suggestion.offer.run(suggestion.session)


def _as_asked(
    catalogue: CatalogueIndex, held: list[HeldSeats], factors: Mapping[str, float]
) -> CatalogueIndex:
    weights = catalogue.reference.weights.suggestions
    mine = weights.reweighed(factors)
    free = catalogue.without(held)
    return free if mine == weights else free.weighed(mine)
