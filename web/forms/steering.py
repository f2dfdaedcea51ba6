"""Forms of the steering pages: what was typed, read into values or into errors."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from skills.errors import Invalid


class _PeriodForm(BaseModel):
    perimetre: list[str] = []
    du: str = ""
    au: str = ""


PeriodFields = Annotated[_PeriodForm, Query()]


def read_day(text: str, errors: dict[str, str], field: str) -> date | None:
    """A day from 2000 to 2100 in the form that browsers send; None when empty or wrong."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= 2100:
        errors[field] = "date"
        return None
    return day


def read_period(fields: _PeriodForm) -> tuple[tuple[date | None, date | None], Mapping[str, str]]:
    """The two days typed, and what is wrong with each."""
    errors: dict[str, str] = {}
    since, until = read_day(fields.du, errors, "du"), read_day(fields.au, errors, "au")
    if since and until and until < since:
        errors["au"] = "end_before_start"
    return (since, until), errors


def wrong(error: Invalid) -> dict[str, str]:
    """A refusal of the domain, as the error of a field."""
    return {error.field: error.expected}
