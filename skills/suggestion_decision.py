"""What people decide about suggestions, kept with the analysis that they decided on."""

from dataclasses import dataclass
from datetime import date, datetime

from skills.labelled import Labelled


class Verdict(Labelled):
    KEPT = "kept", "retenue"
    SET_ASIDE = "set_aside", "écartée"


@dataclass(frozen=True, slots=True, order=True)
class SessionName:
    """One run of an offer; ``session`` is empty when the offer has no known date."""

    source: str
    key: str
    session: str = ""


@dataclass(frozen=True, slots=True)
class HeldSeats:
    """Seats that a decision keeps for the people of a need."""

    need: int
    run: SessionName
    people: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What was shown when somebody decided."""

    on: date
    rank: int  # 1 is the first
    of: int  # how many suggestions there were
    score: float  # 0..1
    reasons: tuple[tuple[str, float], ...]  # as said on the page, points
    seats: int | None  # left on that day
    reference: str  # version
    weights: tuple[tuple[str, float], ...]  # of the five parts


@dataclass(frozen=True, slots=True)
class SuggestionDecision:
    """A suggestion kept for a number of people, or set aside."""

    need: int
    run: SessionName
    title: str  # of the offer on that day
    verdict: Verdict
    people: int  # 0 when set aside
    words: str  # why, as the person said it
    by: str
    at: datetime
    basis: Basis
    id: int | None = None  # None until stored
