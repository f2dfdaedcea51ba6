"""Forms of the steering pages: what was typed, read into values or into errors."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, TypeVar

from fastapi import Form, Query
from pydantic import BaseModel

from skills.amount import read_euros
from skills.campaign import Campaign
from skills.errors import Invalid
from skills.folding import folded
from skills.interview import Firm
from skills.labelled import Labelled
from skills.project import COUNTED, FactKind, ProjectFact
from skills.reference import Reference

LONGEST_TEXT, MOST_TARGETS, MOST_HIRED = 200, 2_000, 9_999
LabelledType = TypeVar("LabelledType", bound=Labelled)


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


class _CampaignForm(BaseModel):
    name: str = ""
    epcis: list[str] = []
    starts_on: str = ""
    ends_on: str = ""
    interviewers: str = ""


class _TargetsForm(BaseModel):
    firms: str = ""


class _TargetForm(BaseModel):
    state: str = ""
    call_back_on: str = ""


class _FactForm(BaseModel):
    kind: str = ""
    amount: str = ""
    on: str = ""
    said_by: str = ""


class _AidRequestForm(BaseModel):
    aid: str = ""
    partner: str = ""
    envelope: str = ""
    state: str = ""
    amount: str = ""


class _ReferralForm(BaseModel):
    partner: str = ""
    words: str = ""
    epci: str = ""
    due_on: str = ""


class _EnvelopeForm(BaseModel):
    name: str = ""
    epcis: list[str] = []
    amount: str = ""
    source: str = ""


class _ActionForm(BaseModel):
    stake: str = ""
    title: str = ""
    owner: str = ""
    due_on: str = ""
    indicator: str = ""
    state: str = ""


class _CountForm(BaseModel):
    kind: str = ""
    epci: str = ""
    month: str = ""
    people: str = ""


CampaignFields = Annotated[_CampaignForm, Form()]
TargetsFields = Annotated[_TargetsForm, Form()]
TargetFields = Annotated[_TargetForm, Form()]
FactFields = Annotated[_FactForm, Form()]
AidRequestFields = Annotated[_AidRequestForm, Form()]
ReferralFields = Annotated[_ReferralForm, Form()]
EnvelopeFields = Annotated[_EnvelopeForm, Form()]
ActionFields = Annotated[_ActionForm, Form()]
CountFields = Annotated[_CountForm, Form()]


def read_campaign(
    fields: _CampaignForm, known: Collection[str]
) -> tuple[Campaign | None, dict[str, str]]:
    """A campaign, or what is wrong with each field; ``known`` are the codes one may choose."""
    errors: dict[str, str] = {}
    name = short_text(fields.name, errors, "name")
    epcis = tuple(code for code in fields.epcis if code in known)
    if not epcis or len(epcis) < len(fields.epcis):
        errors["epcis"] = "epci"
    since = needed_day(fields.starts_on, errors, "starts_on")
    until = needed_day(fields.ends_on, errors, "ends_on")
    if since and until and until < since:
        errors["ends_on"] = "end_before_start"
    if errors or since is None or until is None:
        return None, errors
    people = tuple(filter(None, (line.strip() for line in fields.interviewers.splitlines())))
    return Campaign(name, epcis, since, until, people), {}


def read_targets(
    fields: _TargetsForm, reference: Reference
) -> tuple[tuple[Firm, ...], dict[str, str]]:
    """Firms to meet, one a line: a name, then a commune after a semicolon if it is known."""
    firms, by_name = [], {folded(c.name): c.code for c in reference.communes.values()}
    for line in fields.firms.splitlines()[:MOST_TARGETS]:
        name, _, place = line.partition(";")
        if not name.strip():
            continue
        commune = by_name.get(folded(place), "") if place.strip() else ""
        if (place.strip() and not commune) or len(name) > LONGEST_TEXT:
            return (), {"firms": "targets"}
        firms.append(Firm(" ".join(name.split()), commune))
    return tuple(firms), {} if firms else {"firms": "required"}


def read_fact(
    fields: _FactForm, project: int, *, by: str, today: date
) -> tuple[ProjectFact | None, dict[str, str]]:
    """An observation: an amount where its kind counts something, a past day, and who said so."""
    errors: dict[str, str] = {}
    kind = in_list(FactKind, fields.kind, errors, "kind")
    on = needed_day(fields.on, errors, "on")
    if on and on > today:
        errors["on"] = "past_date"
    said_by = short_text(fields.said_by, errors, "said_by")
    amount = read_amount_or_none(fields.amount, errors)
    if kind in COUNTED and amount is None and "amount" not in errors:
        errors["amount"] = "required"
    if kind is FactKind.HIRED and amount is not None and amount > MOST_HIRED:
        errors["amount"] = "hired"
    if errors or kind is None or on is None:
        return None, errors
    return ProjectFact(project, kind, on, said_by, by, amount if kind in COUNTED else None), {}


def short_text(text: str, errors: dict[str, str], field: str) -> str:
    """A line that must be there."""
    line = " ".join(text.replace("\x00", "").split())
    if not line:
        errors[field] = "required"
    elif len(line) > LONGEST_TEXT:
        errors[field] = "too_long"
    return line


def needed_day(text: str, errors: dict[str, str], field: str) -> date | None:
    """A day that must be there."""
    if not text.strip():
        errors[field] = "required"
        return None
    return read_day(text, errors, field)


def in_list(
    shape: type[LabelledType], text: str, errors: dict[str, str], field: str
) -> LabelledType | None:
    """A member of a closed list."""
    if text in {member.value for member in shape}:
        return shape(text)
    errors[field] = "in_list"
    return None


def read_amount_or_none(text: str, errors: dict[str, str], field: str = "amount") -> int | None:
    """Euros as people type them; None when empty or wrong."""
    try:
        return read_euros(text)
    except Invalid as refused:
        errors[field] = refused.expected
        return None


def read_number(text: str, errors: dict[str, str], field: str, *, most: int) -> int | None:
    """A whole number from 0; None when empty or wrong."""
    typed = text.strip()
    if not typed:
        return None
    if typed.isascii() and typed.isdecimal() and len(typed) < 8 and int(typed) <= most:
        return int(typed)
    errors[field] = "people_number"
    return None
