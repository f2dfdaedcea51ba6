"""Needs: what an employer says is lacking, with the words that say it."""

from dataclasses import dataclass
from datetime import date, datetime

from skills.interview import Firm
from skills.labelled import Labelled
from skills.occupation import Importance
from skills.terms_of_work import Commitment, Contract, Shift


class EvidenceKind(Labelled):
    """How the firm expressed it; only words that were said stand in quotation marks."""

    SAID = "said", "dit en entretien"
    WRITTEN = "written", "écrit par l'entreprise"
    TICKED = "ticked", "choix coché"
    CELL = "cell", "case de tableau"


class NeedState(Labelled):
    TO_QUALIFY = "to_qualify", "à qualifier"
    SENT = "sent", "transmis"
    TAKEN = "taken", "pris en charge"
    SOLVED = "solved", "résolu"
    NO_SOLUTION = "no_solution", "sans solution"
    UNREACHABLE = "unreachable", "injoignable"
    WITHDRAWN = "withdrawn", "retiré"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a need rests on. ``start`` and ``end`` are offsets into the interview's notes, in
    characters.
    """

    kind: EvidenceKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people: an interval, since people say « deux ou trois »."""

    minimum: int
    maximum: int

    def __post_init__(self) -> None:
        if not 0 < self.minimum <= self.maximum:
            raise ValueError(f"headcount {self.minimum}..{self.maximum} is not an interval from 1")

    @property
    def middle(self) -> float:
        """The figure used where one number is needed."""
        return (self.minimum + self.maximum) / 2


@dataclass(frozen=True, slots=True)
class NeededCompetence:
    """One competence (or, when only that is sure, one family) asked for; level 1 to 4, None if
    not said.
    """

    code: str
    level: int | None = None
    importance: Importance = Importance.ESSENTIAL


@dataclass(frozen=True, slots=True)
class SharedNeed:
    """What a secret link shows of a need: the firm's own words and what was understood, and
    neither the notes around them nor who wrote them.
    """

    firm: str
    words: str
    occupation: str
    competences: tuple[str, ...]
    headcount: Headcount | None
    wanted_by: date | None
    state: NeedState


@dataclass(frozen=True, slots=True)
class Need:
    """What a firm lacks, as a person confirmed it."""

    firm: Firm
    evidence: Evidence
    occupation: str  # code, or empty when the firm named none
    competences: tuple[NeededCompetence, ...]
    headcount: Headcount | None  # None: not said
    wanted_by: date | None  # None: not said
    state: NeedState
    interview_id: int
    decided_by: str
    decided_at: datetime
    reference_version: str
    id: int | None = None  # None until stored
    contract: Contract | None = None  # None: not said
    shifts: tuple[Shift, ...] = ()
    beginner: bool | None = None  # accepted; None: not said
    commitments: tuple[Commitment, ...] = ()  # what the firm offers to do for it
    sure: bool = True  # as the person who confirmed it said
    owner: int | None = None  # account of who follows it; None: the manager's inbox
    taken_by: int | None = None  # organisation that took it in charge
