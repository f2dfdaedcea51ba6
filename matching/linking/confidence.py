"""How sure the first answer is, and from when it may go without a check."""

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from matching.linking.label_index import Floats, Places

EVIDENCE = (
    "chance",  # in logarithm of its odds
    "lead",  # over the second, in logarithm of their ratio
    "words",
    "letters",
    "query_covered",
    "label_covered",
    "query_explained",
    "label_explained",
    "heaviest_missing",
    "exact",
    "same_head",
    "head_translated",
    "preferred_covered",
    "frequency",
    "best_likelihood",
    "example_words",
    "example_letters",
    "example_votes",
)
_SURE = 0.95  # share of right answers asked of the automatic band


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic model over named evidence; ``automatic`` is the chance from which, on queries not
    learnt from, 95 % of the first answers are right (1 if never).
    """

    weights: Floats
    constant: float
    automatic: float

    @staticmethod
    def evidence(names: tuple[str, ...], features: Floats, chances: Floats) -> Floats:
        """What speaks for the first answer, as ``EVIDENCE``; 0 for what was not looked at."""
        order = np.argsort(-chances, kind="stable")
        first = features[order[0]]
        chance = min(float(chances[order[0]]), 1 - 1e-9)
        second = float(chances[order[1]]) if len(order) > 1 else 1e-9
        found = dict(zip(names, first.tolist(), strict=True))
        found["chance"] = np.log(chance / (1 - chance))
        found["lead"] = np.log(chance / max(second, 1e-9))
        return np.array([found.get(name, 0.0) for name in EVIDENCE])

    def of(self, names: tuple[str, ...], features: Floats, chances: Floats) -> float:
        """The chance that the first answer is right."""
        score = float(self.evidence(names, features, chances) @ self.weights) + self.constant
        return float(1 / (1 + np.exp(-score)))


def learn_confidence(
    evidence: Floats, right: Floats, weights: Floats, likeness: Floats, fold: Places
) -> tuple[Confidence, Floats]:
    """The model, and the chance of each query's first answer by a model learnt without it.

    ``weights`` is how much each query counts in the model, ``likeness`` (0..1) in the threshold: a
    query that shares no word with any label of its concept says nothing of what a sure link is.
    """
    spread = evidence.std(axis=0)
    scale = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 1e-9)
    scaled = evidence * scale

    def learn(rows: Places) -> tuple[Floats, float]:
        if len(np.unique(right[rows])) < 2:
            return np.zeros(evidence.shape[1]), float(np.sign(right[rows].mean() - 0.5) * 5)
        model = LogisticRegression(C=1.0, max_iter=1000)
        model.fit(scaled[rows], right[rows], sample_weight=weights[rows] / weights.mean())
        return model.coef_[0] * scale, float(model.intercept_[0])

    chances = np.zeros(len(right))
    for one in np.unique(fold):
        others = np.flatnonzero(fold != one)
        coefficients, constant = learn(others if len(others) else np.arange(len(right)))
        rows = fold == one
        chances[rows] = 1 / (1 + np.exp(-(evidence[rows] @ coefficients + constant)))
    coefficients, constant = learn(np.arange(len(right)))
    return Confidence(coefficients, constant, _threshold(chances, right, likeness)), chances


def _threshold(chances: Floats, right: Floats, likeness: Floats) -> float:
    """The smallest chance above which the weighted share of right answers is ``_SURE``."""
    order = np.argsort(-chances, kind="stable")
    total = np.cumsum(likeness[order])
    share = np.cumsum((likeness * right)[order]) / np.maximum(total, 1e-9)
    sure = np.flatnonzero(share >= _SURE)
    return float(chances[order[sure[-1]]]) if len(sure) else 1.0
