"""Fit the linker on the dev half of the gold sentences and on those written to fit on, and write
what it learnt into ``data/reference/linking``.

    .venv/bin/python -m benchmarks.fit_stretches          # first, when words or texts have changed
    .venv/bin/python -m benchmarks.fit_linking            # figures across folds, then the files
    .venv/bin/python -m benchmarks.fit_linking --figures  # the figures alone

The test half is never read here. The figures are of texts read by models that have not seen them:
each third with what the others teach. Thresholds are chosen on them.
"""

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.fit_stretches import FOLDS_FOLDER, TradeFitter
from benchmarks.linking_samples import FOLDS, Sample, is_right, pieces, samples, standardised
from benchmarks.products import fit_products
from data.readers import load_reference
from data.readers.weights import read_stretches
from matching.evaluate import evaluate
from matching.linking.company import COMPANY, keep_company
from matching.linking.evidence import FEATURES, PLACE, Scorer, Terms
from matching.linking.linker import CompetenceLinker
from matching.linking.readings import Reading
from matching.linking.sentence_reader import Said, SentenceReader, occupation_readings
from matching.linking.stretches import StretchReader
from matching.linking.trade import trade_of
from matching.reading import read_text
from skills.reference import Reference
from skills.weights import LinkingModel, Logistic, StretchModel, TradeModel

FOLDER = Path("data/reference/linking")
STRENGTH = 0.3  # inverse of the penalty on large coefficients
LEARNT = 5.0  # log-odds of a word that a person approved; no text has any
HINGED = ("near", "around", "lead", "nothing", "nothing_around", "trade", "surface")
QUANTILES = (25, 50, 75, 90)  # of a hinged feature, at which its slope may change
PRODUCTS = (
    "near*trade", "around*trade", "term*trade", "term*around", "term*near", "surface*around",
    "one_word*near", "one_word*term", "one_word*trade", "nearest*near", "family*trade",
    "family*family_around", "verb*near", "six_words*near", "introduced*near", "introduced*term",
)  # fmt: skip
BESIDE = ("alone", *COMPANY, "trade", "one_word", "term", "family", "near", "around", "nothing",
          "lead")  # fmt: skip
"""What a competence is told by once the readings beside it are known."""
BESIDE_STRENGTH = 0.03
JOB_NAMES = ("surface", "several_words", "skipped", "corrected", "trade")
THRESHOLDS = ((0.3, 0.36), (0.32, 0.38), (0.34, 0.4))
MEASURES = ("competence_precision", "competence_recall", "family_f1", "occupation_precision",
            "occupation_recall", "other_sector_links")  # fmt: skip


@dataclass(slots=True)
class Rows:
    """What a logistic model is fitted on: evidence, whether it is right, fold and weight of its
    text.
    """

    table: np.ndarray
    right: np.ndarray
    fold: np.ndarray
    weight: np.ndarray
    passages: list[list[list[Reading]]]  # the readings, by sentence of each passage


def main() -> None:
    reference = load_reference()
    linker = CompetenceLinker(reference.weights.linking).fit(reference)
    found = samples(linker.index_)
    stretches = [read_stretches(FOLDS_FOLDER / f"stretches-{fold}.npz") for fold in range(FOLDS)]
    cut = [*found, *pieces(found, linker.index_)]
    trades = TradeFitter(reference, cut, FOLDER / "sectors.csv")
    parts = [(stretches[fold], trades.fit(fold)) for fold in range(FOLDS)]
    rows, jobs = _rows(reference, cut, parts)
    names = _names(rows.table)
    print(f"# {len(rows.right)} readings, {int(rows.right.sum())} right; {len(names)} coefficients")
    alone = [_logistic(rows, names, 0.5, left_out=fold) for fold in range(FOLDS)]
    _keep_company(rows, alone, linker.family_)
    models = [
        _model(linker.model, rows, jobs, names, parts[fold], left_out=fold) for fold in range(FOLDS)
    ]
    _print_figures(reference, found, models)
    if "--figures" not in sys.argv:
        whole = linker.model.stretches, trades.fit()
        _write(_model(linker.model, rows, jobs, names, whole, left_out=None))


def _rows(
    reference: Reference, found: Sequence[Sample], parts: Sequence[tuple[StretchModel, TradeModel]]
) -> tuple[Rows, Rows]:
    """One row for each reading as a competence, and as an occupation, by models that have not seen
    its text.
    """
    families = {c.code: c.family for c in reference.competences.values()}
    readers = [SentenceReader(StretchReader(stretch), families) for stretch, _ in parts]
    collected = [Rows(np.zeros(0), *(np.zeros(0) for _ in range(3)), []) for _ in range(2)]
    columns: list[list[list[Any]]] = [[[], [], [], []] for _ in range(2)]
    for sample in found:
        for passage in _passages(sample, parts[sample.fold][1]):
            jobs = [occupation_readings(said.terms, said.trade) for said in passage]
            both = (
                readers[sample.fold].read(passage),
                ([readings for readings, _ in jobs], np.concatenate([table for _, table in jobs])),
            )
            for into, column, (readings, table) in zip(collected, columns, both, strict=True):
                right = [
                    is_right(sample, said.sentence, one, reference)
                    for said, own in zip(passage, readings, strict=True)
                    for one in own
                ]
                into.passages.append(readings)
                for values, new in zip(
                    column,
                    (table, right, [sample.fold] * len(right), [sample.weight] * len(right)),
                    strict=True,
                ):
                    values.extend(new)
    for into, column in zip(collected, columns, strict=True):
        into.table, into.right, into.fold, into.weight = map(np.array, column)
    return collected[0], collected[1]


def _passages(sample: Sample, trade: TradeModel) -> Iterator[list[Said]]:
    """The paragraphs of a text."""
    both = zip(sample.sentences, sample.terms, strict=True)
    for _, group in groupby(both, key=lambda one: one[0].paragraph):
        paragraph = list(group)
        odds = trade_of([t for sentence, _ in paragraph for t in sentence.tokens], trade)
        yield [Said(sentence, terms, odds) for sentence, terms in paragraph]


def _keep_company(rows: Rows, alone: Sequence[Logistic], families: Mapping[str, str]) -> None:
    """What the readings beside say, each judged by the model that has not seen its text."""
    chances = np.zeros(len(rows.right))
    for fold, model in enumerate(alone):
        own = rows.fold == fold
        chances[own] = Scorer(model).chances(rows.table[own])
    start = 0
    for passage in rows.passages:
        own = slice(start, start + sum(map(len, passage)))
        start = own.stop
        keep_company(rows.table[own], chances[own], passage, families)


def _names(table: np.ndarray) -> list[str]:
    """The coefficients to fit: every feature of a reading alone, its slopes, and the products."""
    names = [name for name in FEATURES if name not in ("learnt", "alone", *COMPANY)]
    for name in HINGED:
        values = table[:, FEATURES.index(name)]
        knots = np.percentile(values[values != 0], QUANTILES)
        names += [f"{name}>{knot:.3f}" for knot in knots]
    return [*names, *PRODUCTS]


def _logistic(rows: Rows, names: Sequence[str], threshold: float, left_out: int | None) -> Logistic:
    chosen = rows.fold != left_out
    table = Terms(names).of(rows.table[chosen])
    spread = standardised(table)
    model = LogisticRegression(C=STRENGTH, solver="newton-cholesky", max_iter=100)
    model.fit(table / spread, rows.right[chosen], sample_weight=rows.weight[chosen])
    values = zip(names, (model.coef_[0] / spread).tolist(), strict=True)
    coefficients = {name: round(value, 4) for name, value in values}
    return Logistic(
        round(float(model.intercept_[0]), 4), coefficients | {"learnt": LEARNT}, threshold
    )


def _beside(rows: Rows, threshold: float, left_out: int | None) -> Logistic:
    chosen = rows.fold != left_out
    table = rows.table[chosen][:, [PLACE[name] for name in BESIDE]]
    bias, coefficients = fit_products(
        table, BESIDE, rows.right[chosen], rows.weight[chosen], BESIDE_STRENGTH
    )
    return Logistic(bias, coefficients | {"learnt": LEARNT}, threshold)


def _model(
    model: LinkingModel,
    rows: Rows,
    jobs: Rows,
    names: Sequence[str],
    parts: tuple[StretchModel, TradeModel],
    left_out: int | None,
) -> LinkingModel:
    return replace(
        model,
        alone=_logistic(rows, names, 0.5, left_out),
        competence=_beside(rows, model.competence.threshold, left_out),
        occupation=_logistic(jobs, JOB_NAMES, model.occupation.threshold, left_out),
        stretches=parts[0],
        trade=parts[1],
    )


def _print_figures(
    reference: Reference, found: Sequence[Sample], models: Sequence[LinkingModel]
) -> None:
    """What thresholds give when each fold is read by the model that has not seen it."""
    fold_of = {sample.gold.text: sample.fold for sample in found}
    size = next(at for at, s in enumerate(found) if s.gold.id.startswith("t"))
    halves = ("dev", found[:size]), ("train", found[size:])
    for competence, family in THRESHOLDS:
        linkers = [
            CompetenceLinker(
                replace(
                    model,
                    competence=replace(model.competence, threshold=competence),
                    family_threshold=family,
                )
            ).fit(reference)
            for model in models
        ]

        def read(text: str, on: date, linkers: Sequence[CompetenceLinker] = linkers) -> Any:
            return read_text(text, linkers[fold_of[text]], on=on)

        for name, half in halves:
            scores = evaluate([sample.gold for sample in half], read, reference, draws=20).scores
            figures = "  ".join(f"{m} {scores[m].value:.3f}" for m in MEASURES)
            print(f"# {competence:.2f} {family:.2f} {name}: {figures}", flush=True)


def _write(model: LinkingModel) -> None:
    trade = model.trade
    sides = dict.fromkeys(trade.own, "own") | dict.fromkeys(trade.foreign, "foreign")
    with (FOLDER / "trade.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("stem", "log_odds", "side"))
        for stem in sorted({*trade.words, *sides}):
            writer.writerow((stem, trade.words.get(stem, ""), sides.get(stem, "")))
    lines = [
        "# Fitted by benchmarks/fit_linking.py on data/gold/dev.jsonl and train.jsonl; thresholds",
        "# chosen across folds. Log-odds per unit of each feature (matching/linking/evidence.py).",
        f"family_threshold = {model.family_threshold}",
    ]
    trade_model = Logistic(round(trade.bias, 4), trade.coefficients)
    for name, one in (
        ("alone", model.alone),
        ("competence", model.competence),
        ("occupation", model.occupation),
        ("trade", trade_model),
    ):
        lines += ["", f"[{name}]", f"bias = {one.bias}"]
        lines += [f"threshold = {one.threshold}"] if name not in ("alone", "trade") else []
        lines += ["", f"[{name}.coefficients]"]
        lines += [f'"{key}" = {value:.5g}' for key, value in one.coefficients.items()]
    (FOLDER / "model.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
