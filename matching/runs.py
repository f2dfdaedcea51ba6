"""The catalogue as arrays: one row for each run of an offer, one posting list for each competence.

Scores of all the runs at once, to find which offers are worth explaining one by one. They are the
same scores as ``matching/suggestions.py`` gives with its reasons; a test holds one against the
other.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.points import basis_of, in_shifts
from matching.postings import NOTHING, Floats, Places, postings
from matching.sessions import HOURS_A_WEEK, has_conditions, is_remote, where
from skills.need import Need, NeededCompetence
from skills.occupation import Importance
from skills.reference import Reference
from skills.territory import EARTH_RADIUS_KM, Point
from skills.training import EntryMode, RecruitmentState, TrainingOffer, TrainingSession
from skills.weights import SuggestionWeights

Bits = NDArray[np.bool_]
_NOTHING = 1e-12


class RunTable:
    """Arrays over the runs of offers, built once. An offer without sessions has one run of which
    nothing is known.
    """

    def __init__(self, offers: Sequence[TrainingOffer], reference: Reference) -> None:
        self.reference = reference
        runs = [
            (place, session)
            for place, offer in enumerate(offers)
            for session in (offer.sessions or (None,))
        ]
        self.offer_of_: Places = np.array([place for place, _ in runs], dtype=np.int64)
        self.first_run_: Places = np.searchsorted(self.offer_of_, np.arange(len(offers)))
        sessions = [session for _, session in runs]
        self.starts_ = _days(s.starts_on.day if s and s.starts_on else None for s in sessions)
        self.last_days_ = _days(s.ends_on.day if s and s.ends_on else None for s in sessions)
        self.permanent_ = _bits(s is not None and s.entry is EntryMode.PERMANENT for s in sessions)
        self.closed_ = _bits(s is not None and s.state is RecruitmentState.CLOSED for s in sessions)
        self.suspended_ = _bits(
            s is not None and s.state is RecruitmentState.SUSPENDED for s in sessions
        )
        self.known_ = _bits(s is not None for s in sessions)
        self.seats_ = _floats(_seats(s) for s in sessions)
        points = [where(s, reference) for s in sessions]
        self.communes_ = [s.place.commune if s and s.place else "" for s in sessions]
        self.latitudes_ = np.radians(_floats(p.latitude if p else np.nan for p in points))
        self.longitudes_ = np.radians(_floats(p.longitude if p else np.nan for p in points))
        self.basis_ = _floats(map(basis_of, offers))
        self.seen_ = _days(offer.seen_on for offer in offers)
        # Days that a course lasts once entered; unknown without its hours.
        weeks = _floats(offer.hours / HOURS_A_WEEK if offer.hours else np.nan for offer in offers)
        self.lasts_ = np.ceil(weeks * 7)
        self.conditions_ = _bits(map(has_conditions, offers))
        self.remote_ = _bits(map(is_remote, offers))
        self.count_ = len(offers)
        self.shown_ = _bits(not offer.vanished for offer in offers)
        self.by_code_, self.by_family_ = postings(offers, reference)
        self._days: tuple[date, tuple[Bits, Floats, Bits]] | None = None

    def best(
        self,
        need: Need,
        asked: Sequence[NeededCompetence],
        *,
        on: date,
        most: int,
        least: float,
        in_time: bool = False,
    ) -> tuple[Places, tuple[str, ...]]:
        """The offers whose score is among the ``most`` best, ties included, by place; and the
        codes asked for that no open offer teaches.

        Parameters
        ----------
        least : share of what is asked, 0..1, below which an offer is no answer; one that teaches
            nothing never is.
        in_time : only with runs that end by the date wanted, or whose end is not known.
        """
        weights = self.reference.weights.suggestions
        share, taught = self.shares(asked, weights)
        candidates = np.flatnonzero((share >= max(least, _NOTHING)) & self.shown_)
        by = need.wanted_by if in_time else None
        scores = self._scores(candidates, share, need, weights, on, by)
        kept = np.isfinite(scores)
        candidates, scores = candidates[kept], scores[kept]
        there = self.on_day(on)[2]
        uncovered = tuple(c.code for c in asked if not there[taught[c.code]].any())
        if len(candidates) > most:
            threshold = np.partition(scores, -most)[-most]
            candidates = candidates[scores >= threshold - 1e-9]
        return candidates, uncovered

    def with_seats(self, seats: Mapping[int, float]) -> "RunTable":
        """The same runs, some with another number of seats left, by row."""
        other = copy(self)
        other.seats_ = self.seats_.copy()
        for row, left in seats.items():
            other.seats_[row] = left
        return other

    def with_reference(self, reference: Reference) -> "RunTable":
        """The same runs, scored with the weights of another reference."""
        other = copy(self)
        other.reference = reference
        return other

    def teaching(self, code: str) -> Places:
        """The offers that teach a competence, or one of a family, by place."""
        return (self.by_code_.get(code) or self.by_family_.get(code) or NOTHING).places

    def shares(
        self, asked: Sequence[NeededCompetence], weights: SuggestionWeights
    ) -> tuple[Floats, dict[str, Places]]:
        """Share covered by each offer, and which offers teach each code."""
        got: Floats = np.zeros(self.count_)
        total = 0.0
        taught: dict[str, Places] = {}
        for want in asked:
            weight = 1.0 if want.importance is Importance.ESSENTIAL else weights.useful_share
            total += weight
            only_family = want.code in self.reference.families
            family = self.by_family_.get(self.reference.family_of(want.code), NOTHING)
            itself = family if only_family else self.by_code_.get(want.code, NOTHING)
            taught[want.code] = itself.places
            factor = 1.0 if only_family else weights.family_credit
            credit: Floats = np.zeros(self.count_)
            credit[family.places] = factor * family.credits(want.level)
            if not only_family:
                own = itself.credits(want.level)
                credit[itself.places] = np.maximum(credit[itself.places], own)
            got += weight * credit
        return (got / total if total else got), taught

    def _scores(
        self,
        candidates: Places,
        share: Floats,
        need: Need,
        weights: SuggestionWeights,
        on: date,
        by: date | None,
    ) -> Floats:
        """The score of each candidate with its best run; minus infinity when none is open."""
        if not len(candidates):
            return np.zeros(0)
        chosen = np.zeros(self.count_, dtype=bool)
        chosen[candidates] = True
        are_open, ends, _ = self.on_day(on)
        if by is not None:
            are_open = are_open & ~(ends > by.toordinal())
        runs = np.flatnonzero(chosen[self.offer_of_] & are_open)
        scores = np.full(self.count_, -np.inf)
        if len(runs):
            points = (
                _time(ends[runs], need.wanted_by, weights, on)
                + self._reach(runs, need, weights)
                + self._room(runs, weights)
            )
            offers = self.offer_of_[runs]
            points += self._sure(offers, weights, on)
            values = weights.coverage * share[offers] + np.sqrt(share[offers]) * points
            np.maximum.at(scores, offers, values)
        return np.asarray(scores[candidates], dtype=np.float64)

    def to_come(self, on: date) -> Bits:
        """The runs not begun, or with permanent entry and not over, whether one gets in or not."""
        day = float(on.toordinal())
        going = self.permanent_ & ~(self.last_days_ < day)
        return self.known_ & (~(self.starts_ < day) | going)

    def on_day(self, on: date) -> tuple[Bits, Floats, Bits]:
        """The runs that one may enter on a day, the ordinal of the day on which one is then done
        (``nan`` when not known), and the offers that have such a run.
        """
        known = self._days
        if known is None or known[0] != on:
            day = float(on.toordinal())
            runs = ~self.closed_ & (self.to_come(on) | ~self.known_)
            # ``fmax`` and ``fmin`` leave out what is not known.
            ends = np.where(np.isnan(self.last_days_), self.starts_, self.last_days_)
            done = np.fmax(self.starts_, day) + self.lasts_[self.offer_of_]
            once_in = self.permanent_ & ~np.isnan(done)
            ends = np.where(once_in, np.fmin(done, self.last_days_), ends)
            offers = np.zeros(self.count_, dtype=bool)
            offers[self.offer_of_[runs]] = True
            known = self._days = on, (runs, ends, offers & self.shown_)
        return known[1]

    def kilometres(self, runs: Places, firm: Point) -> Floats:
        """How far runs are, as the crow flies; ``nan`` where nobody knows."""
        latitude, longitude = np.radians(firm.latitude), np.radians(firm.longitude)
        there = self.latitudes_[runs]
        half_height = np.sin((there - latitude) / 2) ** 2
        half_width = np.sin((self.longitudes_[runs] - longitude) / 2) ** 2
        chord = half_height + np.cos(latitude) * np.cos(there) * half_width
        far: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord)))
        return far

    def _reach(self, runs: Places, need: Need, weights: SuggestionWeights) -> Floats:
        unknown = weights.in_reach * weights.unknown_share
        shorter = weights.shift_reach if in_shifts(need) else 1.0
        commune = self.reference.communes.get(need.firm.commune)
        if commune is None:
            points = np.full(len(runs), unknown)
        else:
            far = self.kilometres(runs, commune.centre)
            half = weights.reach_km * shorter
            points = np.where(np.isnan(far), unknown, weights.in_reach * 0.5 ** (far / half))
        minutes = self.minutes(need.firm.commune)
        if minutes is not None:
            half = weights.reach_minutes * shorter
            timed = weights.in_reach * 0.5 ** (minutes[runs] / half)
            points = np.where(np.isnan(timed), points, timed)
        return np.where(self.remote_[self.offer_of_[runs]], weights.in_reach, points)

    def minutes(self, start: str) -> Floats | None:
        """Minutes to each run by the shortest way; None when no file tells a way from there."""
        told = self.reference.travel.minutes_from(start, by=self.reference.guidance.hours.course)
        if not told:
            return None
        return _floats(told.get(commune, np.nan) for commune in self.communes_)

    def _room(self, runs: Places, weights: SuggestionWeights) -> Floats:
        seats = self.seats_[runs]
        known = np.where(seats > 0, weights.open_seats, 0.0)
        points = np.where(np.isnan(seats), weights.open_seats * weights.unknown_share, known)
        points[self.suspended_[runs]] = 0.0
        points[self.conditions_[self.offer_of_[runs]]] *= weights.to_check_share
        return points

    def _sure(self, offers: Places, weights: SuggestionWeights, on: date) -> Floats:
        days = np.maximum(0.0, on.toordinal() - self.seen_[offers] - weights.fresh_days)
        fresh = 0.5 ** (days / weights.fresh_days)
        fresh = np.where(np.isnan(self.seen_[offers]), weights.unknown_share, fresh)
        return weights.reliability * self.basis_[offers] * fresh


def _time(ends: Floats, wanted_by: date | None, weights: SuggestionWeights, on: date) -> Floats:
    days = ends - (wanted_by or on).toordinal()
    half = weights.late_days if wanted_by else 2 * weights.late_days
    points = weights.in_time * 0.5 ** (np.maximum(days, 0) / half)
    return np.where(np.isnan(ends), weights.in_time * weights.unknown_share, points)


def _floats(values: Iterable[float]) -> Floats:
    return np.array(list(values), dtype=np.float64)


def _bits(values: Iterable[bool]) -> Bits:
    return np.array(list(values), dtype=bool)


def _days(days: Iterable[date | None]) -> Floats:
    return _floats(day.toordinal() if day else np.nan for day in days)


def _seats(session: TrainingSession | None) -> float:
    left = session.places_left if session else None
    return np.nan if left is None else float(left)
