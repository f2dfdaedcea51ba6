"""Which offers answer a need, best first, each with its reasons."""

from collections.abc import Sequence
from datetime import date

from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences, cover, covered_share
from matching.explain import what_lacks
from matching.needs import assumptions
from matching.points import reasons_for
from matching.results import NeedAnalysis, Suggestion
from matching.sessions import open_sessions
from skills.need import Need, NeededCompetence
from skills.reference import Reference
from skills.training import TrainingOffer


def analyse_need(
    need: Need, catalogue: CatalogueIndex, *, on: date, most: int = 10
) -> NeedAnalysis:
    """The offers that answer a need on a day, best first, and what none of them teaches.

    Only sessions that have not begun, or that one may enter at any time, are suggested.
    """
    reference = catalogue.reference
    asked = asked_competences(need.competences, need.occupation, reference)
    least = reference.weights.suggestions.least_coverage
    offers, uncovered = catalogue.best(need, asked, on=on, most=most, least=least)
    suggestions = [
        s
        for o in offers
        if (s := suggest(need, asked, o, reference, on=on, least=least)) is not None
    ]
    suggestions.sort(key=lambda s: (-round(s.score, 9), s.offer.source, s.offer.key))
    assumed = assumptions(need, reference, on=on)
    return NeedAnalysis(need, tuple(suggestions[:most]), uncovered, on, assumed)


def suggest(
    need: Need,
    asked: Sequence[NeededCompetence],
    offer: TrainingOffer,
    reference: Reference,
    *,
    on: date,
    least: float,
) -> Suggestion | None:
    """The offer with its best session for the need, or None if it is over, or teaches nothing
    asked, or a share of it below ``least``.
    """
    weights = reference.weights.suggestions
    covered = cover(asked, offer, reference, weights)
    share = covered_share(covered, weights)
    sessions = open_sessions(offer, on)
    if offer.vanished or not share or share < least or (offer.sessions and not sessions):
        return None
    best = None
    for session in sessions or (None,):
        reasons, distance = reasons_for(need, offer, session, share, reference, on=on)
        score = sum(reason.weight for reason in reasons)
        if best is None or score > best.score + 1e-12:
            missing = tuple(c.code for c in covered if c.taught is None)
            lacks = what_lacks(covered, reasons, share, weights)
            best = Suggestion(offer, session, score, reasons, covered, missing, distance, lacks)
    return best
