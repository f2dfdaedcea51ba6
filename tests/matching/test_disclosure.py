"""What may be told to everybody, and the attacks that must find nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from matching.disclosure import MOST_SHARE, may_be_told, publish, release
from skills.published import Ask, Cell, Figure, Kind

ON = date(2026, 11, 1)
PLACES = ("", "P1", "P2", "P3")


def family(code: str, place: str = "") -> Cell:
    return Cell(Kind.PLACE if place else Kind.FAMILY, code, place)


def cells_of(needs: Iterable[tuple[int, str, str, str, int]]) -> dict[Cell, frozenset[Ask]]:
    """Cells of needs given as number, firm, families (a letter each), place, people."""
    cells: dict[Cell, set[Ask]] = defaultdict(set)
    for number, firm, codes, place, people in needs:
        ask = Ask(number, firm, people)
        cells[Cell(Kind.WHOLE)].add(ask)
        for code in codes:
            cells[family(code)].add(ask)
            if place:
                cells[family(code, place)].add(ask)
    return {cell: frozenset(asks) for cell, asks in cells.items()}


def told(figures: Iterable[Figure]) -> dict[Cell, tuple[int, int]]:
    return {
        Cell(one.kind, one.code, one.place): (one.people, one.firms) for one in release(figures)
    }


FIRM_PLACE = {firm: PLACES[number % 4] for number, firm in enumerate("abcdefgh")}


@st.composite
def campaigns(draw: st.DrawFn) -> list[tuple[int, str, str, str, int]]:
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from("abcdefgh"),
                st.sets(st.sampled_from("XYZ"), min_size=1).map(lambda s: "".join(sorted(s))),
                st.integers(1, 12),
            ),
            max_size=22,
        )
    )
    return [
        (number, firm, codes, FIRM_PLACE[firm], people)
        for number, (firm, codes, people) in enumerate(rows)
    ]


def test_three_firms_of_like_size_are_told():
    cells = cells_of([(n, firm, "X", "", 2) for n, firm in enumerate("abc")])
    assert told(publish(cells, on=ON)) == {family("X"): (6, 3), Cell(Kind.WHOLE): (6, 3)}


def test_two_firms_are_not_told():
    assert publish(cells_of([(1, "a", "X", "", 2), (2, "b", "X", "", 2)]), on=ON) == ()


def test_a_firm_that_asks_twice_is_one_firm():
    assert publish(cells_of([(n, firm, "X", "", 2) for n, firm in enumerate("aab")]), on=ON) == ()


def test_a_firm_that_makes_nearly_all_is_not_told():
    assert not may_be_told({"a": 30, "b": 1, "c": 1})


def test_nor_one_that_the_second_would_know_by_taking_its_own_people_out():
    assert may_be_told({"a": 10, "b": 4, "c": 4})
    assert not may_be_told({"a": 10, "b": 9, "c": 1})  # 53 % of the whole, but 91 % for b


def test_families_too_small_alone_are_told_together():
    cells = cells_of([(1, "a", "X", "", 2), (2, "b", "Y", "", 2), (3, "c", "Z", "", 2)])
    assert told(publish(cells, on=ON)) == {Cell(Kind.WHOLE): (6, 3)}


def test_no_total_is_told_that_would_give_a_small_family_away():
    cells = cells_of(
        [*((n, firm, "X", "", 2) for n, firm in enumerate("abc")), (9, "d", "Y", "", 7)]
    )
    assert told(publish(cells, on=ON)) == {family("X"): (6, 3)}


def test_a_place_is_left_out_when_the_others_would_give_it_away():
    rows = [(n, f"{place}{n}", "X", place, 2) for place in ("P1", "P2") for n in range(3)]
    rows = [(10 * n, *row[1:]) for n, row in enumerate(rows)]
    small = (99, "lone", "X", "P3", 3)
    shown = told(publish(cells_of([*rows, small]), on=ON))
    assert shown[family("X")] == (15, 7)
    assert len({place for _, _, place in map(_astuple, shown) if place}) == 1  # never both


def _astuple(cell: Cell) -> tuple[str, str, str]:
    return cell.kind.value, cell.code, cell.place


def test_what_one_newcomer_adds_is_not_told_and_the_old_figure_keeps_its_date():
    rows = [(n, firm, "X", "", 2) for n, firm in enumerate("abc")]
    first = publish(cells_of(rows), on=ON)
    later = publish(cells_of([*rows, (9, "d", "X", "", 5)]), first, on=date(2026, 12, 1))
    assert told(later) == told(first)
    assert {figure.told_on for figure in later} == {ON}


def test_what_three_newcomers_add_is_told():
    rows = [(n, firm, "X", "", 2) for n, firm in enumerate("abc")]
    first = publish(cells_of(rows), on=ON)
    more = [*rows, *((10 + n, firm, "X", "", 3) for n, firm in enumerate("def"))]
    later = publish(cells_of(more), first, on=date(2026, 12, 1))
    assert told(later)[family("X")] == (15, 6)


def test_an_old_figure_is_not_shown_for_ever():
    rows = [(n, firm, "X", "", 2) for n, firm in enumerate("abc")]
    first = publish(cells_of(rows), on=ON)
    changed = cells_of([(8, "a", "X", "", 3), *rows[1:]])
    assert publish(changed, first, on=ON + timedelta(days=400)) == ()


def test_three_months_are_not_combined_into_one_firm():
    """a b c, then a to f, then d e f g: first + third - second would be g alone."""
    month = [ON, date(2026, 12, 1), date(2027, 1, 1)]
    firms = ["abc", "abcdef", "defg"]
    past: list[Figure] = []
    for on, present in zip(month, firms, strict=True):
        past += publish(cells_of([(ord(f), f, "X", "", 2) for f in present]), list(past), on=on)
    _no_combination_of_two_firms(set(past))


@given(campaigns())
def test_dominance_every_figure_rests_on_enough_firms_for_each_of_them(needs):
    for figure in publish(cells_of(needs), on=ON):
        people = _parts(figure.asks)
        assert len(people) >= 3
        for one, other in combinations(sorted(people), 2):
            for mine, theirs in ((one, other), (other, one)):
                assert people[theirs] <= MOST_SHARE * (figure.people - people[mine]) + 1e-9


@given(campaigns(), campaigns())
def test_subtraction_and_differencing_no_combination_of_figures_rests_on_two_firms(before, after):
    first = publish(cells_of(before), on=ON)
    # The second month: some needs stay as they were, others are new.
    kept = before[: len(before) // 2]
    later = [*kept, *((100 + row[0], *row[1:]) for row in after)]
    second = publish(cells_of(later), first, on=date(2026, 12, 1))
    _no_combination_of_two_firms({*first, *second})


@given(
    st.lists(
        st.tuples(st.sampled_from("XY"), st.sampled_from(PLACES[1:]), st.integers(1, 12)),
        min_size=1,
        max_size=9,
    )
)
def test_self_subtraction_no_firm_comes_within_fifteen_percent_of_another(rows):
    """Each firm, and an outsider, bounds every other one's people by linear programming over all
    the figures told, territory and places together.
    """
    needs = [(n, f"f{n}", code, place, people) for n, (code, place, people) in enumerate(rows)]
    figures = publish(cells_of(needs), on=ON)
    if not figures:
        return
    people = np.array([need[4] for need in needs], dtype=float)
    table = np.zeros((len(figures), len(needs)))
    for row, figure in enumerate(figures):
        table[row, [ask.need for ask in figure.asks]] = 1
    touched = table.any(axis=0)
    for insider in (None, *np.flatnonzero(touched)):
        bounds = [(0.0, None)] * len(needs)
        if insider is not None:
            bounds[insider] = (people[insider], people[insider])
        for target in np.flatnonzero(touched):
            if target == insider:
                continue
            aim = np.zeros(len(needs))
            aim[target] = -1
            most = linprog(aim, A_eq=table, b_eq=table @ people, bounds=bounds)
            assert most.status == 3 or -most.fun >= people[target] / MOST_SHARE - 1e-6


@given(campaigns(), st.randoms(use_true_random=False))
def test_the_order_of_needs_changes_nothing(needs, rng):
    shuffled = list(needs)
    rng.shuffle(shuffled)
    assert publish(cells_of(needs), on=ON) == publish(cells_of(shuffled), on=ON)


@given(campaigns())
def test_the_same_needs_next_month_give_the_same_figures(needs):
    first = publish(cells_of(needs), on=ON)
    assert told(publish(cells_of(needs), first, on=date(2026, 12, 1))) == told(first)


def _parts(asks: Iterable[Ask]) -> Mapping[str, int]:
    people: Counter[str] = Counter()
    for ask in asks:
        people[ask.firm] += ask.people
    return people


def _no_combination_of_two_firms(figures: Iterable[Figure]) -> None:
    """By another road than the audit's: without the columns of two firms the rank stays."""
    kept = sorted(figures, key=lambda f: (f.told_on, f.cell))
    asks = sorted({ask for figure in kept for ask in figure.asks})
    table = np.array([[ask in figure.asks for ask in asks] for figure in kept], dtype=float)
    if not table.size:
        return
    rank = np.linalg.matrix_rank(table)
    for pair in combinations(sorted({ask.firm for ask in asks}), 2):
        others = [column for column, ask in enumerate(asks) if ask.firm not in pair]
        assert np.linalg.matrix_rank(table[:, others]) == rank, pair
