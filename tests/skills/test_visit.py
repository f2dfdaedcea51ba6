from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from skills.visit import (
    MOVES,
    VisitRequest,
    VisitSide,
    VisitState,
    forget_on,
    gives_up,
    reminder_due,
)

ASKED_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
REQUEST = VisitRequest(1, "Lycée", "Seconde", "a@b.example", (date(2027, 1, 4),), ASKED_AT)


@pytest.mark.parametrize(
    ("days", "reminded", "number"),
    [(0, 0, 0), (6, 0, 0), (7, 0, 1), (8, 1, 0), (14, 1, 2), (20, 0, 2), (20, 2, 0)],
)
def test_the_firm_is_reminded_once_at_each_term(days: int, reminded: int, number: int):
    request = replace(REQUEST, reminded=reminded)
    assert reminder_due(request, ASKED_AT + timedelta(days=days)) == number


def test_who_has_answered_is_not_reminded_and_nobody_waits_for_ever():
    later = ASKED_AT + timedelta(days=28)
    assert reminder_due(replace(REQUEST, state=VisitState.DECLINED), later) == 0
    assert gives_up(REQUEST, later)
    assert not gives_up(REQUEST, later - timedelta(days=1))
    assert not gives_up(replace(REQUEST, state=VisitState.ACCEPTED), later)


def test_it_is_forgotten_a_month_after_the_visit_or_the_last_word():
    assert forget_on(REQUEST) == date(2027, 2, 3)
    moved = replace(REQUEST, moved_at=ASKED_AT + timedelta(days=2))
    assert forget_on(replace(moved, state=VisitState.DECLINED)) == date(2026, 12, 25)
    agreed = replace(moved, state=VisitState.ACCEPTED, day=date(2027, 3, 1))
    assert forget_on(agreed) == date(2027, 3, 31)


def test_a_declined_or_cancelled_request_goes_nowhere():
    for side in VisitSide:
        assert VisitState.DECLINED not in MOVES[side]
        assert VisitState.CANCELLED not in MOVES[side]
