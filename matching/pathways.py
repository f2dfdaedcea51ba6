"""From hands and a place to occupations in an order that is explained.

Hand-written rules, readable in ``data/reference/guidance``: no learnt model, and no person is ever
compared with another. What is put in order are occupations, for one person who asks.
"""

from dataclasses import dataclass
from datetime import date

from matching.bridges import bridge
from matching.catalogue import CatalogueIndex
from matching.results import Reason
from skills.guidance import GuidanceRules
from skills.occupation import ConditionKind, Importance, Occupation, Sector
from skills.reference import Reference
from skills.territory import distance_km
from skills.training import Place

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of themselves, for the time of an answer. Kept nowhere."""

    tiles: tuple[str, ...] = ()
    past: tuple[str, ...] = ()  # codes of occupations
    limits: tuple[str, ...] = ()
    near: str = ""  # INSEE code of the commune, or empty
    within_km: int | None = None
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """An occupation for the person; the weights of ``reasons`` add up to ``score``."""

    occupation: Occupation
    score: float
    reasons: tuple[Reason, ...]
    shared: tuple[str, ...]  # competences of the occupation that are there already
    missing: tuple[str, ...]  # essential ones that are not


def leads(
    asked: Asked,
    reference: Reference,
    catalogue: CatalogueIndex,
    demanded: frozenset[str],
    *,
    on: date,
    rules: GuidanceRules | None = None,
) -> tuple[Lead, ...]:
    """Every occupation of the sector, best first, ties by code.

    Parameters
    ----------
    demanded : families of competences that at least three firms ask for, as published.
    rules : the person's own points; those of the reference otherwise.
    """
    points = rules or reference.guidance.rules
    tiles = [reference.guidance.tiles[t] for t in asked.tiles if t in reference.guidance.tiles]
    gestures = {code for tile in tiles for code in tile.competences}
    taught = _taught_near(asked, reference, catalogue, on)
    found = [
        _lead(one, asked, gestures, taught, demanded, reference, points)
        for one in reference.occupations.values()
        if one.sector is Sector.CORE
    ]
    return tuple(sorted(found, key=lambda lead: (-round(lead.score, 9), lead.occupation.code)))


def _lead(
    one: Occupation,
    asked: Asked,
    gestures: set[str],
    taught: set[str],
    demanded: frozenset[str],
    reference: Reference,
    points: GuidanceRules,
) -> Lead:
    wanted = {r.competence for r in one.requirements}
    essential = [r.competence for r in one.requirements if r.importance is Importance.ESSENTIAL]
    shared = sorted(gestures & wanted)
    reasons = [Reason("hands", points.hands, code) for code in shared]
    strongest = max(
        (
            bridge(reference.occupations[code], one, reference)
            for code in asked.past
            if code in reference.occupations
        ),
        key=lambda b: (b.strength, b.origin),
        default=None,
    )
    if strongest is not None and strongest.strength:
        reasons.append(Reason("past", points.past * strongest.strength, strongest.origin))
        shared += [code for code in strongest.shared if code not in shared]
    if wanted & taught:
        reasons.append(Reason("course", points.course, str(len(wanted & taught))))
    families = {reference.family_of(code) for code in essential}
    if families & demanded:
        reasons.append(Reason("demand", points.demand, sorted(families & demanded)[0]))
    hard = " ".join(c.text for c in one.conditions if c.kind is ConditionKind.HARD).casefold()
    for code in asked.limits:
        limit = reference.guidance.limits.get(code)
        if limit and any(word in hard for word in limit.words):
            reasons.append(Reason("limit", points.limit, code))
    kept = tuple(reason for reason in reasons if reason.weight)
    missing = tuple(code for code in essential if code not in shared)
    return Lead(one, sum(r.weight for r in kept), kept, tuple(shared), missing)


def _taught_near(
    asked: Asked, reference: Reference, catalogue: CatalogueIndex, on: date
) -> set[str]:
    here = reference.communes.get(asked.near)
    taught = set()
    for offer in catalogue.offers_:
        for session in offer.sessions:
            if offer.vanished or session.starts_on is None or session.starts_on.day < on:
                continue
            far = distance_from(asked, session.place, reference)
            if here and asked.within_km is not None and (far is None or far > asked.within_km):
                continue
            taught |= {one.code for one in offer.teaches}
            break
    return taught


def distance_from(asked: Asked, place: Place | None, reference: Reference) -> float | None:
    """Kilometres from where the person lives to a place, or None when either is not known."""
    here = reference.communes.get(asked.near)
    if here is None or place is None:
        return None
    commune = reference.communes.get(place.commune)
    there = place.point or (commune.centre if commune else None)
    return distance_km(here.centre, there) if there else None
