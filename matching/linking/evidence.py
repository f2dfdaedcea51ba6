"""What speaks for a reading and what against: named features, one score, its reasons."""

from collections.abc import Iterable, Mapping
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
    "around": "phrase",  # best score of the code for any stretch that holds these words
    "nearest_around": "phrase",  # whether the code is the best of one of them
    "family_around": "phrase",  # best share of the family there, 0..1
    "nothing_around": "phrase",  # least score of « says none » there
    "trade": "context",  # log-odds that the paragraph is of this trade, -4..4
    "asks": "context",  # whether the sentence says that someone or something is wanted
    "introduced": "context",  # whether words that ask, or say a skill, stand just before
    "code_apart": "context",  # log-odds of the best reading as the same code, apart in the sentence
    "family_apart": "context",  # the same of another code of its family
    "code_elsewhere": "context",  # of the same code in the sentences around
    "family_elsewhere": "context",  # of any code of its family there
    "kin": "context",  # of another code of its family, said by some of the same words
    "rival": "context",  # of a code of another family there
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
    "alone": "base",  # log-odds by all of this but the company: told as what they are made of
}
"""Every feature of a reading, in order, and which kind of reason it is told as."""

FEATURES = tuple(REASON_OF_FEATURE)
_KINDS = tuple(dict.fromkeys(("base", *REASON_OF_FEATURE.values())))
PLACE = {name: place for place, name in enumerate(FEATURES)}


class Terms:
    """What the coefficients of a logistic model multiply: features, what of them exceeds a number,
    products of two.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        parts = [name.partition(">")[0].partition("*") for name in self.names]
        self.kinds = [REASON_OF_FEATURE[one] for one, _, _ in parts]
        self._first = [PLACE[one] for one, _, _ in parts]
        self._both = [at for at, (_, _, other) in enumerate(parts) if other]
        self._second = [PLACE[parts[at][2]] for at in self._both]
        self._over = [at for at, name in enumerate(self.names) if ">" in name]
        self._knots = np.array([float(self.names[at].partition(">")[2]) for at in self._over])

    def of(self, table: Table) -> Table:
        """One column for each coefficient."""
        columns = table[:, self._first]
        columns[:, self._both] *= table[:, self._second]
        columns[:, self._over] = np.maximum(0.0, columns[:, self._over] - self._knots)
        return columns


class Scorer:
    """A logistic model over the features, ready for many readings at once."""

    def __init__(self, model: Logistic) -> None:
        self.bias = model.bias
        self.terms = Terms(model.coefficients)
        self.values = np.array([*model.coefficients.values()], dtype=np.float64)
        self._kinds = np.array([_KINDS.index(kind) for kind in self.terms.kinds], dtype=np.intp)
        self._by_alone = np.array(["alone" in name.split("*") for name in model.coefficients], bool)

    def chances(self, table: Table) -> Table:
        """The chance, 0..1, that each row's reading is right."""
        # Not a product of matrices: its last digits depend on how many rows there are.
        odds = self.bias + (self.terms.of(table) * self.values).sum(axis=1)
        chances: Table = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        return chances

    def reasons(self, row: Table, alone: "Scorer | None" = None) -> tuple[Reason, ...]:
        """The reasons of a score, whose weights add up to it; ``alone`` made its feature ``alone``.

        The weight of a reason is how much the chance moves when its evidence is added to what came
        before, in the fixed order of the kinds: a waterfall.
        """
        odds = self._odds(row, alone).tolist()
        total, score, weights = 0.0, 0.0, {}
        for kind, part in zip(_KINDS, odds, strict=True):
            total += part
            weights[kind] = _chance(total) - score
            score = _chance(total)
        return tuple(Reason(kind, weight) for kind, weight in weights.items() if weight)

    def _odds(self, row: Table, alone: "Scorer | None" = None) -> Table:
        """What each kind of reason adds to the log-odds."""
        parts = self.terms.of(row[None, :])[0] * self.values
        own = np.where(self._by_alone, 0.0, parts)
        odds: Table = np.bincount(self._kinds, own, len(_KINDS)).astype(np.float64)
        odds[0] += self.bias
        known = row[PLACE["alone"]]
        if alone and known:
            odds += alone._odds(row) * (parts[self._by_alone].sum() / known)
        return odds


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
