"""How alike two short texts are by the letters they share."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Self

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.linking.label_index import Floats, Places, ranges

_SHORTEST, _LONGEST = 2, 5


class Letters:
    """Character n-grams within words, weighed by TF-IDF; rows are compared when asked for."""

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the texts, numbered in their order."""
        vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True, dtype=np.float32)
        matrix = vectorizer.fit_transform(texts)
        self._terms: dict[str, int] = {gram: int(n) for gram, n in vectorizer.vocabulary_.items()}
        self._idf = vectorizer.idf_.astype(np.float32)
        self._bounds = matrix.indptr.astype(np.int64)
        self._indices, self._data = matrix.indices, matrix.data
        return self

    def cosines(self, text: str, rows: Places) -> Floats:
        """The cosine of ``text`` with each of ``rows``, in 0..1."""
        counts = Counter(grams(text))
        numbers = self._terms
        terms = [numbers[gram] for gram in counts if gram in numbers]
        lengths = self._bounds[rows + 1] - self._bounds[rows]
        if not terms or not len(rows):
            return np.zeros(len(rows))
        weights = self._idf[terms]
        if len(counts) < counts.total():
            repeats = [count for gram, count in counts.items() if gram in numbers]
            weights = weights * (1 + np.log(np.array(repeats, dtype=np.float32)))
        query = np.zeros(len(self._idf), dtype=np.float32)
        query[terms] = weights / math.sqrt(float(weights @ weights))
        places = ranges(self._bounds[rows], lengths)
        products = query[self._indices[places]] * self._data[places]
        totals = np.concatenate(([0.0], np.cumsum(products, dtype=np.float64)))
        ends = np.cumsum(lengths)
        cosines: Floats = totals[ends] - totals[ends - lengths]
        return cosines


def grams(text: str) -> list[str]:
    """The runs of 2 to 5 letters of each word, its two ends marked by a space."""
    found = []
    for word in text.split():
        padded = f" {word} "
        for size in range(_SHORTEST, min(_LONGEST, len(padded)) + 1):
            found += [padded[at : at + size] for at in range(len(padded) - size + 1)]
    return found
