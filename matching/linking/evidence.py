"""What speaks for a candidate and what against: named features, one score, its reasons."""

from collections.abc import Mapping, Sequence
from math import exp

from rapidfuzz import fuzz

from matching.linking.term_index import Candidate
from matching.results import Reason
from matching.text.sentences import Sentence
from matching.text.tokens import Token, fold
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
}
"""Which kind of reason each feature is told as."""


def features_of(
    candidate: Candidate,
    sentence: Sentence,
    *,
    quote: str,
    neighbours: int,
    rivals: int,
    model: LinkingModel,
) -> dict[str, float]:
    """The named evidence for one candidate.

    Parameters
    ----------
    quote : the words in the text. neighbours : other terms found in the paragraph.
    rivals : other concepts that the same words name.

    Returns
    -------
    One value per feature; most lie in 0..1, those about the domain in -1..1.
    """
    words = len(candidate.term.stems)
    inside = sentence.tokens[candidate.first : candidate.last + 1]
    around = sentence.tokens[: candidate.first] + sentence.tokens[candidate.last + 1 :]
    return {
        "two_words": float(words == 2),
        "more_words": float(words > 2),
        "long_word": float(words == 1 and len(candidate.term.folded) > 6),
        "surface": fuzz.ratio(fold(quote), candidate.term.folded) / 100,
        "label": float(candidate.term.is_label),
        "skipped": float(candidate.gaps),
        "corrected": float(candidate.corrected),
        "own_domain": domain_of(inside, model),
        "context": domain_of(around, model),
        "neighbours": 1 - exp(-neighbours / 2),
        "rivals": float(min(rivals, 3)),
    }


def domain_of(tokens: Sequence[Token], model: LinkingModel) -> float:
    """Mean log-odds, squeezed into -1..1, that the words belong to this trade; 0 for unknown
    words.
    """
    known = [model.domain[t.stem] for t in tokens if t.is_content and t.stem in model.domain]
    if not known:
        return 0.0
    mean = sum(known) / (
        len(known) + 1
    )  # one neutral word more, so that a single word never decides
    return max(-1.0, min(1.0, mean / 3))


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
