"""How much a stretch of words sounds like each competence, by a linear model over its words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.text.tokens import Token
from skills.weights import StretchModel

Floats = NDArray[np.float32]
Word = tuple[str, str]
"""A word as it is written, folded, and its stem."""

_LENGTHS = (3, 4)  # letters taken together
_LEAST = 3  # stretches in which a group of letters must stand to count
_KEPT = 10_000  # words whose scores are kept in memory: some 20 MB


def words_of(tokens: Iterable[Token]) -> tuple[Word, ...]:
    """The words that carry meaning, in order."""
    return tuple((token.norm, token.stem) for token in tokens if token.is_content)


def learn_rarity(stretches: Sequence[Sequence[Word]]) -> tuple[dict[str, float], dict[str, float]]:
    """Inverse document frequency of each stem, and of each group of letters that stands in enough
    stretches, sorted.
    """
    stems, letters = Counter[str](), Counter[str]()
    for words in stretches:
        stems.update({stem for _, stem in words})
        letters.update({group for word, _ in words for group in _letters(word)})
    return tuple(  # type: ignore[return-value]  # two of them, as said
        {
            one: log((len(stretches) + 1) / (count + 1)) + 1
            for one, count in sorted(counts.items())
            if count >= least
        }
        for counts, least in ((stems, 1), (letters, _LEAST))
    )


def stretch_matrix(
    stretches: Sequence[Sequence[Word]], stems: Mapping[str, float], letters: Mapping[str, float]
) -> sparse.csr_matrix:
    """One row a stretch: the rarities of its stems, then of its groups of letters, each half
    divided by the root of the sum of the squared lengths of its words.

    A half is thus the sum of its words' own vectors over one number, so that any stretch is scored
    from sums over its words.
    """
    places = [{one: at for at, one in enumerate(half)} for half in (stems, letters)]
    indptr: list[int] = [0]
    indices: list[int] = []
    data: list[float] = []
    for words in stretches:
        for half, (rarity, place) in enumerate(zip((stems, letters), places, strict=True)):
            found: dict[int, float] = {}
            squares = 0.0
            for word, stem in words:
                for one in _letters(word) if half else (stem,):
                    if one in rarity:
                        at = place[one] + half * len(stems)
                        found[at] = found.get(at, 0.0) + rarity[one]
                        squares += rarity[one] ** 2
            indices += found
            data += [value / squares**0.5 for value in found.values()]
        indptr.append(len(indices))
    return sparse.csr_matrix(
        (np.array(data), indices, indptr), shape=(len(stretches), len(stems) + len(letters))
    )


class StretchReader:
    """Scores stretches with the weights of a fitted model; immutable but for what it remembers."""

    def __init__(self, model: StretchModel) -> None:
        self.codes = model.codes
        shape = (len(model.stems) + len(model.letters), len(model.codes) + 1)
        self._weights = np.frombuffer(model.weights, dtype=np.int8).reshape(shape)
        self._scales = np.array(model.scales, dtype=np.float32)
        self._constant = np.array(model.constant, dtype=np.float32)
        self._stems = {one: (at, r) for at, (one, r) in enumerate(model.stems.items())}
        self._letters = {
            one: (at, r) for at, (one, r) in enumerate(model.letters.items(), len(model.stems))
        }
        self._words: dict[Word, tuple[Floats, float, float]] = {}

    def scores(
        self, texts: Sequence[Sequence[Word]], bounds: Sequence[Sequence[tuple[int, int]]]
    ) -> Floats:
        """One row for each stretch ``words[first:last]``, one column a code, then nothing at all:
        positive where the stretch is on the side of that column.

        ``bounds`` holds the stretches of each of the ``texts``; their rows follow each other, and
        no text changes those of another.
        """
        # Every text takes one row more than it has words, of nothing, where its sums begin.
        starts = np.cumsum([0, *(len(words) + 1 for words in texts)])
        places = [
            (start + first, start + last)
            for start, own in zip(starts.tolist(), bounds, strict=False)
            for first, last in own
        ]
        if not places:
            return np.zeros((0, len(self.codes) + 1), dtype=np.float32)
        sums = np.zeros((starts[-1], 2, len(self.codes) + 1), dtype=np.float32)
        squares = np.zeros((starts[-1], 2))
        for start, words in zip(starts.tolist(), texts, strict=False):
            for at, word in enumerate(words, start=start):
                vector, *lengths = self._vector(word)
                np.add(sums[at], vector, out=sums[at + 1])
                squares[at + 1] = squares[at] + lengths
        first, last = np.array(places).T
        lengths = np.sqrt(np.maximum(squares[last] - squares[first], 1e-9)).astype(np.float32)
        scores: Floats = ((sums[last] - sums[first]) / lengths[:, :, None]).sum(axis=1)
        return scores + self._constant

    def _vector(self, word: Word) -> tuple[Floats, float, float]:
        """What a word adds to each column, by its stem and by its letters, and the square of the
        length of each half.
        """
        if word not in self._words:
            if len(self._words) >= _KEPT:
                self._words.clear()
            stem = self._stems.get(word[1])
            groups = [g for one in _letters(word[0]) if (g := self._letters.get(one))]
            self._words[word] = (
                np.stack((self._sum([stem] if stem else []), self._sum(groups))),
                stem[1] ** 2 if stem else 0.0,
                sum(rarity**2 for _, rarity in groups),
            )
        return self._words[word]

    def _sum(self, features: Sequence[tuple[int, float]]) -> Floats:
        if not features:
            return np.zeros(len(self.codes) + 1, dtype=np.float32)
        places, rarities = zip(*features, strict=True)
        total: Floats = np.array(rarities, dtype=np.float32) @ self._weights[list(places)]
        return total * self._scales


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
