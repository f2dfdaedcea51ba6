"""Apprenticeship from both sides: firms that look for an apprentice, courses that have places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from data.storage.apprenticeships import list_openings, list_places
from matching.apprentice_pairs import ApprenticePair, ApprenticePairs
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.errors import NotFound
from skills.occupation import Importance
from skills.reference import Reference
from skills.territory import distance_km
from skills.training import Place
from web.flows.catalogue import place_point

A_PAGE = 20
MOST_FITS = 6

Side = TypeVar("Side", ApprenticeshipOpening, ApprenticeshipPlace)
Lines = tuple[tuple[Side, float | None], ...]


@dataclass(frozen=True, slots=True)
class Alternance:
    """Both sides, each with its distance from where one looks."""

    openings: Lines[ApprenticeshipOpening]
    places: Lines[ApprenticeshipPlace]


def search_alternance(
    openings: Iterable[ApprenticeshipOpening],
    places: Iterable[ApprenticeshipPlace],
    reference: Reference,
    *,
    near: str,
    within_km: int | None,
    level: int | None,
    on: date,
    occupation: str = "",
    with_seats: bool = False,
) -> Alternance:
    """Contracts and places that are still to come, the nearest first, then the soonest.

    ``with_seats`` leaves out courses that are full, not those of which one does not know.
    """
    here = reference.communes[near].centre if near in reference.communes else None
    rome = reference.occupations[occupation].rome if occupation in reference.occupations else ""

    def distance(place: Place | None) -> float | None:
        point = place_point(place, reference)
        return distance_km(here, point) if here and point else None

    def kept(one: ApprenticeshipOpening | ApprenticeshipPlace, far: float | None) -> bool:
        past = one.starts_on is not None and one.starts_on.day < on
        wrong_level = level is not None and one.level != level
        too_far = within_km is not None and here is not None and (far is None or far > within_km)
        full = with_seats and isinstance(one, ApprenticeshipPlace) and one.seats_left == 0
        other = bool(occupation) and not _of_occupation(one, occupation, rome, reference)
        return not (one.vanished or past or wrong_level or too_far or full or other)

    return Alternance(
        _in_order((one, distance(one.place)) for one in openings if kept(one, distance(one.place))),
        _in_order((one, distance(one.place)) for one in places if kept(one, distance(one.place))),
    )


def _in_order(lines: Iterable[tuple[Side, float | None]]) -> Lines[Side]:
    def order(line: tuple[Side, float | None]) -> tuple[float, date, str, str]:
        one, far = line
        start = one.starts_on.day if one.starts_on else date.max
        return (far if far is not None else 1e9, start, one.source, one.key)

    return tuple(sorted(lines, key=order))


def _of_occupation(
    one: ApprenticeshipOpening | ApprenticeshipPlace,
    occupation: str,
    rome: str,
    reference: Reference,
) -> bool:
    """Whether it is for an occupation: said, by its ROME, or by a third of what it needs."""
    if rome and rome in one.romes:
        return True
    if isinstance(one, ApprenticeshipOpening):
        return one.occupation == occupation
    asked = {
        need.competence
        for need in reference.occupations[occupation].requirements
        if need.importance is Importance.ESSENTIAL
    }
    return bool(asked) and 3 * len(asked & {t.code for t in one.teaches}) >= len(asked)


@dataclass(frozen=True, slots=True)
class AlternancePage:
    """A page of each side, with how many of the other side fit each."""

    openings: tuple[tuple[ApprenticeshipOpening, float | None, int], ...]
    places: tuple[tuple[ApprenticeshipPlace, float | None, int], ...]
    openings_found: int
    places_found: int
    page: int
    pages: int


def paged(
    found: Alternance,
    openings: Sequence[ApprenticeshipOpening],
    places: Sequence[ApprenticeshipPlace],
    pairs: ApprenticePairs,
    page: int,
    *,
    on: date,
) -> AlternancePage:
    """One page of what was found; what fits is counted over everything that is known."""
    longest = max(len(found.openings), len(found.places))
    pages = max(1, -(-longest // A_PAGE))
    page = min(max(1, page), pages)
    some = slice((page - 1) * A_PAGE, page * A_PAGE)
    return AlternancePage(
        tuple(
            (one, far, len(pairs.places_for(one, places, on=on)))
            for one, far in found.openings[some]
        ),
        tuple(
            (one, far, len(pairs.openings_for(one, openings, on=on)))
            for one, far in found.places[some]
        ),
        len(found.openings),
        len(found.places),
        page,
        pages,
    )


def opening_with_places(
    db: Session, pairs: ApprenticePairs, number: int, *, on: date
) -> tuple[ApprenticeshipOpening, tuple[ApprenticePair, ...]]:
    """A firm's contract and the courses that fit it; ``NotFound`` when there is none."""
    one = _numbered(list_openings(db), number)
    return one, pairs.places_for(one, list_places(db), on=on)[:MOST_FITS]


def place_with_openings(
    db: Session, pairs: ApprenticePairs, number: int, *, on: date
) -> tuple[ApprenticeshipPlace, tuple[ApprenticePair, ...]]:
    """A course with places and the firms that look for such an apprentice; ``NotFound`` when there
    is none.
    """
    one = _numbered(list_places(db), number)
    return one, pairs.openings_for(one, list_openings(db), on=on)[:MOST_FITS]


def _numbered(found: Iterable[Side], number: int) -> Side:
    one = next((one for one in found if one.id == number), None)
    if one is None:
        raise NotFound("apprenticeship", number)
    return one
