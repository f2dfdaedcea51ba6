"""From hands and a place to occupations in an order that is explained.

Hand-written rules, readable in ``data/reference/guidance``: no learnt model, and no person is ever
compared with another. What is put in order are occupations, for one person who asks.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from matching.bridges import OccupationBridge, bridge, named_gestures
from matching.catalogue import CatalogueIndex
from matching.results import Reason
from matching.sessions import open_sessions
from matching.travel import begins_at, may_enter, trip
from skills.guidance import Asked, GuidanceRules
from skills.occupation import ConditionKind, Importance, Occupation, Sector
from skills.reference import Reference
from skills.training import Place

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Lead:
    """An occupation for the person; the weights of ``reasons`` add up to ``score``."""

    occupation: Occupation
    score: float
    reasons: tuple[Reason, ...]
    shared: tuple[str, ...]  # competences of the occupation that are there already
    missing: tuple[str, ...]  # essential ones that are not
    bridge: OccupationBridge | None = None  # from the past occupation that gives most of it


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
    demanded : families and occupations that at least three firms ask for, as published.
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
    taught: Collection[str],
    demanded: frozenset[str],
    reference: Reference,
    points: GuidanceRules,
) -> Lead:
    wanted = {r.competence for r in one.requirements}
    essential = [r.competence for r in one.requirements if r.importance is Importance.ESSENTIAL]
    learnt = sorted(set(asked.learnt) & wanted)
    hands = sorted((gestures & wanted) - set(learnt))
    reasons = [Reason("learnt", points.hands, code) for code in learnt]
    reasons += [Reason("hands", points.hands, code) for code in hands]
    shared = [*learnt, *hands]
    strongest = _strongest(one, asked, reference)
    if strongest is not None and _closeness(strongest):
        reasons.append(Reason("past", points.past * _closeness(strongest), strongest.origin))
        shared += [code for code in strongest.shared if code not in shared]
    needed = set(essential) or wanted
    learnable = len(needed.intersection(taught))
    if learnable:
        share = learnable / len(needed)
        reasons.append(Reason("course", points.course * share, f"{learnable}/{len(needed)}"))
    families = {reference.family_of(code) for code in essential}
    asked_for = [one.code] if one.code in demanded else sorted(families & demanded)
    if asked_for:
        reasons.append(Reason("demand", points.demand, asked_for[0]))
    hard = " ".join(c.text for c in one.conditions if c.kind is ConditionKind.HARD).casefold()
    for code in asked.limits:
        limit = reference.guidance.limits.get(code)
        if limit and any(word in hard for word in limit.words):
            reasons.append(Reason("limit", points.limit, code))
    starts = begins_at(one, reference)
    if asked.leaves_at is not None and asked.leaves_at > starts:
        reasons.append(Reason("hours", points.hours, str(starts)))
    kept = tuple(reason for reason in reasons if reason.weight)
    missing = tuple(code for code in essential if code not in shared)
    return Lead(one, sum(r.weight for r in kept), kept, tuple(shared), missing, strongest)


def _strongest(one: Occupation, asked: Asked, reference: Reference) -> OccupationBridge | None:
    """The bridge from the past occupation that gives most of it."""
    told = {b.origin: b for b in reference.bridges if b.target == one.code}
    origins = [reference.occupations[code] for code in asked.past if code in reference.occupations]
    bridges = (
        bridge(past, one, reference, told.get(past.code), elsewhere=named_gestures(past, reference))
        for past in origins
    )
    return max(bridges, key=lambda b: (_closeness(b), b.origin), default=None)


def _closeness(found: OccupationBridge) -> float:
    """The share of the work that the past gives, 0..1; of the gestures named by a person who
    confirmed the bridge, if that is more.
    """
    named = len(found.told.shared) + len(found.told.missing) if found.told else 0
    return max(found.strength, len(found.told.shared) / named if found.told and named else 0.0)


def _taught_near(
    asked: Asked, reference: Reference, catalogue: CatalogueIndex, on: date
) -> set[str]:
    """What the courses that the person could enter and go to teach."""
    taught: set[str] = set()
    starts = reference.guidance.hours.course
    reached: dict[Place | None, bool] = {}
    for offer in catalogue.offers_:
        codes = {one.code for one in offer.teaches}
        if offer.vanished or codes <= taught or not may_enter(asked, offer.level):
            continue
        for session in open_sessions(offer, on):
            place = session.place
            if place not in reached:
                reached[place] = not trip(asked, place, starts, reference).hinders
            if session.starts_on is not None and reached[place]:
                taught |= codes
                break
    return taught
