"""Real establishments with the diplomas that they prepare."""

from collections import defaultdict
from pathlib import Path
from typing import TypeVar

from data.readers.table import Row, read_table
from skills.establishment import (
    CourseWay,
    Establishment,
    EstablishmentCourse,
    EstablishmentKind,
    FactState,
)
from skills.labelled import Labelled

Choice = TypeVar("Choice", bound=Labelled)

ESTABLISHMENTS = (
    "code", "name", "kind", "commune", "department", "uai", "web", "state", "source", "note",
)  # fmt: skip
COURSES = (
    "establishment", "title", "way", "certification", "seats", "year", "state", "source",
)  # fmt: skip


def read_establishments(folder: Path) -> dict[str, Establishment]:
    """The establishments by code; a territory may have none."""
    courses: dict[str, list[EstablishmentCourse]] = defaultdict(list)
    required: tuple[str, ...] = ("establishment", "title", "state", "source")
    for row in read_table(folder / "courses.csv", COURSES, required=required):
        courses[row["establishment"]].append(
            EstablishmentCourse(
                row["title"],
                row["certification"],
                _one_of(row, "way", CourseWay) if row["way"] else None,
                row.number("seats", 1, 999) if row["seats"] else None,
                row.number("year", 2000, 2100) if row["year"] else None,
                _one_of(row, "state", FactState),
                row["source"],
            )
        )
    required = ("code", "name", "kind", "department", "state", "source")
    return {
        row["code"]: Establishment(
            row["code"],
            row["name"],
            _one_of(row, "kind", EstablishmentKind),
            row["commune"],
            row["department"],
            row["uai"],
            row["web"],
            _one_of(row, "state", FactState),
            row["source"],
            row["note"],
            tuple(courses.get(row["code"], ())),
        )
        for row in read_table(folder / "establishments.csv", ESTABLISHMENTS, required=required)
    }


def _one_of(row: Row, column: str, choices: type[Choice]) -> Choice:
    try:
        return choices(row[column])
    except ValueError:
        raise row.fail(column, "one_of") from None
