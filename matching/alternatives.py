"""Suggestions that differ from the first in a way that may decide."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from matching.coverage import asked_competences
from matching.results import Alternative, Difference, NeedAnalysis, Suggestion
from matching.suggestions import suggest
from skills.reference import Reference

NEARER_KM = 5.0
"""A course that is less nearer than that is no nearer."""
OTHER_DAYS = 14
"""Nor is a session that begins less apart than that another date."""


def alternatives(
    analysis: NeedAnalysis, places: Sequence[Suggestion], reference: Reference
) -> tuple[Alternative, ...]:
    """What to look at when the first suggestion does not do, the best of each kind.

    Parameters
    ----------
    places : in courses by apprenticeship, best first.
    """
    if not analysis.suggestions:
        return ()
    first, others = analysis.suggestions[0], analysis.suggestions[1:]
    found: list[Alternative] = []
    if other_date := _other_date(analysis, first, reference):
        found.append(Alternative(Difference.DATE, other_date))
    kinds: dict[Difference, Callable[[Suggestion, Suggestion], bool]] = {
        Difference.NEARER: _nearer,
        Difference.SOONER: _sooner,
        Difference.SEATS: _roomier,
    }
    for kind, better in kinds.items():
        taken = {id(one.suggestion) for one in found}
        match = next((s for s in others if id(s) not in taken and better(s, first)), None)
        if match is not None:
            found.append(Alternative(kind, match))
    if places:
        found.append(Alternative(Difference.APPRENTICESHIP, places[0]))
    return tuple(found)


def _other_date(
    analysis: NeedAnalysis, first: Suggestion, reference: Reference
) -> Suggestion | None:
    """The same course at another date, the best of them."""
    begins = _begins(first)
    if begins is None:
        return None
    sessions = tuple(
        s
        for s in first.offer.sessions
        if s.starts_on and abs(s.starts_on.day - begins) >= timedelta(days=OTHER_DAYS)
    )
    if not sessions:
        return None
    need = analysis.need
    asked = asked_competences(need.competences, need.occupation, reference)
    apart = replace(first.offer, sessions=sessions)
    found = suggest(need, asked, apart, reference, on=analysis.on, least=0)
    return replace(found, offer=first.offer) if found else None


def _nearer(one: Suggestion, first: Suggestion) -> bool:
    if one.distance_km is None or first.distance_km is None:
        return False
    return one.distance_km < first.distance_km - NEARER_KM


def _sooner(one: Suggestion, first: Suggestion) -> bool:
    mine, theirs = _begins(one), _begins(first)
    return mine is not None and theirs is not None and mine < theirs


def _roomier(one: Suggestion, first: Suggestion) -> bool:
    return _left(one) > _left(first)


def _begins(one: Suggestion) -> date | None:
    return one.session.starts_on.day if one.session and one.session.starts_on else None


def _left(one: Suggestion) -> int:
    return (one.session.places_left if one.session else None) or 0
