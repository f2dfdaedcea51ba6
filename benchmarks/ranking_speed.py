"""How long one short query takes among many labels, beside the plain path of scikit-learn.

    .venv/bin/python -m benchmarks.ranking_speed

The plain path is ``TfidfVectorizer(char_wb, 2-5, sublinear)``: transform, multiply, full argsort.
Each size has a fresh process; the same queries go one by one through each path, parsing included,
weights learnt. 30,000 labels are ESCO's (MELO's occupations, completed with skills); the others are
the ontology's terms once, and 10 and 100 times with words of other terms added.
"""

import csv
import gzip
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.linking import Melo, read_melo
from data.readers import load_reference
from matching.linking.concepts import ConceptLinker
from matching.linking.terms import terms_of
from web.settings import read_settings

_QUERIES = 200
_KNOWN = 1000  # queries that teach the weights of the ontology's sizes: their labels, cut short

Crosswalk = list[tuple[str, tuple[str, ...]]]


def main() -> None:
    shared = read_settings().shared
    melo = read_melo(shared / "benchmarks" / "melo_fra")
    for name, (concepts, crosswalk) in {
        "30,000 labels of ESCO": esco(melo, shared / "reference" / "esco"),
        "the ontology": ontology(1),
        "10 times the ontology": ontology(10),
        "100 times the ontology": ontology(100),
    }.items():
        process = multiprocessing.get_context("spawn").Process(
            target=measure, args=(name, concepts, crosswalk)
        )
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(process.exitcode)


def esco(melo: Melo, folder: Path, size: int = 30_000) -> tuple[dict[str, list[str]], Crosswalk]:
    """MELO's labels and enough of ESCO's skills; a quarter of the train titles as queries."""
    concepts = melo.concepts
    left = size - sum(len(labels) for labels in concepts.values())
    with gzip.open(folder / "skills_fr_v1.0.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            labels = [row["preferredLabel"], *row["altLabels"].split("\n")]
            labels = list(dict.fromkeys(label for label in labels if label))[:left]
            if labels:
                concepts[row["conceptUri"]] = labels
            left -= len(labels)
    return concepts, list(melo.train[::4])


def ontology(times: int) -> tuple[dict[str, list[str]], Crosswalk]:
    """The ontology's terms by code, each repeated with words drawn from other terms."""
    rng = np.random.default_rng(0)
    terms = terms_of(load_reference())
    words = [word for term in terms for word in term.text.split() if len(word) > 3]
    concepts: dict[str, list[str]] = {}
    for turn in range(times):
        for term in terms:
            added = rng.choice(words, 2).tolist() if turn else []
            concepts.setdefault(f"{term.code}-{turn}", []).append(" ".join([term.text, *added]))
    drawn = rng.choice(len(terms), _KNOWN)
    return concepts, [(" ".join(terms[n].text.split()[:4]), (f"{terms[n].code}-0",)) for n in drawn]


def measure(name: str, concepts: dict[str, list[str]], crosswalk: Crosswalk) -> None:
    labels = [label for found in concepts.values() for label in found]
    queries = [query for query, _ in crosswalk[:: max(len(crosswalk) // _QUERIES, 1)]][:_QUERIES]
    before = _resident()
    start = time.perf_counter()
    linker = ConceptLinker().fit(concepts)
    fitted = time.perf_counter() - start
    grown = _resident() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    linker.fit_weights(crosswalk)
    start = time.perf_counter()
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    matrix = vectorizer.fit_transform(labels).T.tocsr()
    plain_fitted = time.perf_counter() - start

    def plain(query: str) -> object:
        return np.argsort(-(vectorizer.transform([query]) @ matrix).toarray()[0])

    ours = [_milliseconds(lambda query=query: linker.rank([query], 10)) for query in queries]
    theirs = [_milliseconds(lambda query=query: plain(query)) for query in queries]
    median, reference = statistics.median(ours), statistics.median(theirs)
    print(
        f"{name:24} {len(labels):7} labels  one query {median:.2f} ms, plain {reference:.2f} ms, "
        f"ratio {median / reference:.2f} (slowest tenth {np.percentile(ours, 90):.2f} ms)  "
        f"fit {fitted:.1f} s (plain {plain_fitted:.1f} s), {grown:.0f} MB, {peak:.0f} at the peak",
        flush=True,
    )


def _milliseconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - start)


def _resident() -> float:
    """Resident memory of this process, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
