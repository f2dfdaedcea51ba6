"""What a line of the gaps says, and why it stands where it does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.catalogue import CatalogueIndex
from matching.gaps import rank_gaps, wanted_within
from matching.results import Gap, GapGrain
from skills.interview import Firm
from skills.need import Headcount, Need, NeedState
from skills.terms_of_work import Commitment
from skills.training import ImpreciseDate, TrainingSession
from tests.matching.test_bundles import CODES, ON, REFERENCE, index, need, offer

NOTHING = CatalogueIndex(REFERENCE).fit([])
FAMILY = REFERENCE.family_of(CODES[0])
PROMISED = (Commitment.HIRE,)


def asked(*codes: str, firm: str = "f", **changes: object) -> Need:
    sure = replace(need(*codes), firm=Firm(firm, "56121"), commitments=PROMISED, id=1)
    return replace(sure, **changes)


def line(*needs: Need, catalogue: CatalogueIndex = NOTHING, grain=GapGrain.COMPETENCE) -> Gap:
    return rank_gaps(needs, catalogue, on=ON, grain=grain)[0]


def kinds(gap: Gap) -> list[str]:
    return [reason.kind for reason in gap.reasons]


def test_a_line_may_be_a_competence_its_family_or_an_occupation():
    needs = [asked(CODES[0]), asked(CODES[0], occupation="O-LAMINATOR", id=2)]
    by_family = rank_gaps(needs, NOTHING, on=ON, grain=GapGrain.FAMILY)
    assert [(gap.code, gap.people_min) for gap in by_family] == [(FAMILY, 2)]
    (occupation,) = rank_gaps(needs, NOTHING, on=ON, grain=GapGrain.OCCUPATION)
    assert (occupation.code, occupation.people_min, occupation.needs) == ("O-LAMINATOR", 1, (2,))


def test_two_competences_of_a_family_ask_once_for_the_people_of_a_need():
    same = [code for code in REFERENCE.competences if REFERENCE.family_of(code) == FAMILY][:2]
    gap = line(asked(*same, headcount=Headcount(3, 4)), grain=GapGrain.FAMILY)
    assert (gap.people_min, gap.people_max) == (3, 4)


def test_the_reasons_are_factors_that_add_up_to_the_score():
    gap = line(asked(CODES[0], sure=False), asked(CODES[0], firm="g", wanted_by=ON))
    weights = REFERENCE.weights.gaps
    expected = 2 * 0.75 * (1 + weights.urgency) * (1 + weights.per_firm) * (1 + weights.untaught)
    assert gap.score == pytest.approx(expected)
    assert kinds(gap) == ["people", "sure", "urgency", "firms", "untaught"]
    assert sum(reason.weight for reason in gap.reasons) == pytest.approx(gap.score)


@pytest.mark.parametrize(
    "change",
    [
        {"headcount": Headcount(2, 2)},
        {"wanted_by": ON + timedelta(days=30)},
    ],
)
def test_more_people_or_a_nearer_date_ranks_first(change):
    plain = asked(CODES[0])
    other = asked(CODES[2], **change)
    assert rank_gaps([plain, other], NOTHING, on=ON)[0].code == CODES[2]


@pytest.mark.parametrize("change", [{"sure": False}, {"commitments": ()}])
def test_less_sure_people_rank_after(change):
    plain = asked(CODES[2])
    other = asked(CODES[0], **change)
    assert rank_gaps([other, plain], NOTHING, on=ON)[0].code == CODES[2]


def test_what_nobody_teaches_ranks_before_what_is_full():
    full = index(offer("full", CODES[2], left=0))
    first, second = rank_gaps([asked(CODES[2]), asked(CODES[0])], full, on=ON)
    assert (first.code, second.code) == (CODES[0], CODES[2])
    assert "untaught" in kinds(first)
    assert "untaught" not in kinds(second)


def test_people_without_solution_still_wait_and_those_who_have_one_do_not():
    assert line(asked(CODES[0], state=NeedState.NO_SOLUTION)).remaining_min == 1
    assert rank_gaps([asked(CODES[0], state=NeedState.SOLVED)], NOTHING, on=ON) == ()


def test_people_who_finish_in_time_are_counted_beside():
    begun = ImpreciseDate(ON - timedelta(days=10))
    ends = (ImpreciseDate(ON + timedelta(days=20)), ImpreciseDate(ON + timedelta(days=300)))
    sessions = tuple(
        TrainingSession(str(rank), begun, end, seats=12, seats_left=4)
        for rank, end in enumerate(ends)
    )
    running = replace(offer("a", CODES[0]), sessions=sessions)
    gap = line(asked(CODES[0]), catalogue=index(running))
    assert (gap.finishing, gap.remaining_min) == (8, 1)


def test_the_trend_holds_half_a_year_against_the_one_before():
    days = (1, 100, 200, 400)
    needs = [
        asked(CODES[0], decided_at=datetime.combine(ON, datetime.min.time(), UTC) - timedelta(d))
        for d in days
    ]
    gap = line(*needs)
    assert (gap.recent, gap.earlier) == (2, 1)


def test_a_need_without_a_date_is_wanted_at_every_horizon():
    assert wanted_within(asked(CODES[0], wanted_by=None), ON, 3)
    assert wanted_within(asked(CODES[0], wanted_by=ON + timedelta(days=80)), ON, 3)
    assert not wanted_within(asked(CODES[0], wanted_by=ON + timedelta(days=100)), ON, 3)


several = st.lists(
    st.builds(
        asked,
        st.sampled_from(CODES),
        headcount=st.none() | st.integers(1, 5).map(lambda n: Headcount(n, n + 1)),
        sure=st.booleans(),
        wanted_by=st.none() | st.integers(-30, 300).map(lambda n: ON + timedelta(days=n)),
        firm=st.sampled_from("abc"),
    ),
    max_size=6,
)


@given(several, st.randoms(), st.sampled_from(GapGrain))
def test_the_order_of_needs_changes_nothing(needs, random, grain):
    catalogue = index(offer("a", CODES[0], CODES[1], left=2), offer("b", CODES[2], days=200))
    mixed = list(needs)
    random.shuffle(mixed)
    first = rank_gaps(needs, catalogue, on=ON, grain=grain)
    assert rank_gaps(mixed, catalogue, on=ON, grain=grain) == first
    for gap in first:
        assert gap.people_min <= gap.people_max
        assert gap.remaining_min <= gap.remaining_max
        assert sum(reason.weight for reason in gap.reasons) == pytest.approx(gap.score)
