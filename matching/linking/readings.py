"""Every way to read some words of a sentence as a concept, before any is believed."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from matching.linking.term_index import Candidate, TermIndex
from matching.linking.terms import Term, TermKind
from matching.text.sentences import Sentence
from matching.text.tokens import fold

_ALIKE = 0.75  # likeness below which one word is not a term that has one word of meaning
_SHORTER = 1  # letters by which a word may be shorter than an occupation's: « méthode » is no
# « méthodiste »


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
        if one.term.kind is TermKind.OCCUPATION and _is_cut_short(sentence, one):
            continue
        key = (one.first, one.last, one.term.code)
        if key not in found or closeness(one) > closeness(found[key]):
            found[key] = one
    return list(found.values())


def _is_cut_short(sentence: Sentence, reading: TermReading) -> bool:
    """Whether the words are but the beginning of what names the person."""
    said = sum(len(token.norm) for token in sentence.tokens[reading.first : reading.last + 1])
    return len(reading.term.stems) == 1 and said < len(reading.term.folded) - _SHORTER


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


def closeness(reading: TermReading) -> tuple[float, str]:
    """What orders the readings of the same words by terms of one concept."""
    return reading.surface, reading.term.folded
