"""Which words of one vocabulary stand for which of another: « usineur » for « ajusteur »."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.linking.label_index import Floats, Places, ranges

_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Translation:
    """For each source term the target terms it may stand for, with their chance.

    ``spans[source]`` bounds a stretch of ``targets`` and ``chances``; a source never met has none.
    """

    spans: dict[int, tuple[int, int]]
    targets: Places
    chances: NDArray[np.float32]

    def of(self, source: int) -> tuple[Places, NDArray[np.float32]]:
        start, end = self.spans.get(source, (0, 0))
        return self.targets[start:end], self.chances[start:end]


def learn_translation(
    sources: Sequence[tuple[int, ...]],
    targets: Sequence[tuple[int, ...]],
    weights: Floats,
    *,
    terms: int,
    least: float,
    toward: str = "targets",
) -> Translation:
    """IBM model 1 (Brown and others, 1993): chances that make the pairs likely, with an empty word.

    Parameters
    ----------
    sources, targets : the terms of each pair, numbered below ``terms``.
    weights : how much each pair counts.
    least : chances below it are forgotten.
    toward : « targets » keys the table by source term; « sources » keys it by target term, so that
        ``of(target)`` gives the sources that may have produced it.
    """
    if not sources:
        nothing = np.zeros(0, dtype=np.int64)
        return Translation({}, nothing, np.zeros(0, dtype=np.float32))
    left = [(*source, terms) for source in sources]
    left_sizes = np.array([len(words) for words in left])
    right_sizes = np.array([len(words) for words in targets])
    flat_left = np.array([word for words in left for word in words], dtype=np.int64)
    flat_right = np.array([word for words in targets for word in words], dtype=np.int64)
    pair = np.repeat(np.arange(len(left)), right_sizes)  # of each target word
    sizes = left_sizes[pair]
    group = np.repeat(np.arange(len(pair)), sizes)
    source = flat_left[ranges((np.cumsum(left_sizes) - left_sizes)[pair], sizes)]
    target = flat_right[group]
    keys, which = np.unique(source * terms + target, return_inverse=True)
    key_source, key_target = keys // terms, keys % terms
    share = np.repeat(weights[pair], sizes)
    chance = np.ones(len(keys))
    for _ in range(_ROUNDS):
        part = chance[which]
        part *= share / np.bincount(group, part)[group]
        counts = np.bincount(which, part, len(keys))
        chance = counts / np.bincount(key_source, counts, terms + 1)[key_source]
    kept = (chance >= least) & (key_source < terms)  # what the empty word gives is no one's
    key_source, key_target, chance = key_source[kept], key_target[kept], chance[kept]
    if toward == "sources":
        key_source, key_target = key_target, key_source
    order = np.argsort(key_source, kind="stable")
    key_source, key_target, chance = key_source[order], key_target[order], chance[order]
    known, starts = np.unique(key_source, return_index=True)
    ends = np.append(starts[1:], len(key_source))
    spans = {
        int(word): (int(start), int(end))
        for word, start, end in zip(known, starts, ends, strict=True)
    }
    return Translation(spans, key_target, chance.astype(np.float32))
