"""Tables as a spreadsheet reads them: CSV of the French kind, workbooks, no formula."""

from collections.abc import Mapping
from io import BytesIO

import pandas as pd

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def as_csv(frame: pd.DataFrame) -> str:
    """CSV text, semicolons between cells as French spreadsheets expect."""
    return str(frame.to_csv(index=False, sep=";", lineterminator="\r\n"))


def as_workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """A workbook, one sheet for each table."""
    out = BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        for name, frame in tables.items():
            frame.to_excel(writer, sheet_name=name, index=False)
    return out.getvalue()


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The same; a cell that a spreadsheet would take for a formula has a quote in front."""
    text = frame.select_dtypes(include=["object", "string"]).columns
    frame[text] = frame[text].map(
        lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell
    )
    return frame
