"""Which offers teach each competence, and each family, as arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skills.reference import Reference
from skills.training import TrainingOffer

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """The teachings of one competence, or of a family: one row each, by place of their offer."""

    places: Places  # of the offers, each once
    firsts: Places  # row of the first teaching of each
    confidences: Floats
    levels: Floats  # ``nan`` when not known

    def credits(self, asked_level: int | None) -> Floats:
        """The best credit of each offer in ``places`` for a level asked."""
        values = self.confidences
        if asked_level is not None:
            unknown = np.isnan(self.levels)
            reached = np.where(unknown, 1.0, np.minimum(1.0, self.levels / asked_level))
            values = values * reached
        if len(self.places) == len(values):
            return values
        return np.maximum.reduceat(values, self.firsts)


NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))


def postings(
    offers: Sequence[TrainingOffer], reference: Reference
) -> tuple[Mapping[str, Postings], Mapping[str, Postings]]:
    """By competence, and by family."""
    codes: dict[str, list[tuple[int, float, float]]] = {}
    families: dict[str, list[tuple[int, float, float]]] = {}
    for place, offer in enumerate(offers):
        for one in offer.teaches:
            row = place, one.confidence, float(one.level) if one.level else np.nan
            codes.setdefault(one.code, []).append(row)
            families.setdefault(reference.family_of(one.code), []).append(row)
    return _arrays(codes), _arrays(families)


def _arrays(lists: Mapping[str, Sequence[tuple[int, float, float]]]) -> dict[str, Postings]:
    found = {}
    for code, rows in lists.items():
        places, confidences, levels = zip(*rows, strict=True)
        each, firsts = np.unique(np.array(places, dtype=np.int64), return_index=True)
        found[code] = Postings(
            each,
            firsts.astype(np.int64),
            np.array(confidences, dtype=np.float64),
            np.array(levels, dtype=np.float64),
        )
    return found
