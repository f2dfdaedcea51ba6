"""When somebody must move again."""

from datetime import date, timedelta

import pytest

from skills.answer import NEXT_STATES, OVER, Step, ask_again, due_for
from skills.need import NeedState

MOVED = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("days", "number"), [(8, 0), (9, 1), (20, 1), (21, 2), (44, 2), (45, 3), (182, 3)]
)
def test_a_need_that_does_not_move_is_due_on_day_9_21_and_45(days: int, number: int):
    due = due_for(NeedState.SENT, MOVED, on=MOVED + timedelta(days=days))
    assert (due.number if due else 0) == number


def test_after_six_months_a_need_is_past_its_time():
    due = due_for(NeedState.TAKEN, MOVED, on=MOVED + timedelta(days=183))
    assert due is not None
    assert due.step is Step.EXPIRED


@pytest.mark.parametrize("state", OVER)
def test_nobody_is_waited_for_once_a_need_is_over(state: NeedState):
    assert due_for(state, MOVED, on=date(2030, 1, 1)) is None


def test_every_state_leads_somewhere_and_never_to_itself():
    assert set(NEXT_STATES) == set(NeedState)
    assert all(following and state not in following for state, following in NEXT_STATES.items())


def test_a_firm_is_heard_again_after_a_year():
    assert ask_again(date(2025, 3, 1), on=date(2026, 2, 28)) is None
    due = ask_again(date(2025, 3, 1), on=date(2026, 3, 1))
    assert due is not None
    assert due.due_on == date(2026, 3, 1)


def test_nobody_is_asked_again_in_august():
    heard = date(2025, 8, 10)
    assert ask_again(heard, on=date(2026, 8, 31)) is None
    assert ask_again(date(2025, 3, 1), on=date(2026, 8, 15)) is None
    due = ask_again(heard, on=date(2026, 9, 1))
    assert due is not None
    assert due.due_on == date(2026, 9, 1)
