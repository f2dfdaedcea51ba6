"""What a school head asks: the demand in reach of the school, and which courses answer it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from data.storage.apprenticeships import list_places
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.sessions import open_sessions
from matching.travel import distance_from
from skills.apprenticeship import ApprenticeshipPlace
from skills.guidance import Asked
from skills.published import Kind, Released
from skills.reference import Reference
from skills.territory import Commune, Epci
from skills.training import Place, TrainingSession
from web.flows.gaps import released_demand

_A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class NearCourse:
    """A course in reach, with its next session; or, without one, a place by apprenticeship."""

    title: str
    provider: str
    km: float
    offer: int | None
    starts_on: date | None
    apprenticeship: bool = False


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A released figure, and what answers it in reach: soonest first, unknown dates last.

    ``elsewhere``: a course answers it somewhere, near or too far.
    """

    told: Released
    courses: tuple[NearCourse, ...]
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class SchoolReport:
    """All of it around a commune. ``near`` is by inter-communal body, ``whole`` the territory's."""

    commune: Commune
    km: int
    epcis: tuple[Epci, ...]
    near: tuple[SchoolLine, ...]
    whole: tuple[SchoolLine, ...]

    @property
    def unanswered(self) -> tuple[SchoolLine, ...]:
        """What is asked in the territory and that no course in reach teaches."""
        return tuple(line for line in self.whole if not line.courses)


def school_report(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    commune: Commune,
    km: int,
    *,
    on: date,
) -> SchoolReport:
    """The demand that may be told around a commune; nothing is added up that was not released."""
    reference = matcher.reference_
    epcis = _epcis_in_reach(commune, km, reference)
    codes = {epci.code for epci in epcis}
    released = released_demand(db, reference, on=on)
    near = _near_by_family(commune, km, catalogue, list_places(db), on)

    def lines(chosen: Iterable[Released]) -> tuple[SchoolLine, ...]:
        ordered = sorted(chosen, key=lambda one: (-one.people, one.place, one.code))
        return tuple(_line(one, near, catalogue, on) for one in ordered)

    return SchoolReport(
        commune,
        km,
        epcis,
        lines(one for one in released if one.kind is Kind.PLACE and one.place in codes),
        lines(one for one in released if one.kind is Kind.FAMILY),
    )


def _epcis_in_reach(commune: Commune, km: int, reference: Reference) -> tuple[Epci, ...]:
    """The bodies of the territory with a commune in reach, by name."""
    asked = Asked(near=commune.code)
    found = set()
    for one in reference.communes.values():
        far = distance_from(asked, Place(one.code), reference)
        if far is not None and far <= km:
            found.add(one.epci)
    bodies = (reference.epcis[code] for code in found if code in reference.epcis)
    return tuple(sorted((b for b in bodies if b.in_territory), key=lambda b: b.name))


def _line(
    told: Released,
    near: Mapping[str, list[NearCourse]],
    catalogue: CatalogueIndex,
    on: date,
) -> SchoolLine:
    courses = sorted(
        near.get(told.code, ()), key=lambda one: (one.starts_on or date.max, one.km, one.title)
    )
    elsewhere = bool(courses) or any(
        not offer.vanished and open_sessions(offer, on) for offer in catalogue.naming([told.code])
    )
    return SchoolLine(told, tuple(courses), elsewhere)


def _near_by_family(
    commune: Commune,
    km: int,
    catalogue: CatalogueIndex,
    places: Iterable[ApprenticeshipPlace],
    on: date,
) -> dict[str, list[NearCourse]]:
    """The courses and the places by apprenticeship in reach, by each family that they teach."""
    reference = catalogue.reference
    asked = Asked(near=commune.code)
    known: dict[Place | None, float | None] = {}

    def far(place: Place | None) -> float | None:
        if place not in known:
            known[place] = distance_from(asked, place, reference)
        away = known[place]
        return away if away is not None and away <= km else None

    found: dict[str, list[NearCourse]] = defaultdict(list)
    for offer in catalogue.offers_:
        if offer.vanished or not offer.teaches:
            continue
        near = [(s, away) for s in open_sessions(offer, on) if (away := far(s.place)) is not None]
        if near:
            session, away = min(near, key=lambda one: _start(one[0]))
            starts = session.starts_on.day if session.starts_on else None
            course = NearCourse(offer.title, offer.provider.name, away, offer.id, starts)
            for family in {reference.family_of(taught.code) for taught in offer.teaches}:
                found[family].append(course)
    for place in places:
        day = place.starts_on.day if place.starts_on else None
        away = far(place.place)
        if place.vanished or place.seats_left == 0 or day is None or away is None:
            continue
        if on <= day <= on + _A_YEAR:
            course = NearCourse(
                place.title, place.provider.name, away, None, day, apprenticeship=True
            )
            for family in {reference.family_of(taught.code) for taught in place.teaches}:
                found[family].append(course)
    return found


def _start(session: TrainingSession) -> date:
    return session.starts_on.day if session.starts_on else date.max
