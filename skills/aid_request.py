"""Aids asked for: for a project or a need, from one state to the next, in an envelope or not."""

from dataclasses import dataclass
from datetime import date

from skills.labelled import Labelled


class AidState(Labelled):
    FOUND = "found", "identifiée"
    DIRECTED = "directed", "orientée"
    ASKED = "asked", "demandée"
    EXAMINED = "examined", "en instruction"
    GRANTED = "granted", "obtenue"
    REFUSED = "refused", "refusée"


@dataclass(frozen=True, slots=True)
class AidStep:
    """One move of a request."""

    state: AidState
    on: date
    by: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class AidRequest:
    """An aid for a project or a need; ``amount`` is in euros, None while it is not known."""

    aid: str
    state: AidState
    opened_on: date
    moved_on: date
    project: int | None = None
    need: int | None = None
    partner: str = ""  # code, or empty
    envelope: int | None = None
    amount: int | None = None
    steps: tuple[AidStep, ...] = ()
    id: int | None = None  # None until stored


@dataclass(frozen=True, slots=True)
class Envelope:
    """Money set aside for a territory, and what became of it so far."""

    name: str
    epcis: tuple[str, ...]
    amount: int
    since: date
    source: str
    directed: int = 0  # asked of it, neither granted nor refused
    granted: int = 0
    id: int | None = None  # None until stored

    @property
    def left(self) -> int:
        """What nobody has been granted."""
        return self.amount - self.granted


@dataclass(frozen=True, slots=True)
class Referral:
    """What a partner was asked to do, by when, and when it did."""

    partner: str
    words: str
    epci: str
    sent_on: date
    due_on: date
    kept_on: date | None = None
    need: int | None = None
    request: int | None = None
    id: int | None = None  # None until stored
