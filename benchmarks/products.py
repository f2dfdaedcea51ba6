"""A logistic model over features and all products of two of them, small enough to be read."""

from collections.abc import Sequence
from itertools import combinations_with_replacement

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.linking_samples import standardised


def fit_products(
    table: np.ndarray, names: Sequence[str], right: np.ndarray, weight: np.ndarray, strength: float
) -> tuple[float, dict[str, float]]:
    """The bias, and the coefficients « a » and « a*b » of features as they are.

    They are fitted on features less their means, so that a product says what its two features do
    not, and multiplied out afterwards. ``strength`` is the inverse of the penalty.
    """
    means, spreads = table.mean(axis=0), standardised(table)
    centred = (table - means) / spreads
    both = list(combinations_with_replacement(range(len(names)), 2))
    columns = np.concatenate(
        [centred, np.stack([centred[:, a] * centred[:, b] for a, b in both], axis=1)], axis=1
    )
    spread = standardised(columns)
    model = LogisticRegression(C=strength, solver="newton-cholesky", max_iter=200)
    model.fit(columns / spread, right, sample_weight=weight)
    fitted = model.coef_[0] / spread
    single = fitted[: len(names)] / spreads
    bias = float(model.intercept_[0]) - single @ means
    products = {}
    for (a, b), value in zip(both, fitted[len(names) :], strict=True):
        both_of = value / (spreads[a] * spreads[b])
        single[a] -= both_of * means[b]
        single[b] -= both_of * means[a]
        bias += both_of * means[a] * means[b]
        products[f"{names[a]}*{names[b]}"] = float(both_of)
    return float(bias), dict(zip(names, single.tolist(), strict=True)) | products
