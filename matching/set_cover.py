"""The fewest sets, or the cheapest, that together hold everything: the optimum, proven.

Sets are bits: bit ``i`` of a set is one when it holds the thing number ``i``.
"""

from collections.abc import Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

Words = NDArray[np.uint64]
_WIDEST = 64
"""Things that fit in one machine word; beyond, HiGHS proves alone."""
_MOST_STATES = 4_000_000
"""Partial covers kept in memory at once; beyond, HiGHS proves alone."""
_NOISE = 1e-6


def best_cover(
    sets: Sequence[int], prices: Sequence[float], scores: Sequence[float]
) -> tuple[int, ...]:
    """The places of the sets that hold all that any of them holds, at the least price.

    Among equals one that no exchange of a single set makes score higher; the same every time.
    """
    whole = 0
    for one in sets:
        whole |= one
    if not whole:
        return ()
    kept = _undominated(sets, prices)
    few, cost = [sets[place] for place in kept], [prices[place] for place in kept]
    found = _fewest(few, whole) if len(set(cost)) == 1 else _cheapest(few, cost, whole)
    return _exchanged([kept[place] for place in found], sets, prices, scores, whole)


def greedy(sets: Sequence[int], prices: Sequence[float], first: int | None = None) -> list[int]:
    """Sets taken one after the other (``first`` to begin with), each the one that adds most for its
    price; never more than the harmonic number of the things times the least price.
    """
    left = 0
    for one in sets:
        left |= one
    chosen: list[int] = []
    if first is not None:
        chosen.append(first)
        left &= ~sets[first]
    while left:
        worth = [(left & one).bit_count() / max(prices[p], 1e-9) for p, one in enumerate(sets)]
        chosen.append(worth.index(max(worth)))
        left &= ~sets[chosen[-1]]
    return chosen


def _undominated(sets: Sequence[int], prices: Sequence[float]) -> list[int]:
    """The places of the sets that no other one holds for the same price or less."""
    order = sorted(range(len(sets)), key=lambda p: (prices[p], -sets[p].bit_count(), p))
    kept: list[int] = []
    for place in order:
        if not any(sets[place] & ~sets[other] == 0 for other in kept):
            kept.append(place)
    return sorted(kept)


def _cheapest(sets: Sequence[int], prices: Sequence[float], whole: int) -> list[int]:
    scale = max(prices) or 1.0
    answer = milp(
        np.array(prices) / scale,
        constraints=LinearConstraint(_table(sets, whole), lb=1),
        integrality=np.ones(len(sets)),
        bounds=Bounds(0, 1),
    )
    return [place for place, taken in enumerate(answer.x) if taken > 0.5]


def _fewest(sets: Sequence[int], whole: int) -> list[int]:
    """Greedy from each set first; then proof that no fewer do, or the fewer that do."""
    ones = [1.0] * len(sets)
    best = min((_needed(greedy(sets, ones, p), sets, whole) for p in range(len(sets))), key=len)
    things = whole.bit_count()
    least = ceil(things / max(one.bit_count() for one in sets))
    if len(best) <= least:
        return best
    table = _table(sets, whole)
    dual = linprog(np.ones(len(sets)), A_ub=-table, b_ub=-np.ones(things), bounds=(0, None))
    least = max(least, ceil(dual.fun - _NOISE))
    if len(best) <= least:
        return best
    for number in range(least, len(best)):
        if things > _WIDEST or _may_cover(table, -dual.ineqlin.marginals, number):
            smaller = milp(
                np.ones(len(sets)),
                constraints=[
                    LinearConstraint(table, lb=1),
                    LinearConstraint(np.ones((1, len(sets))), lb=least, ub=len(best) - 1),
                ],
                integrality=np.ones(len(sets)),
                bounds=Bounds(0, 1),
            )
            if smaller.x is None:
                return best
            return [place for place, taken in enumerate(smaller.x) if taken > 0.5]
    return best


def _may_cover(table: csr_array, prices: NDArray[np.float64], number: int) -> bool:
    """Whether ``number`` sets might hold everything; False is a proof that they do not.

    All partial covers at once, one bit each thing: the rarest thing still out is covered by each of
    the sets that hold it. One goes no further when the things left out cost more than the sets left
    (``prices`` is a dual solution: no set holds more than 1 of it), or are more than these can
    hold.
    """
    held = table.toarray() > 0
    rarest = np.argsort(held.sum(axis=1), kind="stable")
    held, prices = held[rarest], prices[rarest]
    bits = np.uint64(1) << np.arange(len(held), dtype=np.uint64)
    sets = (held * bits[:, None]).sum(axis=0, dtype=np.uint64)
    holding = [sets[row] for row in held]
    whole = bits.sum(dtype=np.uint64)
    cost = _cost_table(prices)
    states = np.zeros(1, dtype=np.uint64)
    for left in range(number - 1, -1, -1):
        out = ~states & whole
        first = np.bitwise_count((out & (~out + np.uint64(1))) - np.uint64(1))
        found = []
        for row in np.unique(first):
            wider = (states[first == row][:, None] | holding[row][None, :]).ravel()
            found.append(wider[_cost(~wider & whole, cost) <= left + _NOISE])
        states = np.sort(np.concatenate(found))
        states = states[np.concatenate(([True], states[1:] != states[:-1]))[: len(states)]]
        states = _within(states, sets, whole, left)
        if not len(states):
            return False
        if len(states) > _MOST_STATES or (states == whole).any():
            return True
    return False


def _within(states: Words, sets: Words, whole: np.uint64, left: int) -> Words:
    """The states whose things left out may be held by so many sets more, by what each holds."""
    kept = [states[:0]]
    for start in range(0, len(states), 400):  # a block of so many stays in the cache
        some = states[start : start + 400]
        out = ~some & whole
        number = np.bitwise_count(out)
        holds = np.bitwise_count(sets[:, None] & out[None, :])  # a row for each set
        largest = holds.max(axis=0)
        may = largest.astype(np.int64) * left >= number
        some, number, holds = some[may], number[may], holds[:, may]
        if left > 1 and len(some):
            # What the ``left`` largest hold together: so many of them hold 1 at least, 2…
            total = np.zeros(len(some), dtype=np.int64)
            for least in range(1, int(largest.max()) + 1):
                total += np.minimum(left, (holds >= least).sum(axis=0, dtype=np.uint16))
            some = some[total >= number]
        kept.append(some)
    return np.concatenate(kept)


def _cost_table(prices: NDArray[np.float64]) -> NDArray[np.float64]:
    """The price of each value of each of the eight bytes of a word."""
    padded = np.zeros(_WIDEST)
    padded[: len(prices)] = prices
    values = (np.arange(256)[:, None] >> np.arange(8)[None, :]) & 1
    return padded.reshape(8, 8) @ values.T


def _cost(words: Words, table: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the bits of each word cost together."""
    total = np.zeros(len(words))
    for byte in range(8):
        total += table[byte][(words >> np.uint64(8 * byte)) & np.uint64(255)]
    return total


def _needed(chosen: Sequence[int], sets: Sequence[int], whole: int) -> list[int]:
    """The same without the sets that hold nothing the others do not."""
    kept = list(chosen)
    for place in chosen:
        others = 0
        for other in kept:
            if other != place:
                others |= sets[other]
        if others == whole:
            kept.remove(place)
    return kept


def _exchanged(
    chosen: Sequence[int],
    sets: Sequence[int],
    prices: Sequence[float],
    scores: Sequence[float],
    whole: int,
) -> tuple[int, ...]:
    """One set exchanged for another of the same price at most and a higher score, and so on."""
    kept = _needed(chosen, sets, whole)
    again = True
    while again:
        again = False
        for rank, place in enumerate(kept):
            others = 0
            for other in kept:
                if other != place:
                    others |= sets[other]
            able = (
                p
                for p in range(len(sets))
                if not whole & ~(others | sets[p]) and prices[p] <= prices[place]
            )
            better = max(able, key=lambda p: (scores[p], -p))
            if scores[better] > scores[place]:
                kept[rank], again = better, True
    return tuple(sorted(kept))


def _table(sets: Sequence[int], whole: int) -> csr_array:
    """A row for each thing, a column for each set."""
    things = [bit for bit in range(whole.bit_length()) if whole >> bit & 1]
    pairs = [(r, c) for r, bit in enumerate(things) for c, one in enumerate(sets) if one >> bit & 1]
    rows, columns = zip(*pairs, strict=True)
    return csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(things), len(sets)))
