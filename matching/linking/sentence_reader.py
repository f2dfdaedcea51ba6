"""Every reading of some sentences as a competence or a family, with its evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from matching.cues.asking import asks, introduces
from matching.linking.evidence import FEATURES, PLACE, Table
from matching.linking.hearing import Around, Families, Heard
from matching.linking.readings import Reading, TermReading, closeness
from matching.linking.stretches import StretchReader
from matching.linking.terms import TermKind
from matching.text.sentences import Sentence

_LEAST = -0.6  # score below which a stretch is not read as a code at all
_SURE_OF_TRADE = 4.0
_COUNTS = [PLACE[name] for name in ("one_word", "two_words", "six_words", "verb", "introduced")]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, the terms found in it, and the log-odds that its paragraph is of this trade."""

    sentence: Sentence
    terms: Sequence[TermReading]
    trade: float


_Codes = dict[str, TermReading | None]


class SentenceReader:
    """Makes the readings of sentences and their features, for one ontology."""

    def __init__(self, reader: StretchReader, family_of: Mapping[str, str]) -> None:
        self.reader = reader
        self.family_of = family_of
        self.place = {code: at for at, code in enumerate(reader.codes)}
        self.families = Families([family_of.get(code, "") for code in reader.codes])

    def read(self, some: Sequence[Said]) -> tuple[list[list[Reading]], Table]:
        """The readings of each sentence as competences or families, and for all of them together
        one row of features each.
        """
        sentences = [said.sentence for said in some]
        taken = [
            {at for job in occupation_terms(said.terms) for at in range(job.first, job.last + 1)}
            for said in some
        ]
        heard = Heard(sentences, taken, self.reader, self.families)
        by_span = self._codes(some, heard)
        spans = sorted(by_span)
        readings: list[list[Reading]] = [[] for _ in some]
        span_of: list[int] = []
        flat: list[tuple[str, TermReading | None]] = []
        counts = np.zeros((len(spans), len(_COUNTS)))
        number = 0
        for at, (first, last) in enumerate(spans):
            while first >= heard.bases[number + 1]:
                number += 1
            base = heard.bases[number]
            counts[at] = _counts(sentences[number], first - base, last - base)
            for code, term in by_span[first, last].items():
                kind = TermKind.COMPETENCE if code in self.family_of else TermKind.FAMILY
                exact = term is not None and (term.first + base, term.last + base) == (first, last)
                readings[number].append(
                    Reading(code, kind, first - base, last - base, term, is_term=exact)
                )
                span_of.append(at)
                flat.append((code, term))
        table = np.zeros((len(flat), len(FEATURES)))
        if not flat:
            return readings, table
        table[:, _COUNTS] = counts[span_of]
        self._hear(table, heard, spans, np.array(span_of), [code for code, _ in flat])
        own = set(heard.spans)
        rows = iter(table)
        for said, base, found in zip(some, heard.bases, readings, strict=False):
            asked = asks(said.sentence)
            trade = min(max(said.trade, -_SURE_OF_TRADE), _SURE_OF_TRADE)
            for reading, row in zip(found, rows, strict=False):
                row[PLACE["asks"]], row[PLACE["trade"]] = asked, trade
                if reading.term:
                    whole = (reading.first + base, reading.last + base) in own
                    _name(row, reading, reading.term, said.sentence, whole=whole)
        return readings, table

    def _codes(self, some: Sequence[Said], heard: Heard) -> dict[tuple[int, int], _Codes]:
        """What each span of tokens may say, with the term of it that stands there, if any."""
        by_span: dict[tuple[int, int], _Codes] = defaultdict(dict)
        named: list[list[tuple[int, int, TermReading]]] = []
        for base, said in zip(heard.bases, some, strict=False):
            named.append([])
            for term in said.terms:
                first, last = base + term.first, base + term.last
                if term.term.kind is not TermKind.OCCUPATION:
                    by_span[first, last][term.term.code] = term
                if term.term.kind is TermKind.COMPETENCE:
                    named[-1].append((first, last, term))
        stretches, places = np.nonzero(heard.codes >= _LEAST)
        for stretch, place in zip(stretches.tolist(), places.tolist(), strict=True):
            by_span[heard.spans[stretch]].setdefault(self.reader.codes[place], None)
        spans = iter(heard.spans)
        for terms, count in zip(named, heard.counts, strict=True):
            for span in islice(spans, count):
                codes = by_span[span]
                for first, last, term in terms:
                    if span[0] <= first and last <= span[1]:
                        known = codes.get(term.term.code)
                        if known is None or closeness(term) > closeness(known):
                            codes[term.term.code] = term
        return by_span

    def _hear(
        self,
        table: Table,
        heard: Heard,
        spans: Sequence[tuple[int, int]],
        span_of: np.ndarray,
        codes: Sequence[str],
    ) -> None:
        """Write for each reading what the words of its span, if they are a stretch, and the
        stretches around them sound like.
        """
        is_family = np.array([code not in self.family_of for code in codes])
        table[:, PLACE["family"]] = is_family
        if not heard.spans:
            return
        around = Around(heard, spans, self.families)
        rows = np.flatnonzero(around.some[span_of])
        held = around.row[span_of]
        table[rows, PLACE["nothing_around"]] = around.nothing[held[rows]]
        place = np.array([self.place.get(code, -1) for code in codes])
        family = np.array(
            [self.families.place.get(self.family_of.get(code, code), -1) for code in codes]
        )
        of_family = rows[family[rows] >= 0]
        table[of_family, PLACE["family_around"]] = around.families[
            held[of_family], family[of_family]
        ]
        whole = of_family[is_family[of_family]]
        table[whole, PLACE["family_near"]] = around.family_codes[held[whole], family[whole]]
        rows = rows[place[rows] >= 0]
        table[rows, PLACE["around"]] = around.codes[held[rows], place[rows]]
        table[rows, PLACE["nearest_around"]] = around.is_best[held[rows], place[rows]]
        number = {span: at for at, span in enumerate(heard.spans)}
        stretch = np.array([number.get(span, -1) for span in spans])[span_of]
        rows = rows[stretch[rows] >= 0]
        at, column = stretch[rows], place[rows]
        score, nearest = heard.codes[at, column], heard.best[at] == column
        table[rows, PLACE["near"]], table[rows, PLACE["nearest"]] = score, nearest
        table[rows, PLACE["lead"]] = score - np.where(nearest, heard.second[at], heard.first[at])
        table[rows, PLACE["nothing"]] = heard.nothing[at]


def occupation_terms(terms: Iterable[TermReading]) -> list[TermReading]:
    """Those that name occupations."""
    return [term for term in terms if term.term.kind is TermKind.OCCUPATION]


def occupation_readings(terms: Iterable[TermReading], trade: float) -> tuple[list[Reading], Table]:
    """The terms that name occupations, and one row of features each."""
    jobs = occupation_terms(terms)
    rows = np.zeros((len(jobs), len(FEATURES)))
    for row, job in zip(rows, jobs, strict=True):
        _name_term(row, job)
    rows[:, PLACE["trade"]] = min(max(trade, -_SURE_OF_TRADE), _SURE_OF_TRADE)
    readings = [
        Reading(job.term.code, job.term.kind, job.first, job.last, job, is_term=True)
        for job in jobs
    ]
    return readings, rows


def _counts(sentence: Sentence, first: int, last: int) -> list[bool]:
    words = [t for t in sentence.tokens[first : last + 1] if t.is_content]
    verb = bool(words) and words[0].norm.endswith(("er", "ir", "re", "oir"))
    introduced = introduces(sentence, first)
    return [len(words) == 1, len(words) == 2, len(words) >= 6, verb, introduced]


def _name(
    row: Table, reading: Reading, term: TermReading, sentence: Sentence, *, whole: bool
) -> None:
    """What the term of a reading adds; ``whole`` when its words are a stretch."""
    _name_term(row, term)
    words = sum(t.is_content for t in sentence.tokens[reading.first : reading.last + 1])
    inside = sum(t.is_content for t in sentence.tokens[term.first : term.last + 1])
    row[PLACE["share"]] = inside / max(1, words)
    row[PLACE["fills"]] = whole and reading.is_term


def _name_term(row: Table, term: TermReading) -> None:
    """What a term says of itself, for competences and occupations alike."""
    row[PLACE["term"]] = 1
    row[PLACE["surface"]] = term.surface
    row[PLACE["several_words"]] = len(term.term.stems) > 1
    row[PLACE["learnt"]] = term.term.is_learnt
    row[PLACE["skipped"]], row[PLACE["corrected"]] = term.gaps, term.corrected
