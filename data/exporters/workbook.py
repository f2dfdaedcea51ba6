"""A workbook of plain text: whatever a cell begins with, no program runs it."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font


def write_workbook(rows: Iterable[Sequence[str]], title: str = "Matrice") -> bytes:
    """The rows as XLSX, the first one in bold; every cell is text."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line, cells in enumerate(rows, start=1):
        for place, text in enumerate(cells, start=1):
            cell = sheet.cell(line, place, text)
            cell.data_type = "s"  # « =1+1 » stays words
            cell.number_format = "@"
            if line == 1:
                cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
