"""Occupations and what each asks for."""

from dataclasses import dataclass

from skills.competence import Alias
from skills.labelled import Labelled


class Importance(Labelled):
    ESSENTIAL = "essential", "indispensable"
    USEFUL = "useful", "utile"


class Sector(Labelled):
    CORE = "core", "métier du secteur"
    NEIGHBOUR = "neighbour", "métier voisin"


class ConditionKind(Labelled):
    HARD = "hard", "ce qui est dur"
    LIKED = "liked", "ce qui plaît"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One competence that an occupation asks for, at a level from 1 to 4."""

    competence: str
    level: int
    importance: Importance


@dataclass(frozen=True, slots=True)
class Condition:
    """What is hard in an occupation, or what people like in it, in plain French."""

    kind: ConditionKind
    text: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation, with both gendered labels."""

    code: str
    label_masculine: str
    label_feminine: str
    sector: Sector
    rome: str  # ROME 4.0 code, or empty
    rome_verified: bool  # False: shown as « à vérifier »
    esco: str  # ESCO URI, or empty
    definition: str
    source: str
    aliases: tuple[Alias, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def label(self) -> str:
        """Both genders, feminine first as the alphabet has it: « drapeuse / drapeur »."""
        if self.label_masculine == self.label_feminine:
            return self.label_masculine
        return f"{self.label_feminine} / {self.label_masculine}"


@dataclass(frozen=True, slots=True)
class BridgeGesture:
    """A competence of the target, in the words of who comes from the origin: what one does there
    already, or what will be new.
    """

    competence: str
    words: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two occupations that share a gesture, and the sentence that says which."""

    origin: str
    target: str
    reason: str
    source: str
    shared: tuple[BridgeGesture, ...] = ()
    missing: tuple[BridgeGesture, ...] = ()
