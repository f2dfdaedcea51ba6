"""Families across horizons and across places."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given

from matching.heat import ELSEWHERE, HORIZONS, Across, heat_table
from skills.answer import NeedState
from skills.interview import Firm
from skills.need import Headcount
from tests.matching.test_bundles import CODES, ON, REFERENCE, index, offer
from tests.matching.test_gaps import asked, several

LORIENT, QUIMPERLE = "200042174", "242900694"
FAMILY = REFERENCE.family_of(CODES[0])


def test_a_horizon_holds_those_before_it_and_a_need_without_a_date_is_in_all():
    needs = [
        asked(CODES[0], wanted_by=ON + timedelta(days=20)),
        asked(CODES[0], wanted_by=ON + timedelta(days=300), headcount=Headcount(2, 3)),
        asked(CODES[0], wanted_by=None),
    ]
    (row,) = heat_table(needs, index(), on=ON).rows
    assert [(cell.column, cell.people_min, cell.people_max) for cell in row] == [
        ("3", 2, 2),
        ("6", 2, 2),
        ("12", 4, 5),
        ("24", 4, 5),
    ]


def test_places_are_those_of_the_territory_and_elsewhere_when_somebody_is():
    here = asked(CODES[0])
    there = asked(CODES[0], firm="g")
    there = replace(there, firm=Firm("g", "29233"), headcount=Headcount(3, 3))
    table = heat_table([here, there], index(), on=ON, across=Across.PLACE)
    assert ELSEWHERE not in table.columns
    found = {cell.column: cell.people_min for cell in table.rows[0]}
    assert (found[LORIENT], found[QUIMPERLE]) == (1, 3)
    assert (table.totals[0].people_min, table.totals[0].firms) == (4, 2)
    nowhere = replace(here, firm=Firm("h", ""))
    last = heat_table([nowhere], index(), on=ON, across=Across.PLACE).rows[0][-1]
    assert (last.column, last.people_min) == (ELSEWHERE, 1)


def test_each_place_counts_the_seats_alone_and_the_total_counts_them_once():
    here = asked(CODES[0])
    there = replace(asked(CODES[0]), firm=Firm("g", "29233"))
    table = heat_table(
        [here, there], index(offer("a", CODES[0], left=1)), on=ON, across=Across.PLACE
    )
    assert {cell.remaining_min for cell in table.rows[0]} == {0}
    assert table.totals[0].remaining_min == 1


def test_families_with_most_people_left_come_first_and_those_served_are_not_counted():
    needs = [
        asked(CODES[0]),
        asked("C-PAINT-SPRAY", headcount=Headcount(4, 4)),
        asked("C-TRIM", state=NeedState.SOLVED),
    ]
    found = [total.family for total in heat_table(needs, index(), on=ON).totals]
    assert found == [REFERENCE.family_of("C-PAINT-SPRAY"), FAMILY]


@given(several)
def test_later_horizons_never_ask_for_fewer_people(needs):
    for row in heat_table(needs, index(offer("a", *CODES[:2], left=2)), on=ON).rows:
        assert len(row) == len(HORIZONS)
        for sooner, later in pairwise(row):
            assert sooner.people_max <= later.people_max
            assert sooner.remaining_max <= later.remaining_max
