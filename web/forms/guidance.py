"""What a counsellor fills in, and carries from page to page in the form itself."""

from math import isnan
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from matching.pathways import Asked
from skills.guidance import GuidanceRules
from skills.reference import Reference

LONGEST = 500
_MOST_POINTS = 10.0


class _GuidanceForm(BaseModel):
    tiles: list[str] = []
    limits: list[str] = []
    words: str = Field("", max_length=20_000)
    near: str = ""
    within_km: str = ""
    minor: str = ""
    removed: list[str] = []
    added: list[str] = []
    hands: str = ""
    past: str = ""
    course: str = ""
    demand: str = ""
    limit: str = ""
    occupation: str = ""  # whose sheet is asked for
    do: str = ""  # remove:CODE or first:CODE


GuidanceFields = Annotated[_GuidanceForm, Form()]


def read_asked(fields: _GuidanceForm, reference: Reference, past: tuple[str, ...]) -> Asked:
    """What is asked; what is not understood is left out."""
    km = fields.within_km
    return Asked(
        tuple(t for t in reference.guidance.tiles if t in fields.tiles),
        past,
        tuple(code for code in reference.guidance.limits if code in fields.limits),
        fields.near if fields.near in reference.communes else "",
        int(km) if km.isascii() and km.isdecimal() and len(km) < 4 else None,
        bool(fields.minor),
    )


def read_choices(
    fields: _GuidanceForm, reference: Reference
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The occupations taken out and those put first, after what is done on this page."""
    removed = {code for code in fields.removed if code in reference.occupations}
    added = [code for code in fields.added if code in reference.occupations]
    deed, _, code = fields.do.partition(":")
    if code in reference.occupations:
        if deed == "remove":
            removed.add(code)
            added = [one for one in added if one != code]
        elif deed == "first":
            removed.discard(code)
            added = [code, *(one for one in added if one != code)]
    return frozenset(removed), tuple(dict.fromkeys(added))


def read_rules(fields: _GuidanceForm, reference: Reference) -> GuidanceRules:
    """The points, those of the reference where none was typed; bounded to ± 10."""
    usual = reference.guidance.rules

    def points(text: str, value: float) -> float:
        try:
            typed = float(text.replace(",", ".")) if text.strip() else value
        except ValueError:
            return value
        return value if isnan(typed) else max(-_MOST_POINTS, min(_MOST_POINTS, typed))

    return GuidanceRules(
        points(fields.hands, usual.hands),
        points(fields.past, usual.past),
        points(fields.course, usual.course),
        points(fields.demand, usual.demand),
        points(fields.limit, usual.limit),
    )
