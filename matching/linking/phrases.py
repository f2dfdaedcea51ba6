"""How near a stretch of words is to the ways in which people say each competence."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Self

import numpy as np
from scipy import sparse

from matching.text.tokens import Token

_CHUNK = 1024  # stretches scored at once: their dense scores are all that is held
_WORDS = 0.5  # weight of whole words against their letters
_LENGTHS = (3, 4)  # letters taken together
_LEAST = 2  # phrases in which a group of letters must stand to count

Word = tuple[str, str]
"""A word as it is written, folded, and its stem."""


def words_of(tokens: Iterable[Token]) -> tuple[Word, ...]:
    """The words that carry meaning, in order."""
    return tuple((token.norm, token.stem) for token in tokens if token.is_content)


@dataclass(frozen=True, slots=True)
class Nearness:
    """For one stretch and one code: all in 0..1, save ``lead`` in -1..1."""

    code: str
    phrase: float  # cosine to the nearest phrase of the code
    whole: float  # cosine to all the phrases of the code together
    lead: float  # by how much ``phrase`` and ``whole`` together exceed the best other code's
    known: float  # share of the stretch's words that some phrase uses
    nearest: int  # place in the index of the phrase of the code that is nearest


class PhraseIndex:
    """TF-IDF over the stems of words and the groups of letters in them, each half of norm 1;
    immutable once fitted.
    """

    def fit(self, phrases: Iterable[tuple[str, Sequence[Word]]]) -> Self:
        """Index the phrases, each a code and its words."""
        known = sorted((code, tuple(words)) for code, words in phrases if words)
        self.codes_ = sorted({code for code, _ in known})
        self.place_ = {code: at for at, code in enumerate(self.codes_)}
        if not known:
            return self
        stems, letters = Counter[str](), Counter[str]()
        for _, words in known:
            stems.update({stem for _, stem in words})
            letters.update({group for word, _ in words for group in _letters(word)})
        self._stems = _weights(stems, len(known), least=1)
        self._letters = _weights(letters, len(known), least=_LEAST, first=len(self._stems))
        self._width = len(self._stems) + len(self._letters)
        self._seen: dict[Word, tuple[tuple[int, float] | None, list[tuple[int, float]]]] = {}
        matrix = self._matrix([words for _, words in known])
        self._words = [words for _, words in known]
        owner = np.array([self.place_[code] for code, _ in known])
        self._starts = np.searchsorted(owner, np.arange(len(self.codes_)))
        self._bounds = [*self._starts.tolist(), len(known)]
        self._phrases = matrix.T.tocsr()
        sums = (
            sparse.csr_matrix(
                (np.ones(len(owner), dtype=np.float32), (owner, np.arange(len(owner))))
            )
            @ matrix
        )
        norms = np.sqrt(np.asarray(sums.multiply(sums).sum(axis=1)).ravel())
        self._wholes = (
            sparse.diags((1 / np.maximum(norms, 1e-9)).astype(np.float32)) @ sums
        ).T.tocsr()
        return self

    def words_of_phrase(self, place: int) -> str:
        """The words of a phrase, folded, from its place in ``Nearness.nearest``."""
        return " ".join(word for word, _ in self._words[place])

    def nearest(
        self,
        stretches: Sequence[Sequence[Word]],
        k: int,
        also: Sequence[Collection[str]] | None = None,
    ) -> list[list[Nearness]]:
        """The best ``k`` codes of each stretch, best first, ties by code, then those asked for in
        ``also``; none for a stretch that shares nothing with any phrase.
        """
        if not self.codes_:
            return [[] for _ in stretches]
        found: list[list[Nearness]] = []
        for start in range(0, len(stretches), _CHUNK):
            chunk = stretches[start : start + _CHUNK]
            matrix = self._matrix(chunk)
            each = (matrix @ self._phrases).toarray()
            by_phrase = np.maximum.reduceat(each, self._starts, axis=1)
            whole = (matrix @ self._wholes).toarray()
            # Equal codes keep their order: the later loses by less than any real difference.
            total = (by_phrase + whole).astype(float) - np.arange(len(self.codes_)) * 1e-12
            top = np.argpartition(-total, min(k, len(self.codes_) - 1), axis=1)[:, : k + 1]
            order = np.argsort(-np.take_along_axis(total, top, axis=1), axis=1)
            top = np.take_along_axis(top, order, axis=1)
            for row, places in enumerate(top.tolist()):
                wanted = also[start + row] if also else ()
                scores = by_phrase[row], whole[row], total[row], each[row]
                known = sum(stem in self._stems for _, stem in chunk[row])
                share = known / len(chunk[row]) if chunk[row] else 0.0
                found.append(self._best(places, scores, share, k, wanted))
        return found

    def _best(
        self,
        top: list[int],
        scores: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
        known: float,
        k: int,
        also: Collection[str],
    ) -> list[Nearness]:
        by_phrase, whole, total, each = scores
        best = total[top[0]]
        second = total[top[1]] if len(top) > 1 else 0.0
        top = top[:k]
        if also:
            wanted = sorted(self.place_[code] for code in also if code in self.place_)
            top += [at for at in wanted if at not in top]
        return [
            Nearness(
                self.codes_[at],
                float(by_phrase[at]),
                float(whole[at]),
                float(total[at] - (second if rank == 0 else best)) / 2,
                known,
                self._nearest_of(each, at),
            )
            for rank, at in enumerate(top)
            if by_phrase[at] > 0
        ]

    def _nearest_of(self, each: np.ndarray, code: int) -> int:
        start = int(self._bounds[code])
        return start + int(each[start : self._bounds[code + 1]].argmax())

    def _matrix(self, stretches: Sequence[Sequence[Word]]) -> sparse.csr_matrix:
        """One row of norm 1 for each stretch; an empty one when nothing of it is known."""
        indptr: list[int] = [0]
        indices: list[int] = []
        data: list[float] = []
        for words in stretches:
            stems: dict[int, float] = {}
            letters: dict[int, float] = {}
            for word in words:
                one, groups = self._weighed(word)
                if one:
                    stems[one[0]] = one[1]
                letters.update(groups)
            for part, share in ((stems, _WORDS), (letters, 1.0)):
                norm = sum(value * value for value in part.values()) ** 0.5
                indices += part
                data += [share * value / norm for value in part.values()]
            whole = (_WORDS**2 * bool(stems) + bool(letters)) ** 0.5
            for at in range(indptr[-1], len(data)):
                data[at] /= whole
            indptr.append(len(indices))
        return sparse.csr_matrix(
            (np.array(data, dtype=np.float32), indices, indptr),
            shape=(len(stretches), self._width),
        )

    def _weighed(self, word: Word) -> tuple[tuple[int, float] | None, list[tuple[int, float]]]:
        """Place and weight of a word's stem, if known, and of its groups of letters."""
        if word not in self._seen:
            if len(self._seen) > 100_000:
                self._seen.clear()
            groups = (self._letters.get(group) for group in _letters(word[0]))
            self._seen[word] = self._stems.get(word[1]), [g for g in groups if g]
        return self._seen[word]


def _weights(
    counts: Mapping[str, int], size: int, *, least: int, first: int = 0
) -> dict[str, tuple[int, float]]:
    """Place, from ``first``, and inverse document frequency of what stands in enough phrases."""
    kept = sorted(one for one, count in counts.items() if count >= least)
    return {
        one: (place, log((size + 1) / (counts[one] + 1)) + 1)
        for place, one in enumerate(kept, start=first)
    }


@lru_cache(maxsize=65536)
def _letters(word: str) -> tuple[str, ...]:
    """The groups of letters in a word, its ends marked by a space."""
    padded = f" {word} "
    groups = {
        padded[at : at + length]
        for length in _LENGTHS
        for at in range(max(1, len(padded) - length + 1))
    }
    return tuple(sorted(groups))
