"""What is typed in the notebook beside the notes: cards, projects, the firm's size."""

import re
from datetime import date
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from skills.interview import Firm, FirmSize
from skills.project import Project, ProjectNature

LONGEST_PRIVATE = 50_000
LONGEST_TITLE = 200
_MOST_EUROS = 10**11
_MOST_JOBS = 9999
_AMOUNT = re.compile(r"(\d{1,15}(?:[.,]\d{1,6})?)(k|m)?€?", re.IGNORECASE)
_THOUSANDS = {"": 1, "k": 1_000, "m": 1_000_000}
_CARD = re.compile(r"(\d{1,8})-(\d{1,8})")


class _NotesForm(BaseModel):
    notes: str = ""
    version: int = Field(0, ge=0, le=2**31)


class _CardForm(BaseModel):
    carte: list[str] = []
    start: str = ""
    end: str = ""
    cut: str = ""  # offset where a card is cut in two
    join: str = ""  # end of the card that it is joined with
    words: str = ""  # a passage of the notes that is to be a card


class _ProjectForm(BaseModel):
    title: str = Field("", max_length=5000)
    nature: str = ""
    investment: str = Field("", max_length=100)
    jobs: str = Field("", max_length=100)
    horizon: str = Field("", max_length=100)


NotesFields = Annotated[_NotesForm, Form()]
CardFields = Annotated[_CardForm, Form()]
ProjectFields = Annotated[_ProjectForm, Form()]


def read_cards(texts: list[str]) -> tuple[tuple[int, int], ...]:
    """The stretches that an address holds as « 12-80 »; what is no stretch is left out."""
    found = (_CARD.fullmatch(text) for text in texts[:100])
    return tuple((int(m[1]), int(m[2])) for m in found if m and int(m[1]) < int(m[2]))


def change_cards(
    fields: _CardForm, notes: str
) -> tuple[tuple[tuple[int, int], ...], dict[str, str]]:
    """The stretches after a cut, a join or a passage added, and what is wrong with it."""
    cards = set(read_cards(fields.carte))
    if fields.words.strip():
        words = fields.words.replace("\r\n", "\n").strip()
        at = notes.find(words)
        if at < 0:
            return tuple(sorted(cards)), {"words": "words_in_notes"}
        cards = {one for one in cards if one[1] <= at or one[0] >= at + len(words)}
        cards.add((at, at + len(words)))
        return tuple(sorted(cards)), {}
    here = read_cards([f"{fields.start}-{fields.end}"])
    if not here:
        return tuple(sorted(cards)), {"cut": "offsets_in_notes"}
    start, end = here[0]
    cards.discard((start, end))
    if fields.join.isdecimal():
        last = int(fields.join[:9])
        cards = {one for one in cards if one[1] <= start or one[0] >= last}
        cards.add((start, max(end, min(last, len(notes)))))
    elif fields.cut.isdecimal() and start < int(fields.cut[:9]) < end:
        cut = int(fields.cut)
        first_end = start + len(notes[start:cut].rstrip(" \t\n,;:-"))
        cards |= {(start, max(first_end, start + 1)), (cut, end)}
    else:
        cards.add((start, end))
        return tuple(sorted(cards)), {"cut": "offsets_in_notes"}
    return tuple(sorted(cards)), {}


def read_project(
    fields: _ProjectForm, *, said_on: date, today: date
) -> tuple[Project | None, dict[str, str]]:
    """A project without its firm, or None and what is wrong with each field."""
    errors: dict[str, str] = {}
    title = " ".join(fields.title.split())
    if not title:
        errors["title"] = "required"
    elif len(title) > LONGEST_TITLE:
        errors["title"] = "too_long"
    nature = next((one for one in ProjectNature if one.value == fields.nature), None)
    if nature is None:
        errors["nature"] = "known_nature"
    investment = read_amount(fields.investment, errors)
    jobs = _number(fields.jobs, 0, _MOST_JOBS, "jobs", errors)
    horizon = _number(fields.horizon, today.year, today.year + 20, "horizon", errors)
    if errors or nature is None:
        return None, errors
    return Project(Firm(""), title, nature, said_on, investment, jobs, horizon), {}


def read_amount(text: str, errors: dict[str, str], field: str = "investment") -> int | None:
    """Whole euros from « 250 000 », « 250 k€ », « 1,2 M€ »; None when empty, an error otherwise."""
    plain = re.sub(r"\s|euros?", "", text, flags=re.IGNORECASE)
    if not plain:
        return None
    found = _AMOUNT.fullmatch(plain)
    euros = (
        round(float(found[1].replace(",", ".")) * _THOUSANDS[(found[2] or "").lower()])
        if found
        else -1
    )
    if not 0 <= euros <= _MOST_EUROS:
        errors[field] = "amount"
        return None
    return euros


def read_size(text: str) -> FirmSize | None:
    """A size of the list, or None."""
    return next((one for one in FirmSize if one.value == text), None)


def _number(text: str, low: int, high: int, field: str, errors: dict[str, str]) -> int | None:
    plain = "".join(text.split())
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 7 and low <= int(plain) <= high):
        errors[field] = field
        return None
    return int(plain)
