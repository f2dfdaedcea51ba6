"""What speaks for a reading and what against: named features, one score, its reasons."""

from collections.abc import Mapping, Sequence
from math import exp, log1p, tanh

from matching.linking.readings import Reading
from matching.linking.terms import TermKind
from matching.results import Reason
from matching.text.tokens import Token
from skills.weights import LinkingModel

REASON_OF_FEATURE: Mapping[str, str] = {
    "two_words": "alias",
    "more_words": "alias",
    "long_word": "alias",
    "surface": "alias",
    "elsewhere": "prior",
    "only_ours": "prior",
    "fills": "alias",
    "learnt": "alias",
    "label": "alias",
    "skipped": "fuzzy",
    "corrected": "fuzzy",
    "supported": "phrase",
    "outdone": "ambiguous",
    "stretch": "phrase",
    "phrase": "phrase",
    "whole": "phrase",
    "lead": "phrase",
    "known": "phrase",
    "short": "phrase",
    "confirmed": "alias",
    "contested": "ambiguous",
    "own_domain": "prior",
    "context": "context",
    "neighbours": "context",
    "rivals": "ambiguous",
    "family_only": "prior",
    "occupation": "prior",
}
"""Which kind of reason each feature is told as."""


def features_of(
    reading: Reading,
    domain: "Domain",
    at: int,
    elsewhere: Mapping[str, int],
    *,
    neighbours: int,
    rivals: int,
) -> dict[str, float]:
    """The named evidence for one reading.

    Parameters
    ----------
    domain : of the paragraph. at : rank in it of the sentence's first token.
    elsewhere : how often other trades say each term.
    neighbours : other concepts that the terms of the paragraph name.
    rivals : other concepts that the same words name.

    Returns
    -------
    One value per feature that has one; most lie in 0..1, those about the domain in -1..1.
    """
    term, near = reading.term, reading.near
    words = len(term.stems) if term else 0
    first, last = at + reading.first, at + reading.last
    features = {
        "own_domain": domain.inside(first, last),
        "context": domain.around(first, last),
        "neighbours": 1 - exp(-neighbours / 2),
        "rivals": float(min(rivals, 3)),
    }
    if reading.kind is TermKind.FAMILY:
        features["family_only"] = 1.0
    elif reading.kind is TermKind.OCCUPATION:
        features["occupation"] = 1.0
    if term:
        features |= {
            "two_words": float(words == 2),
            "more_words": float(words > 2),
            "long_word": float(words == 1 and len(term.folded) > 6),
            "surface": reading.surface,
            "elsewhere": log1p(elsewhere.get(term.folded, 0)),
            "only_ours": float(term.folded not in elsewhere),
            "fills": float(reading.fills),
            "learnt": float(term.is_learnt),
            "label": float(term.is_label),
            "skipped": float(reading.gaps),
            "corrected": float(reading.corrected),
            "supported": (near.phrase + near.whole) / 2 if near else 0.0,
            "outdone": max(0.0, -near.lead) if near else 0.0,
        }
    elif near:
        features |= {
            "stretch": 1.0,
            "phrase": near.phrase,
            "whole": near.whole,
            "lead": near.lead,
            "known": near.known,
            "short": float(reading.words < 3),
            "confirmed": float(reading.confirmed),
            "contested": float(reading.contested),
        }
    return features


class Domain:
    """How much the words of a paragraph belong to this trade, in all and between any two of them.

    Figures lie in -1..1: 0 for words that say nothing, negative for those of other trades.
    """

    def __init__(self, tokens: Sequence[Token], log_odds: Mapping[str, float]) -> None:
        self.sums, self.counts = [0.0], [0]
        for token in tokens:
            known = log_odds.get(token.stem) if token.is_content else None
            self.sums.append(self.sums[-1] + (known or 0.0))
            self.counts.append(self.counts[-1] + (known is not None))

    def inside(self, first: int, last: int) -> float:
        """Of the tokens ``first`` to ``last``, on average; a neutral word is added, so that a
        single one never decides.
        """
        known = self.counts[last + 1] - self.counts[first]
        return tanh((self.sums[last + 1] - self.sums[first]) / (known + 1))

    def around(self, first: int, last: int) -> float:
        """Of all the others together."""
        return tanh((self.sums[-1] - self.sums[last + 1] + self.sums[first]) / 4)


def score_of(features: Mapping[str, float], model: LinkingModel) -> float:
    """Probability in 0..1 that the reading is right."""
    return logistic(model.bias, model.coefficients, features)


def reasons_of(features: Mapping[str, float], model: LinkingModel) -> tuple[Reason, ...]:
    """The reasons of a score, whose weights add up to it.

    The weight of a reason is how much the probability moves when its evidence is added to what came
    before, in the fixed order of the features: a waterfall.
    """
    log_odds = model.bias
    score = _probability(log_odds)
    weights = {"base": score}
    for name, kind in REASON_OF_FEATURE.items():
        value = features.get(name)
        if not value:
            continue
        log_odds += model.coefficients.get(name, 0.0) * value
        moved = _probability(log_odds)
        weights[kind] = weights.get(kind, 0.0) + moved - score
        score = moved
    return tuple(Reason(kind, weight) for kind, weight in weights.items() if weight)


def logistic(
    bias: float, coefficients: Mapping[str, float], features: Mapping[str, float]
) -> float:
    """Probability in 0..1 of a logistic model."""
    log_odds = bias
    for name, value in features.items():
        if value:  # most are nothing
            log_odds += coefficients.get(name, 0.0) * value
    return _probability(log_odds)


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))
