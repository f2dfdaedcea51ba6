"""Why a course is not among the suggestions for a need, or not first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from matching.catalogue import CatalogueIndex
from matching.coverage import asked_competences
from matching.results import NeedAnalysis, Suggestion
from matching.suggestions import suggest
from skills.folding import folded
from skills.labelled import Labelled
from skills.training import TrainingOffer

MOST = 8
"""Courses told at once."""
_MOST_NAMED = 200
"""Courses looked at: whoever names more should say more words."""


class Verdict(Labelled):
    """What keeps a course from being first."""

    FIRST = "first", "c'est la première"
    LOWER = "lower", "elle est proposée, plus bas"
    BEYOND = "beyond", "elle répond, moins bien que toutes celles proposées"
    LITTLE = "little", "elle enseigne trop peu de ce qui est demandé"
    NOTHING = "nothing", "elle n'enseigne rien de ce qui est demandé, ni de voisin"
    OVER = "over", "aucune session à venir où l'on puisse encore entrer"
    VANISHED = "vanished", "sa source ne la montre plus"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A course beside the suggestions: where it stands, and what it would be worth."""

    offer: TrainingOffer
    verdict: Verdict
    rank: int | None  # among the suggestions, from 1
    suggestion: Suggestion | None  # as it would be suggested, None when it cannot be
    ahead: float  # points of the first suggestion that it lacks; 0 when there is none


def why_not(analysis: NeedAnalysis, words: str, catalogue: CatalogueIndex) -> tuple[WhyNot, ...]:
    """For each course whose title or body holds all the words, why it stands where it does; best
    first, eight at most, none when no word is given.
    """
    wanted = folded(words).split()
    if not wanted:
        return ()
    named = (offer for offer in catalogue.offers_ if _holds(offer, wanted))
    found = [_explain(analysis, offer, catalogue) for offer in islice(named, _MOST_NAMED)]
    found.sort(
        key=lambda one: (
            one.rank or len(found) + 1,
            -(one.suggestion.score if one.suggestion else 0.0),
            one.offer.source,
            one.offer.key,
        )
    )
    return tuple(found[:MOST])


def _holds(offer: TrainingOffer, words: Sequence[str]) -> bool:
    said = folded(f"{offer.title} {offer.provider.name}")
    return all(word in said for word in words)


def _explain(analysis: NeedAnalysis, offer: TrainingOffer, catalogue: CatalogueIndex) -> WhyNot:
    first = analysis.suggestions[0].score if analysis.suggestions else 0.0
    for rank, one in enumerate(analysis.suggestions, start=1):
        if (one.offer.source, one.offer.key) == (offer.source, offer.key):
            verdict = Verdict.FIRST if rank == 1 else Verdict.LOWER
            return WhyNot(offer, verdict, rank, one, first - one.score)
    need, reference = analysis.need, catalogue.reference
    asked = asked_competences(need.competences, need.occupation, reference)
    alone = suggest(need, asked, offer, reference, on=analysis.on, least=0)
    if alone is not None:
        share = float(alone.reasons[0].detail)
        little = share < reference.weights.suggestions.least_coverage
        verdict = Verdict.LITTLE if little else Verdict.BEYOND
        return WhyNot(offer, verdict, None, alone, first - alone.score)
    return WhyNot(offer, _closed(analysis, offer, catalogue), None, None, first)


def _closed(analysis: NeedAnalysis, offer: TrainingOffer, catalogue: CatalogueIndex) -> Verdict:
    """What keeps an offer from being suggested at all."""
    if offer.vanished:
        return Verdict.VANISHED
    reference = catalogue.reference
    asked = asked_competences(analysis.need.competences, analysis.need.occupation, reference)
    families = {reference.family_of(one.code) for one in asked}
    teaches = any(reference.family_of(one.code) in families for one in offer.teaches)
    return Verdict.OVER if teaches else Verdict.NOTHING
