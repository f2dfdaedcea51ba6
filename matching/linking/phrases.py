"""How near a stretch of words is to the ways in which people say each competence."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Self

import numpy as np
from scipy import sparse

_CHUNK = 1024  # stretches scored at once: their dense scores are all that is held
_PAIR = 0.6  # weight of two neighbouring words against one


@dataclass(frozen=True, slots=True)
class Nearness:
    """For one stretch and one code: all in 0..1."""

    code: str
    phrase: float  # cosine to the nearest phrase of the code
    whole: float  # cosine to all the phrases of the code together
    lead: float  # by how much ``phrase`` and ``whole`` together exceed the best other code's
    known: float  # share of the stretch's weight in words that some phrase uses


class PhraseIndex:
    """TF-IDF over stems and pairs of neighbouring stems; immutable once fitted."""

    def fit(self, phrases: Iterable[tuple[str, Sequence[str]]]) -> Self:
        """Index the phrases, each a code and its stems."""
        known = sorted((code, tuple(stems)) for code, stems in phrases if stems)
        self.codes_ = sorted({code for code, _ in known})
        self.place_ = {code: at for at, code in enumerate(self.codes_)}
        if not known:
            return self
        grams = [_grams(stems) for _, stems in known]
        self.vocabulary_ = {
            gram: at for at, gram in enumerate(sorted({g for row in grams for g in row}))
        }
        counts = np.zeros(len(self.vocabulary_))
        for row in grams:
            for gram in row:
                counts[self.vocabulary_[gram]] += 1
        self.idf_ = np.log((len(known) + 1) / (counts + 1)) + 1
        self._unknown = log(len(known) + 1) + 1
        matrix = self._matrix(grams)[0]
        owner = np.array([self.place_[code] for code, _ in known])
        self._starts = np.searchsorted(owner, np.arange(len(self.codes_)))
        self._phrases = matrix.T.tocsr()
        sums = sparse.csr_matrix((np.ones(len(owner)), (owner, np.arange(len(owner))))) @ matrix
        norms = np.sqrt(np.asarray(sums.multiply(sums).sum(axis=1)).ravel())
        self._wholes = (sparse.diags(1 / np.maximum(norms, 1e-9)) @ sums).T.tocsr()
        return self

    def nearest(
        self,
        stretches: Sequence[Sequence[str]],
        k: int,
        also: Sequence[Collection[str]] | None = None,
    ) -> list[list[Nearness]]:
        """The best ``k`` codes of each stretch of stems, best first, ties by code, then those asked
        for in ``also``; none for a stretch of which no word is known.
        """
        if not self.codes_:
            return [[] for _ in stretches]
        found: list[list[Nearness]] = []
        for start in range(0, len(stretches), _CHUNK):
            grams = [_grams(stems) for stems in stretches[start : start + _CHUNK]]
            matrix, known = self._matrix(grams)
            by_phrase = np.maximum.reduceat(
                (matrix @ self._phrases).toarray(), self._starts, axis=1
            )
            whole = (matrix @ self._wholes).toarray()
            total = by_phrase + whole
            for row in range(len(grams)):
                wanted = also[start + row] if also else ()
                found.append(
                    self._best(by_phrase[row], whole[row], total[row], known[row], k, wanted)
                )
        return found

    def _best(
        self,
        by_phrase: np.ndarray,
        whole: np.ndarray,
        total: np.ndarray,
        known: float,
        k: int,
        also: Collection[str],
    ) -> list[Nearness]:
        top = np.argsort(-np.round(total, 9), kind="stable")[: k + 1]
        best, second = total[top[0]], total[top[1]] if len(top) > 1 else 0.0
        wanted = sorted(self.place_[code] for code in also if code in self.place_)
        top = np.concatenate([top[:k], [at for at in wanted if at not in top[:k]]]).astype(int)
        return [
            Nearness(
                self.codes_[at],
                float(by_phrase[at]),
                float(whole[at]),
                float(total[at] - (second if rank == 0 else best)) / 2,
                known,
            )
            for rank, at in enumerate(top)
            if total[at] > 0
        ]

    def _matrix(self, grams: Sequence[dict[str, float]]) -> tuple[sparse.csr_matrix, list[float]]:
        """Rows of norm 1 (less for words that are unknown), and the known share of each."""
        indptr, indices, data, shares = [0], [], [], []
        for row in grams:
            known = unknown = 0.0
            values = []
            for gram, weight in row.items():
                at = self.vocabulary_.get(gram)
                if at is None:
                    if weight == 1.0:  # a new pair of known words says nothing
                        unknown += self._unknown**2
                    continue
                value = weight * self.idf_[at]
                indices.append(at)
                values.append(value)
                known += value * value
            norm = (known + unknown) ** 0.5 or 1.0
            data += [value / norm for value in values]
            shares.append(known / (known + unknown) if known else 0.0)
            indptr.append(len(indices))
        shape = (len(grams), len(self.vocabulary_))
        return sparse.csr_matrix((data, indices, indptr), shape=shape), shares


def _grams(stems: Sequence[str]) -> dict[str, float]:
    """Each stem and each pair of neighbours, with its weight."""
    grams = dict.fromkeys(stems, 1.0)
    grams |= {f"{a} {b}": _PAIR for a, b in pairwise(stems)}
    return grams
