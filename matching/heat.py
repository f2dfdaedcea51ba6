"""The demand of each family of competences, by the time it is wanted or by the place of the firms,
and what remains of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from matching.catalogue import CatalogueIndex
from matching.gaps import firm_key, wanted_within
from matching.needs import weighted_people
from matching.seats import SeatPlanner, asks_for
from skills.answer import SERVED
from skills.labelled import Labelled
from skills.need import Need
from skills.reference import Reference
from skills.suggestion_decision import HeldSeats

HORIZONS = (3, 6, 12, 24)
"""Months from the day of the question."""
ELSEWHERE = "elsewhere"
"""The column of firms outside the territory, or whose commune is not known."""


class Across(Labelled):
    """What the columns are."""

    HORIZON = "horizon", "échéance"
    PLACE = "place", "intercommunalité"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """People asked for in a family, and those left without a seat that fits.

    ``weighted`` counts a need less when the firm was not sure, or promised nothing.
    """

    family: str
    column: str  # months from now, or the code of an inter-communal body
    people_min: int
    people_max: int
    weighted: float
    seats: int
    remaining_min: int
    remaining_max: int
    firms: int


@dataclass(frozen=True, slots=True)
class HeatTable:
    """A row of cells for each family asked for, one cell a column; and each family's total."""

    columns: tuple[str, ...]
    rows: tuple[tuple[HeatCell, ...], ...]  # the one with most people left first, ties by code
    totals: tuple[HeatCell, ...]  # of the rows, in their order; their column is empty


def heat_table(
    needs: Iterable[Need],
    catalogue: CatalogueIndex,
    *,
    on: date,
    across: Across = Across.HORIZON,
    held: Iterable[HeldSeats] = (),
) -> HeatTable:
    """The families asked for, by horizon or by place.

    A need without a date counts at every horizon, and horizons hold those before them. Places share
    the seats: each is counted as if the others asked for none, so they do not add up to the total.
    ``held`` are the seats that decisions keep.
    """
    reference = catalogue.reference
    waiting = [need for need in needs if need.state not in SERVED]
    inside = _columns(across, waiting, reference, on)
    planner = SeatPlanner(catalogue, on=on, held=held)
    found = []
    for family in reference.families:
        asking = [need for need in waiting if asks_for(need, family, reference)]
        if asking:
            row = tuple(
                _cell(family, name, [need for need in asking if holds(need)], planner)
                for name, holds in inside.items()
            )
            found.append((row, _cell(family, "", asking, planner)))
    found.sort(key=lambda one: (-one[1].remaining_max, -one[1].people_max, one[1].family))
    return HeatTable(
        tuple(inside), tuple(row for row, _ in found), tuple(total for _, total in found)
    )


def _columns(
    across: Across, needs: Sequence[Need], reference: Reference, on: date
) -> Mapping[str, Callable[[Need], bool]]:
    """The columns by name, with which needs each holds."""
    if across is Across.HORIZON:
        return {str(m): partial(wanted_within, on=on, months=m) for m in HORIZONS}
    territory = {epci.code for epci in reference.epcis.values() if epci.in_territory}

    def stands(need: Need, place: str) -> bool:
        commune = reference.communes.get(need.firm.commune)
        return place == (commune.epci if commune and commune.epci in territory else ELSEWHERE)

    names = sorted(territory)
    if any(stands(need, ELSEWHERE) for need in needs):
        names.append(ELSEWHERE)
    return {name: partial(stands, place=name) for name in names}


def _cell(family: str, column: str, needs: Sequence[Need], planner: SeatPlanner) -> HeatCell:
    plan = planner.plan(needs, family)
    weights = planner.reference.weights.gaps
    return HeatCell(
        family,
        column,
        plan.people_min,
        plan.people_max,
        sum(weighted_people(need, weights) for need in needs),
        plan.seats,
        plan.unmet_min,
        plan.unmet_max,
        len({firm_key(need) for need in needs}),
    )
