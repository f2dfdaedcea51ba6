"""The labelled texts that the linker is fitted on, and what their labels say of its readings."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.readers.gold import GOLD_FOLDER
from matching.evaluate import GoldMention, GoldText
from matching.linking.readings import Reading, TermReading, read_terms
from matching.linking.stretches import Word, words_of
from matching.linking.term_index import TermIndex
from matching.linking.terms import TermKind
from matching.linking.windows import windows
from matching.text.sentences import Sentence, sentences
from skills.reference import Reference
from web.flows.evaluation import gold_texts

FOLDS = 3
NOTHING = "~"
"""The code of stretches that say none."""
_WEIGHT_OF_PIECES = 0.3  # of a part of a text against a whole one
_SAME = 0.5  # shared length over joint length from which a stretch is what was labelled


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled text, cut into sentences, with the terms of each."""

    gold: GoldText
    fold: int
    weight: float
    sentences: tuple[Sentence, ...]
    terms: tuple[tuple[TermReading, ...], ...]


def samples(index: TermIndex) -> list[Sample]:
    """The texts of the dev half and those written to fit on; folds by the hash of the text."""
    texts = [*gold_texts(GOLD_FOLDER / "dev.jsonl"), *gold_texts(GOLD_FOLDER / "train.jsonl")]
    return [_sample(gold, _fold(gold), 1.0, index) for gold in texts]


def pieces(found: Sequence[Sample], index: TermIndex) -> Iterator[Sample]:
    """The parts of the texts between their marks: people also say a need in four words."""
    for sample in found:
        gold = sample.gold
        parts = [part.strip() for part in re.split(r"[,;:.\n]", gold.text)]
        for part in parts if len(parts) > 1 else ():
            if len(part.split()) > 1 or any(part == m.quote for m in gold.competences):
                inside = replace(
                    gold,
                    text=part,
                    competences=tuple(m for m in gold.competences if m.quote in part),
                    occupations=tuple(m for m in gold.occupations if m.quote in part),
                )
                yield _sample(inside, sample.fold, _WEIGHT_OF_PIECES, index)


def _fold(gold: GoldText) -> int:
    return hashlib.sha256(gold.text.encode()).digest()[0] % FOLDS


def _sample(gold: GoldText, fold: int, weight: float, index: TermIndex) -> Sample:
    cut = sentences(gold.text)
    terms = tuple(tuple(read_terms(gold.text, sentence, index)) for sentence in cut)
    return Sample(gold, fold, weight, cut, terms)


def is_right(sample: Sample, sentence: Sentence, reading: Reading, reference: Reference) -> bool:
    """Whether the code of a reading, or for a family one of its codes, was labelled on words that
    it overlaps.
    """
    gold = sample.gold
    labels = gold.occupations if reading.kind is TermKind.OCCUPATION else gold.competences
    span = sentence.tokens[reading.first].start, sentence.tokens[reading.last].end
    return any(
        reading.code in (label.code, reference.family_of(label.code))
        and _shared(gold.text, label, span) > 0
        for label in labels
    )


def taught_stretches(found: Sequence[Sample]) -> Iterator[tuple[str, tuple[Word, ...], int]]:
    """Code, words and fold of every labelled quote, of the stretches that are much the same, and
    of those that no label touches, which say nothing.
    """
    for sample in found:
        gold = sample.gold
        whole = {label.code: words_of_text(label.quote) for label in gold.competences}
        for code, words in whole.items():
            if words and code.startswith("C-"):
                yield code, words, sample.fold
        for sentence, terms in zip(sample.sentences, sample.terms, strict=True):
            taken = {
                at
                for t in terms
                if t.term.kind is TermKind.OCCUPATION
                for at in range(t.first, t.last + 1)
            }
            for first, last in windows(sentence, taken):
                span = sentence.tokens[first].start, sentence.tokens[last].end
                shares = [(_shared(gold.text, m, span), m.code) for m in gold.competences]
                share, code = max(shares, default=(0.0, NOTHING))
                words = words_of(sentence.tokens[first : last + 1])
                if share >= _SAME and code.startswith("C-"):
                    yield code, words, sample.fold
                elif not share:
                    yield NOTHING, words, sample.fold


def words_of_text(text: str) -> tuple[Word, ...]:
    """The meaningful words of a short text."""
    return tuple(word for s in sentences(text) for word in words_of(s.tokens))


def _shared(text: str, label: GoldMention, span: tuple[int, int]) -> float:
    """Length that a span shares with a label's quote over their joint length, 0..1."""
    best, start = 0.0, text.find(label.quote)
    while start >= 0:
        end = start + len(label.quote)
        common = min(span[1], end) - max(span[0], start)
        if common > 0:
            best = max(best, common / (max(span[1], end) - min(span[0], start)))
        start = text.find(label.quote, start + 1)
    return best


def standardised(table: np.ndarray) -> np.ndarray:
    """The spread of each column; 1 for a column that never changes."""
    spread: np.ndarray = table.std(axis=0)
    return np.where(spread > 1e-9, spread, 1.0)
