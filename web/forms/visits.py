"""A request for a visit and its answers, read into values or into errors."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from skills.account import normal_email
from skills.errors import Invalid
from skills.visit import MOST_WEEKS, VisitRequest, VisitSide, VisitState
from web.flows.visits import VisitMove

_LONGEST_SCHOOL, _LONGEST_CLASS, _LONGEST_WORDS = 120, 60, 500
_FURTHEST = timedelta(days=365)
_DEEDS = {
    "accept": VisitState.ACCEPTED,
    "propose": VisitState.PROPOSED,
    "decline": VisitState.DECLINED,
    "cancel": VisitState.CANCELLED,
}


class RequestForm(BaseModel):
    """What a teacher fills in."""

    school: str = Field("", max_length=2000)
    school_class: str = Field("", max_length=2000)
    teacher: str = Field("", max_length=2000)
    weeks: list[str] = []


class _MoveForm(BaseModel):
    do: str = ""
    day: str = ""  # among the days wished for
    other: str = ""  # another day
    words: str = Field("", max_length=5000)


RequestFields = Annotated[RequestForm, Form()]
MoveFields = Annotated[_MoveForm, Form()]


def read_email(text: str) -> str:
    """An e-mail address, or empty when it is none."""
    try:
        return normal_email(text)
    except Invalid:
        return ""


def read_request(
    fields: RequestForm, firm: int, weeks: Collection[date], *, now: datetime
) -> tuple[VisitRequest | None, dict[str, str]]:
    """The request, or None and what is wrong with each field."""
    errors: dict[str, str] = {}
    school, school_class = (" ".join(t.split()) for t in (fields.school, fields.school_class))
    for name, text, longest in (
        ("school", school, _LONGEST_SCHOOL),
        ("school_class", school_class, _LONGEST_CLASS),
    ):
        if not text:
            errors[name] = "required"
        elif len(text) > longest:
            errors[name] = "too_long"
    teacher = read_email(fields.teacher)
    if not teacher:
        errors["teacher"] = "email"
    wished = sorted({week for week in weeks if week.isoformat() in fields.weeks})
    if not 0 < len(wished) <= MOST_WEEKS:
        errors["weeks"] = "one_to_three_weeks"
    if errors:
        return None, errors
    return VisitRequest(firm, school, school_class, teacher, tuple(wished), now), {}


def wished_days(request: VisitRequest, *, today: date) -> tuple[date, ...]:
    """The working days still to come of the weeks that are wished for."""
    days = (week + timedelta(days=n) for week in request.weeks for n in range(5))
    return tuple(day for day in days if day >= today)


def read_move(
    fields: _MoveForm, request: VisitRequest, side: VisitSide, *, today: date
) -> tuple[VisitMove | None, dict[str, str]]:
    """What one side does, or None and what is wrong with each field."""
    errors: dict[str, str] = {}
    state = _DEEDS.get(fields.do)
    words = " ".join(fields.words.split())
    if len(words) > _LONGEST_WORDS:
        errors["words"] = "too_long"
    day = None
    if side is VisitSide.SCHOOL:
        words, day = "", request.day if state is VisitState.ACCEPTED else None
    elif state is VisitState.ACCEPTED:
        day = _day(fields.day)
        if day not in wished_days(request, today=today):
            errors["day"] = "in_list"
    elif state is VisitState.PROPOSED:
        day = _day(fields.other)
        if day is None or not today < day <= today + _FURTHEST:
            errors["other"] = "coming_date"
    if state is None:
        return None, {"do": "known_answer"}
    return (None, errors) if errors else (VisitMove(state, day, words), {})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
