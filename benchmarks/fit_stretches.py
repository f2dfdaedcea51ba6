"""Fit what stretches of words say, and what words say of the trade.

    .venv/bin/python -m benchmarks.fit_stretches

Some ten minutes: it writes ``data/reference/linking/stretches.npz``, and beside it in ``var`` the
models that have not seen one fold, which ``benchmarks/fit_linking.py`` reads.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from benchmarks.linking_samples import (
    FOLDS,
    NOTHING,
    Sample,
    samples,
    taught_stretches,
    words_of_text,
)
from data.readers import REFERENCE_FOLDER, load_reference
from matching.linking.linker import CompetenceLinker
from matching.linking.stretches import learn_rarity, stretch_matrix
from matching.linking.terms import phrases_of
from matching.linking.trade import FEATURES, stems_of, trade_features, word_shares
from matching.text.tokens import content_stems
from skills.reference import Reference
from skills.weights import StretchModel, TradeModel

FOLDS_FOLDER = Path("var/linking")
_STRENGTH = 0.2  # inverse of the penalty of the linear machine
_STEPS = 80
_TRADE_STRENGTH = 10.0  # the same of the trade's logistic model
_COUNTS = 0.3  # how much the counts of ``trade.FEATURES`` are shrunk beside the words
_LEAST = 2  # texts in which a stem must stand to have a say on the trade


def main() -> None:
    reference = load_reference()
    linker = CompetenceLinker(reference.weights.linking).fit(reference)
    fitter = StretchFitter(reference, samples(linker.index_))
    FOLDS_FOLDER.mkdir(parents=True, exist_ok=True)
    for fold in range(FOLDS):
        _write(fitter.fit(fold), FOLDS_FOLDER / f"stretches-{fold}.npz")
        print(f"# fold {fold}", flush=True)
    _write(fitter.fit(), REFERENCE_FOLDER / "linking" / "stretches.npz")


class StretchFitter:
    """The stretches that teach, counted once, and the linear machine fitted without one fold."""

    def __init__(self, reference: Reference, found: Sequence[Sample]) -> None:
        said = [(code, words_of_text(text), -1) for code, text in phrases_of(reference)]
        said += taught_stretches(found)
        said = [one for one in said if one[1]]
        self.stems, self.letters = learn_rarity([words for _, words, _ in said])
        self.matrix = stretch_matrix([words for _, words, _ in said], self.stems, self.letters)
        self.codes = np.array([code for code, _, _ in said])
        self.fold = np.array([fold for _, _, fold in said])
        print(f"# {len(said)} stretches, {int((self.codes == NOTHING).sum())} of them say nothing")

    def fit(self, left_out: int | None = None) -> StretchModel:
        """The weights learnt from all stretches but those of a fold."""
        rows = np.flatnonzero(self.fold != left_out) if left_out is not None else slice(None)
        known = np.unique(self.codes)
        assert known[-1] == NOTHING  # « ~ » sorts after every letter
        columns, constant = _machine(self.matrix[rows], np.searchsorted(known, self.codes[rows]))
        scales = np.abs(columns).max(axis=0) / 127
        weights = np.round(columns / scales).astype(np.int8)
        return StretchModel(
            tuple(known[:-1].tolist()),
            self.stems,
            self.letters,
            weights.tobytes(),
            scales.tolist(),
            constant.tolist(),
        )


def _machine(matrix: sparse.csr_matrix, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The weights and constants of a linear machine, one column a code: half the squared weights
    plus ``_STRENGTH`` times the squared shortfalls below a margin of 1, the least of all.

    Accelerated gradient, all columns at once: ``LinearSVC``, a column at a time, takes twenty times
    as long to the same answers.
    """
    rows = matrix.astype(np.float32).tocsr()
    back = rows.T.tocsr()
    wanted = np.full((rows.shape[0], codes.max() + 1), -1, dtype=np.float32)
    wanted[np.arange(len(codes)), codes] = 1
    direction = np.random.default_rng(0).normal(size=rows.shape[1]).astype(np.float32)
    for _ in range(12):
        direction = back @ (rows @ direction)
        direction /= np.linalg.norm(direction)
    steepest = 2 * _STRENGTH * float(np.linalg.norm(rows @ direction) ** 2) + 1
    weights = ahead = np.zeros((rows.shape[1], wanted.shape[1]), dtype=np.float32)
    constant = np.full(wanted.shape[1], -1, dtype=np.float32)
    pace = 1.0
    for _ in range(_STEPS):
        short = np.maximum(0, 1 - wanted * (rows @ ahead + constant))
        pull = wanted * short
        after = ahead - (ahead - 2 * _STRENGTH * (back @ pull)) / steepest
        constant = constant + 0.5 * pull.sum(axis=0) / np.maximum(1, (short > 0).sum(axis=0))
        following = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = after + ((pace - 1) / following) * (after - weights)
        weights, pace = after, following
    return weights, constant


class TradeFitter:
    """What the words of each text say of the trade, and the model fitted without one fold."""

    def __init__(self, reference: Reference, found: Sequence[Sample], sectors: Path) -> None:
        own, foreign = _sides(reference, sectors)
        odds = reference.weights.linking.trade.odds
        self.sides = TradeModel(odds=odds, own=own, foreign=foreign)
        texts = [stems_of([t for s in sample.sentences for t in s.tokens]) for sample in found]
        seen = Counter(stem for stems in texts for stem in set(stems))
        known = sorted(stem for stem, count in seen.items() if count >= _LEAST)
        place = {stem: at for at, stem in enumerate(known)}
        words = sparse.lil_matrix((len(texts), len(known)))
        counts = np.zeros((len(texts), len(FEATURES)))
        for row, stems in enumerate(texts):
            for stem, share in word_shares(stems, place).items():
                words[row, place[stem]] = share
            counts[row] = [*trade_features(stems, self.sides).values()]
        self.known = known
        self.matrix = sparse.hstack([sparse.csr_matrix(counts * _COUNTS), words.tocsr()]).tocsr()
        self.right = np.array([sample.gold.in_sector for sample in found])
        self.fold = np.array([sample.fold for sample in found])
        self.weight = np.array([sample.weight for sample in found])

    def fit(self, left_out: int | None = None) -> TradeModel:
        """The weights learnt from all texts but those of a fold."""
        rows = np.flatnonzero(self.fold != left_out) if left_out is not None else slice(None)
        model = LogisticRegression(C=_TRADE_STRENGTH, max_iter=1000)
        model.fit(self.matrix[rows], self.right[rows], sample_weight=self.weight[rows])
        values = [round(float(value), 3) for value in model.coef_[0]]
        counts = dict(zip(FEATURES, (v * _COUNTS for v in values[: len(FEATURES)]), strict=True))
        words = dict(zip(self.known, values[len(FEATURES) :], strict=True))
        return TradeModel(
            float(model.intercept_[0]),
            counts,
            {stem: value for stem, value in words.items() if value},
            self.sides.odds,
            self.sides.own,
            self.sides.foreign,
        )


def _write(model: StretchModel, path: Path) -> None:
    width = len(model.codes) + 1
    halves = {"stems": model.stems, "letters": model.letters}
    np.savez_compressed(
        path,
        codes=np.array(model.codes),
        weights=np.frombuffer(model.weights, dtype=np.int8).reshape(-1, width),
        scales=np.array(model.scales, dtype=np.float32),
        constant=np.array(model.constant, dtype=np.float32),
        **{name: np.array([*half]) for name, half in halves.items()},
        **{
            f"{name}_rarity": np.array([*half.values()], np.float32)
            for name, half in halves.items()
        },
    )


def _sides(reference: Reference, sectors: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of what this trade makes, and those of other trades that it does not say."""
    own, foreign = set(), set()
    with sectors.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            (own if row["side"] == "own" else foreign).update(
                stem for stem in content_stems(row["words"]) if len(stem) > 2
            )
    said = Counter(s for _, text in phrases_of(reference) for s in set(content_stems(text)))
    return frozenset(own - foreign), frozenset(s for s in foreign - own if said[s] < 2)


if __name__ == "__main__":
    main()
