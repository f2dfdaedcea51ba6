"""The fewest offers for a need, and the seats that people can take."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.readers import load_reference
from matching.bundles import smallest_bundle
from matching.catalogue import CatalogueIndex
from matching.results import Lacking, Untaught
from matching.seats import plan_seats
from matching.transport import by_transport, seat_people
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.training import (
    ImpreciseDate,
    Place,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)

REFERENCE = load_reference()
ON = date(2026, 11, 23)
CODES = ("C-INFUSE", "C-CORE-BOND", "C-DEGAS", "C-TUBULAR-BAG")


def offer(key: str, *codes: str, days: int = 30, left: int = 5, commune: str = "56121",
          cost: float | None = None) -> TrainingOffer:  # fmt: skip
    day = ImpreciseDate(ON + timedelta(days=days))
    teaches = tuple(TaughtCompetence(c, None, TeachingBasis.TEXT, 0.9) for c in sorted(codes))
    session = TrainingSession("1", day, day, Place(commune), 12, left)
    return TrainingOffer(
        "e", key, "x", Provider("p"), sessions=(session,), teaches=teaches, cost=cost
    )


def need(*codes: str, days: int | None = 90, people: tuple[int, int] = (1, 1)) -> Need:
    return Need(
        Firm("f", "56121"), Evidence(EvidenceKind.SAID, "x", 0, 1), "",
        tuple(NeededCompetence(c) for c in codes), Headcount(*people),
        ON + timedelta(days=days) if days is not None else None, NeedState.SENT, 1, "x",
        datetime(2026, 11, 1, tzinfo=UTC), "v",
    )  # fmt: skip


def index(*offers: TrainingOffer) -> CatalogueIndex:
    return CatalogueIndex(REFERENCE).fit(offers)


def test_two_offers_that_cover_all_beat_three():
    found = smallest_bundle(
        need(*CODES),
        index(
            offer("one", *CODES[:2]),
            offer("two", *CODES[2:]),
            offer("three", CODES[0], CODES[2]),
            offer("four", CODES[1]),
        ),
        on=ON,
    )
    assert sorted(s.offer.key for s in found.offers) == ["one", "two"]
    assert found.missing == ()


def test_the_cheapest_is_not_always_the_smallest():
    catalogue = index(
        offer("all", *CODES, cost=9000),
        offer("half", *CODES[:2], cost=500),
        offer("rest", *CODES[2:], cost=500),
    )
    assert len(smallest_bundle(need(*CODES), catalogue, on=ON).offers) == 1
    cheap = smallest_bundle(need(*CODES), catalogue, on=ON, cheapest=True)
    assert sorted(s.offer.key for s in cheap.offers) == ["half", "rest"]
    assert cheap.cost == 1000


def test_what_nobody_teaches_in_time_is_said():
    catalogue = index(offer("soon", CODES[0]), offer("late", CODES[1], days=300))
    found = smallest_bundle(need(*CODES[:3]), catalogue, on=ON)
    late = Lacking(CODES[1], Untaught.LATE, ON + timedelta(days=300))
    assert found.missing == (late, Lacking(CODES[2], Untaught.NEVER))
    assert [s.offer.key for s in found.offers] == ["soon"]
    nothing = smallest_bundle(need(*CODES), index(), on=ON)
    assert nothing.offers == ()
    assert nothing.missing == tuple(Lacking(code, Untaught.NEVER) for code in CODES)


def test_what_is_taught_not_far_enough_is_said():
    (taught,) = offer("a", CODES[0]).teaches
    low = replace(offer("a", CODES[0]), teaches=(replace(taught, level=1),))
    asked = replace(need(CODES[0]), competences=(NeededCompetence(CODES[0], 3),))
    found = smallest_bundle(asked, index(low), on=ON)
    assert found.missing == (Lacking(CODES[0], Untaught.BELOW),)
    assert found.offers == ()


def test_an_offer_that_teaches_one_of_many_is_part_of_a_bundle_though_no_answer_by_itself():
    codes = tuple(sorted(REFERENCE.competences))[:12]
    catalogue = index(*(offer(code, code) for code in codes))
    found = smallest_bundle(need(*codes), catalogue, on=ON)
    assert len(found.offers) == 12
    assert found.missing == ()


def test_of_an_offer_the_session_in_time_is_taken_though_another_scores_more():
    near_late = offer("a", CODES[0], days=100).sessions[0]
    far_soon = offer("a", CODES[0], days=20, commune="29019").sessions[0]
    both = replace(offer("a", CODES[0]), sessions=(near_late, replace(far_soon, key="2")))
    (found,) = smallest_bundle(need(CODES[0], days=90), index(both), on=ON).offers
    assert found.session.key == "2"
    assert found.offer == both


@settings(max_examples=60)
@given(
    st.lists(st.sets(st.sampled_from(CODES), min_size=1), min_size=1, max_size=6),
    st.integers(1, 4),
)
def test_no_smaller_bundle_covers_as_much(taught, asked):
    codes = CODES[:asked]
    found = smallest_bundle(
        need(*codes), index(*(offer(str(k), *one) for k, one in enumerate(taught))), on=ON
    )
    coverable = {c for c in codes if any(c in one for one in taught)}
    assert set(found.covered) == coverable
    best = next(
        size
        for size in range(len(taught) + 1)
        for chosen in combinations(taught, size)
        if coverable <= set().union(*chosen)
    )
    assert len(found.offers) == best
    assert found.greedy <= found.bound * max(best, 1) + 1e-9


groups = st.lists(st.integers(1, 9), min_size=1, max_size=5)
rooms = st.lists(st.integers(0, 9), min_size=1, max_size=5)


@st.composite
def problems(draw):
    people, seats = draw(groups), draw(rooms)
    places = st.lists(st.integers(0, len(seats) - 1), unique=True)
    return people, seats, [draw(places) for _ in people]


@given(problems())
def test_the_flow_and_the_transport_problem_agree(problem):
    assert seat_people(*problem) == by_transport(*problem)


@given(problems(), st.data())
def test_a_seat_more_never_leaves_more_people_out(problem, data):
    people, seats, fits = problem
    place = data.draw(st.integers(0, len(seats) - 1))
    more = [left + (rank == place) for rank, left in enumerate(seats)]
    assert seat_people(people, more, fits) >= seat_people(people, seats, fits)


@given(problems(), st.data())
def test_a_need_withdrawn_never_leaves_more_people_out(problem, data):
    people, seats, fits = problem
    gone = data.draw(st.integers(0, len(people) - 1))
    before = sum(people) - seat_people(people, seats, fits)
    left = [p for rank, p in enumerate(people) if rank != gone]
    kept = [f for rank, f in enumerate(fits) if rank != gone]
    assert sum(left) - seat_people(left, seats, kept) <= before


def test_a_seat_serves_one_person_once_whatever_it_teaches():
    catalogue = index(offer("both", *CODES[:2], left=4))
    needs = [need(CODES[0], people=(3, 3)), need(CODES[1], people=(3, 3))]
    plan = plan_seats(needs, catalogue, on=ON)
    assert (plan.people_min, plan.seats, plan.unmet_min) == (6, 4, 2)


@pytest.mark.parametrize(
    ("seat", "unmet"),
    [
        (offer("fits", CODES[0]), 0),
        (offer("late", CODES[0], days=200), 2),
        (offer("far", CODES[0], commune="44109"), 2),
        (offer("other", CODES[3]), 2),
        (offer("full", CODES[0], left=0), 2),
    ],
)
def test_only_a_seat_that_fits_counts(seat: TrainingOffer, unmet: int):
    plan = plan_seats([need(CODES[0], people=(2, 3))], index(seat), on=ON)
    assert plan.unmet_min == unmet
    assert plan.people_max == 3


def test_a_need_that_is_over_asks_for_nobody():
    over = replace(need(CODES[0]), state=NeedState.SOLVED)
    assert plan_seats([over], index(offer("a", CODES[0])), on=ON).people_max == 0
