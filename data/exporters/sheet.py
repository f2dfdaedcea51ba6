"""The ontology as an XLSX workbook that an expert of the trade reviews, and back.

One sheet per table, named ``folder-table``. Reading checks the whole before anything is written.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from skills.errors import BadFile

FOLDERS = ("competences", "occupations", "certifications", "crosswalks", "bridges")
_WIDEST = 60
_TOP = Alignment(wrap_text=True, vertical="top")
_BOLD = Font(bold=True)
_MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class TableChange:
    """What a reviewed sheet changes in one table: rows as they stand in the CSV file."""

    table: str  # folder/name.csv
    added: tuple[str, ...]
    removed: tuple[str, ...]


def write_sheet(reference_folder: Path, out: Path) -> int:
    """Write the workbook; give the number of sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for path in _tables(reference_folder):
        sheet = book.create_sheet(f"{path.parent.name}-{path.stem}")
        widths: dict[int, int] = {}
        for row, cells in enumerate(_rows(path), start=1):
            for column, text in enumerate(cells, start=1):
                cell = sheet.cell(row, column, text)
                cell.data_type = (
                    "s"  # text as it is: « =1+1 » stays words, « 01053 » keeps its zero
                )
                cell.number_format = "@"
                cell.alignment = _TOP
                if row == 1:
                    cell.font = _BOLD
                widths[column] = min(_WIDEST, max(widths.get(column, 8), len(text) + 2))
        for column, width in widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "B2"
    book.save(out)
    return len(book.sheetnames)


def read_sheet(reference_folder: Path, workbook: Path) -> dict[Path, str]:
    """The new text of each table that the workbook holds.

    Raise ``BadFile`` naming the sheet, line and column for a sheet of no known table, another
    header, a formula, or a file that is no workbook.
    """
    try:
        book = load_workbook(workbook, data_only=False)
    except FileNotFoundError:
        raise BadFile(workbook.name, "absent") from None
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        raise BadFile(workbook.name, "not_a_workbook") from None
    known = {f"{p.parent.name}-{p.stem}": p for p in _tables(reference_folder)}
    texts = {}
    for sheet in book.worksheets:
        where = f"{workbook.name}, feuille {sheet.title}"
        if sheet.title not in known:
            raise BadFile(where, "unknown_sheet", value=", ".join(known))
        path = known[sheet.title]
        if sheet.max_row > _MOST_ROWS:
            raise BadFile(where, "too_many_rows", value=str(sheet.max_row))
        texts[path] = _table_text(where, _rows(path)[0], sheet.iter_rows())
    return texts


def differences(reference_folder: Path, texts: dict[Path, str]) -> tuple[TableChange, ...]:
    """What the new texts add to and remove from the tables, by table."""
    changes = []
    for path, text in sorted(texts.items()):
        old, new = path.read_text("utf-8").splitlines(), text.splitlines()
        added = tuple(line for line in new if line not in set(old))
        removed = tuple(line for line in old if line not in set(new))
        if added or removed:
            name = path.relative_to(reference_folder).as_posix()
            changes.append(TableChange(name, added, removed))
    return tuple(changes)


def _tables(reference_folder: Path) -> list[Path]:
    return [
        path for folder in FOLDERS for path in sorted((reference_folder / folder).glob("*.csv"))
    ]


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _table_text(where: str, header: list[str], rows: object) -> str:
    lines: list[list[str]] = []
    for number, row in enumerate(rows, start=1):  # type: ignore[var-annotated, arg-type]
        cells = []
        for cell in row:
            if cell.data_type == "f":
                raise BadFile(where, "formula", line=number, field=str(cell.coordinate))
            text = "" if cell.value is None else str(cell.value)
            cells.append(" ".join(text.split()))
        while len(cells) > len(header) and not cells[-1]:
            cells.pop()
        cells += [""] * (len(header) - len(cells))
        if number == 1 and cells != header:
            expected = ",".join(header)
            raise BadFile(where, "header", line=1, field=expected, value=",".join(cells))
        if len(cells) != len(header):
            raise BadFile(where, "cells", line=number, value=str(len(cells)))
        if any(cells):
            lines.append(cells)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(sorted(lines[1:]))
    return out.getvalue()
