"""The fewest offers, or the cheapest, that together teach everything essential in time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import fsum

from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences
from matching.results import Bundle, Lacking, Met, Suggestion, Untaught
from matching.sessions import finishes_on, open_sessions
from matching.set_cover import best_cover, greedy
from matching.suggestions import suggest
from skills.need import Need, NeededCompetence
from skills.occupation import Importance
from skills.training import TrainingOffer, TrainingSession

MOST_OFFERS = 400
"""Candidates taken for all that is asked, the best first."""
MOST_EACH = 40
"""Candidates taken besides for each essential competence, so that none is forgotten."""
UNKNOWN_COST = 5_000.0
"""Euros counted for a course whose price is not known, so that it is never taken for free."""


def smallest_bundle(
    need: Need, catalogue: CatalogueIndex, *, on: date, cheapest: bool = False
) -> Bundle:
    """The offers that together teach every essential competence asked for, in time.

    Parameters
    ----------
    cheapest : by what they cost together, an unknown price counting ``UNKNOWN_COST``; otherwise by
        how many they are. Among equals, those that suit best; see ``matching/set_cover.py``.

    Returns
    -------
    Competences that no open offer teaches in time are in ``missing``; the bundle covers the others.
    ``greedy`` is what taking the best offer again and again gives: never more than
    ``bound`` times the optimum (the harmonic number of the competences to cover).
    """
    reference = catalogue.reference
    asked = asked_competences(need.competences, need.occupation, reference)
    essential = {one.code: one for one in asked if one.importance is Importance.ESSENTIAL}
    found = _candidates(need, asked, tuple(essential.values()), catalogue, on)
    taught = [_taught(s, essential) for s in found]
    held = frozenset().union(*taught)
    coverable = tuple(code for code in essential if code in held)
    missing = tuple(
        _lacking(one, catalogue, on) for code, one in essential.items() if code not in held
    )
    bit = {code: 1 << rank for rank, code in enumerate(coverable)}
    sets = [sum(bit[code] for code in one) for one in taught]
    prices = [_cost(s) if cheapest else 1.0 for s in found]
    chosen = [found[p] for p in best_cover(sets, prices, [s.score for s in found])]
    return Bundle(
        tuple(chosen),
        coverable,
        missing,
        len(greedy(sets, prices)),
        fsum(1 / rank for rank in range(1, len(coverable) + 1)) or 1.0,
        fsum(_cost(s) for s in chosen),
        all(s.offer.cost is not None for s in chosen),
    )


def _candidates(
    need: Need,
    asked: Sequence[NeededCompetence],
    essential: Iterable[NeededCompetence],
    catalogue: CatalogueIndex,
    on: date,
) -> list[Suggestion]:
    """The offers worth putting together, each with its best session in time, best first."""
    offers = {
        (offer.source, offer.key): offer
        for wanted, most in [(asked, MOST_OFFERS), *(((one,), MOST_EACH) for one in essential)]
        for offer in catalogue.best(need, wanted, on=on, most=most, least=0, in_time=True)[0]
    }
    found = []
    for offer in offers.values():
        timely = replace(offer, sessions=_in_time(offer, need.wanted_by, on))
        one = suggest(need, asked, timely, catalogue.reference, on=on, least=0)
        if one is not None:
            found.append(replace(one, offer=offer))
    return sorted(found, key=lambda s: (-round(s.score, 9), s.offer.source, s.offer.key))


def _in_time(offer: TrainingOffer, by: date | None, on: date) -> tuple[TrainingSession, ...]:
    return tuple(
        session
        for session in open_sessions(offer, on)
        if by is None or (end := finishes_on(offer, session, on)) is None or end <= by
    )


def _lacking(wanted: NeededCompetence, catalogue: CatalogueIndex, on: date) -> Lacking:
    """Why a competence cannot be learnt in time, and when it could be."""
    below, ends = False, []
    for offer in catalogue.naming([wanted.code]):
        if offer.vanished or (offer.sessions and not open_sessions(offer, on)):
            continue
        levels = [one.level for one in offer.teaches if one.code == wanted.code]
        if all(level and wanted.level and level < wanted.level for level in levels) and levels:
            below = True
            continue
        ends += [
            end for s in open_sessions(offer, on) if (end := finishes_on(offer, s, on)) is not None
        ]
    if ends:
        return Lacking(wanted.code, Untaught.LATE, min(ends))
    return Lacking(wanted.code, Untaught.BELOW if below else Untaught.NEVER)


def _taught(suggestion: Suggestion, codes: Collection[str]) -> frozenset[str]:
    """What an offer really teaches of what is essential: itself, at the level asked for."""
    return frozenset(
        one.code for one in suggestion.coverage if one.code in codes and one.met is Met.TAUGHT
    )


def _cost(suggestion: Suggestion) -> float:
    cost = suggestion.offer.cost
    return UNKNOWN_COST if cost is None else cost
