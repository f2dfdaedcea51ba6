"""Labels by the stems they hold: which ones a query touches, and how much."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.preprocessing import normalize

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


class Postings:
    """An inverted index: the labels of each term with their weights; only those asked are read."""

    def __init__(self, by_label: sparse.csr_matrix) -> None:
        by_term = by_label.tocsc()
        self.size = by_label.shape[0]
        self._bounds: list[int] = by_term.indptr.tolist()
        self._labels = by_term.indices
        self._weights = by_term.data

    def score(self, terms: Sequence[int], weights: Sequence[float]) -> Floats:
        """The weighted sum of the terms' postings, one number for each label."""
        bounds = self._bounds
        known = len(bounds) - 1
        spans = [
            (bounds[term], bounds[term + 1], weight)
            for term, weight in zip(terms, weights, strict=True)
            if term < known and bounds[term] < bounds[term + 1]
        ]
        if not spans:
            return np.zeros(self.size)
        labels = np.concatenate([self._labels[start:end] for start, end, _ in spans])
        values = np.concatenate([self._weights[start:end] for start, end, _ in spans])
        lengths = [end - start for start, end, _ in spans]
        values = values * np.repeat(np.array([span[2] for span in spans], np.float32), lengths)
        scores: NDArray[np.float64] = np.bincount(
            labels, weights=values, minlength=self.size
        ).astype(np.float64, copy=False)
        return scores


class LabelIndex:
    """The labels of a framework, those of a concept side by side, concepts in order.

    Parameters
    ----------
    stems : the terms of each label, at least one, as numbers.
    owners : the place of each label's concept, in ascending order.
    idf : weight of each term; terms numbered beyond it are not in any label.
    concepts : how many concepts there are; one may have no label.
    """

    def __init__(
        self,
        stems: Sequence[tuple[int, ...]],
        owners: Sequence[int],
        idf: Floats,
        concepts: int,
    ) -> None:
        self.owners = np.asarray(owners, dtype=np.int64)
        self.bounds = np.searchsorted(self.owners, np.arange(concepts + 1))
        self.counts = np.diff(self.bounds)
        self.lengths = np.array([len(label) for label in stems], dtype=np.int64)
        self.offsets = np.concatenate([[0], np.cumsum(self.lengths)])
        self.terms = np.array([term for label in stems for term in label], dtype=np.int64)
        self.weight = np.add.reduceat(idf[self.terms], self.offsets[:-1]) if stems else np.zeros(0)
        counts = sparse.csr_matrix(
            (np.ones(len(self.terms), dtype=np.float32), self.terms, self.offsets),
            shape=(len(stems), len(idf)),
        )
        self.words = Postings(normalize(counts.multiply(idf).tocsr()).astype(np.float32))
        self.bm25 = Postings(bm25(counts))

    def by_concept(self, scores: Floats) -> Floats:
        """The best score among each concept's labels, 0 where it has none."""
        best = np.zeros(len(self.counts))
        touched = np.flatnonzero(scores > 0)
        if len(touched):
            owners = self.owners[touched]
            starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
            best[owners[starts]] = np.maximum.reduceat(scores[touched], starts)
        return best

    def labels_of(self, concepts: Places) -> Places:
        """The labels of these concepts, concept after concept."""
        return ranges(self.bounds[concepts], self.counts[concepts])


def ranges(starts: Places, lengths: Places) -> Places:
    """The numbers from each start on, as many as its length, one range after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - ends + lengths, lengths)


def inverse_frequency(stems: Sequence[tuple[int, ...]], terms: int) -> Floats:
    """Weight of each of ``terms``, rarer heavier; a term in no label weighs most."""
    counts = np.bincount([term for label in stems for term in label], minlength=terms)
    weights: Floats = np.log((len(stems) + 1) / (counts + 1)) + 1
    return weights


def bm25(counts: sparse.csr_matrix, k1: float = 1.2, b: float = 0.75) -> sparse.csr_matrix:
    """BM25 weights of each label's terms (Robertson and Zaragoza, 2009)."""
    size, lengths = counts.shape[0], np.asarray(counts.sum(axis=1)).ravel()
    document_counts = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log1p((size - document_counts + 0.5) / (document_counts + 0.5))
    norm = k1 * (1 - b + b * lengths / max(lengths.mean() if size else 0.0, 1e-9))
    weighted = counts.astype(np.float32)
    rows = np.repeat(np.arange(size), np.diff(counts.indptr))
    weighted.data = (
        idf[counts.indices] * counts.data * (k1 + 1) / (counts.data + norm[rows])
    ).astype(np.float32)
    return weighted
