"""The catalogue as people look for it: courses by facet, distance and date."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from matching.sessions import open_sessions
from skills.folding import folded
from skills.reference import Reference
from skills.territory import Point, distance_km
from skills.training import DeliveryMode, Place, TrainingOffer, TrainingSession
from skills.travel import TravelTime

A_PAGE = 20
MOST_FUNDINGS = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one looks for. Empty or None: it does not matter."""

    words: str = ""
    taught: str = ""  # code of a competence or of a family
    occupation: str = ""
    level: int | None = None
    mode: DeliveryMode | None = None
    near: str = ""  # INSEE code
    within_km: int | None = None
    starts_from: date | None = None
    starts_by: date | None = None
    funding: str = ""  # as folded by ``folded``
    with_seats: bool = False
    siret: str = ""  # of the body, or its SIREN: all its establishments then
    sort: str = "start"  # start, distance, title
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: the offer, its next session, and how far it is."""

    offer: TrainingOffer
    session: TrainingSession | None
    distance: float | None
    way: TravelTime | None = None  # where a file tells how long it is


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """One page of what was found. ``relax`` names the conditions that leave nothing, with what
    would be found without each.
    """

    lines: tuple[Listed, ...]
    found: int
    pages: int
    relax: tuple[tuple[str, int], ...]


def search_catalogue(
    offers: Iterable[TrainingOffer], reference: Reference, wanted: Wanted, *, on: date
) -> CataloguePage:
    """The courses that answer every condition, in the order asked for, ties by title."""
    offers = tuple(offers)
    lines = matching_lines(offers, reference, wanted, on=on)
    relax: list[tuple[str, int]] = []
    if not lines:
        for name, without in _relaxed(wanted):
            count = len(matching_lines(offers, reference, without, on=on))
            if count:
                relax.append((name, count))
        relax.sort(key=lambda one: -one[1])
    pages = max(1, -(-len(lines) // A_PAGE))
    page = min(max(1, wanted.page), pages)
    chosen = lines[(page - 1) * A_PAGE : page * A_PAGE]
    return CataloguePage(tuple(chosen), len(lines), pages, tuple(relax))


def place_point(place: Place | None, reference: Reference) -> Point | None:
    """Where a place is: its own point, else the centre of its commune, told by code or by name."""
    if place is None:
        return None
    if place.point is not None:
        return place.point
    commune = reference.communes.get(place.commune)
    if commune is None and place.postal_code:
        named = [c for c in reference.communes.values() if place.postal_code in c.postal_codes]
        same = [c for c in named if c.name.casefold() == place.city.casefold()]
        commune = next(iter(same or named), None)
    return commune.centre if commune else None


def matching_lines(
    offers: Iterable[TrainingOffer], reference: Reference, wanted: Wanted, *, on: date
) -> list[Listed]:
    """Every course that answers, in the order asked for; those that vanished are left out."""
    here = reference.communes.get(wanted.near)
    words = wanted.words.casefold().split()
    asked = (
        {r.competence for r in reference.occupations[wanted.occupation].requirements}
        if wanted.occupation in reference.occupations
        else set()
    )
    lines = []
    for offer in offers:
        taught = {one.code for one in offer.teaches}
        text = f"{offer.title} {offer.provider.name} {offer.objective}".casefold()
        if (
            offer.vanished
            or not all(word in text for word in words)
            or not offer.provider.siret.startswith(wanted.siret)
            or (wanted.taught and not _teaches(wanted.taught, taught, reference))
            or (wanted.funding and wanted.funding not in map(folded, offer.funding))
            or (asked and not asked & taught)
            or (wanted.level is not None and offer.level != wanted.level)
            or (wanted.mode is not None and offer.mode is not wanted.mode)
        ):
            continue
        best = _best_session(offer, reference, wanted, here.centre if here else None, on)
        if best is not None:
            lines.append(best)
    return sorted(lines, key=lambda line: _order(line, wanted.sort))


def _best_session(
    offer: TrainingOffer, reference: Reference, wanted: Wanted, here: Point | None, on: date
) -> Listed | None:
    """The soonest session that answers the conditions; the offer alone when nothing is asked of
    sessions; None otherwise.
    """
    found: list[Listed] = []
    for session in open_sessions(offer, on):
        point = place_point(session.place, reference)
        far = distance_km(here, point) if here and point else None
        left = session.seats_left if session.seats_left is not None else session.seats
        start = session.starts_on.day if session.starts_on else None
        if wanted.with_seats and not left:
            continue
        if wanted.starts_by and (start is None or start > wanted.starts_by):
            continue
        if wanted.starts_from and (start is None or start < wanted.starts_from):
            continue
        if wanted.within_km is not None and here and (far is None or far > wanted.within_km):
            continue
        found.append(Listed(offer, session, far, _way(session, reference, wanted.near)))
    if found:
        return min(found, key=lambda line: _order(line, wanted.sort))
    of_sessions = wanted.with_seats, wanted.starts_by, wanted.starts_from
    free = not (any(of_sessions) or (wanted.within_km and here))
    return Listed(offer, None, None) if free else None


def _teaches(code: str, taught: set[str], reference: Reference) -> bool:
    """Whether a competence is taught; of a family, any of its own. Where only the family is known
    to be taught, it is.
    """
    if code in reference.families:
        return code in {reference.family_of(one) for one in taught}
    return code in taught


def fundings(offers: Iterable[TrainingOffer]) -> tuple[tuple[str, str], ...]:
    """Who may pay, as sources say it, the commonest first: what one asks with, what is shown."""
    said: dict[str, Counter[str]] = {}
    for offer in offers:
        for words in {} if offer.vanished else dict.fromkeys(offer.funding):
            said.setdefault(folded(words), Counter())[words] += 1
    order = sorted(said, key=lambda key: (-said[key].total(), key))
    return tuple((key, said[key].most_common(1)[0][0]) for key in order[:MOST_FUNDINGS])


def _way(session: TrainingSession, reference: Reference, near: str) -> TravelTime | None:
    end = session.place.commune if session.place else ""
    by = reference.guidance.hours.course
    return reference.travel.find(near, end, by=by) if near and end else None


def _order(line: Listed, sort: str) -> tuple[float, date, str, str]:
    start = line.session.starts_on if line.session else None
    day = start.day if start else date.max
    far = line.distance if line.distance is not None else 1e9
    key = line.offer.key
    if sort == "distance":
        return (far, day, line.offer.title, key)
    if sort == "title":
        return (0.0, date.max, line.offer.title, key)
    return (0.0, day, line.offer.title, key)


def _relaxed(wanted: Wanted) -> list[tuple[str, Wanted]]:
    empty = Wanted()
    return [
        (name, replace(wanted, **{name: getattr(empty, name)}))
        for name in (
            "words", "taught", "occupation", "level", "mode", "within_km", "starts_from",
            "starts_by", "funding", "with_seats", "siret",
        )
        if getattr(wanted, name) != getattr(empty, name)
    ]  # fmt: skip
