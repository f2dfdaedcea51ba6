"""Certifications and the competences that each gives."""

from dataclasses import dataclass

from skills.labelled import Labelled


class CertificationStatus(Labelled):
    ACTIVE = "active", "active"
    CLOSED = "closed", "fermée"
    TO_VERIFY = "to_verify", "à vérifier"


class Confidence(Labelled):
    HIGH = "high", "forte"
    MEDIUM = "medium", "moyenne"
    LOW = "low", "faible"


@dataclass(frozen=True, slots=True)
class Grant:
    """One competence that a certification gives, at a level from 1 to 4, and who said so."""

    competence: str
    level: int
    mapped_by: str
    mapped_on: str  # ISO date
    confidence: Confidence
    official: bool  # False: our own reading of the certification


@dataclass(frozen=True, slots=True)
class Block:
    """A block of competences of a certification, as the national register numbers it."""

    code: str
    label: str
    source: str
    competences: tuple[str, ...] = ()  # in the register's own words


@dataclass(frozen=True, slots=True)
class Certification:
    """A diploma, professional title or sector certificate."""

    code: str
    title: str
    kind: str
    level: int | None  # European level 3 to 8; None when unknown
    rncp: str  # number without prefix, or empty
    status: CertificationStatus
    replaced_by: str
    degree_code: str
    nsf: str
    formacode: str
    certifier: str
    source: str
    note: str = ""
    blocks: tuple[Block, ...] = ()
    grants: tuple[Grant, ...] = ()
