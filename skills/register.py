"""What the national registers of certifications (RNCP, RS) say of one, on a day."""

from dataclasses import dataclass, replace
from datetime import date

from skills.certification import Block, Certification, CertificationStatus
from skills.labelled import Labelled


class AccessWay(Labelled):
    """A way that leads to a certification."""

    STUDENT = "student", "élève ou étudiant"
    APPRENTICE = "apprentice", "contrat d'apprentissage"
    CONTINUING = "continuing", "formation continue"
    PROFESSIONALISATION = "professionalisation", "contrat de professionnalisation"
    INDIVIDUAL = "individual", "candidature individuelle"
    EXPERIENCE = "experience", "validation de l'expérience"


@dataclass(frozen=True, slots=True)
class Trainer:
    """A body that may train for a certification, assess for it, or both. Its name is not kept: it
    may be a person's; ``siret`` says which of the bodies that we know it is.
    """

    siret: str
    trains: bool
    assesses: bool


@dataclass(frozen=True, slots=True)
class CertificationFact:
    """One fiche of a register; ``key`` is its code, e.g. RNCP38432."""

    source: str
    key: str
    title: str
    kind: str = ""  # CAP, titre professionnel…, as the register abbreviates it
    active: bool | None = None
    level: int | None = None  # European level 3 to 8
    registration: str = ""  # of right, or on request
    starts_on: date | None = None
    decided_on: date | None = None
    ends_on: date | None = None  # of the registration
    delivered_until: date | None = None
    nsf: tuple[str, ...] = ()
    romes: tuple[str, ...] = ()
    formacodes: tuple[str, ...] = ()
    ways: tuple[AccessWay, ...] = ()
    blocks: tuple[Block, ...] = ()
    abilities: tuple[str, ...] = ()  # where there are no blocks: what it attests
    certifiers: tuple[str, ...] = ()
    trainers: tuple[Trainer, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    detailed: bool = True  # from the full export; the light one has no competences
    told_on: date | None = None  # the day of the export
    seen_on: date | None = None
    vanished: bool = False
    id: int | None = None  # None until stored


def completed(fact: CertificationFact, before: CertificationFact | None) -> CertificationFact:
    """A fact of the light export, with what the full one said before of the same blocks."""
    if fact.detailed or before is None or not before.detailed:
        return fact
    known = {(block.code, block.label): block for block in before.blocks}
    return replace(
        fact,
        blocks=tuple(known.get((one.code, one.label), one) for one in fact.blocks),
        abilities=before.abilities,
        delivered_until=before.delivered_until,
        detailed=True,
    )


def refreshed(certification: Certification, fact: CertificationFact) -> Certification:
    """What our own files say of a certification, with what the register says of it since."""
    status = certification.status
    if fact.active is not None:
        status = CertificationStatus.ACTIVE if fact.active else CertificationStatus.CLOSED
    return replace(
        certification,
        title=fact.title,
        level=fact.level or certification.level,
        status=status,
        replaced_by=certification.replaced_by or next(iter(fact.replaced_by), ""),
        blocks=fact.blocks or certification.blocks,
    )
