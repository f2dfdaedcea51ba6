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


class Met(Labelled):
    """How what is asked for is met by an offer."""

    TAUGHT = "taught", "enseignée"
    BELOW = "below", "enseignée, moins loin que demandé"
    NEIGHBOUR = "neighbour", "une voisine est enseignée"
    NOT = "not", "pas enseignée"


@dataclass(frozen=True, slots=True)
class CoveredCompetence:
    """How one asked competence is met by an offer; ``credit`` in 0..1."""

    code: str
    importance: Importance
    asked_level: int | None
    taught: TaughtCompetence | None  # None: not taught
    credit: float
    neighbour: bool = False  # only another competence of the family is taught

    @property
    def met(self) -> Met:
        """How it is met, in one word."""
        if self.taught is None:
            return Met.NOT
        if self.neighbour:
            return Met.NEIGHBOUR
        below = self.taught.level and self.asked_level and self.taught.level < self.asked_level
        return Met.BELOW if below else Met.TAUGHT


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
    lacks: Reason | None = None  # what costs it most, with the points it would add
    apprenticeship: bool = False  # the session then ends when the work begins


class Assumption(Labelled):
    """What is taken for granted when a need does not say it, or cannot be met as said."""

    NOTHING_ASKED = "nothing_asked", "ni compétence ni métier dits : rien à chercher"
    FROM_OCCUPATION = "from_occupation", "aucune compétence dite : celles que le métier exige"
    NO_DATE = "no_date", "aucune date dite : le plus tôt est le mieux, rien n'est en retard"
    DATE_PASSED = "date_passed", "la date souhaitée est passée : toute session finit après"
    NO_PEOPLE = "no_people", "nombre non dit : compté pour une personne"
    NO_PLACE = "no_place", "commune de l'entreprise inconnue : la distance ne départage rien"


@dataclass(frozen=True, slots=True)
class NeedAnalysis:
    """A need, what answers it, and what no open offer teaches."""

    need: Need
    suggestions: tuple[Suggestion, ...]  # best first, ties by offer key
    uncovered: tuple[str, ...]  # codes that none of the open offers teaches
    on: date
    assumed: tuple[Assumption, ...] = ()  # in place of what was not said


class Difference(Labelled):
    """What a suggestion has over the first one."""

    DATE = "date", "à une autre date"
    NEARER = "nearer", "plus près"
    SOONER = "sooner", "plus tôt"
    SEATS = "seats", "plus de places"
    APPRENTICESHIP = "apprenticeship", "par l'apprentissage"


@dataclass(frozen=True, slots=True)
class Alternative:
    """What to look at when the first suggestion does not do."""

    kind: Difference
    suggestion: Suggestion


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


class Untaught(Labelled):
    """Why what a need asks for cannot be learnt in time."""

    NEVER = "never", "aucune formation ouverte ne l'enseigne"
    BELOW = "below", "enseignée moins loin que demandé"
    LATE = "late", "enseignée, mais trop tard"


@dataclass(frozen=True, slots=True)
class Lacking:
    """An essential competence that no open offer teaches in time, and why."""

    code: str
    why: Untaught
    on: date | None = None  # when the first that teaches it far enough is done, if that is late


@dataclass(frozen=True, slots=True)
class Bundle:
    """Offers that together teach what is essential in a need; see ``matching/bundles.py``."""

    offers: tuple[Suggestion, ...]  # best first
    covered: tuple[str, ...]
    missing: tuple[Lacking, ...]  # empty: all that is essential can be learnt in time
    greedy: int  # how many offers the greedy choice would take
    bound: float  # the greedy choice never takes more than so many times the optimum
    cost: float  # euros, an unknown price counted as such
    priced: bool  # whether every price is known
