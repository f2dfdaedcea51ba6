"""What speaks for a reading and what against: named features, one score, its reasons."""

from collections.abc import Mapping, Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray

from matching.results import Reason
from skills.weights import Logistic

Table = NDArray[np.float64]

REASON_OF_FEATURE: Mapping[str, str] = {
    "near": "phrase",  # score of the code for the stretch itself
    "nearest": "phrase",  # whether no code scores more there
    "lead": "phrase",  # over the best other code, or under it
    "family_near": "phrase",  # best score of the family's codes, for a family
    "nothing": "phrase",  # score of « says none »
    "around": "context",  # best score of the code for any stretch that holds these words
    "nearest_around": "context",  # whether the code is the best of one of them
    "family_around": "context",  # best share of the family there, 0..1
    "nothing_around": "context",  # least score of « says none » there
    "trade": "context",  # log-odds that the paragraph is of this trade, -4..4
    "asks": "context",  # whether the sentence says that someone or something is wanted
    "introduced": "context",  # whether words that ask, or say a skill, stand just before
    "term": "alias",  # whether a term of the code stands here
    "surface": "alias",  # likeness of the words to the term, 0..1
    "several_words": "alias",  # whether the term has more than one
    "fills": "alias",  # whether the term is a whole stretch, such as one item of a list
    "share": "alias",  # of the words that the term takes, 0..1
    "learnt": "alias",  # whether a person said so
    "skipped": "fuzzy",  # meaningful words skipped inside the term
    "corrected": "fuzzy",  # words read with a slip of the pen mended
    "one_word": "prior",
    "two_words": "prior",
    "six_words": "prior",  # or more
    "verb": "prior",  # whether the words begin with an infinitive
    "family": "prior",  # whether only a family is read
}
"""Every feature of a reading, in order, and which kind of reason it is told as."""

FEATURES = tuple(REASON_OF_FEATURE)
PLACE = {name: place for place, name in enumerate(FEATURES)}


class Scorer:
    """A logistic model over the features, ready for many readings at once."""

    def __init__(self, model: Logistic) -> None:
        self.bias = model.bias
        self.names = tuple(model.coefficients)
        self.values = np.array([*model.coefficients.values()], dtype=np.float64)

    def chances(self, table: Table) -> Table:
        """The chance, 0..1, that each row's reading is right."""
        odds = self.bias + expand(table, self.names) @ self.values
        chances: Table = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        return chances

    def reasons(self, row: Table) -> tuple[Reason, ...]:
        """The reasons of a score, whose weights add up to it.

        The weight of a reason is how much the chance moves when its evidence is added to what came
        before, in the fixed order of the kinds: a waterfall.
        """
        odds: dict[str, float] = dict.fromkeys(REASON_OF_FEATURE.values(), 0.0)
        parts = expand(row[None, :], self.names)[0] * self.values
        for name, part in zip(self.names, parts.tolist(), strict=True):
            odds[REASON_OF_FEATURE[feature_of(name)]] += part
        total, score = self.bias, _chance(self.bias)
        weights = {"base": score}
        for kind, part in odds.items():
            total += part
            weights[kind] = _chance(total) - score
            score = _chance(total)
        return tuple(Reason(kind, weight) for kind, weight in weights.items() if weight)


def feature_of(name: str) -> str:
    """The feature that a coefficient's name is told under: « near » of « near>0.5 »."""
    return name.partition(">")[0].partition("*")[0]


def expand(table: Table, names: Sequence[str]) -> Table:
    """One column for each named coefficient: a feature, what of it exceeds a number, or the product
    of two.
    """
    columns = np.empty((len(table), len(names)))
    for at, name in enumerate(names):
        feature, _, knot = name.partition(">")
        one, _, other = feature.partition("*")
        values = table[:, PLACE[one]]
        if other:
            columns[:, at] = values * table[:, PLACE[other]]
        elif knot:
            columns[:, at] = np.maximum(0.0, values - float(knot))
        else:
            columns[:, at] = values
    return columns


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
