"""Seats that decisions hold: nobody else is sent there, and those who have one no longer wait."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.apprentices import index_places, suggest_places
from matching.catalogue import CatalogueIndex
from matching.gaps import rank_gaps
from matching.seats import plan_seats, why_no_seat
from matching.suggestions import analyse_need
from skills.apprenticeship import ApprenticeshipPlace
from skills.need import Need
from skills.suggestion_decision import HeldSeats, SessionName
from skills.training import TrainingOffer
from skills.weights import AS_THEY_ARE, PARTS
from tests.matching.test_bundles import CODES, ON, REFERENCE, index, need, offer

RUN = SessionName("e", "a", "1")


def held(people: int, *, by: int = 99, run: SessionName = RUN) -> HeldSeats:
    return HeldSeats(by, run, people)


def numbered(number: int, people: int) -> Need:
    return replace(need(CODES[0], people=(people, people)), id=number)


def order(catalogue: CatalogueIndex) -> list[str]:
    return [s.offer.key for s in analyse_need(need(CODES[0]), catalogue, on=ON).suggestions]


def test_a_session_whose_seats_are_all_held_gives_way_to_its_twin():
    catalogue = index(offer("a", CODES[0], left=5), offer("b", CODES[0], left=5))
    assert order(catalogue) == ["a", "b"]
    assert order(catalogue.without([held(4)])) == ["a", "b"]
    assert order(catalogue.without([held(4), held(1, by=98)])) == ["b", "a"]
    assert order(catalogue) == ["a", "b"]  # the shared catalogue is as it was


def test_seats_that_nobody_knows_and_sessions_that_are_gone_hold_nothing():
    unknown = offer("a", CODES[0])
    bare = replace(unknown.sessions[0], seats=None, seats_left=None)
    catalogue = index(replace(unknown, sessions=(bare,)))
    gone = SessionName("e", "gone", "1")
    assert catalogue.without([held(3), held(3, run=gone)]).offers_ == catalogue.offers_
    assert catalogue.find(gone) is None
    assert catalogue.find(SessionName("e", "a", "2")) is None


def test_people_who_have_a_seat_wait_no_longer_and_nobody_else_has_it():
    catalogue = index(offer("a", CODES[0], left=3))
    first, second = numbered(1, 2), numbered(2, 3)
    before = plan_seats([first, second], catalogue, on=ON)
    assert (before.people_min, before.seats, before.unmet_min) == (5, 3, 2)
    kept = [held(2, by=1)]
    after = plan_seats([first, second], catalogue, on=ON, held=kept)
    assert (after.people_min, after.seats, after.unmet_min) == (5, 1, 2)
    assert plan_seats([first], catalogue, on=ON, held=kept).unmet_max == 0
    (gap,) = rank_gaps([first, second], catalogue, on=ON, held=kept)
    assert (gap.people_min, gap.seats, gap.remaining_min) == (5, 1, 2)


def test_a_seat_held_late_serves_and_one_for_something_else_does_not():
    late = offer("a", CODES[0], days=200)
    mine = numbered(1, 1)
    kept = [held(1, by=1)]
    assert plan_seats([mine], index(late), on=ON).unmet_min == 1
    assert plan_seats([mine], index(late), on=ON, held=kept).unmet_min == 0
    other = offer("a", CODES[1], left=1)
    (gap,) = rank_gaps([mine], index(other), on=ON, held=kept)
    assert gap.remaining_min == 1


def test_a_need_whose_only_seats_are_held_by_others_is_told_they_are_full():
    catalogue = index(offer("a", CODES[0], left=2))
    assert why_no_seat(numbered(1, 1), catalogue, on=ON) == ""
    assert why_no_seat(numbered(1, 1), catalogue, on=ON, held=[held(2)]) == "full"
    assert why_no_seat(numbered(1, 1), catalogue, on=ON, held=[held(2, by=1)]) == ""


sizes = st.lists(st.integers(1, 4), min_size=1, max_size=4)


@given(sizes, st.integers(0, 6), st.data())
def test_decisions_never_seat_more_people_than_there_are_seats(people, seats, data):
    catalogue = index(offer("a", CODES[0], left=seats))
    needs = [numbered(rank, size) for rank, size in enumerate(people, start=1)]
    kept, left = [], seats
    for one, size in zip(needs, people, strict=True):
        taken = data.draw(st.integers(0, min(left, size)))
        left -= taken
        if taken:
            kept.append(held(taken, by=one.id or 0))
    plan = plan_seats(needs, catalogue, on=ON, held=kept)
    assert plan.seated_min == min(sum(people), seats)
    mixed = plan_seats(needs[::-1], catalogue, on=ON, held=kept[::-1])
    assert mixed == plan


@given(sizes, st.integers(0, 6), st.integers(0, 3))
def test_a_need_withdrawn_with_its_decisions_never_leaves_more_people_out(people, seats, gone):
    catalogue = index(offer("a", CODES[0], left=seats))
    needs = [numbered(rank, size) for rank, size in enumerate(people, start=1)]
    kept = [held(1, by=1)] if seats else []
    before = plan_seats(needs, catalogue, on=ON, held=kept).unmet_min
    number = min(gone, len(needs) - 1) + 1
    after = plan_seats(
        [one for one in needs if one.id != number],
        catalogue,
        on=ON,
        held=[one for one in kept if one.need != number],
    )
    assert after.unmet_min <= before


@given(st.fixed_dictionaries({part: st.sampled_from([0.0, 0.5, 1.0, 2.0]) for part in PARTS}))
def test_weights_always_add_up_to_one(factors):
    usual = REFERENCE.weights.suggestions
    mine = usual.reweighed(factors)
    assert sum(mine.parts.values()) == pytest.approx(1)
    if not any(factors.values()):
        assert mine == usual


def test_what_counts_for_oneself_changes_the_order_and_its_reasons_still_add_up():
    near = offer("near", CODES[0], commune="56121")
    full = offer("full", CODES[0], CODES[1], commune="29232")
    both = need(CODES[0], CODES[1])
    catalogue = index(near, full)
    usual = REFERENCE.weights.suggestions
    assert usual.reweighed(AS_THEY_ARE) == usual
    far_off = dict.fromkeys(PARTS, 0.0) | {"in_reach": 1.0}
    mine = catalogue.weighed(usual.reweighed(far_off))
    assert analyse_need(both, catalogue, on=ON).suggestions[0].offer.key == "full"
    found = analyse_need(both, mine, on=ON).suggestions
    assert found[0].offer.key == "near"
    for one in found:
        assert sum(reason.weight for reason in one.reasons) == pytest.approx(one.score)


def place(key: str, days: int = 30, left: int | None = 4) -> ApprenticeshipPlace:
    like: TrainingOffer = offer(key, CODES[0], days=days)
    return ApprenticeshipPlace(
        "cfa",
        key,
        "Une place",
        like.provider,
        place=like.sessions[0].place,
        seats=12,
        seats_left=left,
        starts_on=like.sessions[0].starts_on,
        months=24,
        teaches=like.teaches,
    )


def with_places(*places: ApprenticeshipPlace) -> CatalogueIndex:
    return CatalogueIndex(REFERENCE).fit((), index_places(places, REFERENCE))


def test_a_place_by_apprenticeship_is_in_time_when_it_begins_in_time():
    places = [place("late", days=200), place("soon"), place("full", left=0)]
    found = suggest_places(need(CODES[0], days=90), with_places(*places), on=ON)
    assert [one.offer.key for one in found] == ["soon", "late"]
    assert "late" in {reason.kind for reason in found[1].reasons}


def test_what_counts_for_oneself_counts_for_places_too():
    near, late = place("late", days=300), place("soon", days=20)
    catalogue = with_places(near, late)
    without_dates = REFERENCE.weights.suggestions.reweighed({"in_time": 0})
    first, second = suggest_places(need(CODES[0], days=90), catalogue.weighed(without_dates), on=ON)
    assert first.score == pytest.approx(second.score)
    assert suggest_places(need(CODES[0]), index(), on=ON) == ()
