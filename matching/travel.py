"""Whether somebody can be at a place when it begins: kilometres, minutes and the clock."""

from dataclasses import dataclass

from skills.guidance import Asked
from skills.occupation import ConditionKind, Occupation
from skills.reference import Reference
from skills.territory import distance_km
from skills.training import Place
from skills.travel import TravelMode


@dataclass(frozen=True, slots=True)
class Trip:
    """The way to a place. What is not known is None; ``hinders`` is empty when one can go there,
    otherwise far, long, early (it begins before one can be there) or unknown. ``mode``: of the
    minutes that a file of travel times tells; None when they are guessed from the distance.
    """

    km: float | None
    minutes: int | None
    hinders: str = ""
    mode: TravelMode | None = None


def trip(asked: Asked, place: Place | None, begins_at: int, reference: Reference) -> Trip:
    """The way from home to a place where one must be at ``begins_at``, in minutes after midnight.

    Where home or the way to move is not said, only what is said can hinder.
    """
    km = distance_from(asked, place, reference)
    move = reference.guidance.moves.get(asked.move)
    way = None
    if move is not None and place is not None and place.commune:
        way = reference.travel.find(asked.near, place.commune, mode=move.code, by=begins_at)
    minutes = way.minutes if way else None
    if minutes is None and km is not None and move is not None:
        minutes = move.wait_minutes + round(60 * km / move.km_an_hour)
    hinders = _hinders(asked, km, minutes, begins_at, reference)
    return Trip(km, minutes, hinders, way.mode if way else None)


def _hinders(
    asked: Asked, km: float | None, minutes: int | None, begins_at: int, reference: Reference
) -> str:
    if asked.leaves_at is not None and asked.leaves_at + (minutes or 0) > begins_at:
        return "early"
    if not asked.near:
        return ""
    if km is None:
        return "unknown" if asked.within_km is not None or asked.move else ""
    if asked.within_km is not None and km > asked.within_km:
        return "far"
    if minutes is not None and minutes > reference.guidance.hours.longest_minutes:
        return "long"
    return ""


def begins_at(occupation: Occupation, reference: Reference) -> int:
    """When its day usually begins, in minutes after midnight."""
    hours = reference.guidance.hours
    return hours.teams if in_teams(occupation, reference) else hours.day


def in_teams(occupation: Occupation, reference: Reference) -> bool:
    """Whether what is hard about it says that one works in teams, from early or into the night."""
    hard = " ".join(c.text for c in occupation.conditions if c.kind is ConditionKind.HARD)
    return any(words in hard.casefold() for words in reference.guidance.hours.teams_words)


def distance_from(asked: Asked, place: Place | None, reference: Reference) -> float | None:
    """Kilometres from where the person lives to a place, or None when either is not known."""
    here = reference.communes.get(asked.near)
    if here is None or place is None:
        return None
    commune = reference.communes.get(place.commune)
    there = place.point or (commune.centre if commune else None)
    return distance_km(here.centre, there) if there else None


def may_enter(asked: Asked, level: int | None) -> bool:
    """Whether a course of a European level is open to the person's diploma: the next one at
    most.
    """
    return asked.diploma is None or level is None or level <= asked.diploma.level + 1
