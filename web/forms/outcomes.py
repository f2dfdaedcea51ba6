"""What a training body says of a session: counts only."""

from datetime import date
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel

from skills.outcome import Outcome
from skills.reference import Reference
from web.forms.steering import needed_day, read_number, short_text

_MOST = 500
_COUNTS = ("entered", "finished", "asked_6", "working_6", "asked_12", "working_12")


class _OutcomeForm(BaseModel):
    provider: str = ""
    title: str = ""
    epci: str = ""
    starts_on: str = ""
    entered: str = ""
    finished: str = ""
    asked_6: str = ""
    working_6: str = ""
    asked_12: str = ""
    working_12: str = ""


OutcomeFields = Annotated[_OutcomeForm, Form()]


def read_outcome(
    fields: _OutcomeForm, reference: Reference, *, today: date
) -> tuple[Outcome | None, dict[str, str]]:
    """The counts of a session, or what is wrong with each field."""
    errors: dict[str, str] = {}
    title = short_text(fields.title, errors, "title")
    starts_on = needed_day(fields.starts_on, errors, "starts_on")
    if starts_on and starts_on > today:
        errors["starts_on"] = "past_date"
    if fields.epci and fields.epci not in reference.epcis:
        errors["epci"] = "epci"
    counts = {
        name: read_number(getattr(fields, name), errors, name, most=_MOST) for name in _COUNTS
    }
    entered = counts.pop("entered")
    if entered is None and "entered" not in errors:
        errors["entered"] = "required"
    if errors or starts_on is None or entered is None:
        return None, errors
    provider = " ".join(fields.provider.split())[:200] or "Organisme"
    return Outcome(provider, title, starts_on, entered, **counts, epci=fields.epci), {}
