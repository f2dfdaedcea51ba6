"""Who can take which seat: people asked for on one side, seats that fit on the other.

A seat serves one person once, whatever it teaches. The most people that can be seated is a maximum
flow; ``by_transport`` says the same as a transport problem solved by HiGHS, and the tests hold one
against the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from matching.catalogue import CatalogueIndex
from matching.coverage import cover, covered_share, essential_competences
from matching.suggestions import open_sessions
from skills.answer import OVER
from skills.need import Headcount, Need
from skills.reference import Reference
from skills.territory import Commune, Point, distance_km
from skills.training import TrainingOffer, TrainingSession

LEAST_FIT = 0.5
"""Share of the essential competences that a seat must teach to be one of the need's."""
FURTHEST_KM = 80.0
"""Kilometres, as the crow flies, beyond which nobody is sent to a course each day."""
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
    found = []
    for offer in catalogue.offers_:
        if offer.vanished:
            continue
        for session in open_sessions(offer, on):
            left = session.seats_left if session.seats_left is not None else session.seats
            if left:
                found.append(Seat(offer, session, left))
    return tuple(found)


class SeatPlanner:
    """Seats people on one day. The seats are listed once, by what they teach."""

    def __init__(self, catalogue: CatalogueIndex, *, on: date) -> None:
        self.reference = catalogue.reference
        self.seats = seats_of(catalogue, on=on)
        self.points = [_point(seat.session, self.reference) for seat in self.seats]
        self._distances: dict[tuple[str, int], float] = {}
        self._by_code: dict[str, list[int]] = {}
        for place, seat in enumerate(self.seats):
            codes = {one.code for one in seat.offer.teaches}
            for code in codes | {self.reference.family_of(code) for code in codes}:
                self._by_code.setdefault(code, []).append(place)

    def plan(self, needs: Iterable[Need], code: str = "") -> SeatPlan:
        """Seat as many as can be of the people that needs ask for.

        Parameters
        ----------
        code : a competence or family: only the needs that ask for it, and the seats that teach it;
            otherwise every need, and the seats that teach enough of what it asks for.
        """
        waiting = [need for need in needs if need.state not in OVER]
        if code:
            waiting = [need for need in waiting if asks_for(need, code, self.reference)]
        fits = [self._fits(need, code) for need in waiting]
        people = [need.headcount or _ONE for need in waiting]
        left = [seat.left for seat in self.seats]
        used = sorted({place for places in fits for place in places})
        rank = {place: number for number, place in enumerate(used)}
        near = [[rank[place] for place in places] for places in fits]
        room = [left[place] for place in used]
        return SeatPlan(
            sum(p.minimum for p in people),
            sum(p.maximum for p in people),
            sum(room),
            seat_people([p.minimum for p in people], room, near),
            seat_people([p.maximum for p in people], room, near),
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
            end = seat.session.ends_on or seat.session.starts_on
            if need.wanted_by and end and end.day > need.wanted_by:
                continue
            if commune and self._distance(commune, place) > FURTHEST_KM:
                continue
            if not code:
                share = covered_share(cover(asked, seat.offer, self.reference, weights), weights)
                if share < LEAST_FIT:
                    continue
            found.append(place)
        return found

    def _distance(self, commune: Commune, place: int) -> float:
        """Kilometres from a commune to a seat; 0 when nobody knows where it is."""
        key = commune.code, place
        if key not in self._distances:
            there = self.points[place]
            self._distances[key] = distance_km(commune.centre, there) if there else 0.0
        return self._distances[key]


def plan_seats(needs: Iterable[Need], catalogue: CatalogueIndex, *, on: date) -> SeatPlan:
    """Seat as many as can be of all the people that needs ask for; see ``SeatPlanner``."""
    return SeatPlanner(catalogue, on=on).plan(needs)


def why_no_seat(need: Need, catalogue: CatalogueIndex, *, on: date) -> str:
    """Why no seat is one of the need's: ``not_taught``, ``late``, ``far`` or ``full``; empty when
    there is one.
    """
    planner = SeatPlanner(catalogue, on=on)
    if planner.plan([need]).seats:
        return ""
    reference = catalogue.reference
    asked = essential_competences(need.competences, need.occupation, reference)
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
        session
        for _, session in runs
        if need.wanted_by is None
        or (end := session.ends_on or session.starts_on) is None
        or end.day <= need.wanted_by
    ]
    if not soon:
        return "late"
    commune = reference.communes.get(need.firm.commune)
    points = [_point(session, reference) for session in soon]
    near = [
        p for p in points if not (commune and p) or distance_km(commune.centre, p) <= FURTHEST_KM
    ]
    return "full" if near else "far"


def seat_people(people: Sequence[int], seats: Sequence[int], fits: Sequence[Sequence[int]]) -> int:
    """The most people that can be seated: ``fits[i]`` lists the seats of the people ``i``."""
    if not people or not seats:
        return 0
    rooms = [sum(seats[place] for place in places) for places in fits]
    if len(people) == 1:
        return min(people[0], rooms[0])
    if min(rooms) >= sum(people):  # whoever is seated first, there is room for the others
        return sum(people)
    source, sink = 0, 1 + len(people) + len(seats)
    edges: dict[tuple[int, int], int] = {}
    for rank, number in enumerate(people, start=1):
        edges[source, rank] = number
        for place in fits[rank - 1]:
            edges[rank, 1 + len(people) + place] = number
    for place, left in enumerate(seats):
        edges[1 + len(people) + place, sink] = left
    starts, ends = zip(*edges, strict=True)
    graph = csr_array(
        (np.fromiter(edges.values(), dtype=np.int32), (starts, ends)),
        shape=(sink + 1, sink + 1),
    )
    return int(maximum_flow(graph, source, sink).flow_value)


def by_transport(people: Sequence[int], seats: Sequence[int], fits: Sequence[Sequence[int]]) -> int:
    """The same as ``seat_people``, as a transport problem solved by HiGHS."""
    pairs = [(rank, place) for rank, places in enumerate(fits) for place in places]
    if not pairs:
        return 0
    columns = range(len(pairs))
    rows = [rank for rank, _ in pairs] + [len(people) + place for _, place in pairs]
    matrix = csr_array(
        (np.ones(2 * len(pairs)), (rows, [*columns, *columns])),
        shape=(len(people) + len(seats), len(pairs)),
    )
    answer = linprog(
        -np.ones(len(pairs)), A_ub=matrix, b_ub=[*people, *seats], bounds=(0, None), method="highs"
    )
    return round(-float(answer.fun))


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


def _point(session: TrainingSession, reference: Reference) -> Point | None:
    if session.place is None:
        return None
    commune = reference.communes.get(session.place.commune)
    return session.place.point or (commune.centre if commune else None)
