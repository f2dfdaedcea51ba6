"""What the registers of certifications say, beside what our own files say."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from data.storage.offers import names_of_bodies
from data.storage.whole_records import list_whole
from skills.certification import Certification
from skills.errors import NotFound
from skills.reference import Reference
from skills.register import CertificationFact, Trainer, refreshed

SOURCE = "rncp"


@dataclass(frozen=True, slots=True)
class CertificationView:
    """One certification: ours, what the registers say of it, and the bodies known here that may
    train for it. One of the first two may be None.
    """

    code: str
    title: str
    ours: Certification | None
    fact: CertificationFact | None
    trainers: tuple[tuple[str, Trainer], ...]


def view_certification(db: Session, reference: Reference, code: str) -> CertificationView:
    """One certification; ``NotFound`` when neither our files nor a register has it."""
    ours = reference.certifications.get(code)
    fact = next(iter(list_whole(db, CertificationFact, [(SOURCE, code)])), None)
    if ours is None and fact is None:
        raise NotFound("certification", code)
    bodies = names_of_bodies(db, [one.siret for one in fact.trainers]) if fact else {}
    title = ours.title if ours else fact.title if fact else code
    trainers = (
        sorted(
            ((bodies[one.siret], one) for one in fact.trainers if one.siret in bodies),
            key=lambda pair: (pair[0], pair[1].siret),
        )
        if fact
        else []
    )
    return CertificationView(code, title, ours, fact, tuple(trainers))


def with_registers(db: Session, files: Reference) -> Reference:
    """What the files say, with what the registers say since of the same certifications."""
    names = [(SOURCE, code) for code in files.certifications]
    facts = {fact.key: fact for fact in list_whole(db, CertificationFact, names)}
    if not facts:
        return files
    return replace(
        files,
        certifications={
            code: refreshed(one, facts[code]) if code in facts else one
            for code, one in files.certifications.items()
        },
    )
