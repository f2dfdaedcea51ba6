"""What the words of a query and those of labels say of each other, translations included."""

from dataclasses import dataclass

import numpy as np

from matching.linking.label_index import Floats, LabelIndex, Places, ranges
from matching.linking.short_query import ShortQuery
from matching.linking.translation import Translation


@dataclass(frozen=True, slots=True)
class Tables:
    """What a crosswalk taught of words: from a query's to a label's and back."""

    forward: Translation
    backward: Translation
    background: Floats  # chance of each term in a query, whatever the label
    frequency: Floats  # of each concept: logarithm of 1 + how many queries had it


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """One number a label, but for ``share`` (query words) and ``holds`` (query words × labels)."""

    share: Floats  # of the query's weight
    holds: Floats  # 1, or less for a word that is only much alike
    query_covered: Floats
    label_covered: Floats
    heaviest_missing: Floats
    query_explained: Floats
    label_explained: Floats
    same_head: Floats
    head_inside: Floats
    head_translated: Floats
    exact: Floats
    likelihood: Floats  # logarithm, a word of the query on average


def compare_words(
    query: ShortQuery, labels: Places, index: LabelIndex, tables: Tables, idf: Floats
) -> WordEvidence:
    """Compare a query with each of ``labels``."""
    lengths = index.lengths[labels]
    bounds = np.cumsum(lengths) - lengths  # where each label begins among ``terms``
    terms = index.terms[ranges(index.offsets[labels], lengths)]
    weight, own = idf[terms], index.weight[labels]
    asked = np.array(query.terms, dtype=np.int64)
    share = np.array(query.weights) / query.total
    held = (terms == asked[:, None]) * np.array(query.credits)[:, None]
    forward = np.zeros((len(asked), len(idf)), dtype=np.float32)
    backward = np.zeros((len(asked), len(idf)), dtype=np.float32)
    for row, term in enumerate(query.terms):
        targets, chances = tables.forward.of(term)
        forward[row, targets] = chances
        sources, chances = tables.backward.of(term)
        backward[row, sources] = chances
    explained = np.maximum(held, forward[:, terms])
    produced = np.add.reduceat(0.5 * held + 0.5 * backward[:, terms], bounds, axis=1) / lengths
    likely: Floats = 0.1 * tables.background[asked][:, None] + 0.8 * produced
    holds = np.maximum.reduceat(held, bounds, axis=1)
    any_held = held.max(axis=0, initial=0.0)
    shared = np.add.reduceat(any_held > 0, bounds, dtype=np.int64)
    firsts = terms[bounds]
    nothing = np.zeros(len(labels))
    has_head = query.head >= 0
    return WordEvidence(
        share,
        holds,
        share @ holds,
        np.add.reduceat(weight * any_held, bounds) / own,
        np.maximum.reduceat(weight * (any_held == 0), bounds) / 10,
        share @ np.maximum.reduceat(explained, bounds, axis=1),
        np.add.reduceat(weight * explained.max(axis=0, initial=0.0), bounds) / own,
        (firsts == query.head).astype(np.float64),
        (holds[0] > 0).astype(np.float64) if has_head else nothing,
        forward[0, firsts].astype(np.float64) if has_head else nothing,
        ((shared == lengths) & (shared == len(asked))).astype(np.float64),
        np.log(likely).sum(axis=0) / max(len(asked), 1),
    )
