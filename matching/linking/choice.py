"""Which of the readings that overlap to believe."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def best_apart(items: Iterable[tuple[int, int, float, T]]) -> Sequence[T]:
    """Of things that take tokens ``first`` to ``last``, each worth something above 0, those worth
    most together of which no two share a token; in the order of the sentence.

    Equal sums go to the item that comes first in the order given, so that this order must be fixed.
    """
    ordered = sorted(items, key=lambda item: (item[1], item[0]))
    ends = [last for _, last, _, _ in ordered]
    worth: list[float] = [0.0]
    taken: list[tuple[int, bool]] = []
    for place, (first, _, value, _) in enumerate(ordered):
        before = bisect_left(ends, first, 0, place)
        takes = worth[before] + value > worth[place] + 1e-12
        taken.append((before, takes))
        worth.append(worth[before] + value if takes else worth[place])
    chosen = []
    place = len(ordered)
    while place:
        before, takes = taken[place - 1]
        if takes:
            chosen.append(ordered[place - 1][3])
            place = before
        else:
            place -= 1
    return chosen[::-1]
