"""How close one firm can come to another's people, from all the figures told so far.

A firm knows its own people, and that nobody asks for fewer than none. Whatever it adds and
subtracts, the most that another firm may ask for is the answer of a linear programme; a figure that
brings it too close to the truth betrays that firm. This covers dominance, a total less the parts
that are told, tables that cross, and months that are compared.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from skills.published import Ask

Floats = NDArray[np.float64]
_NOISE = 1e-6


class _Known:
    """What figures say: people of asks that always stand together are one unknown."""

    def __init__(self, figures: Sequence[Collection[Ask]]) -> None:
        standing: dict[Ask, list[int]] = defaultdict(list)
        for place, asks in enumerate(figures):
            for ask in asks:
                standing[ask].append(place)
        together: dict[tuple[str, tuple[int, ...]], int] = defaultdict(int)
        for ask, places in standing.items():
            together[ask.firm, tuple(places)] += ask.people
        parts = sorted(together)
        self.firm_of = [firm for firm, _ in parts]
        self.firms = sorted(set(self.firm_of))
        self.people: Floats = np.array([together[part] for part in parts], dtype=np.float64)
        self.table: Floats = np.zeros((len(figures), len(parts)))
        for column, (_, rows) in enumerate(parts):
            self.table[list(rows), column] = 1.0

    def secrets(self) -> list[tuple[str, Floats]]:
        """What must not be learnt, by firm: each part, its share of each figure, all of it."""
        found = []
        whole = np.vstack((self.table, np.ones(len(self.people))))
        for firm in self.firms:
            mine = np.array([one == firm for one in self.firm_of])
            shares = np.vstack((whole[:, mine], np.eye(int(mine.sum()))))
            shares = np.unique(shares[shares.any(axis=1)], axis=0)
            aims = np.zeros((len(shares), len(self.people)))
            aims[:, mine] = shares
            found += [(firm, aim) for aim in aims]
        return found

    def most(self, insider: str, aim: Floats) -> tuple[Floats, tuple[int, ...]]:
        """People that the insider may believe in, with the most of ``aim``; and the figures that
        keep it from believing in more.
        """
        free = np.array([firm != insider for firm in self.firm_of])
        answer = linprog(
            -aim[free],
            A_eq=self.table[:, free],
            b_eq=self.table[:, free] @ self.people[free],
            bounds=(0, None),
            method="highs",
        )
        believed = self.people.copy()
        believed[free] = answer.x
        used = np.flatnonzero(np.abs(answer.eqlin.marginals) > _NOISE)
        return believed, tuple(int(place) for place in used)


def telling_figures(
    past: Sequence[frozenset[Ask]], new: Sequence[frozenset[Ask]], *, most_share: float
) -> frozenset[frozenset[Ask]]:
    """Which of the new figures must not be told, beside those told already: the last of those by
    which a firm comes too close to a secret, and so on.

    Too close: the truth is more than ``most_share`` of the most that the firm may believe. What the
    past tells by itself is told already.
    """
    left = list(new)
    known = _Known([*past, *left])
    for insider in known.firms:
        pending = _others(known, insider)
        while pending:
            # One belief may keep many secrets at once; those that it does not keep are tried again.
            together = np.sum([aim / (aim @ known.people) for _, aim in pending], axis=0)
            believed, _ = known.most(insider, together)
            kept = [_keeps(known, believed, aim, most_share) for _, aim in pending]
            if not any(kept):
                believed, used = known.most(insider, pending[0][1])
                kept = [_keeps(known, believed, aim, most_share) for _, aim in pending]
                telling = [place for place in used if place >= len(past)]
                if not kept[0] and telling:
                    # With one figure less firms know less: those seen before need no second look.
                    del left[max(telling) - len(past)]
                    known = _Known([*past, *left])
                    pending = _others(known, insider)
                    continue
                kept[0] = True
            pending = [one for one, ok in zip(pending, kept, strict=True) if not ok]
    return frozenset(new) - frozenset(left)


def _others(known: _Known, insider: str) -> list[tuple[str, Floats]]:
    return [(firm, aim) for firm, aim in known.secrets() if firm != insider]


def _keeps(known: _Known, believed: Floats, aim: Floats, most_share: float) -> bool:
    return bool(aim @ known.people <= most_share * (aim @ believed) + _NOISE)
