"""Whether a paragraph speaks of this trade at all: the same words are said in many."""

from collections.abc import Iterable, Mapping, Sequence

from matching.text.tokens import Token

FEATURES = (
    "only_ours",
    "best",
    "second",
    "third",
    "readings",
    "words",
    "mean_word",
    "foreign_words",
    "own_words",
    "known_words",
)
_STRONG = 1.0  # log-odds from which a word is one of this trade's, or of others'


def trade_features(
    tokens: Iterable[Token],
    scores: Sequence[float],
    only_ours: int,
    log_odds: Mapping[str, float],
) -> dict[str, float]:
    """The named evidence that a paragraph is of this trade.

    Parameters
    ----------
    tokens : of the paragraph. scores : of all its readings, in 0..1.
    only_ours : different terms in it that no other trade says.
    log_odds : of each stem, positive for this trade.

    Returns
    -------
    The number of those terms, at most 3; the three best scores and the sum of all by word; the sum,
    within -5..5, and the mean of the words' log-odds; the numbers, at most 5, of words that only
    other trades say and of words of this trade; and the share of words that either says. Little
    depends on the paragraph's length: one need may be said in four words.
    """
    stems = [token.stem for token in tokens if token.is_content and token.is_word]
    known = [log_odds[stem] for stem in stems if stem in log_odds]
    best = [*sorted(scores, reverse=True)[:3], 0.0, 0.0, 0.0]
    values = (
        min(3, only_ours),
        *best[:3],
        sum(scores) / (len(stems) + 2),
        max(-5.0, min(5.0, sum(known))),
        sum(known) / (len(known) + 1),
        min(5, sum(value <= -_STRONG for value in known)),
        min(5, sum(value >= _STRONG for value in known)),
        len(known) / (len(stems) + 1),
    )
    return {name: float(value) for name, value in zip(FEATURES, values, strict=True)}
