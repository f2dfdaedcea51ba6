"""Of two offers that differ in one thing only, the better one never ranks below."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogue import CatalogueIndex
from matching.suggestions import analyse_need
from skills.need import Need
from skills.suggestion_decision import HeldSeats, SessionName
from skills.terms_of_work import Shift
from skills.training import (
    DeliveryMode,
    EntryMode,
    ImpreciseDate,
    Place,
    Provider,
    RecruitmentState,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)
from tests.matching.test_bundles import need as asking
from tests.matching.test_runs import CODES, ON, REFERENCE, needs, offers, taught

NEAREST_FIRST = ("56121", "56098", "29233", "35238")
"""Lorient and places further and further from it."""


def score(need: Need, offer: TrainingOffer) -> float:
    """The offer's score; -1 when it is no answer."""
    index = CatalogueIndex(REFERENCE).fit([offer])
    found = analyse_need(need, index, on=ON).suggestions
    return found[0].score if found else -1.0


def with_session(offer: TrainingOffer, **facts: Any) -> TrainingOffer:
    session = TrainingSession(
        "1",
        ImpreciseDate(ON + timedelta(days=30)),
        ImpreciseDate(ON + timedelta(days=60)),
        Place("29233"),
        12,
        4,
        EntryMode.FIXED,
        RecruitmentState.OPEN,
    )
    return replace(offer, sessions=(replace(session, **facts),), vanished=False)


any_offer = offers.filter(bool).map(lambda found: found[0])
at_lorient = needs.map(lambda need: replace(need, firm=replace(need.firm, commune="56121")))


@given(at_lorient, any_offer, st.integers(0, 2), st.integers(1, 3))
def test_a_closer_twin_never_ranks_below(need, offer, near, further):
    far = min(near + further, 3)
    closer, other = (with_session(offer, place=Place(NEAREST_FIRST[rank])) for rank in (near, far))
    assert score(need, closer) >= score(need, other) - 1e-12


@given(needs, any_offer, st.integers(0, 300), st.integers(0, 120))
def test_an_earlier_twin_never_ranks_below(need, offer, days, later):
    first = ImpreciseDate(ON + timedelta(days=days))
    second = ImpreciseDate(ON + timedelta(days=days + later))
    assert (
        score(need, with_session(offer, starts_on=first, ends_on=first))
        >= score(need, with_session(offer, starts_on=second, ends_on=second)) - 1e-12
    )


@settings(max_examples=200)
@given(needs, any_offer, taught, taught)
def test_a_more_covering_twin_never_ranks_below(need, offer, some, more):
    known = {one.code for one in some}
    wider = (*some, *(one for one in more if one.code not in known))
    plain = with_session(replace(offer, teaches=some))
    covering = with_session(replace(offer, teaches=tuple(sorted(wider, key=lambda t: t.code))))
    assert score(need, covering) >= score(need, plain) - 1e-12


@given(needs, any_offer, st.integers(1, 3))
def test_a_twin_that_teaches_further_never_ranks_below(need, offer, level):
    def at(level: int) -> TrainingOffer:
        teaches = (TaughtCompetence(CODES[0], level, TeachingBasis.TEXT, 0.9),)
        return with_session(replace(offer, teaches=teaches))

    assert score(need, at(level + 1)) >= score(need, at(level)) - 1e-12


BETTER: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "a seat rather than none": ({"seats_left": 1}, {"seats_left": 0}),
    "entries open rather than suspended": (
        {"state": RecruitmentState.OPEN},
        {"state": RecruitmentState.SUSPENDED},
    ),
}


@pytest.mark.parametrize("facts", BETTER.values(), ids=BETTER)
@given(need=needs, offer=any_offer)
def test_a_twin_one_can_enter_never_ranks_below(need, offer, facts):
    better, worse = (with_session(offer, **one) for one in facts)
    assert score(need, better) >= score(need, worse) - 1e-12


OFFERS_BETTER: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "no conditions": ({"prerequisites": "", "public": ""}, {"prerequisites": "Bac"}),
    "seen lately": ({"seen_on": ON}, {"seen_on": ON - timedelta(days=200)}),
    "from home": ({"mode": DeliveryMode.REMOTE}, {"mode": DeliveryMode.ON_SITE}),
}


@pytest.mark.parametrize("facts", OFFERS_BETTER.values(), ids=OFFERS_BETTER)
@given(need=needs, offer=any_offer)
def test_a_twin_better_in_one_fact_never_ranks_below(need, offer, facts):
    better, worse = (with_session(replace(offer, **one)) for one in facts)
    assert score(need, better) >= score(need, worse) - 1e-12


@given(st.permutations("abcd"), st.data())
def test_seats_held_change_the_order_and_the_order_of_decisions_does_not(keys, data):
    """Twins with the same seats: the one whose seats are all held comes last, whoever decided
    first.
    """
    like = TrainingOffer("e", "", "x", Provider("p"))
    teaches = (TaughtCompetence(CODES[0], None, TeachingBasis.TEXT, 0.9),)
    twins = [with_session(replace(like, key=key, teaches=teaches)) for key in keys]
    index = CatalogueIndex(REFERENCE).fit(twins)
    full = sorted(data.draw(st.sets(st.sampled_from("abcd"), max_size=3)))
    kept = [HeldSeats(rank, SessionName("e", key, "1"), 1) for key in full for rank in range(4)]
    mixed = data.draw(st.permutations(kept))
    need = asking(CODES[0])
    first, second = (
        [s.offer.key for s in analyse_need(need, index.without(held), on=ON).suggestions]
        for held in (kept, mixed)
    )
    assert first == second
    assert first == sorted(first, key=lambda key: (key in full, key))


@pytest.mark.parametrize("shift", [one for one in Shift if one is not Shift.DAY])
def test_in_shifts_the_way_counts_more_and_says_so(shift):
    offer = with_session(
        TrainingOffer(
            "e", "a", "x", Provider("p"),
            teaches=(TaughtCompetence(CODES[0], None, TeachingBasis.TEXT, 0.9),),
        )
    )  # fmt: skip
    need = asking(CODES[0])
    index = CatalogueIndex(REFERENCE).fit([offer])
    (plain,) = analyse_need(need, index, on=ON).suggestions
    (shifted,) = analyse_need(replace(need, shifts=(shift,)), index, on=ON).suggestions
    assert shifted.score < plain.score
    assert ("shifts", shift.value) in {(r.kind, r.detail) for r in shifted.reasons}
