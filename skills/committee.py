"""What a committee reads: slim records, and figures that each say what they count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from skills.aid_request import AidState
from skills.labelled import Labelled
from skills.need import NeedState
from skills.project import FactKind, ProjectNature


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        """Whether a day is in it; an unknown day is not."""
        return day is not None and self.since <= day <= self.until

    @property
    def before(self) -> "Period":
        """The period of the same length that ends the day before."""
        length = self.until - self.since
        return Period(self.since - length - timedelta(days=1), self.since - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class MetFirm:
    firm: int
    name: str
    commune: str
    size: str
    naf: str
    on: date  # day of the interview


@dataclass(frozen=True, slots=True)
class ConfirmedNeed:
    id: int
    firm: int
    on: date  # day it was confirmed
    people_min: int
    people_max: int
    state: NeedState
    answered_on: date | None  # first day it was taken, solved or left without solution


@dataclass(frozen=True, slots=True)
class AnnouncedProject:
    id: int
    firm: int
    nature: ProjectNature
    on: date
    investment: int | None
    jobs: int | None


@dataclass(frozen=True, slots=True)
class ObservedFact:
    project: int
    firm: int
    kind: FactKind
    on: date
    amount: int | None
    said_by: str


@dataclass(frozen=True, slots=True)
class RequestedAid:
    id: int
    firm: int
    aid: str
    state: AidState
    amount: int | None
    on: date  # last move
    envelope: int | None


@dataclass(frozen=True, slots=True)
class HeldSession:
    offer: str
    key: str
    starts_on: date
    ends_on: date | None
    seats: int | None
    seats_left: int | None


@dataclass(frozen=True, slots=True)
class SentReferral:
    partner: str
    sent_on: date
    due_on: date
    kept_on: date | None


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    title: str
    starts_on: date
    entered: int
    finished: int | None
    asked_6: int | None
    working_6: int | None


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A competence asked for by needs still open, and the people left without a seat today."""

    code: str
    people: int
    seats: int
    left: int


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that the figures are counted from, in one perimeter."""

    firms: tuple[MetFirm, ...] = ()
    needs: tuple[ConfirmedNeed, ...] = ()
    projects: tuple[AnnouncedProject, ...] = ()
    facts: tuple[ObservedFact, ...] = ()
    aids: tuple[RequestedAid, ...] = ()
    sessions: tuple[HeldSession, ...] = ()
    referrals: tuple[SentReferral, ...] = ()
    outcomes: tuple[OutcomeCount, ...] = ()
    gaps: tuple[OpenGap, ...] = ()  # as of today


class Unit(Labelled):
    NUMBER = "number", ""
    EUROS = "euros", "€"
    DAYS = "days", "jours"
    SHARE = "share", "sur"


class FigureCode(Labelled):
    """Every figure of the committee's page, with its name."""

    FIRMS_MET = "firms_met", "entreprises rencontrées"
    NEEDS = "needs", "besoins confirmés"
    NEEDS_ANSWERED = "needs_answered", "besoins qui ont eu une réponse"
    DELAY = "delay", "délai médian avant une réponse"
    WAITING = "waiting", "personnes encore demandées"
    GAPS = "gaps", "compétences sans assez de places"
    SESSIONS = "sessions", "sessions commencées"
    SEATS = "seats", "places de ces sessions"
    FILLED = "filled", "places remplies"
    FINISHED = "finished", "sessions terminées"
    WORKING = "working", "en emploi à 6 mois"
    PROJECTS = "projects", "projets annoncés"
    INVESTMENT = "investment", "investissement annoncé"
    JOBS = "jobs", "emplois annoncés"
    INVESTED = "invested", "investissement observé"
    HIRED = "hired", "embauches observées"
    OPENED = "opened", "projets mis en service"
    AIDS = "aids", "demandes d'aide"
    AIDS_GRANTED = "aids_granted", "aides obtenues"
    GRANTED_EUROS = "granted_euros", "montant des aides obtenues"
    PROMISES_KEPT = "promises_kept", "promesses des partenaires tenues à temps"
    PROMISES_LATE = "promises_late", "promesses des partenaires en retard"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its value, the one of the period before, and how many records it counts.

    ``value`` is None when it cannot be told; ``out_of`` is the whole for a share.
    """

    code: FigureCode
    unit: Unit
    value: int | None
    previous: int | None
    records: int
    out_of: int | None = None
    firms: int | None = None  # firms behind it, for what may be published
    largest: float = 0.0  # share of the firm that makes most of it, 0..1


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a period, by code."""

    period: Period
    figures: Mapping[FigureCode, Figure]
    records: Records
