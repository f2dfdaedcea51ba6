"""What is asked for and not taught in time and in reach, ranked.

For each competence, people are seated on the seats that fit them; ``matching/seats.py`` says how.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences
from matching.results import Gap, Reason
from matching.seats import SeatPlanner
from matching.suggestions import open_sessions
from skills.need import Headcount, Need, NeedState
from skills.occupation import Importance
from skills.reference import Reference
from skills.training import TrainingOffer

_ONE = Headcount(1, 1)
_OVER = (NeedState.SOLVED, NeedState.WITHDRAWN)


def rank_gaps(needs: Iterable[Need], catalogue: CatalogueIndex, *, on: date) -> tuple[Gap, ...]:
    """Rank the essential competences asked for by the people left without a seat.

    Parameters
    ----------
    needs : a need without a headcount counts for one person.
    catalogue : seats are those of sessions one may still enter on the day ``on``.

    Returns
    -------
    Most urgent first, ties by code. Competences fully covered come last, with nothing remaining.
    """
    by_code: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        if need.state in _OVER:
            continue
        for asked in asked_competences(need.competences, need.occupation, catalogue.reference):
            if asked.importance is Importance.ESSENTIAL:
                by_code[asked.code].append(need)
    planner = SeatPlanner(catalogue, on=on)
    gaps = [_gap(code, asking, planner, on) for code, asking in by_code.items()]
    return tuple(sorted(gaps, key=lambda g: (-round(g.score, 9), g.code)))


def families_asked(need: Need, reference: Reference) -> tuple[tuple[str, int], ...]:
    """The families of the essential competences that a need asks for, by code, each with the
    people asked for, at least; none when the need is over.
    """
    if need.state in _OVER:
        return ()
    asked = asked_competences(need.competences, need.occupation, reference)
    families = {
        reference.family_of(one.code) for one in asked if one.importance is Importance.ESSENTIAL
    }
    people = (need.headcount or _ONE).minimum
    return tuple((family, people) for family in sorted(families - {""}))


def _gap(code: str, needs: list[Need], planner: SeatPlanner, on: date) -> Gap:
    reference = planner.reference
    weights = reference.weights.gaps
    plan = planner.plan(needs, code)
    low, high = plan.people_min, plan.people_max
    left_low, left_high = plan.unmet_min, plan.unmet_max
    dates = [need.wanted_by for need in needs if need.wanted_by]
    first = min(dates, default=None)
    firms = len({need.firm.id or need.firm.name for need in needs})
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
        (s.seats_left if s.seats_left is not None else s.seats) or 0
        for offer in offers
        for s in open_sessions(offer, on)
        if until is None or s.ends_on is None or s.ends_on.day <= until
    )
