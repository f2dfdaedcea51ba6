"""Training offers and their sessions. What is unknown is ``None`` or empty, shown « non
communiqué ».
"""

from dataclasses import dataclass, field
from datetime import date

from skills.labelled import Labelled
from skills.same_offer import RecordName
from skills.suggestion_decision import SessionName
from skills.territory import Point


class DeliveryMode(Labelled):
    ON_SITE = "on_site", "en présence"
    MIXED = "mixed", "mixte"
    REMOTE = "remote", "à distance"


class EntryMode(Labelled):
    FIXED = "fixed", "dates fixes"
    PERMANENT = "permanent", "entrées permanentes"


class RecruitmentState(Labelled):
    OPEN = "open", "inscriptions ouvertes"
    CLOSED = "closed", "inscriptions closes"
    SUSPENDED = "suspended", "inscriptions suspendues"


class DatePrecision(Labelled):
    DAY = "day", "jour"
    MONTH = "month", "mois"
    YEAR = "year", "année"


class TeachingBasis(Labelled):
    """How one knows that an offer teaches a competence."""

    BLOCK = "block", "d'après le bloc de compétences préparé"
    CERTIFICATION = "certification", "d'après la certification préparée"
    CODE = "code", "d'après le code de son domaine : à vérifier"
    TEXT = "text", "d'après le texte de la formation"
    PROVIDER = "provider", "confirmé par l'organisme"


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """A date known to the day, the month or the year; ``day`` is then the first of that period."""

    day: date
    precision: DatePrecision = DatePrecision.DAY


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session is held."""

    commune: str = ""  # INSEE code
    city: str = ""
    postal_code: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """A training body or school. ``siret`` is kept as the source wrote it, digits only."""

    name: str
    siret: str = ""
    uai: str = ""
    id: int | None = None  # None until stored

    @property
    def key(self) -> str:
        """What names a body in the keys of its offers."""
        return self.siret or self.uai or self.name


@dataclass(frozen=True, slots=True)
class TrainingSession:
    """One run of an offer, at one place."""

    key: str  # the source's own number, unique within the offer
    starts_on: ImpreciseDate | None = None
    ends_on: ImpreciseDate | None = None
    place: Place | None = None
    seats: int | None = None
    seats_left: int | None = None
    entry: EntryMode | None = None
    state: RecruitmentState | None = None
    extras: tuple[tuple[str, str], ...] = ()  # what the format says besides: path, value
    # Every name it has where several sources describe it; not in ``repr``, which marks what a
    # source says.
    records: tuple[SessionName, ...] = field(default=(), repr=False)

    @property
    def places_left(self) -> int | None:
        """Seats still free, as far as is known: all of them when none is said to be taken."""
        return self.seats if self.seats_left is None else self.seats_left


@dataclass(frozen=True, slots=True)
class TaughtCompetence:
    """A competence that an offer teaches, at a level 1 to 4 when known; confidence in 0..1.

    ``code`` is of a family where only the field of the course is known. ``detail`` is what says so:
    a code, or words of the text.
    """

    code: str
    level: int | None
    basis: TeachingBasis
    confidence: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TrainingOffer:
    """A training offer; ``(source, key)`` identifies it.

    As one source describes it, or made of the ``records`` of several: then ``origins`` says which
    source each field comes from. Neither is in ``repr``, which marks what a source says.
    """

    source: str
    key: str
    title: str
    provider: Provider
    objective: str = ""
    content: str = ""
    prerequisites: str = ""
    certifications: tuple[str, ...] = ()  # codes of the reference, e.g. RNCP38432
    nsf: tuple[str, ...] = ()
    formacodes: tuple[str, ...] = ()
    romes: tuple[str, ...] = ()
    level: int | None = None  # European level reached, 3 to 8
    hours: int | None = None
    mode: DeliveryMode | None = None
    url: str = ""
    blocks: tuple[str, ...] = ()  # codes of the certification's blocks, e.g. RNCP38432BC01
    public: str = ""  # whom it is for
    cost: float | None = None  # euros for one person, all of the course
    funding: tuple[str, ...] = ()  # who may pay, as the source says
    accessibility: str = ""  # what is said to people with a disability
    extras: tuple[tuple[str, str], ...] = ()  # what the format says besides: path, value
    sessions: tuple[TrainingSession, ...] = ()
    teaches: tuple[TaughtCompetence, ...] = ()
    seen_on: date | None = None  # last day that its source showed it
    changed_on: date | None = None  # last day that what the source says of it changed
    vanished: bool = False  # its source no longer shows it
    id: int | None = None  # None until stored
    not_taught: tuple[str, ...] = field(default=(), repr=False)  # codes, as its provider says
    records: tuple[RecordName, ...] = field(default=(), repr=False)
    origins: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # field, source

    def run(self, session: TrainingSession | None) -> SessionName:
        """The name of one of its sessions: of the record it comes from, so that it stands whatever
        becomes of the others.
        """
        if session is None or not session.records:
            return SessionName(self.source, self.key, session.key if session else "")
        own = [one for one in session.records if (one.source, one.key) == (self.source, self.key)]
        return (own or list(session.records))[0]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record or field that could not be taken: where, what it held, what was expected (a
    code).
    """

    line: int
    field: str
    value: str
    why: str
