"""One competence, occupation or certification with all that is known around it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from matching.bridges import OccupationBridge, bridges_from, bridges_to
from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences
from matching.sessions import open_sessions
from skills.account import User
from skills.certification import Certification, Grant
from skills.competence import Competence, Family
from skills.errors import NotFound
from skills.need import Need
from skills.occupation import Importance, Occupation, Requirement
from skills.reference import Crosswalk, Reference
from skills.training import TrainingOffer
from web.flows.needs import current_needs

_WORTH_NAMING = 0.3
"""Share of what an occupation calls essential from which a certification is said to lead to it."""


@dataclass(frozen=True, slots=True)
class CompetenceView:
    """A competence: its neighbours, who asks for it, who teaches it."""

    competence: Competence
    family: Family
    neighbours: tuple[Competence, ...]
    occupations: tuple[tuple[Occupation, Requirement], ...]
    certifications: tuple[tuple[Certification, Grant], ...]
    needs: tuple[Need, ...]
    offers: tuple[tuple[TrainingOffer, int], ...]  # with the number of sessions one may enter
    crosswalks: tuple[Crosswalk, ...]


@dataclass(frozen=True, slots=True)
class OccupationView:
    """An occupation: what it requires, what leads to it and where it leads."""

    occupation: Occupation
    arriving: tuple[OccupationBridge, ...]
    leaving: tuple[OccupationBridge, ...]
    certifications: tuple[tuple[Certification, float], ...]  # with the share of what is essential
    crosswalks: tuple[Crosswalk, ...]


def view_competence(
    db: Session, catalogue: CatalogueIndex, code: str, *, user: User, on: date
) -> CompetenceView:
    """Everything around a competence; a retired code gives the one that replaces it."""
    reference = catalogue.reference
    competence = reference.competence(reference.current(code))
    code = competence.code
    needs = tuple(
        need
        for need in current_needs(db, reference, user=user)
        if any(
            c.code == code for c in asked_competences(need.competences, need.occupation, reference)
        )
    )
    offers = tuple(
        (offer, len(open_sessions(offer, on)))
        for offer in catalogue.teaching([code])
        if any(t.code == code for t in offer.teaches)
    )
    return CompetenceView(
        competence,
        reference.families[competence.family],
        tuple(
            c
            for c in reference.competences.values()
            if c.family == competence.family and c.code != code
        ),
        tuple(
            (o, r)
            for o in reference.occupations.values()
            for r in o.requirements
            if r.competence == code
        ),
        tuple(
            (c, g)
            for c in reference.certifications.values()
            for g in c.grants
            if g.competence == code
        ),
        needs,
        offers,
        tuple(link for link in reference.crosswalks if link.code == code),
    )


def view_occupation(reference: Reference, code: str) -> OccupationView:
    """Everything around an occupation."""
    if code not in reference.occupations:
        raise NotFound("occupation", code)
    occupation = reference.occupations[code]
    essential = {
        r.competence for r in occupation.requirements if r.importance is Importance.ESSENTIAL
    }
    leading = [
        (
            certification,
            len(essential & {g.competence for g in certification.grants}) / len(essential),
        )
        for certification in reference.certifications.values()
        if essential and not certification.replaced_by
    ]
    leading.sort(key=lambda pair: (-pair[1], pair[0].code))
    return OccupationView(
        occupation,
        bridges_to(occupation, reference),
        bridges_from(occupation, reference),
        tuple(pair for pair in leading if pair[1] >= _WORTH_NAMING),
        tuple(link for link in reference.crosswalks if link.code == code),
    )
