"""Fit the linker's coefficients and print them as TOML: on the dev half of the gold sentences, and
on statements of other trades' job sheets, in which no reading is right.

    .venv/bin/python -m benchmarks.fit_linking

A reading is right when its code was labelled on words that it overlaps. The test half is never read
here. Thresholds are chosen on the figures printed first: each fifth of the dev half is read with
coefficients fitted on the others.
"""

import copy
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from data.readers.gold import GOLD_FOLDER
from matching.evaluate import GoldText, evaluate
from matching.linking.evidence import REASON_OF_FEATURE
from matching.linking.linker import CompetenceLinker
from matching.linking.trade import FEATURES
from matching.matcher import Matcher
from matching.reading import read_text
from matching.text.sentences import sentences
from skills.weights import LinkingModel, TradeModel
from web.flows.background_words import other_trades
from web.flows.evaluation import gold_texts
from web.settings import read_settings
from web.terminal import load_matcher

OTHERS = 1500  # texts made of statements of other trades
WEIGHT_OF_OTHERS = 0.03  # of one of their readings, or texts, against one of the gold
LEARNT = 5.0  # log-odds of a word that a person approved; no gold sentence has any
WEIGHT_OF_PIECES = 0.3  # the same of a piece of a text
STRENGTH = 0.3  # inverse of the penalty on large coefficients
FOLDS = 5
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
TRADE_THRESHOLDS = (0.3, 0.5, 0.6)
FAMILY_SHARE = 0.7  # of the competence threshold, from which a family is named
OCCUPATION_SHARE = 0.7  # the same for an occupation
NAMES = tuple(REASON_OF_FEATURE)


@dataclass(frozen=True, slots=True)
class Sample:
    """A text to fit on, or a piece of one: people also say a need in four words."""

    text: str
    labelled: tuple[tuple[str, str], ...]  # code and quote
    composite: bool
    fold: int
    weight: float


@dataclass(slots=True)
class Rows:
    """What is fitted on: evidence, whether it is right, the fold of its text, its weight."""

    table: np.ndarray
    right: np.ndarray
    fold: np.ndarray
    weight: np.ndarray


def main() -> None:
    matcher = load_matcher()
    texts = gold_texts(GOLD_FOLDER / "dev.jsonl")
    samples = list(_samples(texts))
    rows = _rows(matcher, samples)
    folds = [_fit(rows, rows.fold != fold, matcher.linker_.model) for fold in range(FOLDS)]
    paragraphs = _paragraphs(matcher, samples, folds)
    models = [
        _with_trade(model, paragraphs, paragraphs.fold != fold) for fold, model in enumerate(folds)
    ]
    for trade in TRADE_THRESHOLDS:
        for threshold in THRESHOLDS:
            _print_figures(matcher, texts, models, threshold, trade)
    model = _fit(rows, rows.weight > 0, matcher.linker_.model)
    model = _with_trade(model, paragraphs, paragraphs.weight > 0)
    print(f"# {len(rows.right)} readings, {int(rows.right.sum())} right")
    print(f"bias = {model.bias:.3f}")
    print("[coefficients]")
    for name, value in model.coefficients.items():
        print(f"{name} = {value:.3f}")
    print(f"[trade]\nbias = {model.trade.bias:.3f}\n[trade.coefficients]")
    for name, value in model.trade.coefficients.items():
        print(f"{name} = {value:.3f}")


def _samples(texts: Sequence[GoldText]) -> Iterator[Sample]:
    """The gold texts, the pieces between their marks, and texts of other trades."""
    for place, gold in enumerate(texts):
        fold = place % FOLDS
        labelled = tuple((m.code, m.quote) for m in (*gold.competences, *gold.occupations))
        whole = Sample(gold.text, labelled, gold.composite, fold, 1.0)
        yield whole
        pieces = [piece.strip() for piece in re.split(r"[,;:.\n]", gold.text)]
        for piece in pieces if len(pieces) > 1 else ():
            inside = tuple((code, quote) for code, quote in labelled if quote in piece)
            if piece and (inside or not gold.composite):
                yield replace(whole, text=piece, labelled=inside, weight=WEIGHT_OF_PIECES)
    for place, text in enumerate(_other_texts()):
        yield Sample(text, (), composite=False, fold=place % FOLDS, weight=WEIGHT_OF_OTHERS)


def _rows(matcher: Matcher, samples: Sequence[Sample]) -> Rows:
    """One row for each reading."""
    reference, linker = matcher.reference_, matcher.linker_
    table, right, fold, weight = [], [], [], []
    for sample in samples:
        for code, span, features in _readings(linker, sample.text):
            table.append([features.get(name, 0.0) for name in NAMES])
            right.append(
                any(
                    code in (wanted, reference.family_of(wanted))
                    and _overlap(sample.text, said, span)
                    for wanted, said in sample.labelled
                )
            )
            fold.append(sample.fold)
            weight.append(sample.weight)
    return Rows(np.array(table), np.array(right), np.array(fold), np.array(weight))


def _paragraphs(matcher: Matcher, samples: Sequence[Sample], folds: Sequence[LinkingModel]) -> Rows:
    """One row for each text, its readings scored by the model that has not seen it. A text of ours
    in which nothing is labelled teaches nothing.
    """
    table, right, fold, weight = [], [], [], []
    open_gate = TradeModel(0.0, {}, 0.0)
    for sample in samples:
        if sample.composite and not sample.labelled:
            continue
        linker = _with_model(matcher, replace(folds[sample.fold], trade=open_gate))
        evidence = linker.trade_evidence(list(linker.scored(sample.text, sentences(sample.text))))
        table.append([evidence[name] for name in FEATURES])
        right.append(sample.composite)
        fold.append(sample.fold)
        weight.append(sample.weight)
    return Rows(np.array(table), np.array(right), np.array(fold), np.array(weight))


def _logistic(
    rows: Rows, chosen: np.ndarray, names: Sequence[str]
) -> tuple[float, dict[str, float]]:
    fitted = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        rows.table[chosen], rows.right[chosen], sample_weight=rows.weight[chosen]
    )
    values = zip(names, fitted.coef_[0], strict=True)
    return float(fitted.intercept_[0]), {name: float(value) for name, value in values}


def _fit(rows: Rows, chosen: np.ndarray, model: LinkingModel) -> LinkingModel:
    bias, coefficients = _logistic(rows, chosen, NAMES)
    return replace(model, bias=bias, coefficients=coefficients | {"learnt": LEARNT})


def _with_trade(model: LinkingModel, rows: Rows, chosen: np.ndarray) -> LinkingModel:
    return replace(model, trade=TradeModel(*_logistic(rows, chosen, FEATURES), 0.5))


def _with_model(matcher: Matcher, model: LinkingModel) -> CompetenceLinker:
    linker = copy.copy(matcher.linker_)
    linker.model = model
    return linker


def _print_figures(
    matcher: Matcher,
    texts: Sequence[GoldText],
    models: Sequence[LinkingModel],
    threshold: float,
    trade: float,
) -> None:
    """What thresholds give when each fold is read by the model that has not seen it."""
    linkers = {}
    for fold, model in enumerate(models):
        linker = _with_model(
            matcher,
            replace(
                model,
                competence_threshold=threshold,
                family_threshold=threshold * FAMILY_SHARE,
                occupation_threshold=threshold * OCCUPATION_SHARE,
                trade=replace(model.trade, threshold=trade),
            ),
        )
        linkers.update((gold.text, linker) for gold in texts[fold::FOLDS])
    scores = evaluate(
        texts, lambda text, on: read_text(text, linkers[text], on=on), matcher.reference_, draws=20
    ).scores
    names = ("competence_precision", "competence_recall", "family_f1", "occupation_f1")
    figures = "  ".join(f"{name} {scores[name].value:.3f}" for name in names)
    noisy = scores["other_sector_links"].value
    print(f"# {trade:.2f} {threshold:.2f}: {figures}  other {noisy:.3f}", flush=True)


def _other_texts() -> Iterator[str]:
    """Texts of one to four statements of one other trade."""
    rng = random.Random(0)
    trades = other_trades(read_settings().shared / "reference")
    codes = sorted(trades)
    for _ in range(OTHERS):
        said = trades[rng.choice(codes)]
        yield ", ".join(rng.sample(said, min(rng.randint(1, 4), len(said))))


def _readings(
    linker: CompetenceLinker, text: str
) -> Iterator[tuple[str, tuple[int, int], dict[str, float]]]:
    """Code, span and evidence of every reading of a text."""
    for sentence, weighed in linker.weighed(text, sentences(text)):
        for reading, features in weighed:
            span = sentence.tokens[reading.first].start, sentence.tokens[reading.last].end
            yield reading.code, span, features


def _overlap(text: str, quote: str, span: tuple[int, int]) -> bool:
    start = text.find(quote)
    while start >= 0:
        if start < span[1] and span[0] < start + len(quote):
            return True
        start = text.find(quote, start + 1)
    return False


if __name__ == "__main__":
    main()
