"""Fit what words around a number add to the named evidence, and print the weights as CSV.

    .venv/bin/python -m benchmarks.fit_number_words FILE ... > data/reference/cues/counts.csv

Run after ``fit_headcounts``, whose weights it corrects. Texts and labels as there; what is kept
across five folds of the texts goes to the other output. The test half is never read here.
"""

import csv
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import md5
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from benchmarks.fit_headcounts import Row, right_ones, rows_of
from data.readers.weights import NUMBER_WORDS, read_linking_model
from matching.cues.counted import NEVER
from matching.cues.headcounts import odds_of
from web.flows.evaluation import gold_texts
from web.settings import read_settings

FOLDS = 5
STRENGTH = 0.1  # inverse of the penalty
LEAST_SEEN = 2
LEAST = 0.05
MOST = 6.0


def main() -> None:
    texts = [gold for file in sys.argv[1:] for gold in gold_texts(Path(file))]
    model = read_linking_model(read_settings().reference_folder / "linking")
    counts = replace(model.counts, words=None)
    rows = [row for place, gold in enumerate(texts) for row in rows_of(place, gold, model.people)]
    named = np.array([odds_of(row.found, row.number, counts) for row in rows])
    right = right_ones(texts, rows, named)
    open_ = np.array([NEVER.isdisjoint(row.found) for row in rows])
    rows, named, right = (
        [r for r, yes in zip(rows, open_, strict=True) if yes],
        named[open_],
        right[open_],
    )
    times: dict[tuple[str, str], int] = {}
    for row in rows:
        for seen in row.around:
            times[seen] = times.get(seen, 0) + 1
    names = sorted(seen for seen, often in times.items() if often >= LEAST_SEEN)
    table = _table(rows, named, names)
    folds = np.array(
        [int(md5(texts[row.text].id.encode()).hexdigest(), 16) % FOLDS for row in rows]
    )
    odds = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights, bias = _fit(table[folds != fold], right[folds != fold])
        odds[folds == fold] = table[folds == fold] @ weights + bias
    labels = sum(len(gold.headcounts) for gold in texts)
    for label, kept in (("named evidence", named > 0), ("with words", odds > -0.4)):
        f1 = 2 * (kept & right).sum() / (kept.sum() + labels)
        print(f"{label}: F1 {f1:.3f}", file=sys.stderr)
    weights, bias = _fit(table, right)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(NUMBER_WORDS)
    out.writerow(["", "bias", f"{bias:.2f}"])
    out.writerow(["", "scale", f"{weights[0]:.2f}"])
    out.writerow(["", "one", f"{weights[1]:.2f}"])
    for name, weight in zip(names, weights[2:], strict=True):
        if abs(weight) >= LEAST:
            out.writerow([*name, f"{weight:.2f}"])


def _table(rows: Sequence[Row], named: np.ndarray, names: Sequence[tuple[str, str]]) -> csr_matrix:
    at = {name: column for column, name in enumerate(names)}
    columns = [sorted(at[seen] for seen in row.around if seen in at) for row in rows]
    ends = np.cumsum([0, *map(len, columns)]).astype(np.int32)
    places = np.array([column for row in columns for column in row], dtype=np.int32)
    words = csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), len(names)))
    ones = np.array([float(row.number.is_one) for row in rows])
    table = hstack([csr_matrix(np.clip(named, -MOST, MOST)[:, None]), ones[:, None], words]).tocsr()
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    return table


def _fit(table: csr_matrix, yes: np.ndarray) -> tuple[np.ndarray, float]:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=500)
    model.fit(table, yes)
    return model.coef_[0], float(model.intercept_[0])


if __name__ == "__main__":
    main()
