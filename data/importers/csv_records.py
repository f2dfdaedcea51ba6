"""Large CSV files of public catalogues, row by row, columns by name."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from skills.errors import BadFile
from skills.training import Rejected

MOST_COLUMNS = 500
_NONE = ("", "-", "-1", "null", "None")


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One row by column name. ``line`` is where it begins in the file, the header being line 1."""

    line: int
    cells: Mapping[str, str]

    def text(self, *names: str) -> str:
        """The first cell filled among columns that may have been renamed; « -1 » is none."""
        for name in names:
            found = " ".join(self.cells.get(name, "").replace("\xa0", " ").split())
            if found not in _NONE:
                return found
        return ""

    def number(self, *names: str) -> float | None:
        """A number of 0 or more, decimal comma accepted, or None."""
        text = self.text(*names).replace(",", ".")
        try:
            found = float(text)
        except ValueError:
            return None
        return found if 0 <= found < 10**9 else None


def csv_records(path: Path, *, separator: str = ";") -> Iterator[CsvRecord | Rejected]:
    """The rows of a file; raise ``BadFile`` when it cannot be read at all."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv_rows(path.name, file, separator=separator)


def csv_rows(name: str, file: IO[str], *, separator: str) -> Iterator[CsvRecord | Rejected]:
    """The rows of an open table; one with another number of cells than the header is refused by
    its line.
    """
    try:
        rows = csv.reader(file, delimiter=separator)
        header = next(rows, [])
        if len(header) > MOST_COLUMNS:
            raise BadFile(name, "too_many_columns", value=str(len(header)))
        before = rows.line_num
        for cells in rows:
            if len(cells) == len(header):
                yield CsvRecord(before + 1, dict(zip(header, cells, strict=True)))
            elif cells:
                yield Rejected(before + 1, "cases", str(len(cells)), "cell_count")
            before = rows.line_num
    except UnicodeDecodeError as error:
        raise BadFile(name, "utf8", value=f"octet {error.start + 1}") from None
    except csv.Error as error:
        raise BadFile(name, "csv", value=str(error)) from None


def header_of(start: bytes) -> str:
    """The first line of a file that begins with these bytes, or empty when it is no text."""
    return start.partition(b"\n")[0].decode("utf-8-sig", errors="replace").strip()
