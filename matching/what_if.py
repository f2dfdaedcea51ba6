"""What a session would change, if it were opened: always a range, never one number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from matching.bridges import OccupationBridge, bridges_to
from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences, cover, covered_share
from matching.existing_courses import NotFitting, courses_that_fall_short
from matching.gaps import seats_in_time
from skills.labelled import Labelled
from skills.need import Headcount, Need, NeedState
from skills.occupation import Importance, Occupation
from skills.reference import Reference
from skills.session_plan import SessionPlan
from skills.territory import distance_km
from skills.training import (
    ImpreciseDate,
    Place,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)

_OVER = (NeedState.SOLVED, NeedState.WITHDRAWN)
_ONE = Headcount(1, 1)
_TAUGHT_LEVEL = 2  # « seul sur du simple »: what a first session may promise


class Opening(Labelled):
    SURE = "sure", "ouvre même si peu de personnes s'inscrivent"
    PERHAPS = "perhaps", "n'ouvre que si les inscriptions suivent"
    NEVER = "never", "n'ouvre pas : le minimum n'est pas atteint"


@dataclass(frozen=True, slots=True)
class Range:
    """From at least to at most."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Demand:
    """Who asks for what the session teaches: people, firms, and those it comes in time for."""

    people: Range
    in_time: Range
    firms: int
    near: int  # firms within the reach of the weights, as the crow flies
    far: int
    elsewhere: int  # firms, or a session, whose place is not known


@dataclass(frozen=True, slots=True)
class Remainder:
    """A competence of the plan: asked for, seats that teach it already, what would remain."""

    code: str
    asked: Range
    seats: int
    before: Range
    after: Range


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a plan would give. ``balance`` is in euros: what comes in less the cost."""

    plan: SessionPlan
    opening: Opening
    enrolled: Range
    finishing: Range
    served: Range
    break_even: int | None  # people enrolled; None when nobody pays
    balance: Range
    cost_each: Range | None  # euros for each person who finishes
    demand: Demand
    remaining: tuple[Remainder, ...]
    bridges: tuple[OccupationBridge, ...]
    existing: tuple[NotFitting, ...]
    needs: tuple[int, ...]  # identifiers of the needs counted


def simulate(
    plan: SessionPlan, needs: Iterable[Need], catalogue: CatalogueIndex, *, on: date
) -> WhatIf:
    """What a plan would change on a day.

    People served are those who finish, and no more than are asked for in time; none at the low end
    if the session may not open.
    """
    reference = catalogue.reference
    offer = _as_offer(plan)
    asking = [need for need in needs if _concerned(need, offer, reference)]
    enrolled = Range(floor(plan.seats * plan.enrol_low), floor(plan.seats * plan.enrol_high))
    opening = _opening(plan, enrolled)
    low = enrolled.low if opening is Opening.SURE else 0
    high = enrolled.high if opening is not Opening.NEVER else 0
    finishing = Range(floor(low * plan.finish_low), floor(high * plan.finish_high))
    demand = _demand(plan, asking, reference)
    served = Range(min(finishing.low, demand.in_time.low), min(finishing.high, demand.in_time.high))
    return WhatIf(
        plan=plan,
        opening=opening,
        enrolled=enrolled,
        finishing=finishing,
        served=served,
        break_even=ceil(plan.cost / plan.income) if plan.income else None,
        balance=_balance(plan, low, high),
        cost_each=Range(ceil(plan.cost / finishing.high), ceil(plan.cost / max(finishing.low, 1)))
        if finishing.high
        else None,
        demand=demand,
        remaining=tuple(
            _remainder(code, asking, catalogue, served, on) for code in plan.competences
        ),
        bridges=_who_could_come(plan, asking, reference),
        existing=courses_that_fall_short(plan, catalogue, on=on),
        needs=tuple(sorted(need.id for need in asking if need.id is not None)),
    )


def _as_offer(plan: SessionPlan) -> TrainingOffer:
    session = TrainingSession(
        "1",
        ImpreciseDate(plan.starts_on),
        ImpreciseDate(plan.ends_on),
        Place(plan.commune) if plan.commune else None,
        plan.seats,
        plan.seats,
    )
    taught = tuple(
        TaughtCompetence(code, _TAUGHT_LEVEL, TeachingBasis.PROVIDER, 1.0)
        for code in plan.competences
    )
    return TrainingOffer(
        "what_if", "1", plan.title, Provider(""), sessions=(session,), teaches=taught
    )


def _concerned(need: Need, offer: TrainingOffer, reference: Reference) -> bool:
    """Whether the session teaches enough of what a need asks for."""
    if need.state in _OVER:
        return False
    weights = reference.weights.suggestions
    asked = asked_competences(need.competences, need.occupation, reference)
    return bool(asked) and covered_share(cover(asked, offer, reference, weights), weights) >= max(
        weights.least_coverage, 1e-9
    )


def _opening(plan: SessionPlan, enrolled: Range) -> Opening:
    if enrolled.high < max(plan.minimum, 1):
        return Opening.NEVER
    return Opening.SURE if enrolled.low >= max(plan.minimum, 1) else Opening.PERHAPS


def _balance(plan: SessionPlan, low: int, high: int) -> Range:
    """A session that does not open costs nothing."""
    ends = [plan.income * people - plan.cost if people else 0 for people in (low, high)]
    return Range(min(ends), max(ends))


def _demand(plan: SessionPlan, asking: Sequence[Need], reference: Reference) -> Demand:
    in_time = [n for n in asking if n.wanted_by is None or n.wanted_by >= plan.ends_on]
    place = reference.communes.get(plan.commune)
    near, far, nowhere = set[str](), set[str](), set[str]()
    for need in asking:
        firm, home = _firm(need), reference.communes.get(need.firm.commune)
        if place is None or home is None:
            nowhere.add(firm)
            continue
        distance = distance_km(place.centre, home.centre)
        (near if distance <= reference.weights.suggestions.reach_km else far).add(firm)
    return Demand(
        _people(asking),
        _people(in_time),
        len({_firm(need) for need in asking}),
        len(near),
        len(far - near),
        len(nowhere - near - far),
    )


def _firm(need: Need) -> str:
    return str(need.firm.id or need.firm.name)


def _people(needs: Iterable[Need]) -> Range:
    counts = [need.headcount or _ONE for need in needs]
    return Range(sum(c.minimum for c in counts), sum(c.maximum for c in counts))


def _remainder(
    code: str, asking: Sequence[Need], catalogue: CatalogueIndex, served: Range, on: date
) -> Remainder:
    reference = catalogue.reference
    needs = [
        need
        for need in asking
        if code in {c.code for c in asked_competences(need.competences, need.occupation, reference)}
    ]
    asked = _people(needs)
    seats = seats_in_time(
        (o for o in catalogue.teaching([code]) if any(t.code == code for t in o.teaches)), on, None
    )
    before = Range(max(0, asked.low - seats), max(0, asked.high - seats))
    after = Range(max(0, before.low - served.high), max(0, before.high - served.low))
    return Remainder(code, asked, seats, before, after)


def _who_could_come(
    plan: SessionPlan, asking: Sequence[Need], reference: Reference
) -> tuple[OccupationBridge, ...]:
    """The occupations nearest to the one most asked for, or nearest to what is taught."""
    counts: dict[str, int] = {}
    for need in asking:
        if need.occupation in reference.occupations:
            counts[need.occupation] = counts.get(need.occupation, 0) + 1
    if counts:
        code = min(counts, key=lambda one: (-counts[one], one))
        return bridges_to(reference.occupations[code], reference, most=5)
    taught = set(plan.competences)
    near = max(
        reference.occupations.values(),
        key=lambda one: (_required(one, taught), one.code),
        default=None,
    )
    if near is None or not _required(near, taught):
        return ()
    return bridges_to(near, reference, most=5)


def _required(occupation: Occupation, taught: set[str]) -> int:
    return sum(r.competence in taught for r in occupation.requirements)


def essential(occupation: Occupation) -> tuple[str, ...]:
    """What an occupation cannot do without: the competences that a plan for it would teach."""
    return tuple(
        r.competence for r in occupation.requirements if r.importance is Importance.ESSENTIAL
    )


def people_band(people: Range) -> Range:
    """The fives around a number of people: two files whose sessions differ little say the same, so
    that neither tells a firm by what the other leaves out.
    """
    return Range(people.low // 5 * 5, -(-people.high // 5) * 5)


def firms_band(firms: int) -> Range:
    """« 3 à 4 », « 5 à 9 », then tens."""
    if firms < 5:
        return Range(3, 4)
    if firms < 10:
        return Range(5, 9)
    return Range(firms // 10 * 10, firms // 10 * 10 + 9)
