"""Public aids: each is dated data, with its source and the day it was last checked."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from skills.labelled import Labelled
from skills.partner import BodyKind

FRESH_FOR = timedelta(days=183)
"""An aid checked longer ago than this can no longer answer « oui »."""


class AidGoal(Labelled):
    APPRENTICESHIP = "apprenticeship", "alternance et embauche"
    BEFORE_HIRING = "before_hiring", "formation avant l'embauche"
    EMPLOYEES = "employees", "formation des salariés"
    RETRAINING = "retraining", "reconversion"
    COURSES = "courses", "création de formations"
    INVESTMENT = "investment", "investissement"
    DECARBONATION = "decarbonation", "décarbonation"
    INNOVATION = "innovation", "innovation"


class AidFor(Labelled):
    """What an aid is asked for."""

    PROJECT = "project", "un projet d'entreprise"
    NEED = "need", "un besoin de compétences"
    COURSE = "course", "une formation"
    PERSON = "person", "une personne"


class Fact(Labelled):
    """What a condition looks at; empty: only a person can tell."""

    NONE = "", "à vérifier avec l'entreprise"
    STAFF = "staff", "effectif"
    DEPARTMENT = "department", "département"
    NATURE = "nature", "nature du projet"
    INVESTMENT = "investment", "investissement"
    CONTRACT = "contract", "contrat"
    LEVEL = "level", "niveau préparé"
    NAF = "naf", "activité (division NAF)"


class Answer(Labelled):
    YES = "yes", "oui"
    NO = "no", "non"
    UNSURE = "unsure", "à vérifier"


@dataclass(frozen=True, slots=True)
class Amount:
    """What is given, at most, between two dates; ``rate`` is a share of the costs, 0..1."""

    text: str
    euros: int | None = None
    rate: float | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether this amount is the one in force on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: in words, and as data where a fact decides. Bounds are inclusive."""

    text: str
    fact: Fact = Fact.NONE
    among: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Aid:
    """A scheme as its source describes it."""

    code: str
    title: str
    goal: AidGoal
    asked_for: tuple[AidFor, ...]
    operator: str
    contact: BodyKind  # the kind of partner that answers
    who: str
    what: str
    source: str
    url: str
    amounts: tuple[Amount, ...] = ()
    conditions: tuple[Condition, ...] = ()
    open_from: date | None = None
    open_until: date | None = None
    checked_on: date | None = None  # None: the day of its source is not known

    def is_fresh(self, on: date) -> bool:
        """Whether it was checked in the six months before a day."""
        return self.checked_on is not None and on - self.checked_on <= FRESH_FOR

    def is_open(self, on: date) -> bool:
        """Whether one may ask for it on a day, as far as is known."""
        return (self.open_from is None or self.open_from <= on) and (
            self.open_until is None or on <= self.open_until
        )


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a firm and of what it plans; what is not known stays out."""

    staff: tuple[int, int] | None = None  # at least, at most
    department: str = ""
    nature: str = ""
    investment: int | None = None
    contract: str = ""
    level: int | None = None
    naf: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an answer: a condition with its own answer, or a remark on the aid itself."""

    text: str
    answer: Answer
    fact: Fact = Fact.NONE


@dataclass(frozen=True, slots=True)
class Eligibility:
    """An aid for a case, with its reasons in the order of the aid's conditions."""

    aid: Aid
    answer: Answer
    verdicts: tuple[Verdict, ...] = field(default=())
