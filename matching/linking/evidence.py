"""What speaks for a candidate and what against: named features, one score, its reasons."""

from collections.abc import Mapping, Sequence
from math import exp

from matching.linking.term_index import Candidate
from matching.linking.terms import TermKind
from matching.results import Reason
from matching.text.tokens import Token
from skills.weights import LinkingModel

REASON_OF_FEATURE: Mapping[str, str] = {
    "two_words": "alias",
    "more_words": "alias",
    "long_word": "alias",
    "surface": "alias",
    "label": "alias",
    "skipped": "fuzzy",
    "corrected": "fuzzy",
    "similarity": "ngram",
    "own_domain": "prior",
    "context": "context",
    "neighbours": "context",
    "rivals": "ambiguous",
    "family_only": "prior",
    "occupation": "prior",
}
"""Which kind of reason each feature is told as."""


def features_of(
    candidate: Candidate, domain: "Domain", *, surface: float, neighbours: int, rivals: int
) -> dict[str, float]:
    """The named evidence for one candidate.

    Parameters
    ----------
    domain : of the sentence. surface : likeness of the words to the term, in 0..1.
    neighbours : other terms found in the paragraph.
    rivals : other concepts that the same words name.

    Returns
    -------
    One value per feature; most lie in 0..1, those about the domain in -1..1.
    """
    words = len(candidate.term.stems)
    return {
        "two_words": float(words == 2),
        "more_words": float(words > 2),
        "long_word": float(words == 1 and len(candidate.term.folded) > 6),
        "surface": surface,
        "label": float(candidate.term.is_label),
        "skipped": float(candidate.gaps),
        "corrected": float(candidate.corrected),
        "own_domain": domain.inside(candidate.first, candidate.last),
        "context": domain.around(candidate.first, candidate.last),
        "neighbours": 1 - exp(-neighbours / 2),
        "rivals": float(min(rivals, 3)),
        "family_only": float(candidate.term.kind is TermKind.FAMILY),
        "occupation": float(candidate.term.kind is TermKind.OCCUPATION),
    }


class Domain:
    """How much the words of a sentence belong to this trade, in all and between any two of them.

    Figures are mean log-odds squeezed into -1..1; 0 for words that say nothing.
    """

    def __init__(self, tokens: Sequence[Token], log_odds: Mapping[str, float]) -> None:
        self.sums, self.counts = [0.0], [0]
        for token in tokens:
            known = log_odds.get(token.stem) if token.is_content else None
            self.sums.append(self.sums[-1] + (known or 0.0))
            self.counts.append(self.counts[-1] + (known is not None))

    def inside(self, first: int, last: int) -> float:
        """Of the tokens ``first`` to ``last``."""
        return _mean(
            self.sums[last + 1] - self.sums[first], self.counts[last + 1] - self.counts[first]
        )

    def around(self, first: int, last: int) -> float:
        """Of all the others."""
        inside = self.sums[last + 1] - self.sums[first]
        count = self.counts[last + 1] - self.counts[first]
        return _mean(self.sums[-1] - inside, self.counts[-1] - count)


def _mean(total: float, count: int) -> float:
    """One neutral word is added, so that a single word never decides."""
    return max(-1.0, min(1.0, total / (count + 1) / 3))


def score_of(
    features: Mapping[str, float], model: LinkingModel
) -> tuple[float, tuple[Reason, ...]]:
    """Probability in 0..1 that the candidate is right, and its reasons, whose weights add up to it.

    The weight of a reason is how much the probability moves when its evidence is added to what came
    before, in the fixed order of the features: a waterfall.
    """
    log_odds = model.bias
    score = _probability(log_odds)
    weights = {"base": score}
    for name, value in features.items():
        log_odds += model.coefficients.get(name, 0.0) * value
        moved = _probability(log_odds)
        kind = REASON_OF_FEATURE[name]
        weights[kind] = weights.get(kind, 0.0) + moved - score
        score = moved
    return score, tuple(Reason(kind, weight) for kind, weight in weights.items() if weight)


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))
