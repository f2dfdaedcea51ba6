"""Cut a text into paragraphs, sentences and clauses, as people take notes: bullets, dashes, no
full stops.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from matching.text.tokens import Token, tokenise

LONGEST = 150
"""Tokens; nobody says a longer sentence, and reading one would take ever longer."""

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_BULLET = re.compile(r"\s*(?:[-–—•*·>→]|\d{1,2}[.)](?=\s))\s*")
_ABBREVIATIONS = frozenset([
    "env", "ex", "max", "min", "pers", "ref", "mat", "m", "mr", "mme", "st", "ste", "tel", "art",
    "cf", "approx", "ing", "resp", "dept", "exp", "deb", "déb", "op", "tech", "prog", "trav",
    "habil", "éq", "conf", "auto", "élec", "méca", "dem", "maint", "prod", "sem", "trim"
])  # fmt: skip
_MONTHS = frozenset(["janv", "fév", "févr", "avr", "juil", "sept", "oct", "nov", "déc"])
"""A month cut short ends no sentence that goes on in lower case or with a figure."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its tokens. ``normal`` is its tokens' norms joined by single spaces."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    normal: str
    offsets: tuple[int, ...]  # where each token begins in ``normal``
    starts: tuple[int, ...]  # where each token begins in the original
    words: tuple[str, ...]  # the tokens' norms

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of ``normal[start:end]``; the ends must fall on tokens."""
        first = bisect_right(self.offsets, start) - 1
        last = max(first, bisect_left(self.offsets, end) - 1)
        return self.tokens[first].start, self.tokens[last].end

    def position(self, start: int) -> int:
        """Where in ``normal`` the token stands that begins at offset ``start`` of the original."""
        index = bisect_left(self.starts, start)
        return self.offsets[min(index, len(self.offsets) - 1)]

    def position_after(self, end: int) -> int:
        """Where in ``normal`` the token stops that ends at offset ``end`` of the original."""
        index = bisect_left(self.starts, end) - 1
        return self.offsets[index] + len(self.tokens[index].norm)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the blocks that blank lines separate, in order."""
    start = 0
    for gap in _BLANK.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` that hold at least one meaningful word, in order."""
    found = []
    for number, (start, end) in enumerate(paragraphs(text)):
        block = text[start:end].replace("\r", " ")
        for first, last in _cut(block):
            tokens = tokenise(block[first:last], shift=start + first)
            if not any(token.is_content for token in tokens):
                continue
            found += [
                _sentence(tokens[at : at + LONGEST], number)
                for at in range(0, len(tokens), LONGEST)
            ]
    return tuple(found)


def _sentence(tokens: tuple[Token, ...], paragraph: int) -> Sentence:
    words = tuple([token.norm for token in tokens])
    offsets = tuple(accumulate([len(word) + 1 for word in words[:-1]], initial=0))
    starts = tuple([token.start for token in tokens])
    return Sentence(
        tokens[0].start,
        tokens[-1].end,
        paragraph,
        tokens,
        " ".join(words),
        offsets,
        starts,
        words,
    )


_END = re.compile(r"[.!?…]+(?=\s|$)|\n|;")


def _cut(block: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of one paragraph."""
    start = 0
    for mark in _END.finditer(block):
        if mark.group() == "\n":
            # A line that goes on in lower case is a wrapped line, unless a bullet opens it.
            after = mark.end()
            if block[after : after + 1].islower() and not _BULLET.match(block, after):
                continue
        elif mark.group() == "." and _is_abbreviation(block, mark.start()):
            continue
        if mark.start() > start:
            yield start, mark.start()
        start = mark.end()
    if start < len(block):
        yield start, len(block)


def _is_abbreviation(block: str, at: int) -> bool:
    word = re.search(r"([^\W\d_]+)$", block[max(0, at - 12) : at])
    if word is None:
        return False
    following = block[at + 1 : at + 3].lstrip()[:1]
    short = word.group(1).lower()
    return short in _ABBREVIATIONS or (
        short in _MONTHS and (following.islower() or following.isdigit())
    )
