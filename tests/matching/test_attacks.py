"""Attacks on the public figures, over all the tables that needs really make: none learns anything.

Each attack is carried out by another road than the guard's: one linear programme for each firm that
attacks, each firm that is attacked and each thing to know, ask by ask.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from matching.disclosure import MOST_SHARE, publish
from matching.gaps import public_cells
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.published import Cell, Kind
from tests.matching.test_bundles import REFERENCE
from tests.matching.test_disclosure import _no_combination_of_two_firms, cells_of, family, told

ON, LATER = date(2026, 11, 23), date(2026, 12, 1)
COMMUNES = ("56121", "29233", "56083", "56098")
FIRMS = {f"f{n}": COMMUNES[n % 4] for n in range(7)}


@st.composite
def needs(draw: st.DrawFn, start: int = 0) -> list[Need]:
    """Needs of seven firms in three inter-communal bodies, by competence, occupation or both."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(sorted(FIRMS)),
                st.sampled_from(["", "O-LAMINATOR"]),
                st.sets(st.sampled_from(["C-INFUSE", "C-DEGAS", "C-GELCOAT-APPLY"]), max_size=2),
                st.integers(1, 12),
            ).filter(lambda row: row[1] or row[2]),
            max_size=16,
        )
    )
    return [
        Need(
            Firm(name, FIRMS[name]), Evidence(EvidenceKind.SAID, "x", 0, 1), occupation,
            tuple(NeededCompetence(code) for code in sorted(codes)), Headcount(people, people),
            None, NeedState.SENT, 1, "x", datetime(2026, 11, 1, tzinfo=UTC), "v", id=start + number,
        )
        for number, (name, occupation, codes, people) in enumerate(rows, start=1)
    ]  # fmt: skip


def nobody_comes_close(figures) -> None:
    """No firm may bound another's people, in any figure or in all, within 15 % of the truth."""
    asks = sorted({ask for figure in figures for ask in figure.asks})
    people = np.array([ask.people for ask in asks], dtype=float)
    table = np.array([[ask in figure.asks for ask in asks] for figure in figures], dtype=float)
    firms = sorted({ask.firm for ask in asks})
    for insider in firms:
        mine = np.array([ask.firm == insider for ask in asks])
        bounds = [(p, p) if own else (0, None) for p, own in zip(people, mine, strict=True)]
        for target in firms:
            if target == insider:
                continue
            theirs = np.array([ask.firm == target for ask in asks], dtype=float)
            for aim in {tuple(theirs), *(tuple(theirs * row) for row in table)}:
                secret = np.array(aim)
                if not secret.any():
                    continue
                most = linprog(-secret, A_eq=table, b_eq=table @ people, bounds=bounds)
                assert secret @ people <= -MOST_SHARE * most.fun + 1e-5, (insider, target)


@settings(max_examples=25)
@given(needs())
def test_no_firm_comes_close_to_another_across_all_the_tables(campaign):
    figures = publish(public_cells(campaign, REFERENCE), on=ON)
    if figures:
        nobody_comes_close(figures)
        _no_combination_of_two_firms(figures)


@settings(max_examples=15)
@given(needs(), needs(start=100), st.integers(0, 16))
def test_nor_by_comparing_two_months(before, after, kept):
    first = publish(public_cells(before, REFERENCE), on=ON)
    second = publish(public_cells([*before[:kept], *after], REFERENCE), first, on=LATER)
    figures = tuple(dict.fromkeys((*first, *second)))
    if figures:
        nobody_comes_close(figures)
        _no_combination_of_two_firms(figures)


@settings(max_examples=25)
@given(needs(), st.data())
def test_a_firm_that_changes_its_own_need_learns_nothing_from_the_change(campaign, data):
    """Self-subtraction over time: it knows exactly what it changed."""
    if not campaign:
        return
    mine = data.draw(st.sampled_from(campaign))
    more = Headcount(data.draw(st.integers(1, 12)), 12)
    changed = [replace(n, headcount=more, id=999) if n is mine else n for n in campaign]
    first = publish(public_cells(campaign, REFERENCE), on=ON)
    second = publish(public_cells(changed, REFERENCE), first, on=LATER)
    figures = tuple(dict.fromkeys((*first, *second)))
    if figures:
        nobody_comes_close(figures)


def test_a_total_less_two_places_does_not_leave_one_firm_in_the_third():
    """Each pair of figures is safe; only the three together leave « big » and two small ones."""
    rows = [(n, f"{place}{n}", "X", place, 4) for place in ("P1", "P2") for n in range(3)]
    rows = [(rank, *row[1:]) for rank, row in enumerate(rows)]
    third = [(90, "big", "X", "P3", 20), (91, "s1", "X", "P3", 1), (92, "s2", "X", "P3", 1)]
    shown = told(publish(cells_of([*rows, *third]), on=ON))
    assert shown[family("X")] == (46, 9)
    assert sum(cell.kind is Kind.PLACE for cell in shown) < 2


def test_the_same_three_places_are_all_told_when_no_firm_stands_out():
    rows = [(n, f"{place}{n}", "X", place, 4) for place in ("P1", "P2", "P3") for n in range(3)]
    rows = [(rank, *row[1:]) for rank, row in enumerate(rows)]
    shown = told(publish(cells_of(rows), on=ON))
    assert sum(cell.kind is Kind.PLACE for cell in shown) == 3
    assert shown[Cell(Kind.WHOLE)] == (36, 9)
