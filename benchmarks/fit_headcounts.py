"""Fit whether a number counts people asked for, and print the coefficients as TOML.

    .venv/bin/python -m benchmarks.fit_headcounts [FILE ...] > data/reference/linking/counts.toml

Labelled sentences are those of the dev half and of the files named. A number is right when its
value is among the headcounts labelled in its text; when a value stands more often in the text than
among the labels, those that the model believes most are. Figures printed first, as comments, are
read across five folds of the texts. The test half is never read here.
"""

import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from data.readers.gold import GOLD_FOLDER
from data.readers.weights import read_linking_model
from matching.cues.counted import Before, Number, around, evidence
from matching.cues.headcounts import find_headcounts, numbers
from matching.evaluate import GoldText
from matching.text.sentences import Sentence, sentences
from skills.need import Headcount
from skills.weights import CountModel, Logistic
from web.flows.evaluation import gold_texts
from web.settings import read_settings

FOLDS = 5
STRENGTH = 1.0  # inverse of the penalty, which also sets to 0 what says little
THRESHOLD = 0.48  # between the two errors, across folds
LEAST = 3  # times that evidence is seen, below which it is not weighed


@dataclass(frozen=True, slots=True)
class Row:
    """A number of a labelled text."""

    text: int
    number: Number
    value: tuple[int, int]
    found: frozenset[str]


def main() -> None:
    texts = gold_texts(GOLD_FOLDER / "dev.jsonl")
    for file in sys.argv[1:]:
        texts += gold_texts(Path(file))
    words = read_linking_model(read_settings().reference_folder / "linking").people
    rows = [row for place, gold in enumerate(texts) for row in _rows(place, gold, words)]
    folds = np.array(
        [
            int(md5(gold.id.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS
            for gold in texts
        ]
    )
    right = _right(texts, rows, np.zeros(len(rows)))
    for _ in range(2):
        right = _right(texts, rows, _across_folds(rows, right, folds))
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        train = [k for k, row in enumerate(rows) if folds[row.text] != fold]
        model = _fit([rows[k] for k in train], right[train])
        for place in np.flatnonzero(folds == fold):
            counts += _compared(texts[place], words, model)
    f1 = 2 * counts["right"] / (2 * counts["right"] + counts["wrong"] + counts["missed"])
    print(
        "# Whether a number counts people asked for: log-odds of the evidence that"
        " matching/cues/counted.py names."
    )
    print(
        f"# Fitted by benchmarks/fit_headcounts.py on {len(texts)} texts; across folds F1 {f1:.3f},"
    )
    print(f"# {counts['right']} right, {counts['wrong']} wrong, {counts['missed']} missed.")
    final = _fit(rows, right)
    for name, part in (("one", final.one), ("many", final.many)):
        print(
            f"\n[{name}]\nbias = {part.bias:.2f}\nthreshold = {part.threshold}\n"
            f"\n[{name}.coefficients]"
        )
        for evidence_name, weight in sorted(part.coefficients.items()):
            print(f'"{evidence_name}" = {weight:.2f}')


def _people(sentence: Sentence, gold: GoldText, words: frozenset[str]) -> dict[int, int]:
    """Where occupations stand, by the labels and by the words of any trade."""
    spans = {
        place: place + 1
        for place, token in enumerate(sentence.tokens)
        if token.norm in words or token.norm.removesuffix("s") in words
    }
    for mention in gold.occupations:
        start = gold.text.find(mention.quote)
        if sentence.start <= start < sentence.end:
            last = min(start + len(mention.quote), sentence.end)
            first = bisect_left(sentence.offsets, sentence.position(start))
            spans[first] = bisect_left(sentence.offsets, sentence.position_after(last))
    return spans


def _rows(place: int, gold: GoldText, words: frozenset[str]) -> Iterator[Row]:
    for sentence in sentences(gold.text):
        people = _people(sentence, gold, words)
        before, said = None, around(sentence.words)
        for number, count, _ in numbers(sentence, people):
            value = (count.minimum, count.maximum)
            yield Row(
                place,
                number,
                value,
                frozenset(evidence(sentence.words, number, people, before, said)),
            )
            before = Before(number.end, value in gold.headcounts)


def _right(texts: Sequence[GoldText], rows: Sequence[Row], belief: np.ndarray) -> np.ndarray:
    """Which numbers are the labelled ones: of those of one value, the most believed."""
    right = np.zeros(len(rows), dtype=bool)
    left = [Counter(gold.headcounts) for gold in texts]
    for k in sorted(range(len(rows)), key=lambda k: -belief[k]):
        if left[rows[k].text][rows[k].value] > 0:
            left[rows[k].text][rows[k].value] -= 1
            right[k] = True
    return right


def _across_folds(rows: Sequence[Row], right: np.ndarray, folds: np.ndarray) -> np.ndarray:
    belief = np.zeros(len(rows))
    for fold in range(FOLDS):
        train = [k for k, row in enumerate(rows) if folds[row.text] != fold]
        model = _fit([rows[k] for k in train], right[train])
        for k, row in enumerate(rows):
            if folds[row.text] == fold:
                part = model.one if row.number.is_one else model.many
                belief[k] = part.bias + sum(part.coefficients.get(n, 0.0) for n in row.found)
    return belief


def _fit(rows: Sequence[Row], right: np.ndarray) -> CountModel:
    return CountModel(
        *(
            _logistic(
                [
                    (row.found, yes)
                    for row, yes in zip(rows, right, strict=True)
                    if row.number.is_one is one
                ]
            )
            for one in (True, False)
        )
    )


def _logistic(seen: Sequence[tuple[frozenset[str], bool]]) -> Logistic:
    often = Counter(name for found, _ in seen for name in found)
    names = sorted(name for name, times in often.items() if times >= LEAST)
    table = np.array([[float(name in found) for name in names] for found, _ in seen])
    model = LogisticRegression(C=STRENGTH, l1_ratio=1, solver="liblinear", random_state=0)
    model.fit(table, [yes for _, yes in seen])
    weights = {n: float(w) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.05}
    return Logistic(float(model.intercept_[0]), weights, THRESHOLD)


def _compared(gold: GoldText, words: frozenset[str], model: CountModel) -> Counter[str]:
    said: list[tuple[int, int]] = []
    for sentence in sentences(gold.text):
        offsets = sentence.offsets
        spans = [
            (offsets[start], offsets[end - 1] + len(sentence.tokens[end - 1].norm))
            for start, end in _people(sentence, gold, words).items()
        ]
        found: list[Headcount] = [cue.value for cue in find_headcounts(sentence, spans, model)]
        said += [(count.minimum, count.maximum) for count in found]
    right = sum((Counter(said) & Counter(gold.headcounts)).values())
    return Counter(right=right, wrong=len(said) - right, missed=len(gold.headcounts) - right)


if __name__ == "__main__":
    main()
