"""Words that a person said must not be read as a concept."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

from matching.linking.readings import Reading
from matching.text.sentences import Sentence
from matching.text.tokens import Token, tokenise
from skills.reference import Reference


class StopPairs:
    """The stop-pairs of a reference, searched by the stem of their first word."""

    def fit(self, reference: Reference) -> Self:
        """Index the pairs; one on a family holds for each of its competences."""
        members: dict[str, set[str]] = defaultdict(set)
        for competence in reference.competences.values():
            members[competence.family].add(competence.code)
        by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = defaultdict(list)
        for words, code in reference.stop_pairs:
            tokens = tokenise(words)
            stems = tuple(token.stem for token in tokens if _is_said(token))
            if any(token.is_content for token in tokens):
                by_first[stems[0]].append((stems, frozenset({code, *members.get(code, ())})))
        self.by_first_: Mapping[str, list[tuple[tuple[str, ...], frozenset[str]]]] = dict(by_first)
        return self

    def keep(self, sentence: Sentence, readings: Sequence[Reading]) -> Sequence[Reading]:
        """The readings that no pair silences.

        A pair silences what lies within its words, and any stretch that touches them, unless
        another term of the same concept stands in the stretch.
        """
        if not self.by_first_:
            return readings
        silenced = list(self._find(sentence))
        return [
            reading
            for reading in readings
            if not any(
                reading.code in codes and _is_silenced(reading, first, last)
                for first, last, codes in silenced
            )
        ]

    def _find(self, sentence: Sentence) -> Iterator[tuple[int, int, frozenset[str]]]:
        """First token, last token and codes of each pair whose words follow each other here."""
        places = [place for place, token in enumerate(sentence.tokens) if _is_said(token)]
        said = tuple(sentence.tokens[place].stem for place in places)
        for at, stem in enumerate(said):
            for stems, codes in self.by_first_.get(stem, ()):
                if said[at : at + len(stems)] == stems:
                    yield places[at], places[at + len(stems) - 1], codes


def _is_said(token: Token) -> bool:
    """Tool words count too: « thé » folds to one, and « hors moule » is not « moule »."""
    return token.is_word or token.is_content


def _is_silenced(reading: Reading, first: int, last: int) -> bool:
    if first <= reading.first and reading.last <= last:
        return True
    touches = reading.first <= last and first <= reading.last
    term = reading.term
    return touches and (term is None or (first <= term.first and term.last <= last))
