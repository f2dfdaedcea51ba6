"""The courses that teach some of what a planned session would, and why each is not enough.

The reasons rest on the plan and the catalogue alone: beside a firm's wanted date or its distance,
they would tell of the firm to whoever reads the file.
"""

from dataclasses import dataclass
from datetime import date

from matching.catalogue import CatalogueIndex
from matching.sessions import open_sessions
from skills.reference import Reference
from skills.session_plan import SessionPlan
from skills.territory import Point, distance_km
from skills.training import TrainingOffer, TrainingSession

_MOST = 5


@dataclass(frozen=True, slots=True)
class NotFitting:
    """An existing course, and why it does not answer: codes that the wording knows."""

    offer: TrainingOffer
    taught: int  # of the plan's competences
    why: tuple[str, ...]


def courses_that_fall_short(
    plan: SessionPlan, catalogue: CatalogueIndex, *, on: date
) -> tuple[NotFitting, ...]:
    """The courses that teach most of it, five at most, ties by key, each with what it lacks."""
    wanted = set(plan.competences)
    found = []
    for offer in catalogue.teaching(plan.competences):
        taught = len(wanted & {t.code for t in offer.teaches})
        if taught:
            found.append((taught, offer))
    found.sort(key=lambda pair: (-pair[0], pair[1].source, pair[1].key))
    return tuple(
        NotFitting(offer, taught, _why_not(plan, offer, taught, catalogue.reference, on))
        for taught, offer in found[:_MOST]
    )


def _why_not(
    plan: SessionPlan, offer: TrainingOffer, taught: int, reference: Reference, on: date
) -> tuple[str, ...]:
    why = []
    if taught < len(plan.competences):
        why.append(f"partial:{taught}/{len(plan.competences)}")
    session = _soonest(offer, on)
    if session is None:
        return (*why, "no_session")
    left = session.seats_left if session.seats_left is not None else session.seats
    if left is None:
        why.append("seats_unknown")
    elif left < plan.seats:
        why.append(f"seats:{left}")
    end = session.ends_on or session.starts_on
    if end and end.day > plan.ends_on:
        why.append(f"late:{end.day.isoformat()}")
    here, there = _point(plan.commune, reference), _place(session, reference)
    if here and there:
        distance = distance_km(here, there)
        if distance > reference.weights.suggestions.reach_km:
            why.append(f"far:{distance:.0f}")
    return tuple(why) or ("fits",)


def _soonest(offer: TrainingOffer, on: date) -> TrainingSession | None:
    """The next session that one may enter; unknown dates last."""
    return min(
        open_sessions(offer, on),
        key=lambda s: (s.starts_on.day if s.starts_on else date.max, s.key),
        default=None,
    )


def _place(session: TrainingSession, reference: Reference) -> Point | None:
    if session.place is None:
        return None
    return session.place.point or _point(session.place.commune, reference)


def _point(commune: str, reference: Reference) -> Point | None:
    known = reference.communes.get(commune)
    return known.centre if known else None
