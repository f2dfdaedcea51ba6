"""Figures of the demand that everybody may read, and what they rest on."""

from dataclasses import dataclass
from datetime import date

from skills.labelled import Labelled


class Kind(Labelled):
    """What a figure counts, in the order in which figures are tried."""

    FAMILY = "family", "famille de compétences"
    OCCUPATION = "occupation", "métier"
    COMPETENCE = "competence", "compétence"
    PLACE = "place", "famille dans une intercommunalité"
    WHOLE = "whole", "toutes familles ensemble"

    @property
    def rank(self) -> int:
        """Place in the order of trying, from 0."""
        return list(Kind).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One line of the public table. ``code`` is empty for the whole, ``place`` is the code of an
    inter-communal body or empty for the territory.
    """

    kind: Kind
    code: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Ask:
    """People that one firm asks for in one need. A need that changes is another ask."""

    need: int
    firm: str  # key of the firm
    people: int  # from 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with all that it rests on. It is stored, and never leaves the house."""

    cell: Cell
    asks: frozenset[Ask]
    told_on: date

    @property
    def people(self) -> int:
        """People asked for, at least."""
        return sum(ask.people for ask in self.asks)

    @property
    def firms(self) -> int:
        """Firms that ask."""
        return len({ask.firm for ask in self.asks})


@dataclass(frozen=True, slots=True)
class Released:
    """Demand that may be published."""

    kind: Kind
    code: str
    place: str
    people: int  # at least
    firms: int
    told_on: date  # the day that the figure was counted
