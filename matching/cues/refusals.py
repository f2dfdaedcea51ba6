"""What the words around a mention say for its being refused, where no rule speaks.

Ways to refuse have no end: rules read those written down, a linear model weighs the words of all
others (``data/reference/cues/refusals.csv``, fitted by ``benchmarks/fit_refusals.py``). Its evidence
is words at a place: after the list in which the mention stands, before it, within, or anywhere in
the sentence. It is added up, so that what weighed can be told.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from matching.cues.answers import Span, begins, listed
from skills.weights import RefusalModel

_AFTER, _BEFORE, _WITHIN, _NEXT = 16, 12, 10, 6
"""Words looked at in each place."""
_NEAREST = 3
_LONG, _ENDING = 6, 3
"""Letters from which a word is cut, and of what is cut: « sous-traitons », « sous-traité »."""

Evidence = tuple[str, str]
"""A place and the words seen there."""


def of_sentence(stems: Sequence[str], model: RefusalModel) -> tuple[float, float]:
    """What a whole sentence says of its mentions: the log-odds that one is refused, and that what is
    refused belongs to the past.
    """
    return _add(model.bias, anywhere(stems), model)


def of_mention(
    words: Sequence[str],
    stems: Sequence[str],
    spans: Sequence[Span],
    rank: int,
    answer: Sequence[str],
    said: tuple[float, float],
    model: RefusalModel,
    *,
    is_person: bool,
) -> tuple[float, float]:
    """The same of one mention; ``said`` is what the sentence says."""
    near = evidence(words, stems, spans, rank, answer, is_person=is_person)
    return _add(said, dict.fromkeys(near), model)


def _add(
    odds: tuple[float, float], seen: Iterable[Evidence], model: RefusalModel
) -> tuple[float, float]:
    refused, past = odds
    weights = model.weights
    for one in seen:
        if one in weights:
            more = weights[one]
            refused, past = refused + more[0], past + more[1]
    return refused, past


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending; the name of a class of words as it is."""
    if len(word) < _LONG or word.isupper():
        return word
    return word[: max(_LONG - 1, len(word) - _ENDING)]


def anywhere(stems: Sequence[str]) -> Iterator[Evidence]:
    """What a whole sentence says of all its mentions."""
    for one in dict.fromkeys(stems):
        yield "sentence", one


def evidence(
    words: Sequence[str],
    stems: Sequence[str],
    spans: Sequence[Span],
    rank: int,
    answer: Sequence[str],
    *,
    is_person: bool,
) -> Iterator[Evidence]:
    """What is seen around one mention; ``answer`` opens the next sentence when this one asks."""
    first, last = listed(words, spans, rank, -1), listed(words, spans, rank, 1)
    start, end = spans[first][0], spans[last][1]
    until = spans[last + 1][0] if last + 1 < len(spans) else len(words)
    after = stems[end : min(until, end + _AFTER)]
    low = max(spans[first - 1][1] if first else 0, start - _BEFORE)
    before = stems[low:start]
    topic = "topic, " if begins(words, spans, rank) else ""
    for one in after:
        yield "after", topic + one
    for one, two in pairwise(after):
        yield "after", f"{one} {two}"
    for place in range(len(after) - 2):
        yield "after", " ".join(after[place : place + 3])
    for far, one in enumerate(reversed(before)):
        yield "before", one
        if far < _NEAREST:
            yield f"before {far}", words[start - 1 - far]
    for one, two in pairwise(before):
        yield "before", f"{one} {two}"
    for place in range(len(before) - 2):
        yield "before", " ".join(before[place : place + 3])
    own, stop = spans[rank]
    for word in words[own : min(stop, own + _WITHIN)]:
        yield "within", word
    yield "first", words[own]
    if is_person:
        yield "person", ""
    if last + 1 == len(spans) and len(after) < _NEAREST and answer:
        yield "answer", answer[0]
        for word in answer[:_NEXT]:
            yield "next", word
