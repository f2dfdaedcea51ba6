"""Which offers answer a need, best first, each with its reasons."""

from collections.abc import Sequence
from datetime import date
from math import sqrt

from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences, cover, covered_share
from matching.results import NeedAnalysis, Reason, Suggestion
from matching.runs import RELIABILITY
from skills.need import Need, NeededCompetence
from skills.reference import Reference
from skills.territory import Point, distance_km
from skills.training import (
    EntryMode,
    RecruitmentState,
    TrainingOffer,
    TrainingSession,
)
from skills.weights import SuggestionWeights


def analyse_need(
    need: Need, catalogue: CatalogueIndex, *, on: date, most: int = 10
) -> NeedAnalysis:
    """The offers that answer a need on a day, best first, and what none of them teaches.

    Only sessions that have not begun, or that one may enter at any time, are suggested.
    """
    reference = catalogue.reference
    asked = asked_competences(need.competences, need.occupation, reference)
    commune = reference.communes.get(need.firm.commune)
    firm = commune.centre if commune else None
    offers, uncovered = catalogue.best(asked, need.wanted_by, firm, on=on, most=most)
    suggestions = [
        s for o in offers if (s := suggest(need, asked, o, reference, on=on)) is not None
    ]
    suggestions.sort(key=lambda s: (-round(s.score, 9), s.offer.source, s.offer.key))
    return NeedAnalysis(need, tuple(suggestions[:most]), uncovered, on)


def suggest(
    need: Need,
    asked: Sequence[NeededCompetence],
    offer: TrainingOffer,
    reference: Reference,
    *,
    on: date,
) -> Suggestion | None:
    """The offer with its best session for the need, or None if it teaches nothing asked or is
    over.
    """
    weights = reference.weights.suggestions
    covered = cover(asked, offer, reference, weights)
    share = covered_share(covered, weights)
    sessions = open_sessions(offer, on)
    if offer.vanished or share < weights.least_coverage or (offer.sessions and not sessions):
        return None
    best = None
    for session in sessions or (None,):
        reasons, distance = _reasons(need, offer, session, share, reference, on)
        score = sum(reason.weight for reason in reasons)
        if best is None or score > best.score + 1e-12:
            missing = tuple(c.code for c in covered if c.taught is None)
            best = Suggestion(offer, session, score, reasons, covered, missing, distance)
    return best


def open_sessions(offer: TrainingOffer, on: date) -> tuple[TrainingSession, ...]:
    """The sessions one may still enter: not begun (or permanent entry) and not closed."""
    return tuple(
        s
        for s in offer.sessions
        if s.state is not RecruitmentState.CLOSED
        and (
            s.starts_on is None
            or s.starts_on.day >= on
            or (s.entry is EntryMode.PERMANENT and (s.ends_on is None or s.ends_on.day >= on))
        )
    )


def _reasons(
    need: Need,
    offer: TrainingOffer,
    session: TrainingSession | None,
    share: float,
    reference: Reference,
    on: date,
) -> tuple[tuple[Reason, ...], float | None]:
    weights = reference.weights.suggestions
    firm = reference.communes.get(need.firm.commune)
    place = _place(session, reference)
    distance = distance_km(firm.centre, place) if firm and place else None
    basis = max(RELIABILITY[t.basis] * t.confidence for t in offer.teaches)
    others = (
        _in_time(need, session, weights, on),
        _in_reach(distance, weights),
        _seats(session, weights),
        Reason("reliability", weights.reliability * basis, f"{basis:.4f}"),
    )
    # That a course is near and soon is worth no more than what it teaches of the need.
    scaled = (Reason(r.kind, r.weight * sqrt(share), r.detail) for r in others)
    coverage = Reason("coverage", weights.coverage * share, f"{share:.4f}")
    return (coverage, *scaled), distance


def _in_time(
    need: Need, session: TrainingSession | None, weights: SuggestionWeights, on: date
) -> Reason:
    """Full points when the course ends by the wanted date, fewer with each day after it."""
    end = session and (session.ends_on or session.starts_on)
    if not end:
        return Reason("date_unknown", weights.in_time * weights.unknown_share)
    days = (end.day - (need.wanted_by or on)).days
    if need.wanted_by is None:  # no date said: the sooner the better, and nothing is late
        return Reason(
            "in_time",
            weights.in_time * _halved(max(days, 0), 2 * weights.late_days),
            end.day.isoformat(),
        )
    if days <= 0:
        return Reason("in_time", weights.in_time, end.day.isoformat())
    return Reason("late", weights.in_time * _halved(days, weights.late_days), str(days))


def _in_reach(distance: float | None, weights: SuggestionWeights) -> Reason:
    if distance is None:
        return Reason("place_unknown", weights.in_reach * weights.unknown_share)
    points = weights.in_reach * _halved(distance, weights.reach_km)
    return Reason("in_reach" if distance <= weights.reach_km else "far", points, f"{distance:.1f}")


def _seats(session: TrainingSession | None, weights: SuggestionWeights) -> Reason:
    left = session.places_left if session else None
    if left is None:
        return Reason("seats_unknown", weights.open_seats * weights.unknown_share)
    if left == 0:
        return Reason("full", 0.0)
    return Reason("seats", weights.open_seats, str(left))


def _halved(amount: float, half: float) -> float:
    """1 at zero, one half at ``half``, and so on towards 0."""
    return float(0.5 ** (amount / half))


def _place(session: TrainingSession | None, reference: Reference) -> Point | None:
    if session is None or session.place is None:
        return None
    commune = reference.communes.get(session.place.commune)
    return session.place.point or (commune.centre if commune else None)
