"""The concepts of a framework that a short query may mean, with what speaks for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matching.linking.concept_features import (
    Channels,
    ExampleChannels,
    describe,
    describe_examples,
)
from matching.linking.known_queries import Examples, Known
from matching.linking.label_index import Floats, LabelIndex, Places, inverse_frequency
from matching.linking.letters import Letters
from matching.linking.short_query import ShortQuery, Vocabulary, forms, stems_of

_WIDENED = 60  # words that a query is widened to at most
_NEIGHBOURS = 12
_BM25, _LETTERS = 0.5, 0.6  # beside the stems' cosine


@dataclass(frozen=True, slots=True)
class Framework:
    """The labels of a framework, indexed."""

    codes: tuple[str, ...]
    label_stems: tuple[tuple[str, ...], ...]
    vocabulary: Vocabulary
    idf: Floats  # of each term of the labels, then of any other
    index: LabelIndex
    letters: Letters


@dataclass(frozen=True, slots=True)
class Candidates:
    """Concepts by place, in the order of their total; ``totals`` has every concept's."""

    places: Places
    features: Floats
    totals: Floats


def index_framework(concepts: Mapping[str, Sequence[str]]) -> Framework:
    """Index the labels of each concept in both genders, those of the same stems once."""
    codes = tuple(sorted(concepts))
    read = [
        (place, stems)
        for place, code in enumerate(codes)
        for stems in dict.fromkeys(
            stems_of(form) for label in concepts[code] or ("",) for form in forms(label)
        )
    ]
    label_stems = tuple(stems for _, stems in read)
    vocabulary = Vocabulary().fit(label_stems)
    numbered = [vocabulary.add(stems) for stems in label_stems]
    idf = inverse_frequency(numbered, len(vocabulary.numbers) + 1)
    index = LabelIndex(numbered, [place for place, _ in read], idf, len(codes))
    letters = Letters().fit([" ".join(stems) for stems in label_stems])
    return Framework(codes, label_stems, vocabulary, idf, index, letters)


def find_candidates(text: str, framework: Framework, known: Known, depth: int) -> Candidates:
    """The ``depth`` best concepts of a query by what all channels add up to."""
    query = framework.vocabulary.read(text, framework.idf, known.tables.forward.spans)
    channels = _channels(query, framework, known)
    totals = framework.index.by_concept(channels.total)
    seen = None
    if known.examples is not None:
        seen = _example_channels(query, known.examples, len(framework.codes))
        totals = totals + seen.by_concept
    totals[known.aside] -= 10
    places = best(totals, depth)
    features = describe(
        query,
        places,
        float(totals[places[0]]),
        framework.index,
        framework.letters,
        channels,
        known.tables,
        framework.idf,
    )
    if seen is not None and known.examples is not None:
        examples = known.examples
        further = describe_examples(query, places, examples.index, examples.letters, seen)
        features = np.hstack((features, further))
    return Candidates(places, features, totals)


def best(totals: Floats, count: int) -> Places:
    """The places of the best totals, best first, ties by place."""
    count = min(count, len(totals))
    # Most concepts have nothing in common with a query: partitioning their ties would be slow.
    places: Places = np.flatnonzero(totals > 0)
    if len(places) < count:
        return np.argsort(-np.round(totals, 9), kind="stable")[:count].astype(np.int64)
    values = np.round(totals[places], 9)
    kept = values >= np.partition(values, len(values) - count)[len(values) - count]
    places, values = places[kept], values[kept]
    ordered: Places = places[np.lexsort((places, -values))]
    return ordered[:count]


def _channels(query: ShortQuery, framework: Framework, known: Known) -> Channels:
    shares = query.shares
    index, idf = framework.index, framework.idf
    words = index.words.score(query.terms, shares)
    bm25 = index.bm25.score(query.terms, query.credits)
    bm25 *= 1 / (float(bm25.max(initial=0.0)) or 1.0)
    wider = np.zeros(len(idf))
    for term, share in zip(query.terms, shares, strict=True):
        targets, chances = known.tables.forward.of(term)
        wider[targets] += share * chances
    wider *= idf
    terms = np.flatnonzero(wider)
    if len(terms) > _WIDENED:
        terms = terms[np.argpartition(-wider[terms], _WIDENED)[:_WIDENED]]
    weights = wider[terms] / (float(np.sqrt(wider @ wider)) or 1.0)
    translated = index.words.score(terms.tolist(), weights.tolist())
    total = _BM25 * bm25
    total += words
    total += translated
    return Channels(words, bm25, translated, total)


def _example_channels(query: ShortQuery, examples: Examples, concepts: int) -> ExampleChannels:
    words = examples.index.words.score(query.terms, query.shares)
    by_concept = examples.index.by_concept(words)
    near = best(words, _NEIGHBOURS)
    near = near[words[near] > 0]
    alike = words[near] + examples.letters.cosines(query.text, near)
    owners = examples.index.owners[near]
    votes = np.bincount(owners, weights=alike**2, minlength=concepts).astype(np.float64)
    votes /= float(votes.sum()) or 1.0
    letters = np.zeros(concepts)
    np.maximum.at(letters, owners, alike)
    return ExampleChannels(words, votes, _LETTERS * np.maximum(by_concept, letters))
