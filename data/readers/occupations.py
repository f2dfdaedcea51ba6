"""Occupations, with their aliases, requirements and working conditions; and the bridges between
them.
"""

from collections import defaultdict
from pathlib import Path

from data.readers.competences import register_of
from data.readers.table import Row, read_table
from skills.competence import Alias
from skills.occupation import (
    Bridge,
    BridgeGesture,
    Condition,
    ConditionKind,
    Importance,
    Occupation,
    Requirement,
    Sector,
)

OCCUPATIONS = (
    "code", "label_masculine", "label_feminine", "sector", "rome", "rome_status", "esco",
    "definition", "source",
)  # fmt: skip
ALIASES = ("occupation", "alias", "register")
REQUIREMENTS = ("occupation", "competence", "level", "importance")
CONDITIONS = ("occupation", "kind", "position", "text")
BRIDGES = ("from", "to", "reason", "source")
GESTURES = ("from", "to", "kind", "position", "competence", "words")


def read_occupations(folder: Path) -> dict[str, Occupation]:
    """The occupations by code."""
    aliases: dict[str, list[Alias]] = defaultdict(list)
    for row in read_table(folder / "aliases.csv", ALIASES, required=ALIASES):
        aliases[row["occupation"]].append(Alias(row["alias"], "fr", register_of(row)))
    requirements: dict[str, list[Requirement]] = defaultdict(list)
    for row in read_table(folder / "requirements.csv", REQUIREMENTS, required=REQUIREMENTS):
        try:
            importance = Importance(row["importance"])
        except ValueError:
            raise row.fail("importance", "importance") from None
        requirement = Requirement(row["competence"], row.number("level", 1, 4), importance)
        requirements[row["occupation"]].append(requirement)
    conditions: dict[str, list[tuple[str, int, Condition]]] = defaultdict(list)
    for row in read_table(folder / "conditions.csv", CONDITIONS, required=CONDITIONS):
        try:
            kind = ConditionKind(row["kind"])
        except ValueError:
            raise row.fail("kind", "condition_kind") from None
        place = (
            row["kind"],
            row.number("position", 1, 99),
            Condition(kind, row.text("text")),
        )
        conditions[row["occupation"]].append(place)
    found = {}
    optional = ("rome", "esco")
    required = tuple(c for c in OCCUPATIONS if c not in optional)
    for row in read_table(folder / "occupations.csv", OCCUPATIONS, required=required):
        try:
            sector = Sector(row["sector"])
        except ValueError:
            raise row.fail("sector", "sector") from None
        if row["rome_status"] not in ("verified", "to_verify"):
            raise row.fail("rome_status", "verified_or_to_verify")
        code = row["code"]
        found[code] = Occupation(
            code,
            row["label_masculine"],
            row["label_feminine"],
            sector,
            row["rome"],
            row["rome_status"] == "verified",
            row["esco"],
            row["definition"],
            row["source"],
            tuple(aliases.get(code, ())),
            tuple(requirements.get(code, ())),
            tuple(c for _, _, c in sorted(conditions.get(code, ()), key=lambda c: c[:2])),
        )
    return found


def read_bridges(folder: Path) -> tuple[Bridge, ...]:
    """The curated bridges, in the order of the file, with the gestures that a person named."""
    named: dict[tuple[str, str, str], list[tuple[int, BridgeGesture]]] = defaultdict(list)
    for row in read_table(folder / "gestures.csv", GESTURES, required=GESTURES):
        if row["kind"] not in ("shared", "missing"):
            raise row.fail("kind", "shared_or_missing")
        gesture = BridgeGesture(row["competence"], row.text("words"))
        named[row["from"], row["to"], row["kind"]].append((row.number("position", 1, 9), gesture))

    def gestures(row: Row, kind: str) -> tuple[BridgeGesture, ...]:
        found = sorted(named[row["from"], row["to"], kind], key=lambda pair: pair[0])
        return tuple(gesture for _, gesture in found)

    return tuple(
        Bridge(
            row["from"], row["to"], row.text("reason"), row["source"],
            gestures(row, "shared"), gestures(row, "missing"),
        )
        for row in read_table(folder / "curated.csv", BRIDGES, required=BRIDGES)
    )  # fmt: skip
