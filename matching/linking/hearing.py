"""What the stretches of some sentences sound like, all at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.linking.stretches import Floats, StretchReader, words_of
from matching.linking.windows import windows
from matching.text.sentences import Sentence

Places = NDArray[np.intp]

_SPREAD = 4.0  # how much sharper than the scores a family's share is


class Families:
    """The columns of a reader's codes put together by family. Nothing here is a product of
    matrices: its last digits would depend on how many sentences are read together.
    """

    def __init__(self, family_of_column: Sequence[str]) -> None:
        self.names = sorted(set(family_of_column))
        self.place = {name: at for at, name in enumerate(self.names)}
        own = np.array([self.place[name] for name in family_of_column], dtype=np.intp)
        self._order = np.argsort(own, kind="stable")
        self._starts = np.searchsorted(own[self._order], np.arange(len(self.names)))

    def sums(self, table: Floats) -> Floats:
        """One column a family: the sum of its codes' columns."""
        total: Floats = np.add.reduceat(table[:, self._order], self._starts, axis=1)
        return total

    def best(self, table: Floats) -> Floats:
        """One column a family: the most of its codes' columns."""
        most: Floats = np.maximum.reduceat(table[:, self._order], self._starts, axis=1)
        return most


class Heard:
    """The stretches of some sentences and their scores, a row each, in order.

    Tokens are numbered on from one sentence to the next: those of sentence n begin at ``bases[n]``.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        taken: Sequence[set[int]],
        reader: StretchReader,
        families: Families,
    ) -> None:
        """``taken`` holds the tokens of each sentence that no stretch may hold."""
        self.counts: list[int] = []  # of each sentence's stretches
        self.bases = np.cumsum([0, *(len(sentence.tokens) for sentence in sentences)]).tolist()
        spans: list[tuple[int, int]] = []
        words, bounds = [], []
        for base, sentence, own in zip(self.bases, sentences, taken, strict=False):
            found = list(windows(sentence, own)) if reader.codes else []
            counts = [0]
            for token in sentence.tokens:
                counts.append(counts[-1] + token.is_content)
            words.append(words_of(sentence.tokens) if found else ())
            bounds.append([(counts[first], counts[last + 1]) for first, last in found])
            self.counts.append(len(found))
            spans += [(base + first, base + last) for first, last in found]
        self.spans = spans
        scores = reader.scores(words, bounds)
        self.codes, self.nothing = scores[:, :-1], scores[:, -1]
        if not spans:
            return
        self.best = self.codes.argmax(axis=1)
        top = np.partition(self.codes, -2)[:, -2:] if len(reader.codes) > 1 else self.codes
        self.first, self.second = top[:, -1], top[:, 0]
        sharp = np.exp(_SPREAD * (self.codes - self.first[:, None]))
        self.families = families.sums(sharp) / sharp.sum(axis=1, keepdims=True)


class Around:
    """For each of some spans of tokens, the stretches that hold it: the most and the least of what
    they say. Only spans that ``some`` stretch holds have a row, at ``row`` of their number.
    """

    def __init__(self, heard: Heard, spans: Sequence[tuple[int, int]], families: Families) -> None:
        first, last = np.array(spans).T[:, :, None]
        begin, end = np.array(heard.spans).T
        holds, inside = np.nonzero((begin <= first) & (last <= end))
        held, starts = np.unique(holds, return_index=True)
        self.some = np.zeros(len(spans), dtype=bool)
        self.some[held] = True
        self.row = np.cumsum(self.some) - 1
        self.codes = np.maximum.reduceat(heard.codes[inside], starts)
        self.families = np.maximum.reduceat(heard.families[inside], starts)
        self.nothing = np.minimum.reduceat(heard.nothing[inside], starts)
        self.family_codes = families.best(self.codes)
        self.is_best = np.zeros(self.codes.shape, dtype=bool)
        self.is_best[self.row[holds], heard.best[inside]] = True
