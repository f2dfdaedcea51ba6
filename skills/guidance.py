"""Guidance: from what one has done with one's hands to occupations. Nothing here names a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skills.labelled import Labelled


class Diploma(Labelled):
    """The highest diploma one has, by its European level."""

    NONE = "2", "aucun diplôme, ou le brevet"
    CAP = "3", "CAP, BEP, titre de niveau 3"
    BAC = "4", "bac, bac pro, titre de niveau 4"
    BTS = "5", "BTS, DUT"
    MORE = "6", "licence, BUT ou plus"

    @property
    def level(self) -> int:
        """European level, from 2."""
        return int(self.value)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of themselves, for the time of an answer. Kept nowhere."""

    tiles: tuple[str, ...] = ()
    past: tuple[str, ...] = ()  # codes of occupations
    learnt: tuple[str, ...] = ()  # competences read in the words, or given by a past course
    limits: tuple[str, ...] = ()
    near: str = ""  # INSEE code of the commune, or empty
    within_km: int | None = None
    move: str = ""  # code of a way to move, or empty
    leaves_at: int | None = None  # minutes after midnight from which one can leave home
    diploma: Diploma | None = None
    minor: bool = False


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
class Move:
    """A way to move: how far one gets in an hour as the crow flies, and what one waits."""

    code: str
    label: str
    km_an_hour: float
    wait_minutes: int


@dataclass(frozen=True, slots=True)
class UsualHours:
    """When one must be there, in minutes after midnight, and what a way may last one way."""

    longest_minutes: int = 60
    course: int = 510
    day: int = 480
    teams: int = 300
    teams_words: tuple[str, ...] = ()  # say, in what is hard, that an occupation works in teams
    closed: tuple[tuple[str, str], ...] = ()  # month-day to month-day: workshops receive nobody


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
    hours: float


@dataclass(frozen=True, slots=True)
class Guidance:
    """All that files say of guidance. Mappings are by code."""

    tiles: Mapping[str, Tile]
    limits: Mapping[str, Limit]
    quiz: tuple[Question, ...]
    rules: GuidanceRules
    moves: Mapping[str, Move] = field(default_factory=dict)
    hours: UsualHours = UsualHours()
    studies: Mapping[str, str] = field(default_factory=dict)  # words -> occupation or tile


NO_GUIDANCE = Guidance({}, {}, (), GuidanceRules(0, 0, 0, 0, 0, 0))
