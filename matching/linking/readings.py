"""Every way to read some words of a sentence as a concept, before any is believed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from matching.linking.phrases import Nearness, PhraseIndex, Word, words_of
from matching.linking.term_index import Candidate, TermIndex
from matching.linking.terms import Term, TermKind
from matching.linking.windows import windows
from matching.text.sentences import Sentence
from matching.text.tokens import fold

_NEAREST = 2  # concepts read into one stretch
_ALIKE = 0.75  # likeness below which one word is not a term that has one word of meaning
_LEAST = 0.18  # cosine below which a stretch is not read as a phrase at all


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens ``first`` to ``last`` of a sentence read as one concept: by one of its terms, or
    because the stretch is near its phrases.
    """

    code: str
    kind: TermKind
    first: int
    last: int
    term: Term | None = None
    surface: float = 0.0  # likeness of the words to the term, 0..1
    gaps: int = 0  # meaningful words skipped inside the term
    corrected: int = 0  # words read with a slip of the pen mended
    near: Nearness | None = None  # of the stretch, or of the one that holds the term
    words: int = 0  # meaningful words of the stretch
    fills: bool = False  # the term is a whole stretch, such as one item of a list
    confirmed: bool = False  # a term of the same concept stands in the stretch
    contested: bool = False  # a term of several words of another concept does

    def overlaps(self, other: "Reading") -> bool:
        """Whether both read some token."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens that may say one competence, and the terms that stand in them."""

    first: int
    last: int
    words: tuple[Word, ...]
    terms: tuple[Reading, ...]


def read_terms(text: str, sentence: Sentence, index: TermIndex) -> list[Reading]:
    """What the terms of the ontology name in a sentence: one reading for each concept and words, by
    the term that is closest to them.
    """
    found: dict[tuple[int, int, str], Reading] = {}
    for candidate in index.find(sentence):
        one = _reading(text, sentence, candidate)
        if len(candidate.term.stems) == 1 and one.surface < _ALIKE:
            continue  # « heures » is not « à l'heure », nor « week-end » the acronym END
        key = (one.first, one.last, one.code)
        if key not in found or _closeness(one) > _closeness(found[key]):
            found[key] = one
    return list(found.values())


def _reading(text: str, sentence: Sentence, candidate: Candidate) -> Reading:
    term, first, last = candidate.term, candidate.first, candidate.last
    quote = fold(text[sentence.tokens[first].start : sentence.tokens[last].end])
    return Reading(
        term.code,
        term.kind,
        first,
        last,
        term,
        fuzz.ratio(quote, term.folded) / 100,
        candidate.gaps,
        candidate.corrected,
    )


def _closeness(reading: Reading) -> tuple[float, str]:
    return reading.surface, reading.term.folded if reading.term else ""


def stretches(sentence: Sentence, terms: Iterable[Reading], taken: set[int]) -> list[Stretch]:
    """The stretches of a sentence, with the competence and family terms in each.

    ``taken`` are tokens already read as an occupation: no stretch holds them.
    """
    known = [t for t in terms if t.kind is not TermKind.OCCUPATION]
    return [
        Stretch(
            first,
            last,
            words_of(sentence.tokens[first : last + 1]),
            tuple(t for t in known if first <= t.first and t.last <= last),
        )
        for first, last in windows(sentence, taken)
    ]


def read_stretches(
    found: Sequence[Stretch], terms: Sequence[Reading], near: Sequence[Sequence[Nearness]]
) -> list[Reading]:
    """The readings of a sentence's stretches, and its terms with what their stretch says of them.

    ``near`` gives for each stretch its nearest concepts, and how near those of its terms are.
    """
    support: dict[Reading, Nearness] = {}
    readings = []
    for stretch, nearest in zip(found, near, strict=True):
        by_code = {n.code: n for n in nearest}
        for term in stretch.terms:
            one = by_code.get(term.code)
            if one and (term not in support or _total(one) > _total(support[term])):
                support[term] = one
        for one in nearest[:_NEAREST]:
            if one.phrase < _LEAST:
                continue
            readings.append(
                Reading(
                    one.code,
                    TermKind.COMPETENCE,
                    stretch.first,
                    stretch.last,
                    near=one,
                    words=len(stretch.words),
                    confirmed=any(t.code == one.code for t in stretch.terms),
                    contested=any(
                        t.code != one.code and t.term and len(t.term.stems) > 1
                        for t in stretch.terms
                    ),
                )
            )
    whole = {(stretch.first, stretch.last) for stretch in found}
    return readings + [
        replace(term, near=support.get(term), fills=(term.first, term.last) in whole)
        for term in terms
    ]


def nearest_of(found: Sequence[Stretch], phrases: PhraseIndex) -> list[list[Nearness]]:
    """For each stretch its nearest concepts, best first, then those of its terms."""
    also = [{t.code for t in stretch.terms if t.kind is TermKind.COMPETENCE} for stretch in found]
    return phrases.nearest([stretch.words for stretch in found], _NEAREST, also)


def _total(near: Nearness) -> float:
    return near.phrase + near.whole
