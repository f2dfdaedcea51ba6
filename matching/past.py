"""Past occupations and courses in a person's own words.

Plain matching of names: nothing learnt stands on this path, and nothing typed outlives the answer.
The usual ways to fold and to stem words remember them for speed, so they are not used here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from rapidfuzz import fuzz, process

from matching.text.tokens import STOP_WORDS, stem_and_forget
from skills.reference import Reference

_CLAUSE = re.compile(r"[.,;:!?()\n]| mais | sauf ")
_NOT = frozenset({"pas", "jamais", "aucun", "aucune", "ni", "sans"})
_LONGEST = 8  # words of a name
_SHORTEST = 3  # letters of a word that may name something: « 5 S » would be read in « 5 ans »
_MISSPELT = 5  # letters from which a word may be taken for another
_ALIKE = 85.0  # of 100


@dataclass(frozen=True, slots=True)
class PastReading:
    """What was understood: occupations, competences that were learnt, tiles; each once, as said."""

    occupations: tuple[str, ...] = ()
    learnt: tuple[str, ...] = ()
    tiles: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """All that was understood."""
        return (*self.occupations, *self.tiles, *self.learnt)


class PastReader:
    """Every name that a past may go by, in both genders; immutable once fitted."""

    def fit(self, reference: Reference) -> Self:
        """Gather the names of occupations, competences, certifications and studies."""
        self.tiles_ = frozenset(reference.guidance.tiles)
        self.grants_ = {
            code: tuple(grant.competence for grant in certification.grants)
            for code, certification in reference.certifications.items()
        }
        self.occupations_ = frozenset(reference.occupations)
        self.names_: dict[tuple[str, ...], str] = {}
        words: set[str] = set()
        for name, code in _names(reference):
            said = _words(name)
            words.update(said)
            key = _key(said)
            if any(len(word) >= _SHORTEST and not word.isdecimal() for word in key):
                self.names_.setdefault(key, code)
        self.words_ = tuple(sorted(words))
        self.known_ = words | STOP_WORDS | _NOT
        return self

    def read(self, typed: str) -> PastReading:
        """What the words name; a clause that says « pas » or « jamais » names nothing."""
        said: list[str] = []
        for clause in _CLAUSE.split(f" {typed} "):
            words = [self._spelt(word) for word in _words(clause)]
            if _NOT.isdisjoint(words):
                said += words
        codes = tuple(self._named(_key(said)))
        learnt = [c for code in codes for c in self.grants_.get(code, ())]
        learnt += [code for code in codes if code.startswith("C-")]
        return PastReading(
            _once(code for code in codes if code in self.occupations_),
            _once(learnt),
            _once(code for code in codes if code in self.tiles_),
        )

    def _spelt(self, word: str) -> str:
        """The known word that a misspelt one is nearest to, or the word itself."""
        if word in self.known_ or len(word) < _MISSPELT:
            return word
        found = process.extractOne(word, self.words_, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return str(found[0]) if found else word

    def _named(self, key: tuple[str, ...]) -> Iterator[str]:
        """The codes of the names in a clause, the longest name from each word on."""
        at = 0
        while at < len(key):
            for length in range(min(_LONGEST, len(key) - at), 0, -1):
                code = self.names_.get(key[at : at + length])
                if code is not None:
                    yield code
                    at += length
                    break
            else:
                at += 1


def _names(reference: Reference) -> Iterator[tuple[str, str]]:
    """Every name with what it names; the first to take a name keeps it."""
    heads: dict[str, set[str]] = {}
    for one in reference.occupations.values():
        for label in (one.label_masculine, one.label_feminine):
            yield label, one.code
            heads.setdefault(_words(label)[0], set()).add(one.code)
        for alias in one.aliases:
            yield alias.text, one.code
    yield from reference.guidance.studies.items()
    for word, codes in heads.items():  # « couturière » alone, where only one occupation begins so
        if len(codes) == 1:
            yield word, min(codes)
    for certification in reference.certifications.values():
        yield certification.title, certification.code
        yield certification.code, certification.code
    for competence in reference.competences.values():
        yield competence.label, competence.code
        for alias in competence.aliases:
            yield alias.text, competence.code


def _words(text: str) -> list[str]:
    """The words of a text, without accents; never remembered, unlike ``folded``."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    plain = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return plain.split()


def _key(words: Iterable[str]) -> tuple[str, ...]:
    """The stems of the words that carry meaning, the same for both genders and any number."""
    return tuple(stem_and_forget(word) for word in words if word not in STOP_WORDS)


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
