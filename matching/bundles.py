"""The fewest offers, or the cheapest, that together teach everything essential in time."""

from collections.abc import Collection, Sequence
from datetime import date
from math import fsum

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences
from matching.results import Bundle, CoveredCompetence, Suggestion
from matching.suggestions import suggest
from skills.need import Need
from skills.occupation import Importance

MOST_OFFERS = 400
"""Candidates taken, the best first: beyond, an offer teaches nothing that a better one does not."""
UNKNOWN_COST = 5_000.0
"""Euros counted for a course whose price is not known, so that it is never taken for free."""
_NODES = 20


def smallest_bundle(
    need: Need, catalogue: CatalogueIndex, *, on: date, cheapest: bool = False
) -> Bundle:
    """The offers that together teach every essential competence asked for, in time.

    Parameters
    ----------
    cheapest : by what they cost together, an unknown price counting ``UNKNOWN_COST``; otherwise by
        how many they are. Among equals, those that suit best.

    Returns
    -------
    Competences that no open offer teaches in time are in ``missing``; the bundle covers the others.
    ``greedy`` is what taking the best offer again and again gives: never more than
    ``bound`` times the optimum (the harmonic number of the competences to cover).
    """
    reference = catalogue.reference
    asked = asked_competences(need.competences, need.occupation, reference)
    essential = tuple(
        dict.fromkeys(one.code for one in asked if one.importance is Importance.ESSENTIAL)
    )
    commune = reference.communes.get(need.firm.commune)
    firm = commune.centre if commune else None
    offers, _ = catalogue.best(asked, need.wanted_by, firm, on=on, most=MOST_OFFERS)
    found = [s for o in offers if (s := suggest(need, asked, o, reference, on=on)) is not None]
    found = [s for s in found if _in_time(s, need.wanted_by)]
    found.sort(key=lambda s: (-round(s.score, 9), s.offer.source, s.offer.key))
    taught = [_taught(s, essential, reference.families) for s in found]
    coverable = [code for code in essential if any(code in one for one in taught)]
    missing = tuple(code for code in essential if code not in coverable)
    if not coverable:
        return Bundle((), (), missing, 0, 1.0, 0.0)
    prices = np.array([_cost(s) if cheapest else 1.0 for s in found])
    chosen = _optimum(taught, coverable, prices, np.array([s.score for s in found]))
    kept = tuple(found[place] for place in chosen)
    return Bundle(
        kept,
        tuple(coverable),
        missing,
        len(_greedy(taught, coverable, prices)),
        fsum(1 / rank for rank in range(1, len(coverable) + 1)),
        fsum(_cost(s) for s in kept),
    )


def alternatives(
    suggestions: Sequence[Suggestion], *, most: int = 3
) -> tuple[tuple[str, Suggestion], ...]:
    """Suggestions that differ from the first in a way that may decide: nearer, sooner, more seats.

    Each with what it has over the first: ``nearer``, ``sooner`` or ``seats``; the best of its kind.
    """
    if not suggestions:
        return ()
    first, others = suggestions[0], suggestions[1:]
    found: list[tuple[str, Suggestion]] = []
    for kind, better in (("nearer", _nearer), ("sooner", _sooner), ("seats", _roomier)):
        taken = {id(one) for _, one in found}
        match = next((s for s in others if id(s) not in taken and better(s, first)), None)
        if match is not None:
            found.append((kind, match))
    return tuple(found[:most])


def _optimum(
    taught: Sequence[frozenset[str]],
    codes: Sequence[str],
    prices: np.ndarray,
    scores: np.ndarray,
) -> list[int]:
    rows, columns = [], []
    for place, one in enumerate(taught):
        for row, code in enumerate(codes):
            if code in one:
                rows.append(row)
                columns.append(place)
    covers = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(codes), len(taught)))
    scale = prices.max() or 1.0
    whole = {"integrality": np.ones(len(taught)), "bounds": Bounds(0, 1)}
    least = milp(prices / scale, constraints=LinearConstraint(covers, lb=1), **whole)
    # Among the optima, those that suit best: looked for within so many nodes, the same each time.
    no_dearer = LinearConstraint(prices[None, :] / scale, ub=least.fun + 1e-6)
    best = milp(
        1 - scores,
        constraints=[LinearConstraint(covers, lb=1), no_dearer],
        options={"node_limit": _NODES},
        **whole,
    )
    chosen = best.x if best.x is not None else least.x
    return [place for place, taken in enumerate(chosen) if taken > 0.5]


def _greedy(
    taught: Sequence[frozenset[str]], codes: Sequence[str], prices: np.ndarray
) -> list[int]:
    left, chosen = set(codes), []
    while left:
        worth = [len(left & one) / max(float(prices[p]), 1e-9) for p, one in enumerate(taught)]
        place = worth.index(max(worth))
        chosen.append(place)
        left -= taught[place]
    return chosen


def _taught(
    suggestion: Suggestion, codes: Sequence[str], families: Collection[str]
) -> frozenset[str]:
    """What an offer really teaches of what is essential: itself, at the level asked for."""
    return frozenset(
        one.code for one in suggestion.coverage if one.code in codes and _enough(one, families)
    )


def _enough(one: CoveredCompetence, families: Collection[str]) -> bool:
    taught = one.taught
    if taught is None:
        return False
    itself = taught.code == one.code or one.code in families
    return itself and (not (taught.level and one.asked_level) or taught.level >= one.asked_level)


def _in_time(suggestion: Suggestion, wanted_by: date | None) -> bool:
    if wanted_by is None or suggestion.session is None:
        return True
    end = suggestion.session.ends_on or suggestion.session.starts_on
    return end is None or end.day <= wanted_by


def _cost(suggestion: Suggestion) -> float:
    cost = suggestion.offer.cost
    return UNKNOWN_COST if cost is None else cost


def _nearer(one: Suggestion, first: Suggestion) -> bool:
    if one.distance_km is None or first.distance_km is None:
        return False
    return one.distance_km < first.distance_km - 5


def _sooner(one: Suggestion, first: Suggestion) -> bool:
    mine = one.session.starts_on if one.session else None
    theirs = first.session.starts_on if first.session else None
    return mine is not None and theirs is not None and mine.day < theirs.day


def _roomier(one: Suggestion, first: Suggestion) -> bool:
    return _left(one) > _left(first)


def _left(one: Suggestion) -> int:
    return (one.session.places_left if one.session else None) or 0
