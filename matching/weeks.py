"""Weeks in which a workshop may receive somebody."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice

_TO_AGREE = timedelta(days=14)
"""What it takes to agree with a host and to sign the papers."""
_A_WEEK = timedelta(days=7)
_A_YEAR = 53  # weeks


def open_weeks(on: date, closed: Iterable[tuple[str, str]], *, most: int) -> tuple[date, ...]:
    """The Mondays from two weeks after a day on, of weeks when workshops are open.

    Parameters
    ----------
    closed : first and last day, month-day; one day of the week in one of them is enough.
    most : how many; fewer when a year has not so many.
    """
    soon = on + _TO_AGREE
    first = soon + timedelta(days=-soon.weekday() % 7)
    spans = tuple(closed)
    weeks = (first + n * _A_WEEK for n in range(_A_YEAR))
    return tuple(islice((week for week in weeks if not _is_closed(week, spans)), most))


def next_week(on: date, closed: Iterable[tuple[str, str]]) -> date:
    """The first of those; in a year that has none, the first Monday all the same."""
    found = open_weeks(on, closed, most=1) or open_weeks(on, (), most=1)
    return found[0]


def _is_closed(monday: date, spans: tuple[tuple[str, str], ...]) -> bool:
    days = [f"{monday + timedelta(days=n):%m-%d}" for n in range(5)]
    return any(start <= day <= end for day in days for start, end in spans)
