"""Both sides of apprenticeship: which course a firm's contract fits, which firms a course's places
fit. What is ranked is contracts and courses, never people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matching.places import CommuneNames
from matching.results import Reason
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.occupation import Importance
from skills.reference import Reference
from skills.territory import Point, distance_km
from skills.training import ImpreciseDate, Place


@dataclass(frozen=True, slots=True)
class ApprenticePair:
    """A firm's contract and a course with places; the weights of the reasons add up to the
    score.
    """

    opening: ApprenticeshipOpening
    place: ApprenticeshipPlace
    score: float
    reasons: tuple[Reason, ...]
    distance_km: float | None  # from the firm to the course


class ApprenticePairs:
    """Puts contracts and places together. Immutable once made."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.weights = reference.weights.apprenticeships
        self._towns = CommuneNames(reference.communes)

    def places_for(
        self, opening: ApprenticeshipOpening, places: Iterable[ApprenticeshipPlace], *, on: date
    ) -> tuple[ApprenticePair, ...]:
        """The courses still to come that fit a contract, best first, ties by source and key."""
        return _ordered(self.judge(opening, place) for place in places if _to_come(place, on))

    def openings_for(
        self, place: ApprenticeshipPlace, openings: Iterable[ApprenticeshipOpening], *, on: date
    ) -> tuple[ApprenticePair, ...]:
        """The contracts still to come that fit a course, best first, ties by source and key."""
        return _ordered(self.judge(one, place) for one in openings if _to_come(one, on))

    def judge(
        self, opening: ApprenticeshipOpening, place: ApprenticeshipPlace
    ) -> ApprenticePair | None:
        """How far the two fit; None when they are not for the same trade or level, or when one of
        them is no longer to be had.
        """
        if opening.vanished or place.vanished or place.seats_left == 0:
            return None
        subject = self._subject(opening, place)
        if subject is None:
            return None
        if opening.level and place.level and opening.level != place.level:
            return None
        here, there = self._point(opening.place), self._point(place.place)
        far = distance_km(here, there) if here and there else None
        reasons = (subject, self._near(far), self._start(opening.starts_on, place.starts_on),
                   self._room(place))  # fmt: skip
        return ApprenticePair(
            opening, place, sum(reason.weight for reason in reasons), reasons, far
        )

    def _subject(self, opening: ApprenticeshipOpening, place: ApprenticeshipPlace) -> Reason | None:
        """What the two have in common: a certification, what the occupation needs, or a ROME."""
        wanted = self._renewed(opening.certification)
        if wanted and place.certifications:
            offered = {self._renewed(code) for code in place.certifications}
            if wanted in offered:
                return Reason("same_certification", self.weights.subject, opening.certification)
            return None  # two diplomas are two contracts
        share = self._taught_share(opening.occupation, place)
        if share >= self.weights.least_taught:
            return Reason("teaches_occupation", self.weights.subject * share, f"{share:.2f}")
        shared = sorted({*opening.romes} & {*place.romes})
        if shared:
            return Reason("same_rome", self.weights.subject * self.weights.rome_share, shared[0])
        return None

    def _taught_share(self, occupation: str, place: ApprenticeshipPlace) -> float:
        found = self.reference.occupations.get(occupation)
        asked = {
            need.competence
            for need in (found.requirements if found else ())
            if need.importance is Importance.ESSENTIAL
        }
        taught = {one.code for one in place.teaches}
        return len(asked & taught) / len(asked) if asked else 0.0

    def _near(self, far: float | None) -> Reason:
        weights = self.weights
        if far is None:
            return Reason("place_unknown", weights.near * weights.unknown_share)
        return Reason("near", weights.near * 0.5 ** (far / weights.near_km), f"{far:.1f}")

    def _start(self, one: ImpreciseDate | None, other: ImpreciseDate | None) -> Reason:
        weights = self.weights
        if one is None or other is None:
            return Reason("start_unknown", weights.start * weights.unknown_share)
        days = abs((one.day - other.day).days)
        return Reason("start", weights.start * 0.5 ** (days / weights.start_days), str(days))

    def _room(self, place: ApprenticeshipPlace) -> Reason:
        left = place.seats_left if place.seats_left is not None else place.seats
        if left is None:
            return Reason("seats_unknown", self.weights.seats * self.weights.unknown_share)
        return Reason("seats", self.weights.seats, str(left))

    def _point(self, place: Place | None) -> Point | None:
        if place is not None and place.point is not None:
            return place.point
        commune = self._towns.of(place)
        return commune.centre if commune else None

    def _renewed(self, code: str) -> str:
        seen = set()
        while code in self.reference.certifications and code not in seen:
            seen.add(code)
            code = self.reference.certifications[code].replaced_by or code
        return code


def _to_come(one: ApprenticeshipOpening | ApprenticeshipPlace, on: date) -> bool:
    return one.starts_on is None or one.starts_on.day >= on


def _ordered(pairs: Iterable[ApprenticePair | None]) -> tuple[ApprenticePair, ...]:
    return tuple(
        sorted(
            (pair for pair in pairs if pair is not None),
            key=lambda p: (
                -round(p.score, 9),
                p.opening.source,
                p.opening.key,
                p.place.source,
                p.place.key,
            ),
        )
    )
