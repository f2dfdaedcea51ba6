from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from matching.catalogue import CatalogueIndex
from matching.what_if import Opening, Range, firms_band, people_band, simulate
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Headcount, Need, NeededCompetence, NeedState
from skills.session_plan import SessionPlan
from skills.training import (
    ImpreciseDate,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)
from tests.small_reference import small_reference

ON = date(2026, 11, 23)
REFERENCE = small_reference()
EMPTY = CatalogueIndex(REFERENCE).fit(())
PLAN = SessionPlan(
    "Infusion", ("C-INFUSE",), seats=12, weeks=10, commune="56121", starts_on=date(2027, 1, 11),
    minimum=8, cost=60_000, income=6_000, enrol_low=0.5, enrol_high=1.0, finish_low=0.5,
    finish_high=1.0,
)  # fmt: skip


def a_need(number: int, people: int, *, wanted_by: date | None = None, commune="56121") -> Need:
    return Need(
        Firm(f"F{number}", commune, id=number), Evidence(EvidenceKind.SAID, "x", 0, 1), "",
        (NeededCompetence("C-INFUSE"),), Headcount(people, people), wanted_by, NeedState.SENT, 1,
        "x", datetime(2026, 11, 1, tzinfo=UTC), "v", number,
    )  # fmt: skip


def test_people_served_are_a_range_and_none_at_the_low_end_when_it_may_not_open():
    found = simulate(PLAN, [a_need(1, 30)], EMPTY, on=ON)
    assert found.enrolled == Range(6, 12)
    assert found.opening is Opening.PERHAPS
    assert found.finishing == Range(0, 12)
    assert found.served == Range(0, 12)


@pytest.mark.parametrize(
    ("minimum", "opening", "finishing"),
    [
        (6, Opening.SURE, Range(3, 12)),
        (7, Opening.PERHAPS, Range(0, 12)),
        (12, Opening.PERHAPS, Range(0, 12)),
    ],
)
def test_the_minimum_to_open_decides_the_low_end(minimum, opening, finishing):
    found = simulate(replace(PLAN, minimum=minimum), [], EMPTY, on=ON)
    assert (found.opening, found.finishing) == (opening, finishing)


def test_a_session_that_cannot_fill_its_minimum_serves_and_costs_nothing():
    found = simulate(replace(PLAN, enrol_high=0.5), [a_need(1, 30)], EMPTY, on=ON)
    assert found.opening is Opening.NEVER
    assert found.served == Range(0, 0)
    assert found.balance == Range(0, 0)
    assert found.cost_each is None


def test_the_break_even_is_the_first_number_of_people_that_pays_the_cost():
    assert simulate(PLAN, [], EMPTY, on=ON).break_even == 10
    assert simulate(replace(PLAN, cost=60_001), [], EMPTY, on=ON).break_even == 11
    assert simulate(replace(PLAN, income=0), [], EMPTY, on=ON).break_even is None
    assert simulate(replace(PLAN, minimum=0), [], EMPTY, on=ON).balance == Range(-24_000, 12_000)


def test_no_more_people_are_served_than_are_asked_for_in_time():
    late = a_need(1, 9, wanted_by=date(2027, 1, 31))
    soon_enough = a_need(2, 4, wanted_by=date(2027, 9, 1))
    found = simulate(PLAN, [late, soon_enough], EMPTY, on=ON)
    assert found.demand.people == Range(13, 13)
    assert found.demand.in_time == Range(4, 4)
    assert found.served == Range(0, 4)


def test_what_would_remain_is_what_was_lacking_less_those_served():
    session = TrainingSession("1", ImpreciseDate(date(2027, 2, 1)), seats=5, seats_left=5)
    offer = TrainingOffer(
        "s", "k", "Infusion déjà là", Provider("P"), sessions=(session,),
        teaches=(TaughtCompetence("C-INFUSE", 2, TeachingBasis.PROVIDER, 1.0),), id=7,
    )  # fmt: skip
    catalogue = CatalogueIndex(REFERENCE).fit((offer,))
    found = simulate(replace(PLAN, minimum=6), [a_need(1, 20)], catalogue, on=ON)
    (line,) = found.remaining
    assert (line.asked, line.seats, line.before) == (Range(20, 20), 5, Range(15, 15))
    assert line.after == Range(3, 12)
    (course,) = found.existing
    assert course.why == ("seats:5",)


def test_firms_are_near_far_or_of_unknown_place():
    needs = [a_need(1, 1), a_need(2, 1, commune="29233"), a_need(3, 1, commune="")]
    demand = simulate(PLAN, needs, EMPTY, on=ON).demand
    assert (demand.firms, demand.near, demand.far, demand.elsewhere) == (3, 2, 0, 1)


def test_a_need_that_is_over_or_asks_for_something_else_is_not_counted():
    solved = replace(a_need(1, 5), state=NeedState.SOLVED)
    other = replace(a_need(2, 5), competences=(NeededCompetence("C-WELD"),))
    assert simulate(PLAN, [solved, other], EMPTY, on=ON).needs == ()


def test_who_could_come_are_the_occupations_nearest_to_the_one_asked_for():
    need = replace(a_need(1, 2), occupation="O-LAMINATOR")
    assert isinstance(simulate(PLAN, [need], EMPTY, on=ON).bridges, tuple)


def test_two_files_that_differ_by_one_firm_say_the_same():
    with_it, without = Range(14, 19), Range(12, 16)
    assert people_band(with_it) == people_band(without) == Range(10, 20)
    assert firms_band(3) == firms_band(4) == Range(3, 4)
    assert (firms_band(9), firms_band(10), firms_band(23)) == (
        Range(5, 9), Range(10, 19), Range(20, 29)
    )  # fmt: skip
    assert people_band(Range(10, 10)) == Range(10, 10)


def test_why_a_course_falls_short_says_nothing_of_the_firms_that_ask():
    session = TrainingSession("1", ImpreciseDate(date(2027, 2, 1)), seats=5, seats_left=5)
    offer = TrainingOffer(
        "s", "k", "Infusion", Provider("P"), sessions=(session,),
        teaches=(TaughtCompetence("C-INFUSE", 2, TeachingBasis.PROVIDER, 1.0),),
    )  # fmt: skip
    catalogue = CatalogueIndex(REFERENCE).fit((offer,))
    many = [a_need(n, 9, wanted_by=date(2027, 1, n)) for n in range(1, 9)]
    for needs in ([], many, [a_need(1, 1, commune="29233")]):
        assert simulate(PLAN, needs, catalogue, on=ON).existing[0].why == ("seats:5",)
