"""Who can take which seat: people asked for on one side, seats that fit on the other.

A seat serves one person once, whatever it teaches.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matching.catalogue import CatalogueIndex
from matching.coverage import cover, covered_share, essential_competences
from matching.sessions import finishes_on, is_remote, open_sessions, where
from matching.transport import seat_people
from skills.answer import SERVED
from skills.need import Headcount, Need
from skills.reference import Reference
from skills.suggestion_decision import HeldSeats
from skills.territory import Commune, Point, distance_km
from skills.training import TrainingOffer, TrainingSession

LEAST_FIT = 0.5
"""Share of the essential competences that a seat must teach to be one of the need's."""
FURTHEST_KM = 80.0
"""Kilometres, as the crow flies, beyond which nobody is sent to a course each day."""
FURTHEST_MINUTES = 90
"""The same where a file tells how long the way is."""
_ONE = Headcount(1, 1)


@dataclass(frozen=True, slots=True)
class Seat:
    """The seats left in one session."""

    offer: TrainingOffer
    session: TrainingSession
    left: int


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """How many of the people asked for can be seated, as an interval, and on how many seats."""

    people_min: int
    people_max: int
    seats: int  # that fit at least one of them
    seated_min: int  # of ``people_min``
    seated_max: int  # of ``people_max``

    @property
    def unmet_min(self) -> int:
        """People left without a seat, at least."""
        return self.people_min - self.seated_min

    @property
    def unmet_max(self) -> int:
        """People left without a seat, at most."""
        return self.people_max - self.seated_max


def seats_of(catalogue: CatalogueIndex, *, on: date) -> tuple[Seat, ...]:
    """The seats known to be left in the sessions one may still enter."""
    return tuple(
        Seat(offer, session, session.places_left)
        for offer in catalogue.offers_
        if not offer.vanished
        for session in open_sessions(offer, on)
        if session.places_left
    )


class SeatPlanner:
    """Seats people on one day. The seats are listed once, by what they teach.

    People for whom a decision holds seats have them, and nobody else does.
    """

    def __init__(
        self, catalogue: CatalogueIndex, *, on: date, held: Iterable[HeldSeats] = ()
    ) -> None:
        self.reference = catalogue.reference
        held = tuple(held)
        self.seats = seats_of(catalogue.without(held), on=on)
        self._held: dict[int, list[tuple[frozenset[str], int]]] = {}
        for one in held:
            if found := catalogue.find(one.run):
                self._held.setdefault(one.need, []).append(
                    (_codes(found[0], self.reference), one.people)
                )
        self.ends = [finishes_on(seat.offer, seat.session, on) for seat in self.seats]
        self.points = [_place(seat.offer, seat.session, self.reference) for seat in self.seats]
        self._reached: dict[tuple[str, int], bool] = {}
        self._by_code: dict[str, list[int]] = {}
        for place, seat in enumerate(self.seats):
            for code in _codes(seat.offer, self.reference):
                self._by_code.setdefault(code, []).append(place)

    def plan(self, needs: Iterable[Need], code: str = "") -> SeatPlan:
        """Seat as many as can be of the people that needs ask for.

        Parameters
        ----------
        code : a competence or family: only the needs that ask for it, and the seats that teach it;
            otherwise every need, and the seats that teach enough of what it asks for.
        """
        waiting = [need for need in needs if need.state not in SERVED]
        if code:
            waiting = [need for need in waiting if asks_for(need, code, self.reference)]
        fits = [self._fits(need, code) for need in waiting]
        people = [need.headcount or _ONE for need in waiting]
        served = [self._served(need, code) for need in waiting]
        least = [max(0, p.minimum - s) for p, s in zip(people, served, strict=True)]
        most = [max(0, p.maximum - s) for p, s in zip(people, served, strict=True)]
        left = [seat.left for seat in self.seats]
        used = sorted({place for places in fits for place in places})
        rank = {place: number for number, place in enumerate(used)}
        near = [[rank[place] for place in places] for places in fits]
        room = [left[place] for place in used]
        lowest, highest = sum(p.minimum for p in people), sum(p.maximum for p in people)
        return SeatPlan(
            lowest,
            highest,
            sum(room),
            lowest - sum(least) + seat_people(least, room, near),
            highest - sum(most) + seat_people(most, room, near),
        )

    def _served(self, need: Need, code: str) -> int:
        """People of a need who have a seat already, that teaches ``code`` if one is given."""
        return sum(
            people
            for codes, people in self._held.get(need.id or 0, ())
            if not code or code in codes
        )

    def _fits(self, need: Need, code: str) -> list[int]:
        """The seats of a need: they teach enough, end in time and are in reach."""
        commune = self.reference.communes.get(need.firm.commune)
        asked = essential_competences(need.competences, need.occupation, self.reference)
        if code:
            places: Iterable[int] = self._by_code.get(code, ())
        else:
            families = {self.reference.family_of(one.code) for one in asked}
            places = sorted({p for one in families for p in self._by_code.get(one, ())})
        found = []
        weights = self.reference.weights.suggestions
        for place in places:
            seat = self.seats[place]
            end = self.ends[place]
            if need.wanted_by and end and end > need.wanted_by:
                continue
            if commune and not self._in_reach(commune, place):
                continue
            if not code:
                share = covered_share(cover(asked, seat.offer, self.reference, weights), weights)
                if share < LEAST_FIT:
                    continue
            found.append(place)
        return found

    def _in_reach(self, commune: Commune, place: int) -> bool:
        key = commune.code, place
        if key not in self._reached:
            seat = self.seats[place]
            there = self.points[place]
            self._reached[key] = _reachable(commune, seat.session, there, self.reference)
        return self._reached[key]


def plan_seats(
    needs: Iterable[Need],
    catalogue: CatalogueIndex,
    *,
    on: date,
    held: Iterable[HeldSeats] = (),
) -> SeatPlan:
    """Seat as many as can be of all the people that needs ask for; see ``SeatPlanner``."""
    return SeatPlanner(catalogue, on=on, held=held).plan(needs)


def why_no_seat(
    need: Need, catalogue: CatalogueIndex, *, on: date, held: Iterable[HeldSeats] = ()
) -> str:
    """Why no seat is one of the need's: ``nothing_asked``, ``not_taught``, ``late``, ``far`` or
    ``full``; empty when there is one.
    """
    plan = plan_seats([need], catalogue, on=on, held=held)
    if plan.seats or plan.seated_max:
        return ""
    reference = catalogue.reference
    asked = essential_competences(need.competences, need.occupation, reference)
    if not asked:
        return "nothing_asked"
    weights = reference.weights.suggestions
    runs = [
        (offer, session)
        for offer in catalogue.teaching(one.code for one in asked)
        if not offer.vanished
        and covered_share(cover(asked, offer, reference, weights), weights) >= LEAST_FIT
        for session in offer.sessions
        if session.starts_on is None or session.starts_on.day >= on
    ]
    if not runs:
        return "not_taught"
    soon = [
        (offer, session)
        for offer, session in runs
        if need.wanted_by is None
        or (end := finishes_on(offer, session, on)) is None
        or end <= need.wanted_by
    ]
    if not soon:
        return "late"
    commune = reference.communes.get(need.firm.commune)
    near = any(
        commune is None
        or _reachable(commune, session, _place(offer, session, reference), reference)
        for offer, session in soon
    )
    return "full" if near else "far"


def _reachable(
    commune: Commune, session: TrainingSession, there: Point | None, reference: Reference
) -> bool:
    """Whether one goes there each day from a commune: by the travel time where it is known, else
    as the crow flies. One need not go to a course at a distance, and nobody is kept from a place
    that is not known.
    """
    if there is None:
        return True
    end = session.place.commune if session.place else ""
    way = reference.travel.find(commune.code, end, by=reference.guidance.hours.course)
    if way is not None:
        return way.minutes <= FURTHEST_MINUTES
    return distance_km(commune.centre, there) <= FURTHEST_KM


def offers_for(occupation: str, catalogue: CatalogueIndex) -> tuple[TrainingOffer, ...]:
    """The offers that teach enough of what an occupation requires, by offer key."""
    reference = catalogue.reference
    weights = reference.weights.suggestions
    asked = essential_competences((), occupation, reference)
    return tuple(
        offer
        for offer in catalogue.teaching(one.code for one in asked)
        if covered_share(cover(asked, offer, reference, weights), weights) >= LEAST_FIT
    )


def asks_for(need: Need, code: str, reference: Reference) -> bool:
    """Whether a competence, or one of a family, is essential in a need."""
    return any(
        code in (one.code, reference.family_of(one.code))
        for one in essential_competences(need.competences, need.occupation, reference)
    )


def _codes(offer: TrainingOffer, reference: Reference) -> frozenset[str]:
    """What an offer teaches, and the families of it."""
    codes = {one.code for one in offer.teaches}
    return frozenset(codes | {reference.family_of(code) for code in codes})


def _place(offer: TrainingOffer, session: TrainingSession, reference: Reference) -> Point | None:
    """Where one must go for a course; None when nobody knows, or when it is followed from home."""
    return None if is_remote(offer) else where(session, reference)
