"""What a firm answers by its secret link, read into values or into errors."""

from datetime import date
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from skills.need import Headcount
from skills.terms_of_work import Commitment
from web.flows.firm_review import LineAnswer
from web.forms.people import read_headcount

_KINDS = ("confirm", "hide", "pause", "resume", "withdraw", "correct")


class _LineForm(BaseModel):
    action: str = ""
    headcount_min: str = ""
    headcount_max: str = ""
    wanted_by: str = ""
    kept: list[str] = []
    shown: list[str] = []  # what could be unticked
    words: str = Field("", max_length=2000)


class _PromisesForm(BaseModel):
    promises: list[str] = []
    named: str = ""
    quotes_allowed: str = ""
    contact: str = Field("", max_length=1000)


LineFields = Annotated[_LineForm, Form()]
PromisesFields = Annotated[_PromisesForm, Form()]


def read_line(fields: _LineForm, *, today: date) -> tuple[LineAnswer | None, dict[str, str]]:
    """What the firm does with one line, or None and what is wrong with each field."""
    errors: dict[str, str] = {}
    if fields.action not in _KINDS:
        return None, {"action": "known_answer"}
    headcount: Headcount | None = None
    wanted_by: date | None = None
    if fields.action == "correct":
        headcount = read_headcount(fields.headcount_min, fields.headcount_max, errors)
        wanted_by = read_wanted_by(fields.wanted_by, errors, today=today)
    dropped = frozenset(fields.shown) - frozenset(fields.kept)
    if dropped and len(dropped) == len(fields.shown):
        errors["kept"] = "one_kept"
    if errors:
        return None, errors
    words = " ".join(fields.words.split())[:500]
    return LineAnswer(fields.action, headcount, wanted_by, dropped, words), {}


def read_wanted_by(text: str, errors: dict[str, str], *, today: date) -> date | None:
    """The day by which people are wanted, from today on; an error is added when it is none."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        errors["wanted_by"] = "date"
        return None
    if not today <= day <= date(today.year + 10, 12, 31):
        errors["wanted_by"] = "future_date"
    return day


def read_promises(fields: _PromisesForm) -> tuple[Commitment, ...]:
    """What the firm offers, from the lightest; what is not on the scale is left out."""
    return tuple(kind for kind in Commitment if kind.value in fields.promises)
