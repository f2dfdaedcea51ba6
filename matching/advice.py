"""What an answer lacks, and what to relax so that it says more."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from matching.path_steps import Path
from matching.pathways import Lead
from matching.steps import Step
from matching.travel import in_teams
from skills.guidance import Asked
from skills.reference import Reference

_STEP_KM = 10
_HALF_HOUR = 30


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to say. ``relax`` is what the form would hold instead, as ``field:value``, or
    empty; ``step`` is the course that it is about.

    ``kind`` is nothing, everything, outside, slow, late, limits, night, or of a course that nobody
    can follow what hinders (see ``matching.steps.HINDERS``) and no_course when there is none.
    """

    kind: str
    detail: str = ""
    relax: str = ""
    step: Step | None = None


def advise(
    asked: Asked, leads: Sequence[Lead], paths: Sequence[Path], reference: Reference
) -> tuple[Advice, ...]:
    """What is missing from what was said, what contradicts itself, and what would open a course."""
    found = []
    if not (asked.tiles or asked.past or asked.learnt):
        found.append(Advice("nothing"))
    elif len(asked.tiles) == len(reference.guidance.tiles) > 1:
        found.append(Advice("everything"))
    found += _place(asked, reference)
    day = reference.guidance.hours.day
    if asked.leaves_at is not None and asked.leaves_at > day:
        found.append(Advice("late", str(day), f"leaves_at:{day - _HALF_HOUR}"))
    if asked.limits and leads and all(_limited(lead) for lead in leads):
        found.append(Advice("limits", relax=f"limits:{_heaviest(asked, leads)}"))
    if asked.minor and any(in_teams(path.occupation, reference) for path in paths):
        found.append(Advice("night"))
    if paths and not any(path.course.title for path in paths):
        found += _no_course(paths)
    return tuple(found)


def _place(asked: Asked, reference: Reference) -> list[Advice]:
    """A commune that the territory does not count, a way to move that cannot go so far."""
    found = []
    commune = reference.communes.get(asked.near)
    epci = reference.epcis.get(commune.epci) if commune else None
    if commune is not None and not (epci and epci.in_territory):
        found.append(Advice("outside", commune.name))
    move = reference.guidance.moves.get(asked.move)
    if move is not None and asked.within_km is not None:
        minutes = reference.guidance.hours.longest_minutes - move.wait_minutes
        most = int(max(minutes, 0) / 60 * move.km_an_hour)
        if asked.within_km > most:
            found.append(Advice("slow", str(most), "move:"))
    return found


def _limited(lead: Lead) -> bool:
    return any(reason.kind == "limit" for reason in lead.reasons)


def _heaviest(asked: Asked, leads: Sequence[Lead]) -> str:
    """Of what one does not want, what stands in most occupations, ties by code."""
    counts = {
        code: sum(
            any(r.kind == "limit" and r.detail == code for r in lead.reasons) for lead in leads
        )
        for code in asked.limits
    }
    return min(counts, key=lambda code: (-counts[code], code))


def _no_course(paths: Sequence[Path]) -> list[Advice]:
    """The nearest course of all that only one thing keeps away, by what keeps it."""
    beyond = [step for path in paths for step in path.beyond]
    nearest: dict[str, Step] = {}
    for step in sorted(beyond, key=lambda one: (one.distance or 0.0, str(one.starts_on))):
        nearest.setdefault(step.note, step)
    found = []
    for why, step in nearest.items():
        relax = ""
        if why == "far" and step.distance is not None:
            relax = f"within_km:{_STEP_KM * ceil((step.distance + 1) / _STEP_KM)}"
        elif why == "long":
            relax = "move:"
        elif why == "early":
            relax = "leaves_at:"
        elif why == "level":
            relax = "diploma:"
        found.append(Advice(why, relax=relax, step=step))
    return found or [Advice("no_course")]
