from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from matching.disclosure import LEAST_FIRMS, MOST_SHARE, Demand, Released, release

DEMANDS = st.lists(
    st.builds(
        Demand,
        firm=st.sampled_from("abcdef"),
        family=st.sampled_from(["F-A", "F-B", "F-C"]),
        people=st.integers(0, 30),
    ),
    max_size=25,
)


def test_three_firms_of_like_size_are_told():
    asked = [Demand(firm, "F-A", 2) for firm in "abc"]
    assert release(asked) == (Released("F-A", 6, 3),)


def test_two_firms_are_not_told():
    assert release([Demand("a", "F-A", 2), Demand("b", "F-A", 2)]) == ()


def test_a_firm_that_makes_nearly_all_is_not_told():
    assert release([Demand("a", "F-A", 30), Demand("b", "F-A", 1), Demand("c", "F-A", 1)]) == ()


def test_families_too_small_alone_are_told_together():
    asked = [Demand("a", "F-A", 2), Demand("b", "F-B", 2), Demand("c", "F-C", 2)]
    assert release(asked) == (Released("", 6, 3),)


def test_a_firm_that_asks_twice_is_one_firm():
    assert release([Demand(firm, "F-A", 2) for firm in "aab"]) == ()


@given(DEMANDS)
def test_every_figure_rests_on_enough_firms_none_of_which_dominates(demands: list[Demand]):
    told = release(demands)
    named = {one.family for one in told}
    for one in told:
        by_firm: dict[str, int] = defaultdict(int)
        for demand in demands:
            if demand.family == one.family or (not one.family and demand.family not in named):
                by_firm[demand.firm] += demand.people
        by_firm = {firm: people for firm, people in by_firm.items() if people}
        assert len(by_firm) == one.firms >= LEAST_FIRMS
        assert max(by_firm.values()) <= MOST_SHARE * one.people


@given(DEMANDS)
def test_what_is_left_out_is_in_no_figure(demands: list[Demand]):
    told = release(demands)
    kept = sum(one.people for one in told)
    if not any(one.family == "" for one in told):
        named = {one.family for one in told}
        assert kept == sum(d.people for d in demands if d.family in named)


@given(DEMANDS, st.randoms())
def test_the_order_of_demands_changes_nothing(demands: list[Demand], rng: object):
    shuffled = list(demands)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert release(shuffled) == release(demands)
