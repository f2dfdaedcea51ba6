"""The courses that teach some of what a planned session would, and why each is not enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences
from matching.suggestions import suggest
from skills.need import Need
from skills.session_plan import SessionPlan
from skills.training import TrainingOffer


@dataclass(frozen=True, slots=True)
class NotFitting:
    """An existing course, and why it does not answer: codes that the wording knows."""

    offer: TrainingOffer
    taught: int  # of the plan's competences
    why: tuple[str, ...]


def courses_that_fall_short(
    plan: SessionPlan, asking: Sequence[Need], catalogue: CatalogueIndex, *, on: date
) -> tuple[NotFitting, ...]:
    """The courses that teach some of it, most first, and why each is not enough."""
    wanted = set(plan.competences)
    first = min((n.wanted_by for n in asking if n.wanted_by), default=None)
    found = []
    for offer in catalogue.teaching(plan.competences):
        taught = len(wanted & {t.code for t in offer.teaches})
        if taught:
            found.append((taught, offer))
    found.sort(key=lambda pair: (-pair[0], pair[1].source, pair[1].key))
    return tuple(
        NotFitting(offer, taught, _why_not(plan, offer, taught, asking, catalogue, first, on))
        for taught, offer in found[:5]
    )


def _why_not(
    plan: SessionPlan,
    offer: TrainingOffer,
    taught: int,
    asking: Sequence[Need],
    catalogue: CatalogueIndex,
    first: date | None,
    on: date,
) -> tuple[str, ...]:
    why = []
    if taught < len(plan.competences):
        why.append(f"partial:{taught}/{len(plan.competences)}")
    best = None
    for need in asking[:20]:
        asked = asked_competences(need.competences, need.occupation, catalogue.reference)
        best = suggest(need, asked, offer, catalogue.reference, on=on)
        if best is not None:
            break
    session = best.session if best else None
    if session is None:
        why.append("no_session")
    else:
        left = session.seats_left if session.seats_left is not None else session.seats
        people = sum(n.headcount.minimum if n.headcount else 1 for n in asking)
        if left is None:
            why.append("seats_unknown")
        elif left < people:
            why.append(f"seats:{left}/{people}")
        end = session.ends_on or session.starts_on
        if end and first and end.day > first:
            why.append(f"late:{end.day.isoformat()}")
        if (
            best
            and best.distance_km
            and best.distance_km > catalogue.reference.weights.suggestions.reach_km
        ):
            why.append(f"far:{best.distance_km:.0f}")
    return tuple(why) or ("fits",)
