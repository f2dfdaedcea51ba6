"""Link any short text to any labelled framework: a job title to ESCO, say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import numpy as np
from rapidfuzz import fuzz
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from matching.text.tokens import content_stems, fold

_CHUNK = 256  # queries scored at once: the dense scores of a chunk are all that is held

FEATURES = (
    "rank",
    "score",
    "relative",
    "gap_to_next",
    "character",
    "word",
    "bm25",
    "second_label",
    "query_covered",
    "label_covered",
    "ratio",
    "sorted_ratio",
    "exact",
    "length_difference",
    "labels",
    "coded_group",
)


class ConceptLinker:
    """Ranks the concepts of a framework for short queries.

    Three channels (character n-grams, word stems, BM25) give each label a score; a concept has that
    of its best label. ``fit_weights`` then learns, from queries whose concept is known, a logistic
    model over named features that reorders the first ``depth``; its probability is the confidence.

    Parameters
    ----------
    depth : concepts that the learnt model reorders.
    """

    def __init__(self, depth: int = 10) -> None:
        self.depth = depth

    def fit(self, concepts: Mapping[str, Sequence[str]]) -> Self:
        """Index the labels of each concept; ``concepts`` maps a code to its labels."""
        self.codes_ = sorted(concepts)
        pairs = [
            (place, form)
            for place, code in enumerate(self.codes_)
            for label in concepts[code]
            for form in forms(label)
        ]
        self.owner_ = np.array([place for place, _ in pairs])
        self.labels_ = [form for _, form in pairs]
        self.label_stems_ = [frozenset(content_stems(form)) for form in self.labels_]
        self.label_count_ = np.bincount(self.owner_, minlength=len(self.codes_))
        self.characters_ = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32
        )
        self.words_ = TfidfVectorizer(analyzer=content_stems, dtype=np.float32)
        self.counts_ = CountVectorizer(analyzer=content_stems, dtype=np.float32)
        self.character_matrix_ = self.characters_.fit_transform(self.labels_).T.tocsr()
        self.word_matrix_ = self.words_.fit_transform(self.labels_).T.tocsr()
        self.bm25_matrix_ = _bm25(self.counts_.fit_transform(self.labels_)).T.tocsr()
        order = np.argsort(self.owner_, kind="stable")
        self._starts = np.searchsorted(self.owner_[order], np.arange(len(self.codes_)))
        self._order = order
        self.reranker_: Pipeline | None = None
        return self

    def rank(self, queries: Sequence[str], k: int = 10) -> list[list[tuple[str, float]]]:
        """The best ``k`` concepts of each query, best first, ties by code.

        The score is the learnt probability where weights were fitted, else the channels' sum.
        """
        ranked = []
        for start in range(0, len(queries), _CHUNK):
            chunk = [forms(query)[0] for query in queries[start : start + _CHUNK]]
            for query, (places, features) in zip(
                chunk, self._candidates(chunk, max(k, self.depth)), strict=True
            ):
                scores = features[:, FEATURES.index("score")].copy()
                order = np.lexsort((places, -np.round(scores, 6)))
                if self.reranker_ is not None and query:
                    top = order[: self.depth]
                    chances = self.reranker_.predict_proba(features[top])[:, 1]
                    top = top[np.lexsort((places[top], -np.round(chances, 9)))]
                    order = np.concatenate([top, order[self.depth :]])
                    scores = np.zeros(len(places))
                    scores[order[: self.depth]] = np.sort(chances)[::-1]
                ranked.append([(self.codes_[places[i]], float(scores[i])) for i in order[:k]])
        return ranked

    def fit_weights(self, crosswalk: Iterable[tuple[str, Iterable[str]]]) -> Self:
        """Learn to reorder from queries with the codes that are right for each."""
        known = [(forms(query)[0], frozenset(codes)) for query, codes in crosswalk]
        rows, right = [], []
        for start in range(0, len(known), _CHUNK):
            chunk = known[start : start + _CHUNK]
            found = self._candidates([query for query, _ in chunk], self.depth)
            for (_, codes), (places, features) in zip(chunk, found, strict=True):
                hits = [self.codes_[place] in codes for place in places]
                if any(hits):  # a query whose concept was not retrieved teaches no order
                    rows.append(features)
                    right += hits
        model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=500))
        self.reranker_ = model.fit(np.vstack(rows), np.array(right))
        return self

    def _candidates(
        self, queries: Sequence[str], depth: int
    ) -> Iterable[tuple[np.ndarray, np.ndarray]]:
        """For each query the places of its best concepts and their features, best first."""
        character = (self.characters_.transform(queries) @ self.character_matrix_).toarray()
        word = (self.words_.transform(queries) @ self.word_matrix_).toarray()
        counts = self.counts_.transform(queries)
        counts.data[:] = 1
        bm25 = (counts @ self.bm25_matrix_).toarray()
        bm25 /= np.maximum(bm25.max(axis=1, keepdims=True), 1e-9)
        total = character + word + 0.5 * bm25
        for row, query in enumerate(queries):
            by_concept = np.maximum.reduceat(total[row][self._order], self._starts)
            depth = min(depth, len(by_concept))
            best = np.argpartition(-by_concept, depth - 1)[:depth]
            best = best[np.lexsort((best, -np.round(by_concept[best], 6)))]
            channels = (character[row], word[row], bm25[row])
            yield best, self._features(query, best, by_concept, total[row], channels)

    def _features(
        self,
        query: str,
        best: np.ndarray,
        by_concept: np.ndarray,
        total: np.ndarray,
        channels: tuple[np.ndarray, np.ndarray, np.ndarray],
    ) -> np.ndarray:
        stems = frozenset(content_stems(query))
        folded = fold(query)
        top = float(by_concept[best[0]]) or 1e-9
        rows = []
        for rank, place in enumerate(best):
            start = self._starts[place]
            labels = self._order[start : start + self.label_count_[place]]
            ordered = labels[np.argsort(-total[labels], kind="stable")]
            label = int(ordered[0])
            text, own = fold(self.labels_[label]), self.label_stems_[label]
            shared = len(stems & own)
            score = float(by_concept[place])
            following = float(by_concept[best[rank + 1]]) if rank + 1 < len(best) else 0.0
            rows.append(
                (
                    rank,
                    score,
                    score / top,
                    score - following,
                    *(float(channel[label]) for channel in channels),
                    float(total[ordered[1]]) / top if len(ordered) > 1 else 0.0,
                    shared / len(stems) if stems else 0.0,
                    shared / len(own) if own else 0.0,
                    fuzz.ratio(folded, text) / 100,
                    fuzz.token_sort_ratio(folded, text) / 100,
                    float(stems == own),
                    abs(len(stems) - len(own)),
                    np.log1p(len(labels)),
                    float("/isco/" in self.codes_[place]),
                )
            )
        return np.array(rows, dtype=np.float64)


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


def _bm25(counts: sparse.csr_matrix, k1: float = 1.2, b: float = 0.75) -> sparse.csr_matrix:
    """BM25 weights of each label's stems (Robertson and Zaragoza, 2009)."""
    counts = counts.tocsr()
    size, lengths = counts.shape[0], np.asarray(counts.sum(axis=1)).ravel()
    document_counts = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log1p((size - document_counts + 0.5) / (document_counts + 0.5))
    norm = k1 * (1 - b + b * lengths / max(lengths.mean(), 1e-9))
    weighted = counts.copy().astype(np.float32)
    rows = np.repeat(np.arange(size), np.diff(counts.indptr))
    weighted.data = (
        idf[counts.indices] * counts.data * (k1 + 1) / (counts.data + norm[rows])
    ).astype(np.float32)
    return weighted
