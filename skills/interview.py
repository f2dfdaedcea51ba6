"""Interviews with firms, and the firms."""

from dataclasses import dataclass
from datetime import date

from skills.labelled import Labelled


class FirmSize(Labelled):
    """By staff and turnover (decree 2008-1354), as the firm said or as a register says."""

    VERY_SMALL = "very_small", "TPE"
    SMALL = "small", "PME"
    MIDDLE = "middle", "ETI"
    LARGE = "large", "grande entreprise"


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm that was met. ``commune`` is an INSEE code; ``siret`` has 14 digits or is empty."""

    name: str
    commune: str = ""
    siret: str = ""
    id: int | None = None  # None until stored
    size: FirmSize | None = None  # None: not known
    naf: str = ""  # activity code, e.g. 30.12Z, or empty


@dataclass(frozen=True, slots=True)
class Interview:
    """What a firm said on a day, word for word as the interviewer noted it."""

    firm: Firm
    held_on: date
    author: str
    notes: str
    id: int | None = None  # None until stored
    organisation: int | None = None  # the author's, which may read it again
    account: int | None = None  # the author's
    version: int = 1  # goes up each time that the notes change
    declared: bool = False  # the firm wrote it itself


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question of the interview guide, with what to listen for."""

    section: str
    question: str
    hint: str


@dataclass(frozen=True, slots=True)
class PrivateNotes:
    """What the interviewer keeps beside: never shown to the firm, never read for needs."""

    interview: int
    text: str


@dataclass(frozen=True, slots=True)
class InterviewSummary:
    """An interview as a list shows it: without its notes."""

    id: int
    firm: Firm
    held_on: date
    author: str
    needs: int  # confirmed so far
    declared: bool = False
