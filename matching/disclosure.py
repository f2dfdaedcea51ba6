"""What may be told to everybody: figures from which no firm can be read.

First rule: a figure rests on at least three firms, and none of them makes more than 85 % of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST_FIRMS = 3
MOST_SHARE = 0.85  # of a figure, that one firm may make


@dataclass(frozen=True, slots=True)
class Demand:
    """People that one firm asks for in one family of competences."""

    firm: str  # key of the firm; never leaves this module
    family: str
    people: int


@dataclass(frozen=True, slots=True)
class Released:
    """Demand that may be published: of one family, or of all those that are too small to be told
    apart when ``family`` is empty.
    """

    family: str
    people: int
    firms: int


def release(demands: Iterable[Demand]) -> tuple[Released, ...]:
    """The families that may be told, most people first, ties by code; then the others together if
    they may be told so. No total is given, so that nothing left out can be found by subtraction.
    """
    cells: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for demand in demands:
        if demand.people > 0:
            cells[demand.family][demand.firm] += demand.people
    told = [_released(family, cell) for family, cell in cells.items() if _may_be_told(cell)]
    told.sort(key=lambda one: (-one.people, one.family))
    rest: dict[str, int] = defaultdict(int)
    for cell in cells.values():
        if not _may_be_told(cell):
            for firm, people in cell.items():
                rest[firm] += people
    return (*told, *([_released("", rest)] if _may_be_told(rest) else []))


def _may_be_told(cell: Mapping[str, int]) -> bool:
    total = sum(cell.values())
    return len(cell) >= LEAST_FIRMS and max(cell.values()) <= MOST_SHARE * total


def _released(family: str, cell: Mapping[str, int]) -> Released:
    return Released(family, sum(cell.values()), len(cell))
