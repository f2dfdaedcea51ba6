"""The demand of each family of competences by the time it is wanted, and what remains of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matching.catalogue import CatalogueIndex
from matching.gaps import firm_key, wanted_within
from matching.needs import weighted_people
from matching.seats import SeatPlanner, asks_for
from skills.answer import SERVED
from skills.need import Need
from skills.suggestion_decision import HeldSeats

HORIZONS = (3, 6, 12, 24)
"""Months from the day of the question."""


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
        if need.state not in SERVED and (communes is None or need.firm.commune in communes)
    ]
    planner = SeatPlanner(catalogue, on=on, held=held)
    rows = []
    for family in reference.families:
        asking = [need for need in waiting if asks_for(need, family, reference)]
        if asking:
            rows.append(_row(family, asking, planner, on))
    rows.sort(key=lambda row: (-row[-1].remaining_max, -row[-1].people_max, row[-1].family))
    return tuple(rows)


def _row(
    family: str, needs: Sequence[Need], planner: SeatPlanner, on: date
) -> tuple[HeatCell, ...]:
    weights = planner.reference.weights.gaps
    cells = []
    for months in HORIZONS:
        inside = [need for need in needs if wanted_within(need, on, months)]
        plan = planner.plan(inside, family)
        weighted = sum(weighted_people(need, weights) for need in inside)
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
                len({firm_key(need) for need in inside}),
            )
        )
    return tuple(cells)
