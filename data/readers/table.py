"""Read one reference table: UTF-8, comma, an exact header, one fact per row."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from skills.errors import BadFile

_HARD_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, by column name. ``line`` counts as an editor does: the header is line 1."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def text(self, column: str) -> str:
        """The cell as French to be read: no line may end before its punctuation."""
        glued = re.sub(r" (?=[:;?!»%€])", _HARD_SPACE, self.cells[column])
        return glued.replace("« ", f"«{_HARD_SPACE}")

    def fail(self, column: str, why: str) -> BadFile:
        """The error to raise for a cell that is not as expected."""
        return BadFile(self.file, why, line=self.line, field=column, value=self.cells[column])

    def number(self, column: str, low: int, high: int) -> int:
        """The cell as a whole number within bounds."""
        text = self.cells[column]
        if not text.isdecimal() or not low <= int(text) <= high:
            raise self.fail(column, f"integer_{low}_{high}")
        return int(text)

    def decimal(self, column: str) -> float:
        """The cell as a decimal number."""
        try:
            return float(self.cells[column])
        except ValueError:
            raise self.fail(column, "decimal") from None


def read_table(
    path: Path, columns: tuple[str, ...], *, required: tuple[str, ...] = ()
) -> Iterator[Row]:
    """The rows of a table, in the order of the file; an absent file has none.

    Raise ``BadFile`` for another header, another number of cells, an empty required cell or a file
    that is not UTF-8.
    """
    if not path.exists():
        return
    name = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(name, "utf8", value=f"octet {error.start + 1}") from None
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for cells in lines:
            if lines.line_num == 1:
                if tuple(cells) != columns:
                    expected = ",".join(columns)
                    raise BadFile(name, "header", line=1, field=expected, value=",".join(cells))
                continue
            if len(cells) != len(columns):
                raise BadFile(name, "cells", line=lines.line_num, value=str(len(cells)))
            row = Row(name, lines.line_num, dict(zip(columns, cells, strict=True)))
            for column in required:
                if not row[column]:
                    raise row.fail(column, "required")
            yield row
    except csv.Error as error:
        raise BadFile(name, "csv", line=lines.line_num, value=str(error)) from None
