"""What speaks for each candidate concept of a query, as named numbers."""

from dataclasses import dataclass

import numpy as np

from matching.linking.label_index import Floats, LabelIndex, Places
from matching.linking.letters import Letters
from matching.linking.short_query import ShortQuery
from matching.linking.word_evidence import Tables, compare_words

FEATURES = (
    "rank",  # logarithm of the place among the candidates
    "words",  # cosine of the stems, best label
    "words_relative",  # the same, beside the best candidate's
    "bm25_relative",
    "translated_relative",
    "letters",  # cosine of the letter groups
    "letters_relative",
    "second_label",
    "query_covered",  # share of the query's weight that the label holds
    "label_covered",
    "heaviest_missing",  # weight of the label's rarest word that the query lacks
    "query_explained",  # covered, or a translation of one of the label's words
    "label_explained",
    "same_head",
    "head_inside",
    "head_translated",
    "exact",
    "preferred",  # the best label is the concept's first
    "preferred_covered",
    "labels",  # logarithm of their number
    "concept_covered",  # share of the query's weight that all the labels together hold
    "frequency",  # logarithm of how many known queries have this concept
    "likelihood",  # of the query's words given the label's, by the translation table
    "best_likelihood",
)
EXAMPLE_FEATURES = (
    "example_words",
    "example_words_relative",
    "example_letters",
    "example_letters_relative",
    "example_votes",  # share of the concept in the nearest examples
)


@dataclass(frozen=True, slots=True)
class Channels:
    """Scores of every label for one query."""

    words: Floats
    bm25: Floats  # 1 for the best label
    translated: Floats
    total: Floats


@dataclass(frozen=True, slots=True)
class ExampleChannels:
    """Scores for one query: of every example by its words, of every concept by its examples."""

    words: Floats
    votes: Floats
    by_concept: Floats


def describe(
    query: ShortQuery,
    concepts: Places,
    best: float,
    index: LabelIndex,
    letters: Letters,
    channels: Channels,
    tables: Tables,
    idf: Floats,
) -> Floats:
    """The features of each candidate, one row a concept, in the order of ``FEATURES``.

    ``concepts`` stand in the order of the channels' total; ``best`` is that of the first.
    """
    labels = index.labels_of(concepts)
    counts = index.counts[concepts]
    starts = np.cumsum(counts) - counts
    total = channels.total[labels]
    order = np.lexsort((-total, np.repeat(np.arange(len(concepts)), counts)))
    top = order[starts]  # of each concept, its best label among ``labels``
    following = order[np.minimum(starts + 1, len(order) - 1)]
    second = np.where(counts > 1, total[following], 0.0)

    compared = compare_words(query, labels, index, tables, idf)
    letter = letters.cosines(query.text, labels)

    chosen = labels[top]
    words = channels.words[chosen]
    words_best = np.maximum.reduceat(channels.words[labels], starts)
    bm25_best = np.maximum.reduceat(channels.bm25[labels], starts)
    translated_best = np.maximum.reduceat(channels.translated[labels], starts)
    letters_best = np.maximum.reduceat(letter, starts)
    rows: Floats = np.array(
        (
            np.log1p(np.arange(len(concepts))),
            words,
            words_best / _peak(words_best),
            bm25_best / _peak(bm25_best),
            translated_best / _peak(translated_best),
            letters_best,
            letters_best / _peak(letters_best),
            second / (best or 1.0),
            compared.query_covered[top],
            compared.label_covered[top],
            compared.heaviest_missing[top],
            compared.query_explained[top],
            compared.label_explained[top],
            compared.same_head[top],
            compared.head_inside[top],
            compared.head_translated[top],
            compared.exact[top],
            top == starts,
            compared.query_covered[starts],
            np.log1p(counts),
            compared.share @ np.maximum.reduceat(compared.holds, starts, axis=1),
            tables.frequency[concepts],
            compared.likelihood[top],
            np.maximum.reduceat(compared.likelihood, starts),
        ),
        dtype=np.float64,
    )
    return rows.T


def describe_examples(
    query: ShortQuery,
    concepts: Places,
    index: LabelIndex,
    letters: Letters,
    channels: ExampleChannels,
) -> Floats:
    """What known queries say of each candidate, one row a concept, as ``EXAMPLE_FEATURES``."""
    words = channels.words
    examples = index.labels_of(concepts)
    counts = index.counts[concepts]
    nearest = np.zeros(len(concepts))
    alike = np.zeros(len(concepts))
    filled = np.flatnonzero(counts)
    if len(filled):
        starts = (np.cumsum(counts) - counts)[filled]
        order = np.lexsort((-words[examples], np.repeat(np.arange(len(concepts)), counts)))
        best = examples[order[starts]]
        nearest[filled] = words[best]
        alike[filled] = letters.cosines(query.text, best)
    relative = (nearest / _peak(nearest), alike / _peak(alike))
    return np.column_stack((nearest, relative[0], alike, relative[1], channels.votes[concepts]))


def _peak(values: Floats) -> float:
    return float(values.max(initial=0.0)) or 1.0
