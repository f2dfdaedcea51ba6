"""The files of the class: the lesson and the words of the poster."""

import tomllib
from dataclasses import fields
from pathlib import Path

from data.readers.table import read_table
from skills.classroom import Classroom, LessonStep, PosterWords
from skills.errors import BadFile

LESSON = ("position", "minutes", "title", "teacher", "pupils", "needs")


def read_classroom(folder: Path) -> Classroom:
    """The lesson in the order of its steps; a poster that lacks a word is a ``BadFile``."""
    steps = [
        (
            row.number("position", 1, 99),
            LessonStep(
                row.number("minutes", 1, 99),
                row.text("title"),
                row.text("teacher"),
                row.text("pupils"),
                row.text("needs"),
            ),
        )
        for row in read_table(folder / "lesson.csv", LESSON, required=LESSON)
    ]
    steps.sort(key=lambda step: step[0])
    return Classroom(tuple(step for _, step in steps), _poster(folder / "poster.toml"))


def _poster(path: Path) -> PosterWords:
    if not path.exists():
        return PosterWords()
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadFile("classroom/poster.toml", "toml", value=str(error)) from None
    names = sorted(field.name for field in fields(PosterWords))
    if sorted(found) != names or not all(isinstance(text, str) for text in found.values()):
        raise BadFile("classroom/poster.toml", "poster_words", value=", ".join(names))
    return PosterWords(**found)
