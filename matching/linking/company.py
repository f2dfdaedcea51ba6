"""What the readings beside a reading say, once each has a chance of its own: what a sentence says
twice, or says with others of its family, is surer.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matching.linking.evidence import PLACE, Table
from matching.linking.readings import Reading

COMPANY = ("code_apart", "family_apart", "kin", "rival", "code_elsewhere", "family_elsewhere")
_PLACES = [PLACE[name] for name in COMPANY]
_SENTENCE, _ELSEWHERE = _PLACES[:4], _PLACES[4:]
_LEAST = 0.02  # chance that is as good as none, on either side


def keep_company(
    table: Table,
    chances: NDArray[np.float64],
    passage: Sequence[Sequence[Reading]],
    family_of: Mapping[str, str],
) -> None:
    """Write the features ``COMPANY`` of the readings of a passage, sentence after sentence, and
    ``alone``; one row and one chance each.

    ``apart`` looks at the readings of the same sentence that share no word with it, ``kin`` and
    ``rival`` at those that do, ``elsewhere`` at those of the passage's other sentences.
    """
    table[:, PLACE["alone"]] = np.log(chances / (1 - chances))
    table[:, _PLACES] = log_odds(np.zeros(1))
    start = 0
    best: dict[str, list[tuple[float, int]]] = {}  # of each name, the two best, of two sentences
    bounds = []
    for number, readings in enumerate(passage):
        own = slice(start, start + len(readings))
        start = own.stop
        bounds.append(own)
        if len(readings) > 1:
            table[own, _SENTENCE] = log_odds(_in_sentence(chances[own], readings, family_of))
        here: dict[str, float] = {}
        for reading, chance in zip(readings, chances[own].tolist(), strict=True):
            for name in {reading.code, family_of.get(reading.code, reading.code)}:
                here[name] = max(here.get(name, 0.0), chance)
        for name, chance in here.items():
            best[name] = sorted((*best.get(name, ()), (chance, number)), reverse=True)[:2]
    if len(passage) < 2:
        return
    for number, (own, readings) in enumerate(zip(bounds, passage, strict=True)):
        elsewhere = [
            [
                next((chance for chance, at in best[name] if at != number), 0.0)
                for name in (one.code, family_of.get(one.code, one.code))
            ]
            for one in readings
        ]
        if elsewhere:
            table[own, _ELSEWHERE] = log_odds(np.array(elsewhere))


def log_odds(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds of chances, 0..1, with little told apart near the ends."""
    odds: NDArray[np.float64] = np.log((chances + _LEAST) / (1 - chances + _LEAST))
    return odds


def _in_sentence(
    chances: NDArray[np.float64], readings: Sequence[Reading], family_of: Mapping[str, str]
) -> Table:
    codes = [reading.code for reading in readings]
    number = {name: at for at, name in enumerate(sorted({*codes, *family_of.values()}))}
    code = np.array([number[one] for one in codes])
    family = np.array([number[family_of.get(one, one)] for one in codes])
    first = np.array([reading.first for reading in readings])
    last = np.array([reading.last for reading in readings])
    apart = (first[:, None] > last) | (first > last[:, None])
    same = code[:, None] == code
    kin = (family[:, None] == family) & ~same
    order = np.argsort(code, kind="stable")
    starts = np.flatnonzero(np.diff(code[order], prepend=-1))
    best = np.maximum.reduceat(np.where(apart[:, order], chances[order], 0.0), starts, axis=1)
    said_apart = best[:, np.searchsorted(code[order][starts], code)]
    # What is said as well by words that are not shared is no rival for those that are.
    against = ~apart & (chances > said_apart)
    those = (apart & same, apart & kin, against & kin, against & ~kin & ~same)
    return np.stack([np.where(one, chances, 0.0).max(axis=1) for one in those], axis=1)
