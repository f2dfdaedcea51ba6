"""Whether figures that are told can be added and subtracted until they rest on one or two firms.

Each figure is a sum of asks: the people of its asks. Whoever knows which asks each figure
counts can form any linear combination of the figures. One that is left with the asks of two firms
gives each of them the other's people. The figures told so far span a space; it holds such a
combination exactly when the space, cut down to the columns of these two firms, keeps a direction
whole: the projection onto the space, cut down to them, has an eigenvalue of one.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from skills.published import Ask

_NOTHING = 1e-9  # what is left of a direction that was there already


class Audit:
    """The figures told so far, as an orthonormal basis over the asks that they add up."""

    def __init__(self) -> None:
        self._column: dict[Ask, int] = {}
        self._firm_of: list[int] = []
        self._firms: dict[str, int] = {}
        self._basis: NDArray[np.float64] = np.zeros((0, 0))

    def add(self, asks: Collection[Ask]) -> None:
        """Count a figure as told."""
        direction = self._direction(asks)
        if direction is not None:
            self._basis = np.vstack((self._basis, direction))

    def admits(self, asks: Collection[Ask]) -> bool:
        """Whether a figure can be told too, without any combination resting on one or two firms."""
        direction = self._direction(asks)
        if direction is None:  # it follows from what is told already
            return True
        basis = np.vstack((self._basis, direction))
        firm_of = np.array(self._firm_of)
        onto = basis.T @ basis
        new = np.bincount(firm_of, direction**2, minlength=len(self._firms)) > _NOTHING
        # An eigenvalue of one needs a weight of one: fewer pairs of firms are left to look at.
        weight = np.bincount(firm_of, onto.diagonal(), minlength=len(self._firms))
        suspect = (weight[:, None] + weight[None, :] >= 1 - _NOTHING) & (new[:, None] | new)
        pairs = np.argwhere(np.triu(suspect, 1))
        if not len(pairs):
            return True
        # One row of columns for each firm, filled up with a column of nothing.
        nothing = len(firm_of)
        onto = np.pad(onto, ((0, 1), (0, 1)))
        own = [np.flatnonzero(firm_of == firm) for firm in range(len(self._firms))]
        widest = max(map(len, own))
        columns = np.array([np.pad(o, (0, widest - len(o)), constant_values=nothing) for o in own])
        together = columns[pairs].reshape(len(pairs), -1)
        parts = onto[together[:, :, None], together[:, None, :]]
        return bool(np.linalg.eigvalsh(parts)[:, -1].max() < 1 - _NOTHING)

    def _direction(self, asks: Collection[Ask]) -> NDArray[np.float64] | None:
        """What a figure adds to the space, of length one, or None."""
        for ask in sorted(set(asks) - self._column.keys()):
            self._column[ask] = len(self._column)
            self._firm_of.append(self._firms.setdefault(ask.firm, len(self._firms)))
        wider = len(self._column) - self._basis.shape[1]
        self._basis = np.pad(self._basis, ((0, 0), (0, wider)))
        figure = np.zeros(len(self._column))
        figure[[self._column[ask] for ask in asks]] = 1.0
        figure /= np.linalg.norm(figure) or 1.0
        for _ in range(2):  # twice, so that rounding leaves nothing behind
            figure -= self._basis.T @ (self._basis @ figure)
        length = np.linalg.norm(figure)
        return None if length < 1e-7 else figure / length
