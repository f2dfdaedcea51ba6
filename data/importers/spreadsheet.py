"""Tables of partners, as they send them: CSV, XLSX, XLS, ODS. Nothing in them is ever run."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from skills.errors import BadFile

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_MOST_UNPACKED = 200 * 1024 * 1024  # bytes
_MOST_CELL = 50_000  # characters
_ZIPS = (".xlsx", ".xlsm", ".ods")
_BOOKS = (*_ZIPS, ".xls")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row. ``line`` counts as the user's own program does, the header being line 1 if it is
    first.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its header. ``merged`` are the lines that touch merged cells."""

    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    merged: frozenset[int]


def read_spreadsheet(name: str, content: bytes) -> Sheet:
    """The first table of a file; the header is its first row with two cells filled, or one.

    Raise ``BadFile`` for what cannot be read whole and safely.
    """
    if not content.strip():
        raise BadFile(name, "empty")
    suffix = "." + name.rpartition(".")[2].lower()
    if suffix in _BOOKS:
        rows, merged = _book_rows(name, suffix, content)
    elif suffix in (".csv", ".txt", ".tsv"):
        rows, merged = list(_csv_rows(name, content)), frozenset[int]()
    else:
        raise BadFile(name, "unknown_table")
    filled = [row for row in rows if any(row.cells)]
    if not filled:
        raise BadFile(name, "empty")
    if len(filled) > MOST_ROWS:
        raise BadFile(name, "too_many_rows", value=str(len(filled)))
    if max(len(row.cells) for row in filled) > MOST_COLUMNS:
        raise BadFile(name, "too_many_columns", value=str(max(len(r.cells) for r in filled)))
    head = next((row for row in filled[:20] if sum(map(bool, row.cells)) > 1), filled[0])
    body = tuple(row for row in filled if row.line > head.line)
    return Sheet(head.cells, body, merged)


def _csv_rows(name: str, content: bytes) -> Iterator[SheetRow]:
    if b"\x00" in content:
        raise BadFile(name, "unknown_table")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets here still write
    start = text[:20_000]
    delimiter = max(";,\t", key=start.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text), delimiter=delimiter)
    before = 0
    try:
        for cells in lines:
            yield SheetRow(before + 1, tuple(_clean(cell) for cell in cells))
            before = lines.line_num
    except csv.Error as error:
        raise BadFile(name, "csv", line=before + 1, value=str(error)) from None


def _book_rows(name: str, suffix: str, content: bytes) -> tuple[list[SheetRow], frozenset[int]]:
    from python_calamine import CalamineError, load_workbook

    if suffix in _ZIPS:
        _refuse_bomb(name, content)
    try:
        book = load_workbook(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        merged = frozenset(
            line + 1
            for (top, _), (bottom, _) in sheet.merged_cell_ranges or ()
            for line in range(top, min(bottom, MOST_ROWS) + 1)
        )
        first = sheet.start[0] if sheet.start else 0
        rows = []
        for place, cells in enumerate(sheet.to_python(skip_empty_area=True)):
            if place > MOST_ROWS + 20:
                raise BadFile(name, "too_many_rows", value=f"plus de {MOST_ROWS}")
            rows.append(SheetRow(first + place + 1, tuple(_cell(cell) for cell in cells)))
    except (CalamineError, ValueError, IndexError, KeyError, OSError):
        raise BadFile(name, "not_a_workbook") from None
    return rows, merged


def _refuse_bomb(name: str, content: bytes) -> None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            # A part that is longer than it announces fails its check before it is unpacked whole.
            broken = unpacked <= _MOST_UNPACKED and archive.testzip() is not None
    except BadZipFile:
        raise BadFile(name, "not_a_workbook") from None
    if unpacked > _MOST_UNPACKED:
        raise BadFile(name, "unpacks_too_large", value=f"{unpacked // 1_000_000} Mo")
    if broken:
        raise BadFile(name, "not_a_workbook")


def _cell(value: object) -> str:
    """A cell as one would read it: whole numbers without a point, days as AAAA-MM-JJ."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return _clean(str(value))


def _clean(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()[:_MOST_CELL]
