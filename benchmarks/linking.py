"""Job titles to ESCO (MELO, French): our linker beside plain ones, in one run.

    .venv/bin/python -m benchmarks.linking [--rows N] [--held-out]

Everything learnt is learnt from ``train_crosswalk``; the test queries are ranked and never learnt
from. ``--held-out`` leaves them alone and prints what cross-validation on the train rows says: that
is where variants are compared. Metrics are the authors', over the first 100 labels: success at 1
and 5, mean reciprocal rank (each concept standing at its best label), and mean average precision
with a concept's labels standing together. Ties keep the order of the file.
"""

import argparse
import csv
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from matching.linking.concepts import ConceptLinker
from matching.linking.label_index import bm25
from matching.text.tokens import content_stems
from web.settings import read_settings


@dataclass(frozen=True, slots=True)
class Melo:
    """The published set: test queries with what is right, labels, and the train rows beside."""

    queries: tuple[str, ...]
    right: tuple[frozenset[str], ...]  # label identifiers
    labels: tuple[tuple[str, str], ...]  # identifier, text
    concept_of: Mapping[str, str]
    train: tuple[tuple[str, tuple[str, ...]], ...]  # title, codes

    @property
    def concepts(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for label, text in self.labels:
            found[self.concept_of[label]].append(text)
        return found


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=None, help="train rows, for a quick look")
    arguments.add_argument("--held-out", action="store_true", help="train rows alone")
    options = arguments.parse_args()
    melo = read_melo(read_settings().shared / "benchmarks" / "melo_fra", rows=options.rows)
    print(
        f"{len(melo.queries)} queries, {len(melo.labels)} labels, {len(melo.concepts)} concepts, "
        f"{len(melo.train)} train rows"
    )
    if not options.held_out:
        _plain(melo)
    for examples in (False, True):
        name = "train titles as labels too" if examples else "fitted on train rows"
        start = time.perf_counter()
        linker = ConceptLinker(examples=examples).fit(melo.concepts)
        print(f"fit {time.perf_counter() - start:.2f} s")
        if not (options.held_out or examples):
            _report("channels, nothing learnt", melo, lambda linker=linker: _ours(linker, melo))
        start = time.perf_counter()
        linker.fit_weights(melo.train)
        print(f"fit_weights {time.perf_counter() - start:.1f} s")
        _held_out(name, linker)
        if not options.held_out:
            _report(name, melo, lambda linker=linker: _ours(linker, melo))
            _automatic(melo, linker)


def read_melo(folder: Path, rows: int | None = None) -> Melo:
    data = folder / "fra_q_fr_c_fr"
    queries = _pairs(data / "queries.tsv")
    right = defaultdict(set)
    with (data / "annotations.tsv").open(encoding="utf-8") as file:
        for query, _, label, relevant in csv.reader(file, delimiter="\t"):
            if relevant != "0":
                right[query].add(label)
    with gzip.open(folder / "train_crosswalk.jsonl.gz", "rt", encoding="utf-8") as lines:
        train = [json.loads(line) for line in lines][:rows]
    return Melo(
        tuple(text for _, text in queries),
        tuple(frozenset(right[query]) for query, _ in queries),
        tuple(_pairs(data / "corpus_elements.tsv")),
        dict(_pairs(data / "concept_mapping.tsv")),
        tuple((row["title"], tuple(row["matches"])) for row in train),
    )


def _pairs(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [
            (row[0], row[1]) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _plain(melo: Melo) -> None:
    texts, plain = list(melo.queries), [text for _, text in melo.labels]

    def fuzzy() -> np.ndarray:
        return process.cdist(texts, plain, scorer=fuzz.WRatio, dtype=np.float32, workers=-1)

    def tfidf(vectorizer: TfidfVectorizer) -> np.ndarray:
        matrix = vectorizer.fit_transform(plain).T.tocsr()
        return (vectorizer.transform(texts) @ matrix).toarray()

    def okapi() -> np.ndarray:
        vectorizer = CountVectorizer(analyzer=content_stems, dtype=np.float32)
        matrix: sparse.csr_matrix = bm25(vectorizer.fit_transform(plain).tocsr()).T.tocsr()
        return (vectorizer.transform(texts) @ matrix).toarray()

    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    words = TfidfVectorizer(analyzer=content_stems)
    identifiers = [label for label, _ in melo.labels]
    for name, score in (
        ("rapidfuzz WRatio", fuzzy),
        ("character TF-IDF", lambda: tfidf(characters)),
        ("word TF-IDF, stems", lambda: tfidf(words)),
        ("BM25, stems", okapi),
    ):
        _report(
            name,
            melo,
            lambda score=score: [
                [identifiers[place] for place in np.argsort(-row, kind="stable")[:100]]
                for row in score()
            ],
        )


def _ours(linker: ConceptLinker, melo: Melo) -> list[list[str]]:
    """The labels of the ranked concepts, each concept's side by side."""
    labels = defaultdict(list)
    for label, _ in melo.labels:
        labels[melo.concept_of[label]].append(label)
    return [
        [label for code, _ in row for label in labels[code]][:100]
        for row in linker.rank(melo.queries, 100)
    ]


def _report(name: str, melo: Melo, rank: Callable[[], list[list[str]]]) -> None:
    start = time.perf_counter()
    ranked = rank()
    taken = 1000 * (time.perf_counter() - start) / len(melo.queries)
    places, precisions = [], []
    for row, right in zip(ranked, melo.right, strict=True):
        codes = {melo.concept_of[label] for label in right}
        concepts = list(dict.fromkeys(melo.concept_of[label] for label in row))
        places.append(next((n for n, code in enumerate(concepts, start=1) if code in codes), 0))
        hits = [n for n, label in enumerate(row, start=1) if label in right]
        precisions.append(sum(n / at for n, at in enumerate(hits, start=1)) / len(right))
    print(f"{name:30} {_figures(places)}  MAP {np.mean(precisions):.3f}  {taken:.2f} ms a query")


def _figures(places: Sequence[int], weights: Sequence[float] | None = None) -> str:
    """Success at 1 and 5 and mean reciprocal rank; a place of 0 is a miss."""
    found = np.array(places)
    first = np.average(found == 1, weights=weights)
    five = np.average((found > 0) & (found <= 5), weights=weights)
    reciprocal = np.average(np.where(found > 0, 1 / np.maximum(found, 1), 0), weights=weights)
    return f"A@1 {first:.3f}  A@5 {five:.3f}  MRR {reciprocal:.3f}"


def _held_out(name: str, linker: ConceptLinker) -> None:
    places, likeness = linker.held_out_.places, linker.held_out_.likeness
    overlap = np.sqrt(likeness)
    print(f"{name}, cross-validated on train rows")
    for what, rows in (
        ("  all", overlap >= 0),
        ("  half the words or more", overlap >= 0.5),
        ("  all the words", overlap > 0.999),
    ):
        print(f"{what:30} {_figures(places[rows])}  {rows.sum()} rows")
    print(f"{'  weighted by likeness':30} {_figures(places, likeness)}")


def _automatic(melo: Melo, linker: ConceptLinker) -> None:
    first = [row[0] for row in linker.rank(melo.queries, 1)]
    least = linker.confidence_.automatic
    sure = [
        (code, right)
        for (code, chance), right in zip(first, melo.right, strict=True)
        if chance >= least
    ]
    good = sum(code in {melo.concept_of[label] for label in right} for code, right in sure)
    print(
        f"{'  automatic band':30} {len(sure) / len(first):.1%} of queries, "
        f"{good / max(len(sure), 1):.1%} right (chance of {least:.3f} or more)"
    )


if __name__ == "__main__":
    main()
