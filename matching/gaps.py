"""What is asked for and not taught in time and in reach, ranked.

For each competence, people are seated on the seats that fit them; ``matching/seats.py`` says how.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from matching.catalogue import CatalogueIndex
from matching.coverage import essential_competences
from matching.results import Gap, Reason
from matching.seats import SeatPlanner
from matching.suggestions import open_sessions
from skills.need import Headcount, Need, NeedState
from skills.published import Ask, Cell, Kind
from skills.reference import Reference
from skills.suggestion_decision import HeldSeats
from skills.training import TrainingOffer

_ONE = Headcount(1, 1)
_SERVED = (NeedState.SOLVED, NeedState.WITHDRAWN)
"""A need without solution still waits for one."""


def rank_gaps(
    needs: Iterable[Need],
    catalogue: CatalogueIndex,
    *,
    on: date,
    held: Iterable[HeldSeats] = (),
) -> tuple[Gap, ...]:
    """Rank the essential competences asked for by the people left without a seat.

    Parameters
    ----------
    needs : a need without a headcount counts for one person.
    catalogue : seats are those of sessions one may still enter on the day ``on``.
    held : seats that decisions keep: those people have one.

    Returns
    -------
    Most urgent first, ties by code. Competences fully covered come last, with nothing remaining.
    """
    by_code: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        if need.state in _SERVED:
            continue
        essential = essential_competences(need.competences, need.occupation, catalogue.reference)
        for asked in essential:
            by_code[asked.code].append(need)
    planner = SeatPlanner(catalogue, on=on, held=held)
    gaps = [_gap(code, asking, planner, on) for code, asking in by_code.items()]
    return tuple(sorted(gaps, key=lambda g: (-round(g.score, 9), g.code)))


def public_cells(needs: Iterable[Need], reference: Reference) -> dict[Cell, frozenset[Ask]]:
    """What each line of the public table rests on: the needs that are not over, by what is
    essential in them. A need without a headcount asks for one person.
    """
    cells: dict[Cell, set[Ask]] = defaultdict(set)
    for need in needs:
        if need.state in _SERVED:
            continue
        ask = Ask(need.id or 0, firm_key(need), (need.headcount or _ONE).minimum)
        cells[Cell(Kind.WHOLE)].add(ask)
        if need.occupation:
            cells[Cell(Kind.OCCUPATION, need.occupation)].add(ask)
        asked = essential_competences(need.competences, need.occupation, reference)
        essential = {one.code for one in asked}
        commune = reference.communes.get(need.firm.commune)
        for family in {reference.family_of(code) for code in essential} - {""}:
            cells[Cell(Kind.FAMILY, family)].add(ask)
            if commune and commune.epci:
                cells[Cell(Kind.PLACE, family, commune.epci)].add(ask)
        for code in essential - reference.families.keys():
            cells[Cell(Kind.COMPETENCE, code)].add(ask)
    return {cell: frozenset(asks) for cell, asks in cells.items()}


def firm_key(need: Need) -> str:
    """What tells the firm of a need from another."""
    return str(need.firm.id or need.firm.name)


def _gap(code: str, needs: list[Need], planner: SeatPlanner, on: date) -> Gap:
    reference = planner.reference
    weights = reference.weights.gaps
    plan = planner.plan(needs, code)
    low, high = plan.people_min, plan.people_max
    left_low, left_high = plan.unmet_min, plan.unmet_max
    dates = [need.wanted_by for need in needs if need.wanted_by]
    first = min(dates, default=None)
    firms = len({firm_key(need) for need in needs})
    left = (left_low + left_high) / 2
    urgent = first is not None and (first - on).days <= weights.urgent_days
    reasons = (
        Reason("people", weights.per_person * left, f"{left_low}-{left_high}"),
        Reason(
            "urgency",
            weights.urgency if urgent and left else 0.0,
            first.isoformat() if first else "",
        ),
        Reason("firms", weights.per_firm * firms if left else 0.0, str(firms)),
    )
    return Gap(
        code=code,
        family=reference.family_of(code),
        people_min=low,
        people_max=high,
        seats=plan.seats,
        remaining_min=left_low,
        remaining_max=left_high,
        firms=firms,
        first_wanted=first,
        needs=tuple(sorted(need.id for need in needs if need.id is not None)),
        score=sum(reason.weight for reason in reasons),
        reasons=tuple(reason for reason in reasons if reason.weight),
    )


def seats_in_time(offers: Iterable[TrainingOffer], on: date, until: date | None) -> int:
    """Seats left in the sessions one may still enter and that end by ``until``.

    An unknown number of seats counts for none, an unknown end as in time.
    """
    return sum(
        s.places_left or 0
        for offer in offers
        for s in open_sessions(offer, on)
        if until is None or s.ends_on is None or s.ends_on.day <= until
    )
