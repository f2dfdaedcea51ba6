"""Which term a phrase resembles by the letters they share: for what no alias says outright."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.linking.terms import Term
from matching.text.tokens import fold


class Resemblance:
    """Character n-grams (2 to 5, within words) weighed by TF-IDF; immutable once fitted."""

    def fit(self, terms: Sequence[Term]) -> Self:
        """Learn the terms."""
        self.terms_ = tuple(terms)
        self.vectorizer_ = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32
        )
        self.matrix_ = self.vectorizer_.fit_transform(term.folded for term in self.terms_).T.tocsr()
        return self

    def nearest(self, phrases: Sequence[str]) -> tuple[tuple[Term, float], ...]:
        """The closest term of each phrase and their cosine in 0..1; ties by order of the terms."""
        if not phrases:
            return ()
        scores = (self.vectorizer_.transform(fold(p) for p in phrases) @ self.matrix_).toarray()
        best = scores.argmax(axis=1)
        return tuple(
            (self.terms_[place], float(row[place])) for place, row in zip(best, scores, strict=True)
        )
