"""A short query as a concept linker reads it: its words as terms of a vocabulary."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.linking.label_index import Floats
from matching.linking.letters import grams
from matching.text.tokens import content_stems, fold

_ALIKE = 0.6  # share of letter groups in common from which an unknown word is read as a known one


@dataclass(frozen=True, slots=True)
class ShortQuery:
    """Terms without repetition, in order; an unknown word is a term of a word much like it.

    ``credit`` is 1 for a word that is known and how alike the two are otherwise; ``weight`` is the
    inverse frequency; ``total`` and ``norm`` count the words that nothing resembles too.
    """

    text: str
    terms: list[int]
    weights: list[float]
    credits: list[float]
    head: int  # term of the first word, -1 if unknown
    total: float
    norm: float

    @property
    def shares(self) -> list[float]:
        """What each term brings to a cosine."""
        pairs = zip(self.weights, self.credits, strict=True)
        return [weight * credit / self.norm for weight, credit in pairs]


class Vocabulary:
    """The terms of a framework's labels, then those that queries added."""

    def fit(self, labels: Sequence[tuple[str, ...]]) -> Self:
        """Number the stems of labels."""
        self.numbers: dict[str, int] = {}
        for label in labels:
            for stem in label:
                self.numbers.setdefault(stem, len(self.numbers))
        self.in_labels = len(self.numbers)
        stems = list(self.numbers)
        groups = [_groups(stem) for stem in stems]
        self._sizes = np.array([len(group) for group in groups], dtype=np.float64)
        holders: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            for gram in group:
                holders.setdefault(gram, []).append(number)
        self._holders = {gram: np.array(found) for gram, found in holders.items()}
        return self

    def add(self, stems: Sequence[str]) -> tuple[int, ...]:
        """The numbers of stems, new ones numbered after the last."""
        return tuple(self.numbers.setdefault(stem, len(self.numbers)) for stem in stems)

    def nearest(self, stem: str) -> tuple[int, float]:
        """The label term that shares most letters with ``stem``, and how alike (Dice, 0..1)."""
        groups = _groups(stem)
        found = [self._holders[gram] for gram in groups if gram in self._holders]
        if not found:
            return -1, 0.0
        common = np.bincount(np.concatenate(found), minlength=len(self._sizes))
        alike = 2 * common / (self._sizes + len(groups))
        best = int(alike.argmax())
        return best, float(alike[best])

    def read(
        self, text: str, idf: Floats, taught: Collection[int] | Mapping[int, object]
    ) -> ShortQuery:
        """Read a query; ``taught`` are the terms beyond the labels' that something is known of."""
        stems = list(dict.fromkeys(stems_of(text)))
        terms: list[int] = []
        weights: list[float] = []
        credits_: list[float] = []
        squares = total = 0.0
        head = -1
        for place, stem in enumerate(stems):
            number = self.numbers.get(stem, -1)
            credit = 1.0
            if number < 0 or (number >= self.in_labels and number not in taught):
                number, credit = self.nearest(stem)
                if credit < _ALIKE:
                    number = -1
            weight = float(idf[number]) if 0 <= number < len(idf) else float(idf[-1])
            total += weight
            squares += weight * weight
            if number < 0 or number in terms:
                continue
            if place == 0:
                head = number
            terms.append(number)
            weights.append(weight)
            credits_.append(credit)
        return ShortQuery(
            " ".join(stems), terms, weights, credits_, head, total or 1.0, squares**0.5 or 1.0
        )


def stems_of(text: str) -> tuple[str, ...]:
    """The stems that carry meaning; of a text that has none, its words; at least one."""
    return content_stems(text) or tuple(fold(text).split()) or ("",)


def forms(label: str) -> list[str]:
    """The ways to read a label: « Couturier / Couturière » gives both, the masculine first."""
    cleaned = " ".join(label.replace("’", "'").replace(" / ", "/").split())
    halves = cleaned.split("/")
    if len(halves) != 2 or not all(halves):
        return [cleaned]
    left, right = (half.split(" ") for half in halves)
    root = fold(left[0])[:3]
    if not root.isalpha() or not fold(right[0]).startswith(root):
        return [cleaned]
    # « Chef / Cheffe d'équipe »: what follows the longer form belongs to both.
    longer = max(left, right, key=len)
    return [" ".join([*half, *longer[len(half) :]]) for half in (left, right)]


def _groups(stem: str) -> frozenset[str]:
    return frozenset(gram for gram in grams(stem) if len(gram) <= 3)
