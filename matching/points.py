"""The points that a course gets for a need, each with its reason.

Five parts: what it teaches, when it is done, how far it is, whether one gets in, how sure all this
is. What takes something off a part is a reason of its own, so that the weights add up.
"""

from datetime import date
from math import sqrt

from matching.results import Reason
from matching.sessions import finishes_on, has_conditions, is_remote, where
from skills.need import Need
from skills.reference import Reference
from skills.terms_of_work import Shift
from skills.territory import distance_km
from skills.training import RecruitmentState, TeachingBasis, TrainingOffer, TrainingSession
from skills.travel import TravelTime
from skills.weights import SuggestionWeights

RELIABILITY = {
    TeachingBasis.PROVIDER: 1.0,
    TeachingBasis.BLOCK: 0.95,
    TeachingBasis.CERTIFICATION: 0.9,
    TeachingBasis.TEXT: 0.6,
    TeachingBasis.CODE: 0.4,
}


def reasons_for(
    need: Need,
    offer: TrainingOffer,
    session: TrainingSession | None,
    share: float,
    reference: Reference,
    *,
    on: date,
) -> tuple[tuple[Reason, ...], float | None]:
    """Why a run of an offer stands where it does, the share of what is taught first; and how far
    it is, in km, None when it is not known or one need not go.
    """
    weights = reference.weights.suggestions
    firm = reference.communes.get(need.firm.commune)
    place = where(session, reference)
    distance = distance_km(firm.centre, place) if firm and place and not is_remote(offer) else None
    others = (
        _in_time(need, finishes_on(offer, session, on), weights, on),
        *_in_reach(need, offer, distance, _way(need, session, reference), weights),
        *_open(offer, session, weights),
        *_reliable(offer, weights, on),
    )
    # That a course is near and soon is worth no more than what it teaches of the need.
    scale = sqrt(share)
    coverage = Reason("coverage", weights.coverage * share, f"{share:.4f}")
    return (coverage, *(Reason(r.kind, r.weight * scale, r.detail) for r in others)), distance


def in_shifts(need: Need) -> bool:
    """Whether the workshop's hours are not those of buses and of day courses."""
    return any(shift is not Shift.DAY for shift in need.shifts)


def basis_of(offer: TrainingOffer) -> float:
    """How far one knows what an offer teaches, 0..1: by its surest competence."""
    return max((RELIABILITY[t.basis] * t.confidence for t in offer.teaches), default=0.0)


def freshness(seen_on: date | None, weights: SuggestionWeights, on: date) -> float:
    """1 for what its source showed lately, then halved again and again."""
    if seen_on is None:
        return weights.unknown_share
    days = max(0, (on - seen_on).days)
    return _halved(max(0.0, days - weights.fresh_days), weights.fresh_days)


def _in_time(need: Need, end: date | None, weights: SuggestionWeights, on: date) -> Reason:
    """Full points when the course ends by the wanted date, fewer with each day after it."""
    if end is None:
        return Reason("date_unknown", weights.in_time * weights.unknown_share)
    days = (end - (need.wanted_by or on)).days
    if need.wanted_by is None:  # no date said: the sooner the better, and nothing is late
        points = weights.in_time * _halved(max(days, 0), 2 * weights.late_days)
        return Reason("in_time", points, end.isoformat())
    if days <= 0:
        return Reason("in_time", weights.in_time, end.isoformat())
    return Reason("late", weights.in_time * _halved(days, weights.late_days), str(days))


def _way(need: Need, session: TrainingSession | None, reference: Reference) -> TravelTime | None:
    """The way to a session that arrives when a course usually begins, where a file tells it."""
    end = session.place.commune if session and session.place else ""
    by = reference.guidance.hours.course
    return reference.travel.find(need.firm.commune, end, by=by) if end else None


def _in_reach(
    need: Need,
    offer: TrainingOffer,
    distance: float | None,
    way: TravelTime | None,
    weights: SuggestionWeights,
) -> tuple[Reason, ...]:
    """By the travel time where it is known, else as the crow flies."""
    if is_remote(offer):
        return (Reason("remote", weights.in_reach),)
    if way is not None:
        amount, half = float(way.minutes), weights.reach_minutes
        kinds, detail = ("by_travel", "long_travel"), f"{way.minutes} {way.mode.value}"
    elif distance is not None:
        amount, half = distance, weights.reach_km
        kinds, detail = ("in_reach", "far"), f"{distance:.1f}"
    else:
        return (Reason("place_unknown", weights.in_reach * weights.unknown_share),)
    points = weights.in_reach * _halved(amount, half)
    plain = Reason(kinds[0] if amount <= half else kinds[1], points, detail)
    if not in_shifts(need):
        return (plain,)
    less = weights.in_reach * _halved(amount, half * weights.shift_reach)
    shifts = ",".join(shift.value for shift in need.shifts if shift is not Shift.DAY)
    return plain, Reason("shifts", less - points, shifts)


def _open(
    offer: TrainingOffer, session: TrainingSession | None, weights: SuggestionWeights
) -> tuple[Reason, ...]:
    left = session.places_left if session else None
    if session is not None and session.state is RecruitmentState.SUSPENDED:
        return (Reason("suspended", 0.0),)
    if left == 0:
        return (Reason("full", 0.0),)
    if left is None:
        plain = Reason("seats_unknown", weights.open_seats * weights.unknown_share)
    else:
        plain = Reason("seats", weights.open_seats, str(left))
    if not has_conditions(offer):
        return (plain,)
    return plain, Reason("to_check", plain.weight * (weights.to_check_share - 1))


def _reliable(offer: TrainingOffer, weights: SuggestionWeights, on: date) -> tuple[Reason, ...]:
    basis = basis_of(offer)
    plain = Reason("reliability", weights.reliability * basis, f"{basis:.4f}")
    fresh = freshness(offer.seen_on, weights, on)
    if fresh == 1:
        return (plain,)
    lost = plain.weight * (fresh - 1)
    if offer.seen_on is None:
        return plain, Reason("unseen", lost)
    return plain, Reason("stale", lost, offer.seen_on.isoformat())


def _halved(amount: float, half: float) -> float:
    """1 at zero, one half at ``half``, and so on towards 0."""
    return float(0.5 ** (amount / half))
