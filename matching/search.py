"""Find a competence, an occupation or a certification as one types, slips of the pen included."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from rapidfuzz import fuzz, process

from matching.text.tokens import fold
from skills.reference import Reference

_LEAST = 62.0  # of 100: below it the words have nothing in common
_SHORTEST_PART = 4  # letters from which a part of a word may be looked for


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; ``words`` are those that matched. Score in 0..100."""

    code: str
    kind: str  # competence, family, occupation, certification
    words: str
    score: float


class TermSearch:
    """Every name of every thing, ready to be searched; immutable once fitted."""

    def fit(self, reference: Reference) -> Self:
        """Gather labels, aliases and titles."""
        self.names_ = tuple(_names(reference))
        self.folded_ = [fold(words) for _, _, words in self.names_]
        return self

    def search(self, query: str, *, most: int = 12, kinds: Iterable[str] = ()) -> tuple[Hit, ...]:
        """The best hits, one per thing, best first, ties by code; none for an empty query."""
        wanted = fold(" ".join(query.split()))[:80]
        if not wanted:
            return ()
        scores = process.cdist([wanted], self.folded_, scorer=fuzz.ratio, dtype=np.float32)[0]
        if len(wanted) >= _SHORTEST_PART:
            parts = process.cdist(
                [wanted], self.folded_, scorer=fuzz.partial_ratio, dtype=np.float32
            )[0]
            scores = np.maximum(scores, 0.88 * parts)
        only = set(kinds)
        best: dict[str, Hit] = {}
        for place in np.argsort(-scores, kind="stable")[: 40 * most]:
            code, kind, words = self.names_[place]
            name = self.folded_[place]
            score = float(scores[place])
            if (
                name.startswith(wanted) or f" {wanted}" in name
            ):  # begins a word: what one types first
                score = max(score, 90.0 + 10.0 * len(wanted) / len(name))
            if score >= _LEAST and (not only or kind in only):
                known = best.get(code)
                if known is None or score > known.score:
                    best[code] = Hit(code, kind, words, score)
        found = sorted(best.values(), key=lambda hit: (-round(hit.score, 3), hit.code))
        return tuple(found[:most])


def _names(reference: Reference) -> Iterable[tuple[str, str, str]]:
    for competence in reference.competences.values():
        yield competence.code, "competence", competence.label
        for alias in competence.aliases:
            yield competence.code, "competence", alias.text
    for family in reference.families.values():
        yield family.code, "family", family.label
        for alias in family.aliases:
            yield family.code, "family", alias.text
    for occupation in reference.occupations.values():
        yield occupation.code, "occupation", occupation.label_feminine
        yield occupation.code, "occupation", occupation.label_masculine
        for alias in occupation.aliases:
            yield occupation.code, "occupation", alias.text
    for certification in reference.certifications.values():
        yield certification.code, "certification", certification.title
        yield certification.code, "certification", certification.code
