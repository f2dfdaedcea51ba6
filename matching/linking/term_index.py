"""Find every term of the ontology in a sentence, in one pass over its tokens."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from matching.linking.terms import Term
from matching.text.sentences import Sentence
from matching.text.tokens import Token, stem, tokenise

LONGEST_PLAIN_WORD = 4
"""Words up to this length are never corrected: one letter away from « moule » stands « boule »."""

_Reading = tuple[str, int, int]  # stem, last token read, corrections
_BARRIER: list[_Reading] = [("", -1, 0)]  # a comma or bracket: no term reaches across

_MIN_TYPO_RATIO = 86.0  # one slip in a word of seven letters


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that the tokens ``first`` to ``last`` of a sentence may name."""

    term: Term
    first: int
    last: int
    gaps: int  # meaningful words skipped inside
    corrected: int  # words read with a slip of the pen mended


class TermIndex:
    """All terms, searched by the stem of their first word.

    ``known_words`` are stems of everyday words, never taken for slips of the pen.
    """

    def __init__(self, known_words: Iterable[str] = ()) -> None:
        self.known_words = frozenset(known_words)

    def fit(self, terms: Iterable[Term]) -> "TermIndex":
        """Index ``terms``. Two words that are also written as one are found either way."""
        by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
        vocabulary: dict[str, str] = {}
        stem_of: dict[str, str] = {}
        for term in terms:
            stem_of.update((t.norm, t.stem) for t in tokenise(term.text) if t.is_content)
            for stems in {term.stems, *_joined(term)}:
                by_first[stems[0]].append((stems, term))
                vocabulary.update((s, s) for s in stems)
        self.by_first_: Mapping[str, list[tuple[tuple[str, ...], Term]]] = dict(by_first)
        # A slip seldom touches the first letter, nor adds or drops more than one or two.
        self.alike_: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.stem_of_: Mapping[str, str] = stem_of
        for word in sorted(w for w in stem_of if len(w) > LONGEST_PLAIN_WORD):
            for length in range(len(word) - 2, len(word) + 3):
                self.alike_[word[0], length].append(word)
        self._stems = frozenset(vocabulary)
        self._mended: dict[str, str] = {}
        return self

    def find(self, sentence: Sentence) -> list[Candidate]:
        """Every term found, in the order of the text; they may overlap."""
        words = self._words(sentence.tokens)
        said = {reading[0] for readings in words for reading in readings}
        found = []
        for at, readings in enumerate(words):
            for stem_, last, corrected in readings:
                for stems, term in self.by_first_.get(stem_, ()):
                    if not said.issuperset(stems):
                        continue
                    end = _follow(words, at, last, stems, corrected)
                    if end is not None:
                        found.append(Candidate(term, at, *end))
        return found

    def _words(self, tokens: tuple[Token, ...]) -> list[list[_Reading]]:
        """The readings of each token; none for a word without meaning of its own."""
        words: list[list[_Reading]] = []
        for at, token in enumerate(tokens):
            if not token.is_word and token.norm in ",;:()[]":
                words.append(_BARRIER)
                continue
            readings: list[_Reading] = []
            if token.is_content:
                if token.stem in self._stems:
                    readings.append((token.stem, at, 0))
                else:
                    mended = self._mend(token)
                    readings.append((mended or token.stem, at, 1 if mended else 0))
                following = tokens[at + 1] if at + 1 < len(tokens) else None
                if following and following.is_word and following.start - token.end <= 1:
                    joined = stem(token.norm + following.norm)
                    if joined in self._stems:
                        readings.append((joined, at + 1, 0))
            words.append(readings)
        return words

    def _mend(self, token: Token) -> str:
        """The term word that an unknown word most resembles, or empty."""
        if len(token.norm) <= LONGEST_PLAIN_WORD + 1 or token.stem in self.known_words:
            return ""
        if token.norm not in self._mended:
            alike = self.alike_.get((token.norm[0], len(token.norm)), ())
            best = process.extractOne(
                token.norm, alike, scorer=fuzz.ratio, score_cutoff=_MIN_TYPO_RATIO
            )
            self._mended[token.norm] = self.stem_of_[best[0]] if best else ""
        return self._mended[token.norm]


def _joined(term: Term) -> set[tuple[str, ...]]:
    """« gel coat » is also searched as « gelcoat »."""
    words = term.folded.replace("-", " ").split()
    if len(words) == 2 and len(term.stems) == 2:
        return {(stem(words[0] + words[1]),)}
    return set()


def _follow(
    words: list[list[_Reading]],
    at: int,
    last: int,
    stems: tuple[str, ...],
    corrected: int,
) -> tuple[int, int, int] | None:
    """Last token, words skipped and corrections if the stems follow each other, else None."""
    allowed = 0 if len(stems) == 1 else 1 if len(stems) == 2 else 2
    gaps = 0
    for wanted in stems[1:]:
        at = last + 1
        while True:
            if at >= len(words) or words[at] is _BARRIER:
                return None
            reading = next((r for r in words[at] if r[0] == wanted), None)
            if reading:
                last, corrected = reading[1], corrected + reading[2]
                break
            if words[at]:
                gaps += 1
                if gaps > allowed:
                    return None
            at += 1
    return last, gaps, corrected
