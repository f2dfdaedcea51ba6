"""Fit what the words around a mention say for its being refused, and print the weights as CSV.

    .venv/bin/python -m benchmarks.fit_refusals FILE ... > data/reference/cues/refusals.csv

Labelled sentences are those of the files named, mentions those of the labels. What is read across
five folds of the texts, by the words alone, then with the rules, goes to the other output; the
rules' own part of it counts only on texts that they were not written on. The test half is never
read here.
"""

import csv
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.cues import placed
from data.readers.weights import REFUSALS
from matching.cues.polarity import explained, spans_of
from matching.cues.refusals import Evidence, anywhere, evidence, stem
from matching.cues.said import Said
from matching.cues.words import class_of, told
from matching.evaluate import GoldText
from matching.results import Polarity
from matching.text.clauses import clauses
from matching.text.sentences import Sentence, sentences
from web.flows.evaluation import gold_texts

FOLDS = 5
STRENGTH = 1.0  # inverse of the penalty
LEAST_SEEN = 2  # times, below which words are not weighed
LEAST = 0.1  # log-odds, below which a weight is left out


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled mention."""

    text: str
    found: frozenset[Evidence]
    wanted: Polarity
    ruled: Polarity


def main() -> None:
    texts = [gold for file in sys.argv[1:] for gold in gold_texts(Path(file))]
    rows = [row for gold in texts for row in _rows(gold)]
    seen = Counter(name for row in rows for name in row.found)
    names = sorted(name for name, times in seen.items() if times >= LEAST_SEEN)
    table = _table(rows, names)
    refused = np.array([row.wanted is not Polarity.ASKED for row in rows])
    past = np.array([row.wanted is Polarity.PAST for row in rows])
    ruled = np.array([row.ruled is not Polarity.ASKED for row in rows])
    folds = np.array([int(md5(row.text.encode()).hexdigest(), 16) % FOLDS for row in rows])
    odds = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights, bias = _fit(table[folds != fold], refused[folds != fold])
        odds[folds == fold] = table[folds == fold] @ weights + bias
    for label, said in (
        ("words alone", odds > -1),
        ("rules alone", ruled),
        ("both", (ruled | (odds > 0)) & ~(ruled & (odds < -3.5))),
    ):
        right, either = (said & refused).sum(), (said | refused).sum()
        print(f"{label}: accuracy {right / either:.3f} of {either}", file=sys.stderr)
    (of_refused, refused_bias), (of_past, past_bias) = (
        _fit(table, refused),
        _fit(table[refused], past[refused]),
    )
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(REFUSALS)
    out.writerow(["", "", f"{refused_bias:.2f}", f"{past_bias:.2f}"])
    for name, one, two in zip(names, of_refused, of_past, strict=True):
        if one or two:
            out.writerow([*name, f"{one:.2f}", f"{two:.2f}"])


def _rows(gold: GoldText) -> Iterator[Row]:
    cut = sentences(gold.text)
    starts = [sentence.start for sentence in cut]
    labelled = defaultdict(list)
    for is_job, mentions in ((False, gold.competences), (True, gold.occupations)):
        for mention, start, end in placed(gold.text, mentions):
            labelled[max(0, bisect_right(starts, start) - 1)].append((start, end, is_job, mention))
    for place, told_here in labelled.items():
        sentence, group = cut[place], sorted(told_here, key=lambda one: one[:2])
        after = _answer(gold.text, cut, place)
        said = [
            Said(sentence.position(start), sentence.position_after(end), is_job)
            for start, end, is_job, _ in group
        ]
        ruled = explained(clauses(sentence), said, after)
        words = told(sentence)
        stems = [stem(word) for word in words]
        spans = spans_of(words, sentence, said)
        answer = [class_of(word) for word in after.words[:6]] if after else []
        for rank, (one, mention) in enumerate(zip(said, group, strict=True)):
            near = evidence(words, stems, spans, rank, answer, is_person=one.is_occupation)
            found = frozenset([*near, *anywhere(stems)])
            yield Row(gold.id, found, mention[3].polarity, ruled[rank][0])


def _answer(text: str, cut: Sequence[Sentence], place: int) -> Sentence | None:
    asks = place + 1 < len(cut) and "?" in text[cut[place].end : cut[place + 1].start]
    return cut[place + 1] if asks else None


def _table(rows: Sequence[Row], names: Sequence[Evidence]) -> csr_matrix:
    at = {name: column for column, name in enumerate(names)}
    columns = [sorted(at[name] for name in row.found if name in at) for row in rows]
    ends = np.cumsum([0, *map(len, columns)]).astype(np.int32)
    places = np.array([column for row in columns for column in row], dtype=np.int32)
    return csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), len(names)))


def _fit(table: csr_matrix, yes: np.ndarray) -> tuple[np.ndarray, float]:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=500)
    model.fit(table, yes)
    weights = np.where(np.abs(model.coef_[0]) >= LEAST, model.coef_[0], 0.0)
    return weights, float(model.intercept_[0])


if __name__ == "__main__":
    main()
