"""Every shape that matching gives back. Offsets are in characters of the text that was given."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from skills.labelled import Labelled
from skills.need import Headcount, Need
from skills.occupation import Importance
from skills.terms_of_work import Commitment, Contract, Shift
from skills.training import TaughtCompetence, TrainingOffer, TrainingSession

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: what kind of evidence, how much it adds, on what (a code or the
    words seen).

    The weights of a score's reasons add up to the score. ``web/wording.py`` puts a reason in
    French.
    """

    kind: str
    weight: float
    detail: str = ""


class Grain(Labelled):
    """How precisely a phrase was understood."""

    COMPETENCE = "competence", "compétence"
    FAMILY = "family", "famille"


class Polarity(Labelled):
    ASKED = "asked", "demandé"
    NOT_ASKED = "not_asked", "pas demandé"
    PAST = "past", "ne se fait plus"


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The next best reading of the same words."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class CompetenceMention:
    """Words that name a competence, or only its family; ``score`` in 0..1."""

    code: str  # competence or family code, as ``grain`` says
    family: str
    grain: Grain
    start: int
    end: int
    quote: str
    score: float
    reasons: tuple[Reason, ...]
    polarity: Polarity = Polarity.ASKED
    level: int | None = None  # 1 to 4, None when not said
    runner_up: RunnerUp | None = None


@dataclass(frozen=True, slots=True)
class OccupationMention:
    """Words that name an occupation, with what is said of it."""

    code: str
    start: int
    end: int
    quote: str
    score: float
    reasons: tuple[Reason, ...]
    polarity: Polarity = Polarity.ASKED
    level: int | None = None
    headcount: Headcount | None = None
    when: date | None = None
    contract: Contract | None = None


@dataclass(frozen=True, slots=True)
class Cue(Generic[T]):
    """Something said beside the competences: a number, a date, a level…"""

    value: T
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Words that look like a skill and that nothing known matches well enough."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class LinkedText:
    """What a text says, in the order of the text."""

    mentions: tuple[CompetenceMention, ...]
    occupations: tuple[OccupationMention, ...]
    unlinked: tuple[Unlinked, ...]
    headcounts: tuple[Cue[Headcount], ...] = ()
    dates: tuple[Cue[date], ...] = ()
    contracts: tuple[Cue[Contract], ...] = ()
    shifts: tuple[Cue[Shift], ...] = ()
    commitments: tuple[Cue[Commitment], ...] = ()
    difficulties: tuple[Cue[str], ...] = ()


@dataclass(frozen=True, slots=True)
class NeedProposal:
    """A need as read in an interview: only a person's confirmation makes it a ``Need``."""

    start: int
    end: int
    quote: str
    occupation: OccupationMention | None
    competences: tuple[CompetenceMention, ...]  # asked for, in the order of the text
    not_asked: tuple[CompetenceMention, ...]
    headcount: Headcount | None
    wanted_by: date | None
    contract: Contract | None
    shifts: tuple[Shift, ...]
    commitments: tuple[Commitment, ...]
    difficult: bool
    sure: bool

    @property
    def key(self) -> str:
        """Identifies the proposal among those of the same notes."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class InterviewReading:
    """Everything read in the notes of one interview."""

    proposals: tuple[NeedProposal, ...]
    linked: LinkedText


@dataclass(frozen=True, slots=True)
class CoveredCompetence:
    """How one asked competence is met by an offer; ``credit`` in 0..1."""

    code: str
    importance: Importance
    asked_level: int | None
    taught: TaughtCompetence | None  # None: not taught
    credit: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An offer for a need; the weights of ``reasons`` add up to ``score``, in 0..1."""

    offer: TrainingOffer
    session: TrainingSession | None  # the run that suits best; None: no known date
    score: float
    reasons: tuple[Reason, ...]
    coverage: tuple[CoveredCompetence, ...]
    missing: tuple[str, ...]  # codes of asked competences that the offer does not teach
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class NeedAnalysis:
    """A need, what answers it, and what no open offer teaches."""

    need: Need
    suggestions: tuple[Suggestion, ...]  # best first, ties by offer key
    uncovered: tuple[str, ...]  # codes taught by none of the open offers
    on: date


class GapGrain(Labelled):
    """What a line of the gaps is about."""

    COMPETENCE = "competence", "compétence"
    FAMILY = "family", "famille"
    OCCUPATION = "occupation", "métier"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is asked for, against the seats that teach it; people as an interval."""

    code: str  # of a competence, a family or an occupation
    family: str
    people_min: int
    people_max: int
    weighted: float  # people, counted less when unsure or when nothing is promised
    seats: int
    finishing: int  # people in training now who finish in time; whom they are for is not known
    remaining_min: int
    remaining_max: int
    firms: int
    first_wanted: date | None
    last_wanted: date | None
    recent: int  # people asked for, at least, since half a year
    earlier: int  # in the half year before
    needs: tuple[int, ...]  # identifiers of the needs counted
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Offers that together teach what is essential in a need; see ``matching/bundles.py``."""

    offers: tuple[Suggestion, ...]  # best first
    covered: tuple[str, ...]
    missing: tuple[str, ...]  # no open offer teaches them in time
    greedy: int  # how many offers the greedy choice would take
    bound: float  # the greedy choice never takes more than so many times the optimum
    cost: float  # euros, an unknown price counted as such
