"""What is decided about a suggestion, as posted; and what counts in the order, as asked for."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Form
from pydantic import BaseModel, Field

from skills.errors import Invalid
from skills.suggestion_decision import SessionName, Verdict
from web.flows.decisions import Choice

WEIGHT_FIELDS: Mapping[str, str] = {
    "enseigne": "coverage",
    "date": "in_time",
    "distance": "in_reach",
    "places": "open_seats",
    "fiable": "reliability",
}
"""Name in an address, part of the score."""
FACTORS: Mapping[str, float] = {"0": 0.0, "0.5": 0.5, "1": 1.0, "2": 2.0}
FACTOR_CHOICES = (
    ("0", "ne compte pas"), ("0.5", "compte moins"), ("1", "compte"), ("2", "compte double"),
)  # fmt: skip
LONGEST_WORDS = 500
MOST_PEOPLE = 999


class _DecisionForm(BaseModel):
    source: str = Field("", max_length=200)
    key: str = Field("", max_length=500)
    session: str = Field("", max_length=500)
    verdict: str = ""
    people: str = Field("1", max_length=20)
    words: str = Field("", max_length=5000)
    asked: str = Field("", max_length=200)


DecisionFields = Annotated[_DecisionForm, Form()]


def read_decision(fields: _DecisionForm) -> Choice:
    """What was chosen; ``Invalid`` for a verdict that there is not, or no number of people."""
    verdict = next((one for one in Verdict if one.value == fields.verdict), None)
    if verdict is None:
        raise Invalid("verdict", fields.verdict[:40], "known_answer")
    people = 0
    if verdict is Verdict.KEPT:
        digits = fields.people.strip()
        people = int(digits) if digits.isascii() and digits.isdecimal() else 0
        if not 1 <= people <= MOST_PEOPLE:
            raise Invalid("places à retenir", fields.people[:40], "people_count")
    return Choice(
        SessionName(fields.source, fields.key, fields.session),
        verdict,
        people,
        " ".join(fields.words.split())[:LONGEST_WORDS],
    )


def read_factors(asked: Mapping[str, str]) -> dict[str, float]:
    """How much each part of the score counts beside its usual weight; 1 when it is not said, or
    not understood.
    """
    return {part: FACTORS.get(asked.get(name, ""), 1.0) for name, part in WEIGHT_FIELDS.items()}


def read_asked(query: str) -> dict[str, float]:
    """The same from the query of an address."""
    return read_factors(dict(parse_qsl(query)))


def factors_query(factors: Mapping[str, float]) -> str:
    """The same as an address says it, empty when nothing was changed."""
    said = {factor: text for text, factor in FACTORS.items()}
    changed = [(name, factors[part]) for name, part in WEIGHT_FIELDS.items() if factors[part] != 1]
    return "&".join(f"{name}={said[factor]}" for name, factor in changed)
