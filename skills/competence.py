"""Competences: what a person does at the workshop, in two levels (family, then competence)."""

from dataclasses import dataclass

from skills.labelled import Labelled


class CompetenceKind(Labelled):
    SKILL = "skill", "savoir-faire"
    KNOWLEDGE = "knowledge", "savoir"
    BEHAVIOUR = "behaviour", "savoir-être"


class Register(Labelled):
    """Where an alias is heard."""

    SHOP = "shop", "mot d'atelier"
    TERM = "term", "terme technique"
    VARIANT = "variant", "variante"
    ABBREVIATION = "abbreviation", "abréviation"
    MISSPELLING = "misspelling", "faute fréquente"


LEVELS = {1: "avec de l'aide", 2: "seul sur du simple", 3: "autonome", 4: "expert"}
"""Levels of mastery, 1 to 4, and their French label."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another way to say a competence or an occupation."""

    text: str
    language: str = "fr"
    register: Register = Register.TERM


@dataclass(frozen=True, slots=True)
class Family:
    """A group of competences that a foreman recognises as one area of work."""

    code: str
    position: int  # order along the production chain, from 1
    label: str
    label_en: str
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True)
class Confusion:
    """What a competence is not: ``other`` is a competence code, or empty for something outside
    the ontology.
    """

    other: str
    why: str


@dataclass(frozen=True, slots=True)
class Competence:
    """One observable competence. ``source`` is ``scheme:reference`` (schemes: see
    ``source.toml``).
    """

    code: str
    family: str
    kind: CompetenceKind
    label: str
    label_en: str
    definition: str
    source: str
    aliases: tuple[Alias, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    descriptors: tuple[str, ...] = ()  # observable terms for levels 1 to 4, or empty
    phrases: tuple[str, ...] = ()  # other ways in which people say it; they show what is near
    plain: str = ""  # told to whoever has never seen it, or empty
