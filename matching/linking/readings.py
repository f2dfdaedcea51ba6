"""Every way to read some words of a sentence as a concept, before any is believed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from matching.cues.asking import asks, introduces
from matching.linking.evidence import FEATURES, PLACE, Table
from matching.linking.stretches import Floats, StretchReader, words_of
from matching.linking.term_index import Candidate, TermIndex
from matching.linking.terms import Term, TermKind
from matching.linking.windows import windows
from matching.text.sentences import Sentence
from matching.text.tokens import fold

_ALIKE = 0.75  # likeness below which one word is not a term that has one word of meaning
_LEAST = -0.6  # score below which a stretch is not read as a code at all
_SPREAD = 4.0  # how much sharper than the scores a family's share is
_SURE_OF_TRADE = 4.0


@dataclass(frozen=True, slots=True)
class TermReading:
    """Tokens ``first`` to ``last`` of a sentence that are words of a term."""

    term: Term
    first: int
    last: int
    surface: float  # likeness of the words to the term, 0..1
    gaps: int  # meaningful words skipped inside the term
    corrected: int  # words read with a slip of the pen mended


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens ``first`` to ``last`` of a sentence read as one concept."""

    code: str
    kind: TermKind
    first: int
    last: int
    term: TermReading | None  # one of the same concept that stands in them
    is_term: bool  # the tokens are just those of the term

    def overlaps(self, other: "Reading") -> bool:
        """Whether both read some token."""
        return self.first <= other.last and other.first <= self.last


def read_terms(text: str, sentence: Sentence, index: TermIndex) -> list[TermReading]:
    """What the terms of the ontology name in a sentence: one reading for each concept and words, by
    the term that is closest to them.
    """
    found: dict[tuple[int, int, str], TermReading] = {}
    for candidate in index.find(sentence):
        one = _reading(text, sentence, candidate)
        if len(one.term.stems) == 1 and one.surface < _ALIKE:
            continue  # « heures » is not « à l'heure », nor « week-end » the acronym END
        key = (one.first, one.last, one.term.code)
        if key not in found or _closeness(one) > _closeness(found[key]):
            found[key] = one
    return list(found.values())


def _reading(text: str, sentence: Sentence, candidate: Candidate) -> TermReading:
    term, first, last = candidate.term, candidate.first, candidate.last
    quote = fold(text[sentence.tokens[first].start : sentence.tokens[last].end])
    return TermReading(
        term,
        first,
        last,
        fuzz.ratio(quote, term.folded) / 100,
        candidate.gaps,
        candidate.corrected,
    )


def _closeness(reading: TermReading) -> tuple[float, str]:
    return reading.surface, reading.term.folded


class Heard:
    """What the stretches of one sentence sound like, with what those around some words say."""

    def __init__(
        self, sentence: Sentence, taken: set[int], reader: StretchReader, families: Floats
    ) -> None:
        """``families`` has a row for each code of the reader, a column for each family."""
        self.spans = list(windows(sentence, taken))
        counts = [0]
        for token in sentence.tokens:
            counts.append(counts[-1] + token.is_content)
        bounds = [(counts[first], counts[last + 1]) for first, last in self.spans]
        scores = reader.scores(words_of(sentence.tokens), bounds)
        self.codes, self.nothing = scores[:, :-1], scores[:, -1]
        if not self.spans or not reader.codes:
            self.spans, self.best = [], np.zeros(0, dtype=np.intp)
            return
        self.best = self.codes.argmax(axis=1)
        top = np.partition(self.codes, -2)[:, -2:] if len(reader.codes) > 1 else self.codes
        self.first, self.second = top[:, -1], top[:, 0]
        sharp = np.exp(_SPREAD * (self.codes - self.first[:, None]))
        self.families = (sharp @ families) / sharp.sum(axis=1, keepdims=True)

    def around(self, first: int, last: int) -> list[int]:
        """The stretches that hold the tokens ``first`` to ``last``."""
        return [n for n, (a, b) in enumerate(self.spans) if a <= first and last <= b]


class SentenceReader:
    """Makes the readings of a sentence and their features, for one ontology."""

    def __init__(self, reader: StretchReader, family_of: Mapping[str, str]) -> None:
        self.reader = reader
        self.family_of = family_of
        self.place = {code: at for at, code in enumerate(reader.codes)}
        own = [family_of.get(code, "") for code in reader.codes]
        names = sorted(set(own))
        self.family_place = {name: at for at, name in enumerate(names)}
        self.members = {n: [at for at, one in enumerate(own) if one == n] for n in names}
        self.families = np.zeros((len(own), len(names)), dtype=np.float32)
        for at, name in enumerate(own):
            self.families[at, self.family_place[name]] = 1

    def read(
        self, sentence: Sentence, terms: Sequence[TermReading], trade: float
    ) -> tuple[list[Reading], Table]:
        """The readings of a sentence as competences or families, and one row of features each.

        ``terms`` are those found in it, ``trade`` the log-odds that its paragraph is of this
        trade.
        """
        jobs = [t for t in terms if t.term.kind is TermKind.OCCUPATION]
        taken = {at for job in jobs for at in range(job.first, job.last + 1)}
        heard = Heard(sentence, taken, self.reader, self.families)
        by_span: dict[tuple[int, int], dict[str, TermReading | None]] = defaultdict(dict)
        for term in terms:
            if term.term.kind is not TermKind.OCCUPATION:
                by_span[term.first, term.last][term.term.code] = term
        named = {span: list(codes.values()) for span, codes in by_span.items()}
        own = {span: n for n, span in enumerate(heard.spans)}
        for n, (first, last) in enumerate(heard.spans):
            said = by_span[first, last]
            for at in np.flatnonzero(heard.codes[n] >= _LEAST).tolist():
                said.setdefault(self.reader.codes[at], None)
            for (a, b), inside in named.items():
                if first <= a and b <= last:
                    for one in inside:
                        if one and one.term.kind is TermKind.COMPETENCE:
                            known = said.get(one.term.code)
                            if known is None or _closeness(one) > _closeness(known):
                                said[one.term.code] = one
        readings: list[Reading] = []
        tables = [np.zeros((0, len(FEATURES)))]
        for (first, last), said in sorted(by_span.items()):
            rows = self._hear(heard, (first, last), own.get((first, last)), [*said])
            rows[:, _COUNTS] = _counts(sentence, first, last)
            for row, (code, here) in zip(rows, said.items(), strict=True):
                kind = TermKind.COMPETENCE if code in self.family_of else TermKind.FAMILY
                exact = here is not None and (here.first, here.last) == (first, last)
                readings.append(Reading(code, kind, first, last, here, is_term=exact))
                if here:
                    _name(row, here, sentence, (first, last), whole=(first, last) in own)
            tables.append(rows)
        table = np.concatenate(tables)
        table[:, PLACE["asks"]] = asks(sentence)
        table[:, PLACE["trade"]] = min(max(trade, -_SURE_OF_TRADE), _SURE_OF_TRADE)
        return readings, table

    def _hear(
        self, heard: Heard, span: tuple[int, int], at: int | None, codes: Sequence[str]
    ) -> Table:
        """For each code, what the words of a span, the stretch ``at`` if they are one, and the
        stretches around them sound like.
        """
        rows = np.zeros((len(codes), len(FEATURES)))
        around = heard.around(*span)
        for row, code in zip(rows, codes, strict=True):
            row[PLACE["family"]] = code not in self.family_of
        if not around:
            return rows
        rows[:, PLACE["nothing_around"]] = heard.nothing[around].min()
        shares = heard.families[around].max(axis=0)
        best_there = heard.codes[around].max(axis=0)
        best_codes = set(heard.best[around].tolist())
        for row, code in zip(rows, codes, strict=True):
            place, family = self.place.get(code), self.family_of.get(code, code)
            if family in self.family_place:
                row[PLACE["family_around"]] = shares[self.family_place[family]]
                if code not in self.family_of:
                    row[PLACE["family_near"]] = best_there[self.members[family]].max()
            if place is None:
                continue
            row[PLACE["around"]] = best_there[place]
            row[PLACE["nearest_around"]] = place in best_codes
            if at is not None:
                score, first = heard.codes[at, place], place == heard.best[at]
                row[PLACE["near"]], row[PLACE["nearest"]] = score, first
                row[PLACE["lead"]] = score - (heard.second if first else heard.first)[at]
                row[PLACE["nothing"]] = heard.nothing[at]
        return rows


_COUNTS = [PLACE[name] for name in ("one_word", "two_words", "six_words", "verb", "introduced")]


def _counts(sentence: Sentence, first: int, last: int) -> list[bool]:
    words = [t for t in sentence.tokens[first : last + 1] if t.is_content]
    verb = bool(words) and words[0].norm.endswith(("er", "ir", "re", "oir"))
    introduced = introduces(sentence, first)
    return [len(words) == 1, len(words) == 2, len(words) >= 6, verb, introduced]


def _name(
    row: Table, term: TermReading, sentence: Sentence, span: tuple[int, int], *, whole: bool
) -> None:
    """What the term adds; ``whole`` when the words are a stretch."""
    name_term(row, term)
    words = sum(t.is_content for t in sentence.tokens[span[0] : span[1] + 1])
    inside = sum(t.is_content for t in sentence.tokens[term.first : term.last + 1])
    row[PLACE["share"]] = inside / max(1, words)
    row[PLACE["fills"]] = whole and (term.first, term.last) == span


def name_term(row: Table, term: TermReading) -> None:
    """What a term says of itself, for competences and occupations alike."""
    row[PLACE["term"]] = 1
    row[PLACE["surface"]] = term.surface
    row[PLACE["several_words"]] = len(term.term.stems) > 1
    row[PLACE["learnt"]] = term.term.is_learnt
    row[PLACE["skipped"]], row[PLACE["corrected"]] = term.gaps, term.corrected
