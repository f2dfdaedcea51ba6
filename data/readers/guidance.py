"""The files of guidance: tiles of gestures, limits, the quiz, the rules of the order."""

import tomllib
from dataclasses import fields
from pathlib import Path

from data.readers.table import read_table
from skills.errors import BadFile
from skills.guidance import Guidance, GuidanceRules, Limit, Question, Tile

HANDS = ("tile", "label", "competence")
LIMITS = ("limit", "label", "word")
QUIZ = ("number", "question", "right", "wrong_1", "wrong_2", "explanation")


def read_guidance(folder: Path) -> Guidance:
    """Everything that guides; a rule that is missing or is no number is a ``BadFile``."""
    tiles: dict[str, Tile] = {}
    for row in read_table(folder / "hands.csv", HANDS, required=HANDS):
        known = tiles.get(row["tile"])
        gestures = (*(known.competences if known else ()), row["competence"])
        tiles[row["tile"]] = Tile(row["tile"], row["label"], gestures)
    limits: dict[str, Limit] = {}
    for row in read_table(folder / "limits.csv", LIMITS, required=LIMITS):
        limit = limits.get(row["limit"])
        words = (*(limit.words if limit else ()), row["word"])
        limits[row["limit"]] = Limit(row["limit"], row["label"], words)
    quiz = tuple(
        Question(
            row["number"],
            row["question"],
            tuple(sorted((row["right"], row["wrong_1"], row["wrong_2"]))),
            row["right"],
            row["explanation"],
        )
        for row in read_table(folder / "quiz.csv", QUIZ, required=QUIZ)
    )
    return Guidance(tiles, limits, quiz, _rules(folder / "rules.toml"))


def _rules(path: Path) -> GuidanceRules:
    names = [field.name for field in fields(GuidanceRules)]
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise BadFile("guidance/rules.toml", "toml", value=str(error)) from None
    if not found:
        return GuidanceRules(**dict.fromkeys(names, 0.0))
    if sorted(found) != sorted(names) or not all(
        isinstance(v, int | float) for v in found.values()
    ):
        raise BadFile("guidance/rules.toml", "weights", field="guidance", value=", ".join(found))
    return GuidanceRules(**{name: float(found[name]) for name in names})
