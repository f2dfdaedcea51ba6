"""Needs and offers that say little: an answer all the same, and what was assumed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from matching.bundles import smallest_bundle
from matching.gaps import rank_gaps
from matching.results import Assumption
from matching.seats import plan_seats, why_no_seat
from matching.suggestions import analyse_need
from skills.interview import Firm
from skills.need import Need
from tests.matching.test_bundles import CODES, ON, index, need, offer

SAID = need(CODES[0])


def assumed(one: Need) -> tuple[Assumption, ...]:
    return analyse_need(one, index(offer("a", CODES[0])), on=ON).assumed


def test_a_need_that_says_all_leaves_nothing_to_assume():
    assert assumed(SAID) == ()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"wanted_by": None}, Assumption.NO_DATE),
        ({"wanted_by": ON - timedelta(days=1)}, Assumption.DATE_PASSED),
        ({"headcount": None}, Assumption.NO_PEOPLE),
        ({"firm": Firm("f", "")}, Assumption.NO_PLACE),
        ({"firm": Firm("f", "99999")}, Assumption.NO_PLACE),
        ({"competences": (), "occupation": "O-LAMINATOR"}, Assumption.FROM_OCCUPATION),
    ],
)
def test_what_is_not_said_is_assumed_and_still_answered(changes, what):
    one = replace(SAID, **changes)
    catalogue = index(offer("a", CODES[0], "C-LAMINATE-HAND", "C-RESIN-MIX"))
    analysis = analyse_need(one, catalogue, on=ON)
    assert analysis.assumed == (what,)
    assert analysis.suggestions or what is Assumption.FROM_OCCUPATION
    assert plan_seats([one], catalogue, on=ON).people_min == 1
    smallest_bundle(one, catalogue, on=ON)


@pytest.mark.parametrize("changes", [{}, {"occupation": "O-UNKNOWN"}])
def test_a_need_that_asks_for_nothing_is_told_so(changes):
    empty = replace(SAID, competences=(), **changes)
    catalogue = index(offer("a", CODES[0]))
    analysis = analyse_need(empty, catalogue, on=ON)
    assert Assumption.NOTHING_ASKED in analysis.assumed
    assert (analysis.suggestions, analysis.uncovered) == ((), ())
    assert why_no_seat(empty, catalogue, on=ON) == "nothing_asked"
    assert smallest_bundle(empty, catalogue, on=ON).missing == ()
    rank_gaps([empty], catalogue, on=ON)


def test_a_date_that_has_passed_is_met_by_nothing_and_it_is_said():
    past = replace(SAID, wanted_by=ON - timedelta(days=1))
    catalogue = index(offer("a", CODES[0]))
    assert why_no_seat(past, catalogue, on=ON) == "late"
    (lacking,) = smallest_bundle(past, catalogue, on=ON).missing
    assert lacking.on == ON + timedelta(days=30)


def test_an_offer_without_sessions_is_an_answer_without_a_date():
    bare = replace(offer("a", CODES[0]), sessions=())
    (one,) = analyse_need(SAID, index(bare), on=ON).suggestions
    assert one.session is None
    assert {"date_unknown", "place_unknown", "seats_unknown"} <= {r.kind for r in one.reasons}
    assert plan_seats([SAID], index(bare), on=ON).seats == 0
