"""How many people a sentence asks for, as opposed to how many it has, or how many metres."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp

from matching.cues.counted import NEVER, Before, Number, around, evidence, is_article
from matching.cues.counted_words import CLOSES, WANTED
from matching.cues.numbers import NUMBER, NUMBER_WORDS, headcount
from matching.results import Cue
from matching.text.sentences import Sentence
from skills.need import Headcount
from skills.weights import CountModel

Span = tuple[int, int]

_NUMBER = re.compile(
    rf"(?<![a-z0-9/.]){NUMBER}(?![a-wyz0-9]|x ?\d)|\bx ?(?P<times>\d{{1,2}})\b|(?P<someone>\b(?:quelqu un|qq?qun|qqn?|qq un)\b)"
)


_NUMBERED = frozenset([
    "n", "no", "°", "numero", "rang", "niveau", "niv", "jour", "module", "activite", "article", "phase", "etape", "ssiap", "caces",
    "type", "classe", "pb", "probleme", "geste", "zone", "ue", "lot", "categorie", "part", "version", "tome",
])  # fmt: skip
"""What a figure after it only numbers: « rang 1 », « module 2 »."""
_FIGURE = re.compile(r"\d")
_STRETCH = 50  # characters between the two numbers of « un apprenti en mars, voire deux »
_STRETCHES = re.compile(r"\b(?:voire|peut etre|ou meme|et meme)(?: \w+)? $")
_STRETCHED = re.compile(r" (?:si possible|au mieux|dans l ideal|idealement)\b")


def find_headcounts(
    sentence: Sentence, people: Iterable[Span], model: CountModel
) -> Iterator[Cue[Headcount]]:
    """The numbers of people asked for, in the order of the text.

    ``people`` are spans of ``sentence.normal`` that name an occupation or a kind of person.
    """
    words = sentence.words
    if NUMBER_WORDS.isdisjoint(words) and not _FIGURE.search(sentence.normal):
        return
    named = {
        bisect_left(sentence.offsets, start): bisect_left(sentence.offsets, end)
        for start, end in people
    }
    said = around(words)
    before: Before | None = None
    found: list[tuple[Headcount, Span]] = []
    for number, value, (start, end) in numbers(sentence, named):
        found_here = evidence(words, number, named, before, said)
        kept = NEVER.isdisjoint(found_here) and (
            is_outright(words, number) or counts_people(found_here, number, model)
        )
        if found and _at_best(sentence.normal, found[-1][1][1], start, end):
            least, (first, _) = found.pop()
            found.append(
                (Headcount(least.minimum, max(least.maximum, value.maximum)), (first, end))
            )
        elif kept:
            found.append((value, (start, end)))
        before = Before(number.end, kept)
    for value, (start, end) in found:
        yield Cue(value, *sentence.span(start, end), sentence.normal[start:end])


def _at_best(text: str, last: int, start: int, end: int) -> bool:
    """Whether a number only stretches the one before: « un apprenti, voire deux »."""
    between = text[last:start]
    return len(between) < _STRETCH and bool(
        _STRETCHES.search(between) or _STRETCHED.match(text, end)
    )


def is_outright(words: Sequence[str], number: Number) -> bool:
    """Whether a number says by itself that it counts people: « collage x3 », « 8 confirmés »."""
    following = words[number.end] if number.end < len(words) else "."
    if number.times:
        return bool(CLOSES.match(following))
    return number.maximum > 1 and bool(WANTED.match(following))


def counts_people(found: set[str], number: Number, model: CountModel) -> bool:
    """Whether the evidence says that a number counts people asked for."""
    weighed = model.one if number.is_one else model.many
    odds = weighed.bias + sum(weighed.coefficients.get(name, 0.0) for name in found)
    return 1 / (1 + exp(-odds)) > weighed.threshold


def numbers(
    sentence: Sentence, named: Mapping[int, int]
) -> Iterator[tuple[Number, Headcount, Span]]:
    """Every number that could count people, whatever it counts, but « un » before a thing."""
    for match in _NUMBER.finditer(sentence.normal):
        start, end = _bounds(match)
        if match["one"] in ("un", "une") and is_article(
            sentence.words, bisect_right(sentence.offsets, start) - 1, named
        ):
            continue
        value = _value(match, sentence.normal[:start])
        if value is not None:
            first = bisect_right(sentence.offsets, start) - 1
            last = bisect_left(sentence.offsets, end)
            if _only_numbers(sentence.words, first, last):
                continue
            yield (
                Number(
                    first,
                    last,
                    value.maximum,
                    is_one=value.maximum == 1 and not match["times"],
                    someone=bool(match["someone"]),
                    interval=bool(match["low"]),
                    times=bool(match["times"]),
                ),
                value,
                (start, end),
            )


def _only_numbers(words: Sequence[str], first: int, last: int) -> bool:
    """Whether a figure only tells one thing from others of a row: « rang 1 », « 1) … 2) … »."""
    if not words[first].isdigit():
        return False
    before = words[first - 1] if first else "."
    if before == "." and first > 1 and words[first - 2] in ("n", "niv", "no"):
        return True
    return before in _NUMBERED or (words[last : last + 1] == (")",) and "(" not in words[:first])


def _value(match: re.Match[str], before: str) -> Headcount | None:
    if match["someone"]:
        return Headcount(1, 1)
    if match["times"]:
        return Headcount(int(match["times"]), int(match["times"])) if int(match["times"]) else None
    return headcount(match, before)


def _bounds(match: re.Match[str]) -> Span:
    for group in ("someone", "times", "about", "one"):
        if match[group]:
            return match.span(group)
    return match.start("low"), match.end("high")
