from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.cohorts import pool, wilson
from skills.errors import Invalid
from skills.outcome import Outcome


def test_the_interval_of_nine_out_of_eleven():
    low, high = wilson(9, 11)
    assert (round(low, 3), round(high, 3)) == (0.523, 0.949)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_stays_within_bounds(pair: tuple[int, int]):
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] + 1e-12
    assert pair[0] / pair[1] - 1e-12 <= high <= 1


@pytest.mark.parametrize("pair", [(1, 0), (3, 2), (-1, 4)])
def test_what_is_no_share_is_refused(pair: tuple[int, int]):
    with pytest.raises(ValueError, match="no share"):
        wilson(*pair)


def test_small_sessions_are_pooled_and_shown_from_five_people_on():
    first = Outcome("P", "Stratifieur", date(2024, 1, 1), 4, 4, 4, 3)
    second = Outcome("P", "Stratifieur", date(2025, 1, 1), 3, 3, 3, 3)
    (alone,) = pool([first])
    assert (alone.entered, alone.finished, alone.working_6) == (None, None, None)
    (both,) = pool([first, second])
    assert (both.entered, both.sessions, both.first_year, both.last_year) == (7, 2, 2024, 2025)
    assert (both.working_6.part, both.working_6.whole) == (6, 7)
    assert both.working_12 is None


def test_more_people_cannot_come_out_than_went_in():
    with pytest.raises(Invalid, match="working_6"):
        Outcome("P", "T", date(2024, 1, 1), 5, 5, 4, 5).check()
