"""The catalogue as arrays: one row for each run of an offer, one posting list for each competence.

Scores of all the runs at once, to find which offers are worth explaining one by one. They are the
same scores as ``matching/suggestions.py`` gives with its reasons; a test holds one against the
other.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date

import numpy as np
from numpy.typing import NDArray

from skills.need import NeededCompetence
from skills.occupation import Importance
from skills.reference import Reference
from skills.territory import EARTH_RADIUS_KM, Point
from skills.training import (
    EntryMode,
    Place,
    RecruitmentState,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)
from skills.weights import SuggestionWeights

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
_UNKNOWN = np.nan
RELIABILITY = {
    TeachingBasis.PROVIDER: 1.0,
    TeachingBasis.CERTIFICATION: 0.9,
    TeachingBasis.TEXT: 0.6,
}


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
        self.starts_ = _days([s.starts_on.day if s and s.starts_on else None for s in sessions])
        self.ends_ = _days(
            [end.day if (s and (end := s.ends_on or s.starts_on)) else None for s in sessions]
        )
        self.last_days_ = _days([s.ends_on.day if s and s.ends_on else None for s in sessions])
        self.permanent_ = np.array(
            [s is not None and s.entry is EntryMode.PERMANENT for s in sessions], dtype=bool
        )
        self.closed_ = np.array(
            [s is not None and s.state is RecruitmentState.CLOSED for s in sessions], dtype=bool
        )
        self.known_ = np.array([s is not None for s in sessions], dtype=bool)
        self.seats_: Floats = np.array([_seats(s) for s in sessions], dtype=np.float64)
        points = [_point(s.place if s else None, reference) for s in sessions]
        self.latitudes_: Floats = np.radians(
            [p.latitude if p else _UNKNOWN for p in points]
        ).astype(np.float64)
        self.longitudes_: Floats = np.radians(
            [p.longitude if p else _UNKNOWN for p in points]
        ).astype(np.float64)
        self.basis_: Floats = np.array(
            [
                max((RELIABILITY[t.basis] * t.confidence for t in offer.teaches), default=0.0)
                for offer in offers
            ],
            dtype=np.float64,
        )
        self.count_ = len(offers)
        self.shown_ = np.array([not offer.vanished for offer in offers], dtype=bool)
        self.by_code_, self.by_family_ = _postings(offers, reference)
        self._open: tuple[date, NDArray[np.bool_]] | None = None

    def best(
        self,
        asked: Sequence[NeededCompetence],
        wanted_by: date | None,
        firm: Point | None,
        *,
        on: date,
        most: int,
    ) -> tuple[Places, tuple[str, ...]]:
        """The offers whose score is among the ``most`` best, ties included, by place; and the
        codes asked for that no open offer teaches, nor another of their family.
        """
        weights = self.reference.weights.suggestions
        share, taught = self._shares(asked, weights)
        candidates = np.flatnonzero((share >= weights.least_coverage) & self.shown_)
        scores = self._scores(candidates, share, wanted_by, firm, weights, on)
        kept = np.isfinite(scores)
        candidates, scores = candidates[kept], scores[kept]
        there = np.zeros(self.count_, dtype=bool)
        there[candidates] = True
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

    def _shares(
        self, asked: Sequence[NeededCompetence], weights: SuggestionWeights
    ) -> tuple[Floats, dict[str, Places]]:
        """Share covered by each offer, and which offers teach each code or its family."""
        got: Floats = np.zeros(self.count_)
        total = 0.0
        taught: dict[str, Places] = {}
        nothing = np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)
        for want in asked:
            weight = 1.0 if want.importance is Importance.ESSENTIAL else weights.useful_share
            total += weight
            family = self.reference.family_of(want.code)
            places, confidences, levels = self.by_family_.get(family, nothing)
            only_family = want.code in self.reference.families
            taught[want.code] = places
            factor = 1.0 if only_family else weights.family_credit
            credit: Floats = np.zeros(self.count_)
            credit[places] = factor * confidences * _reached(levels, want.level)
            if not only_family:
                places, confidences, levels = self.by_code_.get(want.code, nothing)
                credit[places] = confidences * _reached(levels, want.level)
            got += weight * credit
        return (got / total if total else got), taught

    def _scores(
        self,
        candidates: Places,
        share: Floats,
        wanted_by: date | None,
        firm: Point | None,
        weights: SuggestionWeights,
        on: date,
    ) -> Floats:
        """The score of each candidate with its best run; minus infinity when none is open."""
        if not len(candidates):
            return np.zeros(0)
        chosen = np.zeros(self.count_, dtype=bool)
        chosen[candidates] = True
        runs = np.flatnonzero(chosen[self.offer_of_] & self._open_runs(on))
        scores = np.full(self.count_, -np.inf)
        if len(runs):
            points = (
                self._time(runs, wanted_by, weights, on)
                + self._reach(runs, firm, weights)
                + self._room(runs, weights)
            )
            offers = self.offer_of_[runs]
            points += weights.reliability * self.basis_[offers]
            values = weights.coverage * share[offers] + np.sqrt(share[offers]) * points
            np.maximum.at(scores, offers, values)
        return np.asarray(scores[candidates], dtype=np.float64)

    def _open_runs(self, on: date) -> NDArray[np.bool_]:
        if self._open is None or self._open[0] != on:
            day = on.toordinal()
            begun = self.starts_ < day
            going = self.permanent_ & ~(self.last_days_ < day)
            self._open = (on, ~self.closed_ & (~begun | going))
        return self._open[1]

    def _time(
        self, runs: Places, wanted_by: date | None, weights: SuggestionWeights, on: date
    ) -> Floats:
        days = self.ends_[runs] - (wanted_by or on).toordinal()
        half = weights.late_days if wanted_by else 2 * weights.late_days
        points = weights.in_time * 0.5 ** (np.maximum(days, 0) / half)
        unknown = np.isnan(self.ends_[runs])
        return np.where(unknown, weights.in_time * weights.unknown_share, points)

    def _reach(self, runs: Places, firm: Point | None, weights: SuggestionWeights) -> Floats:
        unknown = weights.in_reach * weights.unknown_share
        if firm is None:
            return np.full(len(runs), unknown)
        latitude, longitude = np.radians(firm.latitude), np.radians(firm.longitude)
        there = self.latitudes_[runs]
        half_height = np.sin((there - latitude) / 2) ** 2
        half_width = np.sin((self.longitudes_[runs] - longitude) / 2) ** 2
        chord = half_height + np.cos(latitude) * np.cos(there) * half_width
        far = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord)))
        points = weights.in_reach * 0.5 ** (far / weights.reach_km)
        return np.where(np.isnan(far), unknown, points)

    def _room(self, runs: Places, weights: SuggestionWeights) -> Floats:
        seats = self.seats_[runs]
        known = np.where(seats > 0, weights.open_seats, 0.0)
        return np.where(np.isnan(seats), weights.open_seats * weights.unknown_share, known)


def _reached(levels: Floats, asked: int | None) -> Floats:
    if asked is None:
        return np.ones(len(levels))
    return np.where(np.isnan(levels), 1.0, np.minimum(1.0, levels / asked))


def _postings(
    offers: Sequence[TrainingOffer], reference: Reference
) -> tuple[
    Mapping[str, tuple[Places, Floats, Floats]], Mapping[str, tuple[Places, Floats, Floats]]
]:
    """Places, confidences and levels for each code, and for each family by its surest one."""
    codes: dict[str, dict[int, tuple[float, float]]] = {}
    families: dict[str, dict[int, tuple[float, float]]] = {}
    for place, offer in enumerate(offers):
        for one in offer.teaches:
            level = float(one.level) if one.level else _UNKNOWN
            codes.setdefault(one.code, {})[place] = (one.confidence, level)
            known = families.setdefault(reference.family_of(one.code), {})
            if place not in known or one.confidence > known[place][0]:
                known[place] = (one.confidence, level)
    return _arrays(codes), _arrays(families)


def _arrays(
    lists: Mapping[str, Mapping[int, tuple[float, float]]],
) -> dict[str, tuple[Places, Floats, Floats]]:
    return {
        code: (
            np.array(list(found), dtype=np.int64),
            np.array([confidence for confidence, _ in found.values()], dtype=np.float64),
            np.array([level for _, level in found.values()], dtype=np.float64),
        )
        for code, found in lists.items()
    }


def _days(days: Sequence[date | None]) -> Floats:
    return np.array([day.toordinal() if day else _UNKNOWN for day in days], dtype=np.float64)


def _seats(session: TrainingSession | None) -> float:
    left = session.places_left if session else None
    return _UNKNOWN if left is None else float(left)


def _point(place: Place | None, reference: Reference) -> Point | None:
    if place is None:
        return None
    commune = reference.communes.get(place.commune)
    return place.point or (commune.centre if commune else None)
