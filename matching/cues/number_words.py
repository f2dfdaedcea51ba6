"""What the words around a number say for its counting people asked for, beside named evidence.

``matching/cues/counted.py`` names evidence that people thought of; a linear model over the words
themselves (``data/reference/cues/counts.csv``, fitted by ``benchmarks/fit_number_words.py``) hears the
rest: « trois stagiaires », « quatre à brancher ».
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from matching.cues.counted import Number
from matching.cues.refusals import stem
from skills.weights import NumberWords

_AROUND = 8
"""Words looked at on either side."""
_NEAREST = 3
_MOST = 6.0
"""Log-odds beyond which named evidence counts no more."""


def corrected(odds: float, words: Sequence[str], number: Number, model: NumberWords) -> float:
    """The log-odds of named evidence, corrected by the words around."""
    said = model.bias + model.scale * max(-_MOST, min(_MOST, odds))
    if number.is_one:
        said += model.one
    weights = model.weights
    return said + sum(weights[seen] for seen in around_number(words, number) if seen in weights)


def around_number(words: Sequence[str], number: Number) -> dict[tuple[str, str], None]:
    """The words seen around a number by their place, each once."""
    return dict.fromkeys(_around(words, number))


def _around(words: Sequence[str], number: Number) -> Iterator[tuple[str, str]]:
    stems = [stem(word) for word in words]
    before = stems[max(0, number.start - _AROUND) : number.start][::-1]
    after = stems[number.end : number.end + _AROUND]
    for side, beside in (("before", before), ("after", after)):
        for far, one in enumerate(beside):
            yield side, one
            if far < _NEAREST:
                yield f"{side} {far}", one
        for near, next_one in pairwise(beside):
            yield side, f"{near} {next_one}"
    if not before:
        yield "before 0", ""
    if before and after:
        yield "between", f"{before[0]} {after[0]}"
    for one in stems:
        yield "sentence", one
    yield "number", words[number.start]
