"""Link any short text to any labelled framework: a job title to ESCO, say."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.linking.candidates import Candidates, best, find_candidates, index_framework
from matching.linking.concept_features import EXAMPLE_FEATURES, FEATURES
from matching.linking.confidence import EVIDENCE, Confidence, learn_confidence
from matching.linking.known_queries import Known, Row, learn_known
from matching.linking.label_index import Floats, Places
from matching.linking.ordering import Ordering, learn_ordering
from matching.linking.short_query import forms, stems_of

_FOLDS = 5


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What weights learnt without each known query say of it, one number a query."""

    chances: Floats  # that the first answer is right
    places: Places  # of the right concept, 0 if it was no candidate
    likeness: Floats


class ConceptLinker:
    """Ranks the concepts of a framework for short queries.

    The stems of a query reach labels by TF-IDF, by BM25 and by a table of translations learnt from
    known queries; a concept has the score of its best label. ``fit_weights`` learns that table and
    a weighted sum of named features that orders the first ``depth``; a logistic model over a few of
    them says how sure the first answer is.

    Parameters
    ----------
    depth : concepts that the learnt weights order.
    examples : whether ``fit_weights`` keeps the known queries as further labels of their concept.
    likeness : a known query counts 1 and so many times its likeness, the square of what its stems
        share with a label of its concept (Jaccard): a crosswalk's loose rows teach less.
    """

    def __init__(self, depth: int = 20, *, examples: bool = False, likeness: float = 30.0) -> None:
        self.depth = depth
        self.examples = examples
        self.likeness = likeness

    def fit(self, concepts: Mapping[str, Sequence[str]]) -> Self:
        """Index the labels of each concept; ``concepts`` maps a code to its labels."""
        self.framework_ = index_framework(concepts)
        self.known_ = self._learn([])
        self.ordering_: Ordering | None = None
        self.confidence_: Confidence | None = None
        return self

    def rank(self, queries: Sequence[str], k: int = 10) -> list[list[tuple[str, float]]]:
        """The best ``k`` concepts of each query, best first, ties by code.

        Where weights were fitted the score is the chance that the concept is right, and 0 beyond
        ``depth``; a first answer whose chance reaches ``confidence_.automatic`` may go without a
        check. Else it is the channels' sum.
        """
        return [self._rank(query, k) for query in queries]

    def fit_weights(self, crosswalk: Iterable[tuple[str, Iterable[str]]]) -> Self:
        """Learn from queries with the codes that are right for each; others' codes are ignored.

        What is learnt of a query never comes from itself: the features that teach the weights are
        made with tables and examples from the other folds, queries of the same stems kept together.
        ``held_out_`` keeps what weights learnt without each query say of it.

        Raises
        ------
        ValueError : no query has a code of the framework.
        """
        places = {code: place for place, code in enumerate(self.framework_.codes)}
        rows = [
            (forms(query)[0], sorted({places[code] for code in codes if code in places}))
            for query, codes in crosswalk
        ]
        rows = [row for row in rows if row[1]]
        if not rows:
            raise ValueError("no query of the crosswalk has a code of the framework")
        keys = [" ".join(sorted(set(stems_of(query)))) for query, _ in rows]
        fold: Places = np.array([zlib.crc32(key.encode()) % _FOLDS for key in keys])
        names = FEATURES + (EXAMPLE_FEATURES if self.examples else ())
        features = np.zeros((len(rows), min(self.depth, len(places)), len(names)))
        right = np.zeros(features.shape[:2])
        for one in range(_FOLDS):
            known = self._learn([rows[n] for n in np.flatnonzero(fold != one)])
            for n in np.flatnonzero(fold == one):
                found = self._candidates(rows[n][0], known)
                features[n] = found.features
                right[n] = np.isin(found.places, rows[n][1])
        likeness = np.array([self._overlap(*row) ** 2 for row in rows])
        self._learn_order(names, features, right, likeness, fold)
        self.known_ = self._learn(rows)
        return self

    def _learn_order(
        self,
        names: tuple[str, ...],
        features: Floats,
        right: Floats,
        likeness: Floats,
        fold: Places,
    ) -> None:
        found = right.sum(axis=1) > 0  # a query whose concept is not a candidate teaches no order
        share = right / np.maximum(right.sum(axis=1, keepdims=True), 1)
        weights = 1 + self.likeness * likeness
        every = np.arange(len(right))

        def learn(rows: Places) -> Ordering:
            rows = rows[found[rows]] if found[rows].any() else every
            return learn_ordering(names, features[rows], share[rows], weights[rows])

        self.ordering_ = learn(every)
        evidence = np.zeros((len(right), len(EVIDENCE)))
        place = np.zeros(len(right), dtype=np.int64)
        for one in range(_FOLDS):
            ordering = learn(every[fold != one])
            for row in every[fold == one]:
                chances = ordering.chances(features[row])
                hits = np.flatnonzero(right[row][np.argsort(-chances, kind="stable")])
                place[row] = hits[0] + 1 if len(hits) else 0
                evidence[row] = Confidence.evidence(names, features[row], chances)
        self.confidence_, chances = learn_confidence(evidence, place == 1, weights, likeness, fold)
        self.held_out_ = HeldOut(chances, place, likeness)

    def _rank(self, query: str, k: int) -> list[tuple[str, float]]:
        codes = self.framework_.codes
        found = self._candidates(forms(query)[0], self.known_)
        candidates = found.places
        if self.ordering_ is None or self.confidence_ is None:
            scores = found.totals[candidates]
        else:
            chances = self.ordering_.chances(found.features)
            order = np.lexsort((candidates, -np.round(chances, 9)))
            sure = self.confidence_.of(self.ordering_.names, found.features, chances)
            candidates, scores = candidates[order], chances[order] * (sure / chances[order[0]])
        ranked = [
            (codes[place], score)
            for place, score in zip(candidates[:k].tolist(), scores[:k].tolist(), strict=True)
        ]
        if len(ranked) < min(k, len(codes)):
            seen = set(candidates.tolist())
            rest = best(found.totals, k + len(seen)).tolist()
            ranked += [
                (codes[place], 0.0 if self.ordering_ else float(found.totals[place]))
                for place in rest
                if place not in seen
            ]
        return ranked[:k]

    def _candidates(self, text: str, known: Known) -> Candidates:
        return find_candidates(text, self.framework_, known, self.depth)

    def _learn(self, rows: Sequence[Row]) -> Known:
        framework = self.framework_
        return learn_known(
            rows,
            framework.codes,
            framework.vocabulary,
            framework.idf,
            framework.index,
            keep=self.examples,
        )

    def _overlap(self, query: str, right: Sequence[int]) -> float:
        asked = set(stems_of(query))
        index = self.framework_.index
        labels = (
            set(self.framework_.label_stems[label])
            for place in right
            for label in range(index.bounds[place], index.bounds[place + 1])
        )
        return max(len(asked & label) / len(asked | label) for label in labels)
