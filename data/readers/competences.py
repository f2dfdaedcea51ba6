"""Families and competences, with their aliases, levels and confusions."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from data.readers.table import Row, read_table
from skills.competence import (
    Alias,
    Competence,
    CompetenceKind,
    Confusion,
    Family,
    Register,
)

FAMILIES = ("code", "position", "label_fr", "label_en")
COMPETENCES = ("code", "family", "kind", "label_fr", "label_en", "definition", "source")
ALIASES = ("competence", "alias", "language", "register")
LEVELS = ("competence", "level", "descriptor")
PHRASES = ("competence", "phrase")
PLAIN = ("competence", "text")
CONFUSABLE = ("competence", "other", "why")


def read_aliases(path: Path) -> dict[str, tuple[Alias, ...]]:
    """The aliases of each code, in the order of the file."""
    found: dict[str, list[Alias]] = defaultdict(list)
    for row in read_table(path, ALIASES, required=ALIASES):
        if row["language"] not in ("fr", "en"):
            raise row.fail("language", "fr_or_en")
        found[row["competence"]].append(Alias(row["alias"], row["language"], register_of(row)))
    return {code: tuple(aliases) for code, aliases in found.items()}


def register_of(row: Row) -> Register:
    """The register of an alias."""
    try:
        return Register(row["register"])
    except ValueError:
        raise row.fail("register", "register") from None


def read_families(folder: Path, aliases: Mapping[str, tuple[Alias, ...]]) -> dict[str, Family]:
    """The families by code."""
    return {
        row["code"]: Family(
            row["code"],
            row.number("position", 1, 999),
            row["label_fr"],
            row["label_en"],
            aliases.get(row["code"], ()),
        )
        for row in read_table(folder / "families.csv", FAMILIES, required=FAMILIES)
    }


def read_competences(
    folder: Path, aliases: Mapping[str, tuple[Alias, ...]]
) -> dict[str, Competence]:
    """The competences by code."""
    levels: dict[str, dict[int, str]] = defaultdict(dict)
    for row in read_table(folder / "levels.csv", LEVELS, required=LEVELS):
        levels[row["competence"]][row.number("level", 1, 4)] = row["descriptor"]
    phrases: dict[str, list[str]] = defaultdict(list)
    for row in read_table(folder / "phrases.csv", PHRASES, required=PHRASES):
        phrases[row["competence"]].append(row["phrase"])
    confusions: dict[str, list[Confusion]] = defaultdict(list)
    for row in read_table(folder / "confusable.csv", CONFUSABLE, required=("competence", "why")):
        confusions[row["competence"]].append(Confusion(row["other"], row["why"]))
    plain = {
        row["competence"]: row.text("text")
        for row in read_table(folder / "plain.csv", PLAIN, required=PLAIN)
    }
    found = {}
    for row in read_table(folder / "competences.csv", COMPETENCES, required=COMPETENCES):
        try:
            kind = CompetenceKind(row["kind"])
        except ValueError:
            raise row.fail("kind", "competence_kind") from None
        code = row["code"]
        found[code] = Competence(
            code,
            row["family"],
            kind,
            row["label_fr"],
            row["label_en"],
            row["definition"],
            row["source"],
            aliases.get(code, ()),
            tuple(confusions.get(code, ())),
            tuple(levels[code].get(n, "") for n in range(1, 5)) if code in levels else (),
            tuple(phrases.get(code, ())),
            plain.get(code, ""),
        )
    return found
