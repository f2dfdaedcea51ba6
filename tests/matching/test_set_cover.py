"""The fewest sets, or the cheapest, beside trying them all."""

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.set_cover import _may_cover, _table, best_cover, greedy

families = st.lists(st.integers(1, 2**9 - 1), min_size=1, max_size=9)


def held(sets, places) -> int:
    found = 0
    for place in places:
        found |= sets[place]
    return found


def least(sets, prices) -> float:
    everything = range(len(sets))
    whole = held(sets, everything)
    return min(
        sum(prices[place] for place in chosen)
        for size in range(len(sets) + 1)
        for chosen in combinations(everything, size)
        if held(sets, chosen) == whole
    )


@settings(max_examples=200)
@given(families)
def test_no_fewer_sets_hold_everything(sets):
    ones = [1.0] * len(sets)
    chosen = best_cover(sets, ones, ones)
    assert held(sets, chosen) == held(sets, range(len(sets)))
    assert len(chosen) == least(sets, ones)


@given(families, st.data())
def test_no_cheaper_sets_hold_everything(sets, data):
    prices = data.draw(
        st.lists(st.integers(1, 40).map(float), min_size=len(sets), max_size=len(sets))
    )
    chosen = best_cover(sets, prices, [0.0] * len(sets))
    assert held(sets, chosen) == held(sets, range(len(sets)))
    assert sum(prices[place] for place in chosen) == pytest.approx(least(sets, prices))


@given(families, st.data())
def test_no_exchange_of_one_set_scores_higher_and_the_same_comes_every_time(sets, data):
    scores = data.draw(st.lists(st.floats(0, 1), min_size=len(sets), max_size=len(sets)))
    ones = [1.0] * len(sets)
    chosen = best_cover(sets, ones, scores)
    assert best_cover(sets, ones, scores) == chosen
    for place in chosen:
        others = held(sets, (other for other in chosen if other != place))
        for other, one in enumerate(sets):
            if others | one == held(sets, range(len(sets))):
                assert scores[other] <= scores[place]


@settings(max_examples=200)
@given(families, st.integers(1, 6))
def test_what_is_proven_not_to_hold_everything_does_not(sets, number):
    whole = held(sets, range(len(sets)))
    free = [0.0] * whole.bit_count()  # any price is a dual solution when nothing costs anything
    if not _may_cover(_table(sets, whole), np.array(free), number):
        assert least(sets, [1.0] * len(sets)) > number


def test_sixty_things_and_two_hundred_and_twenty_sets_are_proven():
    """The size that the page promises; the greedy choice takes one more."""
    rng = Random(5)
    sets = [sum(1 << bit for bit in rng.sample(range(60), rng.randint(3, 9))) for _ in range(220)]
    ones = [1.0] * len(sets)
    assert (len(best_cover(sets, ones, ones)), len(greedy(sets, ones))) == (10, 11)


def test_more_things_than_bits_in_a_word_are_covered_too():
    sets = [1 << bit | 1 << (bit + 1) for bit in range(69)]
    assert len(best_cover(sets, [1.0] * 69, [1.0] * 69)) == 35


def test_nothing_to_hold_needs_no_set():
    assert best_cover([], [], []) == ()
    assert best_cover([0], [1.0], [1.0]) == ()
