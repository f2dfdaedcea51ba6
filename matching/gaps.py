"""What is asked for and not taught in time and in reach, ranked.

For each line, people are seated on the seats that fit them; ``matching/seats.py`` says how.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from matching.catalogue import CatalogueIndex
from matching.coverage import essential_competences
from matching.needs import weighted_people
from matching.results import Gap, GapGrain, Reason
from matching.seats import SeatPlan, SeatPlanner, offers_for
from matching.sessions import open_sessions
from skills.answer import SERVED
from skills.need import Headcount, Need
from skills.published import Ask, Cell, Kind
from skills.reference import Reference
from skills.suggestion_decision import HeldSeats
from skills.training import TrainingOffer
from skills.weights import GapWeights

MONTH = 30.44
"""Days."""
TREND_DAYS = 182
"""Half a year: what was asked for since, and in the half year before."""
_ONE = Headcount(1, 1)


def rank_gaps(
    needs: Iterable[Need],
    catalogue: CatalogueIndex,
    *,
    on: date,
    held: Iterable[HeldSeats] = (),
    grain: GapGrain = GapGrain.COMPETENCE,
) -> tuple[Gap, ...]:
    """Rank what is asked for by the people left without a seat.

    Parameters
    ----------
    needs : a need without a headcount counts for one person.
    catalogue : seats are those of sessions one may still enter on the day ``on``.
    held : seats that decisions keep: those people have one.
    grain : a line for each essential competence, each family of them, or each occupation.

    Returns
    -------
    Most urgent first (people × urgency × criticality), ties by code. What is fully covered comes
    last, with nothing remaining.
    """
    by_code: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        if need.state not in SERVED:
            for code in _codes_of(need, grain, catalogue.reference):
                by_code[code].append(need)
    planner = SeatPlanner(catalogue, on=on, held=held)
    gaps = [_gap(code, asking, grain, catalogue, planner, on) for code, asking in by_code.items()]
    return tuple(sorted(gaps, key=lambda g: (-round(g.score, 9), g.code)))


def wanted_within(need: Need, on: date, months: int) -> bool:
    """Whether a need is wanted within so many months of a day; one without a date always is."""
    return need.wanted_by is None or need.wanted_by <= on + timedelta(days=round(months * MONTH))


def public_cells(needs: Iterable[Need], reference: Reference) -> dict[Cell, frozenset[Ask]]:
    """What each line of the public table rests on: the needs that are not over, by what is
    essential in them. A need without a headcount asks for one person.
    """
    cells: dict[Cell, set[Ask]] = defaultdict(set)
    for need in needs:
        if need.state in SERVED:
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


def _codes_of(need: Need, grain: GapGrain, reference: Reference) -> tuple[str, ...]:
    if grain is GapGrain.OCCUPATION:
        return (need.occupation,) if need.occupation else ()
    essential = essential_competences(need.competences, need.occupation, reference)
    codes = (one.code for one in essential)
    if grain is GapGrain.FAMILY:
        codes = (family for code in codes if (family := reference.family_of(code)))
    return tuple(dict.fromkeys(codes))


def _gap(
    code: str,
    needs: Sequence[Need],
    grain: GapGrain,
    catalogue: CatalogueIndex,
    planner: SeatPlanner,
    on: date,
) -> Gap:
    reference = catalogue.reference
    occupation = grain is GapGrain.OCCUPATION
    plan = planner.plan(needs, "" if occupation else code)
    dates = sorted(need.wanted_by for need in needs if need.wanted_by)
    firms = len({firm_key(need) for need in needs})
    weighted = sum(weighted_people(need, reference.weights.gaps) for need in needs)
    offers = offers_for(code, catalogue) if occupation else catalogue.naming([code])
    taught = any(not offer.vanished and open_sessions(offer, on) for offer in offers)
    reasons = _reasons(plan, weighted, dates, firms, taught, reference.weights.gaps, on)
    recent, earlier = (
        sum(
            (need.headcount or _ONE).minimum
            for need in needs
            if 0 <= (on - need.decided_at.date()).days - before < TREND_DAYS
        )
        for before in (0, TREND_DAYS)
    )
    return Gap(
        code=code,
        family=reference.family_of(code),
        people_min=plan.people_min,
        people_max=plan.people_max,
        weighted=weighted,
        seats=plan.seats,
        finishing=_finishing(offers, on, dates[-1] if dates else None),
        remaining_min=plan.unmet_min,
        remaining_max=plan.unmet_max,
        firms=firms,
        first_wanted=dates[0] if dates else None,
        last_wanted=dates[-1] if dates else None,
        recent=recent,
        earlier=earlier,
        needs=tuple(sorted(need.id for need in needs if need.id is not None)),
        score=sum(reason.weight for reason in reasons),
        reasons=reasons,
    )


def _reasons(
    plan: SeatPlan,
    weighted: float,
    dates: Sequence[date],
    firms: int,
    taught: bool,
    weights: GapWeights,
    on: date,
) -> tuple[Reason, ...]:
    """People left, times how sure, how urgent and how critical; each factor adds its share."""
    left = (plan.unmet_min + plan.unmet_max) / 2
    if not left:
        return ()
    points = left
    reasons = [Reason("people", left, f"{plan.unmet_min}-{plan.unmet_max}")]

    def times(kind: str, factor: float, detail: str) -> None:
        nonlocal points
        if factor != 1:
            reasons.append(Reason(kind, points * (factor - 1), detail))
            points *= factor

    sure = weighted / ((plan.people_min + plan.people_max) / 2)
    times("sure", sure, f"{sure:.4f}")
    if dates:
        days = max(0, (dates[0] - on).days)
        times("urgency", 1 + weights.urgency * 0.5 ** (days / weights.urgent_days), str(dates[0]))
    times("firms", 1 + weights.per_firm * (firms - 1), str(firms))
    times("untaught", 1 if taught else 1 + weights.untaught, "")
    return tuple(reasons)


def _finishing(offers: Iterable[TrainingOffer], on: date, until: date | None) -> int:
    """People in the sessions under way that end by a day, as far as seats say."""
    return sum(
        max(0, s.seats - s.seats_left)
        for offer in offers
        for s in offer.sessions
        if s.seats is not None
        and s.seats_left is not None
        and s.starts_on
        and s.ends_on
        and s.starts_on.day < on <= s.ends_on.day
        and (until is None or s.ends_on.day <= until)
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
