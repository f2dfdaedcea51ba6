"""Whether a paragraph speaks of this trade at all: the same words are said in many."""

from collections.abc import Mapping, Sequence
from math import sqrt

from matching.text.tokens import Token
from skills.weights import TradeModel

FEATURES = (
    "own",
    "foreign",
    "any_own",
    "any_foreign",
    "only_own",
    "only_foreign",
    "share_own",
    "share_foreign",
    "mean_odds",
    "against",
    "for",
)
_STRONG = 1.0  # log-odds from which a word is one of this trade's, or of others'


def stems_of(tokens: Sequence[Token]) -> list[str]:
    """The stems of a paragraph's words that carry meaning, in order."""
    return [token.stem for token in tokens if token.is_content and token.is_word]


def trade_features(stems: Sequence[str], model: TradeModel) -> dict[str, float]:
    """The counts that speak for this trade or against it.

    Words of what this trade makes, and of other trades: how many (at most 4), whether any, whether
    those alone, and their share; of the job sheets' log-odds the mean, and how many words (at most
    5) are strongly against or for. Little depends on the paragraph's length.
    """
    own = sum(stem in model.own for stem in stems)
    foreign = sum(stem in model.foreign for stem in stems)
    odds = [model.odds[stem] for stem in stems if stem in model.odds]
    values = (
        min(own, 4),
        min(foreign, 4),
        own > 0,
        foreign > 0,
        own > 0 and not foreign,
        foreign > 0 and not own,
        own / (len(stems) + 1),
        foreign / (len(stems) + 1),
        sum(odds) / (len(odds) + 1),
        min(5, sum(value <= -_STRONG for value in odds)),
        min(5, sum(value >= _STRONG for value in odds)),
    )
    return {name: float(value) for name, value in zip(FEATURES, values, strict=True)}


def word_shares(stems: Sequence[str], known: Mapping[str, object]) -> dict[str, float]:
    """What each different known stem of a paragraph counts."""
    found = {stem for stem in stems if stem in known}
    return dict.fromkeys(sorted(found), 1 / sqrt(len(found))) if found else {}


def trade_of(tokens: Sequence[Token], model: TradeModel) -> float:
    """Log-odds that a paragraph is of this trade."""
    stems = stems_of(tokens)
    counted = trade_features(stems, model)
    total = model.bias + sum(model.coefficients.get(n, 0.0) * v for n, v in counted.items())
    return total + sum(model.words[s] * v for s, v in word_shares(stems, model.words).items())
