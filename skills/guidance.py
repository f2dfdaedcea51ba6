"""Guidance: from what one has done with one's hands to occupations. Nothing here names a person."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """Something done with one's hands, and the gestures of the trade that it prepares."""

    code: str
    label: str
    competences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """Something one does not want, and the words that say it is part of an occupation."""

    code: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the quiz: which occupation; ``choices`` are in a fixed order."""

    number: str
    text: str
    choices: tuple[str, ...]
    right: str
    explanation: str


@dataclass(frozen=True, slots=True)
class GuidanceRules:
    """Points that put occupations in order; see ``data/reference/guidance/rules.toml``."""

    hands: float
    past: float
    course: float
    demand: float
    limit: float


@dataclass(frozen=True, slots=True)
class Guidance:
    """All that files say of guidance. Mappings are by code."""

    tiles: Mapping[str, Tile]
    limits: Mapping[str, Limit]
    quiz: tuple[Question, ...]
    rules: GuidanceRules


NO_GUIDANCE = Guidance({}, {}, (), GuidanceRules(0, 0, 0, 0, 0))
