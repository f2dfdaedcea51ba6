"""Apprenticeship from both sides: firms that look for an apprentice, courses that have places.
What is unknown is ``None`` or empty, shown « non communiqué ».
"""

from dataclasses import dataclass
from datetime import date

from skills.labelled import Labelled
from skills.training import ImpreciseDate, Place, Provider, TaughtCompetence


class ApprenticeContract(Labelled):
    APPRENTICESHIP = "apprenticeship", "contrat d'apprentissage"
    PROFESSIONALISATION = "professionalisation", "contrat de professionnalisation"


@dataclass(frozen=True, slots=True)
class ApprenticeshipOpening:
    """A contract that a firm offers, as a source describes it; ``(source, key)`` names it."""

    source: str
    key: str
    title: str
    employer: str = ""  # empty: the source keeps it confidential
    text: str = ""
    contracts: tuple[ApprenticeContract, ...] = ()
    occupation: str = ""  # code of the reference, or empty
    romes: tuple[str, ...] = ()
    certification: str = ""  # code of the reference that the contract prepares, or empty
    level: int | None = None  # European level aimed at, 3 to 8
    starts_on: ImpreciseDate | None = None
    months: int | None = None  # length of the contract
    rhythm: str = ""
    posts: int | None = None
    place: Place | None = None
    published_on: date | None = None
    url: str = ""
    seen_on: date | None = None  # last day that its source showed it
    vanished: bool = False  # its source no longer shows it
    id: int | None = None  # None until stored


@dataclass(frozen=True, slots=True)
class ApprenticeshipPlace:
    """Places that a CFA or school has in a course by apprenticeship; ``(source, key)`` identifies
    it.
    """

    source: str
    key: str
    title: str
    provider: Provider
    text: str = ""
    certifications: tuple[str, ...] = ()
    romes: tuple[str, ...] = ()
    level: int | None = None  # European level reached, 3 to 8
    place: Place | None = None
    seats: int | None = None
    seats_left: int | None = None
    starts_on: ImpreciseDate | None = None
    months: int | None = None
    rhythm: str = ""
    firm_needed: bool | None = None  # to enter, one must already have a firm
    url: str = ""
    teaches: tuple[TaughtCompetence, ...] = ()
    seen_on: date | None = None
    vanished: bool = False
    id: int | None = None  # None until stored
