"""Who can take which seat: people asked for on one side, seats that fit on the other.

A seat serves one person once, whatever it teaches.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.catalogue import CatalogueIndex
from matching.coverage import cover, covered_share, essential_competences
from matching.postings import Places
from matching.transport import seat_people
from skills.answer import SERVED
from skills.need import Headcount, Need
from skills.reference import Reference
from skills.suggestion_decision import HeldSeats
from skills.training import TrainingOffer

LEAST_FIT = 0.5
"""Share of the essential competences that a seat must teach to be one of the need's."""
FURTHEST_KM = 80.0
"""Kilometres, as the crow flies, beyond which nobody is sent to a course each day."""
FURTHEST_MINUTES = 90
"""The same where a file tells how long the way is."""
_ONE = Headcount(1, 1)
_NOISE = 1e-9


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


class SeatPlanner:
    """Seats people on one day, on the runs of the catalogue that have seats left.

    People for whom a decision holds seats have them, and nobody else does.
    """

    def __init__(
        self, catalogue: CatalogueIndex, *, on: date, held: Iterable[HeldSeats] = ()
    ) -> None:
        self.reference = catalogue.reference
        held = tuple(held)
        self.table = catalogue.without(held).runs_
        runs, self.ends, _ = self.table.on_day(on)
        seats = np.nan_to_num(self.table.seats_)
        shown = self.table.shown_[self.table.offer_of_]
        self.runs: Places = np.flatnonzero(runs & shown & (seats > 0) & ~self.table.suspended_)
        self.to_come: Places = np.flatnonzero(shown & self.table.to_come(on))
        self.left: Places = seats.astype(np.int64)
        self._held: dict[int, list[tuple[frozenset[str], int]]] = {}
        for one in held:
            if found := catalogue.find(one.run):
                self._held.setdefault(one.need, []).append(
                    (_codes(found[0], self.reference), one.people)
                )
        self._teaching: dict[str, Places] = {}
        self._in_reach: dict[str, NDArray[np.bool_]] = {}

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
        lowest, highest = sum(p.minimum for p in people), sum(p.maximum for p in people)
        used = np.unique(np.concatenate(fits)) if fits else self.runs[:0]
        return SeatPlan(
            lowest,
            highest,
            int(self.left[used].sum()),
            lowest - sum(least) + self._seated(least, fits, used),
            highest - sum(most) + self._seated(most, fits, used),
        )

    def why_none(self, need: Need) -> str:
        """Why no seat is one of the need's: ``nothing_asked``, ``not_taught``, ``late``, ``far`` or
        ``full``; empty when there is one.
        """
        plan = self.plan([need])
        if plan.seats or plan.seated_max:
            return ""
        if not essential_competences(need.competences, need.occupation, self.reference):
            return "nothing_asked"
        runs = self._teaching_enough(need, self.to_come)
        if not len(runs):
            return "not_taught"
        runs = self._in_time(need, runs)
        if not len(runs):
            return "late"
        return "full" if len(self._near(need, runs)) else "far"

    def _seated(self, people: Sequence[int], fits: Sequence[Places], used: Places) -> int:
        asked = sum(people)
        if all(int(self.left[runs].sum()) >= asked for runs in fits):
            return asked  # whoever is seated first, there is room for the others
        near = [np.searchsorted(used, runs).tolist() for runs in fits]
        return seat_people(people, self.left[used].tolist(), near)

    def _served(self, need: Need, code: str) -> int:
        """People of a need who have a seat already, that teaches ``code`` if one is given."""
        return sum(
            people
            for codes, people in self._held.get(need.id or 0, ())
            if not code or code in codes
        )

    def _fits(self, need: Need, code: str) -> Places:
        """The runs with a seat for a need: they teach enough, end in time and are in reach."""
        if code:
            if code not in self._teaching:
                teaches = np.zeros(self.table.count_, dtype=bool)
                teaches[self.table.teaching(code)] = True
                self._teaching[code] = self.runs[teaches[self.table.offer_of_[self.runs]]]
            runs = self._teaching[code]
        else:
            runs = self._teaching_enough(need, self.runs)
        return self._near(need, self._in_time(need, runs))

    def _teaching_enough(self, need: Need, runs: Places) -> Places:
        asked = essential_competences(need.competences, need.occupation, self.reference)
        share, _ = self.table.shares(asked, self.reference.weights.suggestions)
        return runs[share[self.table.offer_of_[runs]] >= LEAST_FIT - _NOISE]

    def _in_time(self, need: Need, runs: Places) -> Places:
        if need.wanted_by is None:
            return runs
        return runs[~(self.ends[runs] > need.wanted_by.toordinal())]

    def _near(self, need: Need, runs: Places) -> Places:
        """Those in reach of the firm, by the travel time where it is known, else as the crow flies;
        or that ask for no journey. What nobody knows is in reach.
        """
        commune = self.reference.communes.get(need.firm.commune)
        if commune is None:
            return runs
        if commune.code not in self._in_reach:
            every = np.arange(len(self.table.offer_of_))
            near = ~(self.table.kilometres(every, commune.centre) > FURTHEST_KM)
            minutes = self.table.minutes(commune.code)
            if minutes is not None:
                near = np.where(np.isnan(minutes), near, minutes <= FURTHEST_MINUTES)
            self._in_reach[commune.code] = near | self.table.remote_[self.table.offer_of_]
        return runs[self._in_reach[commune.code][runs]]


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
    """Why no seat is one of the need's; see ``SeatPlanner.why_none``."""
    return SeatPlanner(catalogue, on=on, held=held).why_none(need)


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
