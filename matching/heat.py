"""The demand of each family of competences by the time it is wanted, and what remains of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matching.catalogue import CatalogueIndex
from matching.seats import SeatPlanner, asks_for
from skills.answer import OVER
from skills.need import Headcount, Need
from skills.suggestion_decision import HeldSeats
from skills.terms_of_work import Commitment

HORIZONS = (3, 6, 12, 24)
"""Months from the day of the question."""
_MONTH = 30.44  # days
_ONE = Headcount(1, 1)
_STRONG = (Commitment.APPRENTICE, Commitment.INTERVIEW, Commitment.HIRE)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """People asked for in a family by a horizon, and those left without a seat that fits.

    ``weighted`` counts a need less when the firm was not sure, or promised nothing.
    """

    family: str
    months: int
    people_min: int
    people_max: int
    weighted: float
    seats: int
    remaining_min: int
    remaining_max: int
    firms: int


def heat_table(
    needs: Iterable[Need],
    catalogue: CatalogueIndex,
    *,
    on: date,
    communes: frozenset[str] | None = None,
    held: Iterable[HeldSeats] = (),
) -> tuple[tuple[HeatCell, ...], ...]:
    """A row of cells for each family asked for, the one with most people left first, ties by code.

    A need without a date counts at every horizon. ``communes`` keeps the firms of these;
    ``held`` are the seats that decisions keep.
    """
    reference = catalogue.reference
    waiting = [
        need
        for need in needs
        if need.state not in OVER and (communes is None or need.firm.commune in communes)
    ]
    planner = SeatPlanner(catalogue, on=on, held=held)
    rows = []
    for family in reference.families:
        asking = [need for need in waiting if asks_for(need, family, reference)]
        if asking:
            rows.append(_row(family, asking, planner, on))
    rows.sort(key=lambda row: (-row[-1].remaining_max, -row[-1].people_max, row[-1].family))
    return tuple(rows)


def need_weight(need: Need, *, unsure: float, unpromised: float) -> float:
    """How much a need counts, 0..1: less when it is unsure, less when nothing was promised."""
    promised = any(kind in _STRONG for kind in need.commitments)
    return (1.0 if need.sure else unsure) * (1.0 if promised else unpromised)


def _row(
    family: str, needs: Sequence[Need], planner: SeatPlanner, on: date
) -> tuple[HeatCell, ...]:
    weights = planner.reference.weights.gaps
    cells = []
    for months in HORIZONS:
        last = on + timedelta(days=round(months * _MONTH))
        inside = [n for n in needs if n.wanted_by is None or n.wanted_by <= last]
        plan = planner.plan(inside, family)
        weighted = sum(
            (n.headcount or _ONE).middle
            * need_weight(n, unsure=weights.unsure_share, unpromised=weights.unpromised_share)
            for n in inside
        )
        cells.append(
            HeatCell(
                family,
                months,
                plan.people_min,
                plan.people_max,
                weighted,
                plan.seats,
                plan.unmet_min,
                plan.unmet_max,
                len({n.firm.id or n.firm.name for n in inside}),
            )
        )
    return tuple(cells)
