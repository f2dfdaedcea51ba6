"""An occupation told to whoever has never seen it, with what is open here to come to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data.storage.apprenticeships import list_openings, list_places
from matching.bridges import OccupationBridge, told_bridges
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.short_course import GestureCourse, shortest_course
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.guidance import Tile
from skills.occupation import Importance, Occupation, Sector
from skills.presentation import Presentation, Workshop
from skills.published import Kind, Released
from skills.reference import Reference
from skills.training import TrainingOffer
from web.flows.alternance import search_alternance
from web.flows.catalogue import Listed, Wanted, matching_lines
from web.flows.gaps import released_demand
from web.flows.ontology import OccupationView, view_occupation

_FIRST = 4
"""Courses, contracts, places and computed bridges shown on the page; the whole lists are a link
away.
"""
_NEW_GESTURES = 2
"""Missing gestures that a bridge names, and that its course is looked for."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A bridge, and the shortest course that gives its missing gestures; None when none does."""

    bridge: OccupationBridge
    course: GestureCourse | None


@dataclass(frozen=True, slots=True)
class Towards:
    """A course on the way to an occupation, with what it teaches of what is essential."""

    line: Listed
    taught: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OccupationPage:
    """What stands on the page of an occupation."""

    view: OccupationView
    presentation: Presentation | None
    arriving: tuple[Crossing, ...]  # from other occupations
    leaving: tuple[Crossing, ...]  # to other occupations
    demand: tuple[Released, ...]  # of the occupation, or else of the families it rests on
    essential: tuple[str, ...]  # what the occupation calls essential
    courses: tuple[Towards, ...]  # those that teach the most of it, then the soonest
    courses_found: int
    openings: tuple[ApprenticeshipOpening, ...]
    places: tuple[ApprenticeshipPlace, ...]


def occupation_page(
    db: Session, matcher: Matcher, catalogue: CatalogueIndex, code: str, *, on: date
) -> OccupationPage:
    """Everything around an occupation on a day."""
    reference = matcher.reference_
    view = view_occupation(reference, code)
    essential = tuple(
        r.competence for r in view.occupation.requirements if r.importance is Importance.ESSENTIAL
    )
    lines = matching_lines(catalogue.offers_, reference, Wanted(occupation=code), on=on)
    coming = [
        Towards(line, _taught(line.offer, essential)) for line in lines if line.session is not None
    ]
    coming.sort(key=lambda one: -len(one.taught))  # the soonest came first
    found = search_alternance(
        (one for one in list_openings(db) if one.occupation == code),
        (one for one in list_places(db) if len(_taught(one, essential)) >= len(essential) / 2),
        reference, near="", within_km=None, level=None, on=on,
    )  # fmt: skip
    return OccupationPage(
        view,
        reference.presentations.get(code),
        _crossings(_worth_showing(view.arriving), catalogue, on),
        _crossings(_worth_showing(view.leaving), catalogue, on),
        _demand(
            released_demand(db, matcher.reference_, on=on), view.occupation, essential, reference
        ),
        essential,
        tuple(coming[:_FIRST]),
        len(coming),
        tuple(one for one, _ in found.openings[:_FIRST]),
        tuple(one for one, _ in found.places[:_FIRST]),
    )


def _taught(
    offered: TrainingOffer | ApprenticeshipPlace, essential: Iterable[str]
) -> tuple[str, ...]:
    codes = {one.code for one in offered.teaches}
    return tuple(code for code in essential if code in codes)


def bridge_page(
    reference: Reference, catalogue: CatalogueIndex, *, on: date
) -> tuple[tuple[Occupation, tuple[Crossing, ...]], ...]:
    """The bridges that a person confirmed, by the occupation one comes from."""
    by_origin: dict[str, list[Crossing]] = {}
    for one in _crossings(told_bridges(reference), catalogue, on):
        by_origin.setdefault(one.bridge.origin, []).append(one)
    return tuple((reference.occupations[code], tuple(found)) for code, found in by_origin.items())


def _worth_showing(bridges: tuple[OccupationBridge, ...]) -> tuple[OccupationBridge, ...]:
    """Those that a person confirmed, or else the strongest that were computed."""
    return tuple(one for one in bridges if one.told) or bridges[:_FIRST]


def _crossings(
    bridges: Iterable[OccupationBridge], catalogue: CatalogueIndex, on: date
) -> tuple[Crossing, ...]:
    return tuple(
        Crossing(one, shortest_course(one.missing[:_NEW_GESTURES], catalogue, on=on))
        for one in bridges
    )


def _demand(
    told: Iterable[Released],
    occupation: Occupation,
    essential: Iterable[str],
    reference: Reference,
) -> tuple[Released, ...]:
    """What may be told of who looks for this occupation, or of its families otherwise."""
    told = tuple(told)
    own = [o for o in told if o.kind is Kind.OCCUPATION and o.code == occupation.code]
    if own:
        return tuple(own)
    families = {reference.family_of(code) for code in essential}
    found = [o for o in told if o.kind is Kind.FAMILY and o.code in families]
    return tuple(sorted(found, key=lambda o: (-o.people, o.code))[:3])


@dataclass(frozen=True, slots=True)
class Corner:
    """A part of the workshop with its occupations, in the order of their names."""

    workshop: Workshop
    occupations: tuple[Occupation, ...]


def corners(reference: Reference) -> tuple[Corner, ...]:
    """The workshop as one walks through it, with who works where."""
    return tuple(
        Corner(
            workshop,
            tuple(
                sorted(
                    (
                        reference.occupations[one.occupation]
                        for one in reference.presentations.values()
                        if one.workshop == workshop.code
                    ),
                    key=lambda occupation: occupation.label,
                )
            ),
        )
        for workshop in sorted(reference.workshops.values(), key=lambda w: w.position)
    )


def using_gesture(
    reference: Reference, tile: Tile
) -> tuple[tuple[Occupation, tuple[str, ...]], ...]:
    """The occupations that ask for what a hand already does, with those competences: those of the
    sector, then their neighbours, the most gestures first.
    """
    found = [
        (one, tuple(r.competence for r in one.requirements if r.competence in tile.competences))
        for one in reference.occupations.values()
    ]
    found.sort(key=lambda pair: (pair[0].sector is not Sector.CORE, -len(pair[1]), pair[0].label))
    return tuple(pair for pair in found if pair[1])
