"""The files of guidance: tiles of gestures, limits, ways to move, hours, the quiz, the order."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from data.readers.table import read_table
from skills.errors import BadFile
from skills.folding import folded
from skills.guidance import (
    Guidance,
    GuidanceRules,
    Limit,
    Move,
    Question,
    Tile,
    UsualHours,
)

HANDS = ("tile", "label", "competence")
LIMITS = ("limit", "label", "word")
QUIZ = ("number", "question", "right", "wrong_1", "wrong_2", "explanation")
MOVES = ("move", "label", "km_an_hour", "wait_minutes")
STUDIES = ("words", "target")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


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
            row.text("question"),
            tuple(sorted((row["right"], row["wrong_1"], row["wrong_2"]))),
            row["right"],
            row.text("explanation"),
        )
        for row in read_table(folder / "quiz.csv", QUIZ, required=QUIZ)
    )
    moves = {
        row["move"]: Move(
            row["move"], row["label"], row.number("km_an_hour", 1, 99),
            int(row.decimal("wait_minutes")),
        )
        for row in read_table(folder / "moves.csv", MOVES, required=MOVES)
    }  # fmt: skip
    studies = {
        folded(row["words"]): row["target"]
        for row in read_table(folder / "studies.csv", STUDIES, required=STUDIES)
    }
    return Guidance(
        tiles,
        limits,
        quiz,
        _rules(folder / "rules.toml"),
        dict(sorted(moves.items(), key=lambda move: move[1].km_an_hour)),
        _hours(folder / "hours.toml"),
        studies,
    )


def _rules(path: Path) -> GuidanceRules:
    names = [field.name for field in fields(GuidanceRules)]
    found = _toml(path)
    if not found:
        return GuidanceRules(**dict.fromkeys(names, 0.0))
    if sorted(found) != sorted(names) or not all(
        isinstance(v, int | float) for v in found.values()
    ):
        raise BadFile("guidance/rules.toml", "weights", field="guidance", value=", ".join(found))
    return GuidanceRules(**{name: float(found[name]) for name in names})  # type: ignore[arg-type]


def _hours(path: Path) -> UsualHours:
    found = _toml(path)
    if not found:
        return UsualHours()
    names = [field.name for field in fields(UsualHours)]
    if sorted(found) != sorted(names):
        raise BadFile("guidance/hours.toml", "weights", field="hours", value=", ".join(found))
    minutes = found["longest_minutes"]
    words, closed = found["teams_words"], found["closed"]
    if not isinstance(minutes, int) or minutes < 1:
        raise BadFile("guidance/hours.toml", "whole_number", field="longest_minutes")
    if not isinstance(words, list) or not isinstance(closed, list):
        raise BadFile("guidance/hours.toml", "toml", value="teams_words, closed")
    spans = [tuple(map(str, span)) for span in closed if isinstance(span, list)]
    if len(spans) != len(closed) or not all(
        len(span) == 2 and all(map(_MONTH_DAY.fullmatch, span)) for span in spans
    ):
        raise BadFile("guidance/hours.toml", "month_day", field="closed", value=str(closed))
    return UsualHours(
        minutes,
        _clock(found, "course"),
        _clock(found, "day"),
        _clock(found, "teams"),
        tuple(str(word).casefold() for word in words),
        tuple((start, end) for start, end in spans),
    )


def _clock(found: dict[str, object], name: str) -> int:
    said = _CLOCK.fullmatch(str(found[name]))
    if said is None:
        raise BadFile("guidance/hours.toml", "clock", field=name, value=str(found[name]))
    return 60 * int(said[1]) + int(said[2])


def _toml(path: Path) -> dict[str, object]:
    """What a file says; nothing when there is none."""
    try:
        return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"guidance/{path.name}", "toml", value=str(error)) from None
