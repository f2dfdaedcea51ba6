"""Job titles to ESCO (MELO, French): our linker beside plain ones, in one run.

    .venv/bin/python -m benchmarks.linking [--rows N]

Weights are fitted on ``train_crosswalk`` only; the test queries are ranked and never learnt from.
Metrics are the authors': over the ranked labels, success at 1 and 5 and mean reciprocal rank, a
concept's labels standing together. Ties keep the order of the file.
"""

import argparse
import csv
import gzip
import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from matching.linking.concepts import ConceptLinker
from matching.text.tokens import content_stems
from web.settings import read_settings

_CLOSE = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=None, help="train rows, for a quick look")
    options = arguments.parse_args()
    folder = read_settings().shared / "benchmarks" / "melo_fra"
    data = folder / "fra_q_fr_c_fr"
    labels = _pairs(data / "corpus_elements.tsv")
    concept_of = dict(_pairs(data / "concept_mapping.tsv"))
    queries = _pairs(data / "queries.tsv")
    right = defaultdict(set)
    with (data / "annotations.tsv").open(encoding="utf-8") as file:
        for query, _, label, relevant in csv.reader(file, delimiter="\t"):
            if relevant != "0":
                right[query].add(concept_of[label])
    concepts = defaultdict(list)
    for label, text in labels:
        concepts[concept_of[label]].append(text)
    with gzip.open(folder / "train_crosswalk.jsonl.gz", "rt", encoding="utf-8") as lines:
        train = [json.loads(line) for line in lines][: options.rows]

    texts = [text for _, text in queries]
    wanted = [right[query] for query, _ in queries]
    owners = [concept_of[label] for label, _ in labels]
    plain = [text for _, text in labels]
    print(f"{len(texts)} queries, {len(plain)} labels, {len(concepts)} concepts")
    print(f"{len(train)} train rows")
    _report("rapidfuzz WRatio", wanted, lambda: _fuzzy(texts, plain, owners))
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    _report("character TF-IDF", wanted, lambda: _vectors(characters, texts, plain, owners))
    words = TfidfVectorizer(analyzer=content_stems)
    _report("word TF-IDF, stems", wanted, lambda: _vectors(words, texts, plain, owners))

    start = time.perf_counter()
    linker = ConceptLinker().fit(concepts)
    print(f"{'fit':32} {time.perf_counter() - start:.2f} s for {len(linker.labels_)} labels")
    _report("channels, nothing learnt", wanted, lambda: _codes(linker.rank(texts)))
    crosswalk = [
        (row["title"], [c for c, relation in row["matches"].items() if relation in _CLOSE])
        for row in train
    ]
    start = time.perf_counter()
    linker.fit_weights(crosswalk)
    print(f"{'fit_weights':32} {time.perf_counter() - start:.1f} s")
    _report("fitted on train rows", wanted, lambda: _codes(linker.rank(texts)))

    richer = {code: list(words) for code, words in concepts.items()}
    for title, codes in crosswalk:
        for code in codes:
            if code in richer:
                richer[code].append(title)
    # Weights learnt where a title is its own label would trust exact matches too much: they are
    # those fitted without the titles.
    learnt = linker.reranker_
    linker = ConceptLinker().fit(richer)
    linker.reranker_ = learnt
    _report("and train titles as labels", wanted, lambda: _codes(linker.rank(texts)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


def _pairs(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [
            (row[0], row[1]) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _codes(ranked: Sequence[Sequence[tuple[str, float]]]) -> list[list[str]]:
    return [[code for code, _ in row] for row in ranked]


def _by_scores(scores: np.ndarray, owners: Sequence[str]) -> list[list[str]]:
    ranked = []
    for row in scores:
        best = np.argsort(-row, kind="stable")[:100]
        ranked.append(list(dict.fromkeys(owners[place] for place in best))[:10])
    return ranked


def _fuzzy(texts: list[str], plain: list[str], owners: list[str]) -> list[list[str]]:
    scores = process.cdist(texts, plain, scorer=fuzz.WRatio, dtype=np.float32, workers=-1)
    return _by_scores(scores, owners)


def _vectors(
    vectorizer: TfidfVectorizer, texts: list[str], plain: list[str], owners: list[str]
) -> list[list[str]]:
    matrix = vectorizer.fit_transform(plain).T.tocsr()
    return _by_scores((vectorizer.transform(texts) @ matrix).toarray(), owners)


def _report(name: str, wanted: Sequence[set[str]], rank: Callable[[], list[list[str]]]) -> None:
    start = time.perf_counter()
    ranked = rank()
    taken = 1000 * (time.perf_counter() - start) / len(wanted)
    places = [
        next((place for place, code in enumerate(row, start=1) if code in good), None)
        for row, good in zip(ranked, wanted, strict=True)
    ]
    first = sum(place == 1 for place in places) / len(places)
    five = sum(place is not None and place <= 5 for place in places) / len(places)
    reciprocal = sum(1 / place for place in places if place) / len(places)
    print(
        f"{name:32} A@1 {first:.3f}  A@5 {five:.3f}  MRR {reciprocal:.3f}  {taken:.2f} ms a query"
    )


if __name__ == "__main__":
    main()
