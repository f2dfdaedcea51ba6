"""A learnt order: a weighted sum of named features, its softmax the chance of each candidate."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from matching.linking.label_index import Floats


@dataclass(frozen=True, slots=True)
class Ordering:
    """One weight a feature, in its own unit; only differences between candidates count."""

    names: tuple[str, ...]
    weights: Floats

    def chances(self, features: Floats) -> Floats:
        """The chance of each candidate (a row of ``features``) to be the right one; sums to 1."""
        scores = features @ self.weights
        scores = np.exp(scores - scores.max())
        chances: Floats = scores / scores.sum()
        return chances


def learn_ordering(
    names: tuple[str, ...], features: Floats, right: Floats, weights: Floats, penalty: float = 1e-4
) -> Ordering:
    """Conditional logistic regression (McFadden, 1974), squared weights penalised.

    Parameters
    ----------
    features : queries × candidates × names.
    right : queries × candidates, the share of each candidate in what is right; rows sum to 1.
    weights : how much each query counts.
    """
    spread = features.std(axis=(0, 1))
    scale = np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 1e-9)
    scaled = features * scale
    share = weights / weights.sum()
    seen = np.einsum("q,qc,qcf->f", share, right, scaled)

    def loss(coefficients: Floats) -> tuple[float, Floats]:
        scores = scaled @ coefficients
        scores -= scores.max(axis=1, keepdims=True)
        log_total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        log_chances = scores - log_total
        value = -float(np.einsum("q,qc,qc->", share, right, log_chances))
        expected = np.exp(log_chances) * share[:, None]
        slope = np.tensordot(expected, scaled, axes=2) - seen
        return value + penalty * float(coefficients @ coefficients), slope + 2 * penalty * (
            coefficients
        )

    found = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return Ordering(names, found.x * scale)
