"""The committee's records and figures as tables: XLSX, CSV and their Table Schema."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import pandas as pd

from data.exporters.spreadsheet import RISKY
from skills.committee import Figure, Records

TABLES: Mapping[str, str] = {
    "firms": "entreprises",
    "needs": "besoins",
    "projects": "projets",
    "facts": "observations",
    "aids": "aides",
    "sessions": "sessions",
    "referrals": "promesses",
    "outcomes": "devenirs",
    "gaps": "manques",
}
"""The records by their name in code, with that of their table."""
FIGURES = "chiffres"


def frames(records: Records, figures: Iterable[Figure]) -> dict[str, pd.DataFrame]:
    """Every table by its name; dates stay dates, codes stay codes, text is safe in a spreadsheet.

    Columns are the fields of the records (``skills/committee.py``), those of figures their code,
    label, value, previous, records, out_of and unit.
    """
    found = {FIGURES: figures_frame(figures)}
    for name, table in TABLES.items():
        rows = [asdict(one) for one in getattr(records, name)]
        found[table] = _frame(rows, [f.name for f in fields(_shape(name))])
    return found


def figures_frame(figures: Iterable[Figure]) -> pd.DataFrame:
    """The figures alone: code, label, value, out_of, previous, records, unit."""
    return _frame(
        [
            {
                "code": one.code.value,
                "label": one.code.label,
                "value": one.value,
                "out_of": one.out_of,
                "previous": one.previous,
                "records": one.records,
                "unit": one.unit.value,
            }
            for one in figures
        ],
        ["code", "label", "value", "out_of", "previous", "records", "unit"],
    )


def cells_frame(rows: Iterable[tuple[str, str, str, Figure]]) -> pd.DataFrame:
    """Public cells: body (code and name), quarter, then code, label, value, out_of and unit."""
    columns = ["epci", "territory", "quarter", "code", "label", "value", "out_of", "unit"]
    return _frame(
        [
            {
                "epci": epci,
                "territory": name,
                "quarter": quarter,
                "code": one.code.value,
                "label": one.code.label,
                "value": one.value,
                "out_of": one.out_of,
                "unit": one.unit.value,
            }
            for epci, name, quarter, one in rows
        ],
        columns,
    )


def as_package(tables: Mapping[str, pd.DataFrame], *, title: str) -> dict[str, object]:
    """What the tables hold, as a Frictionless Data Package with a Table Schema each."""
    return {
        "name": "matrice-comite",
        "title": title,
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "dialect": {"delimiter": ";"},
                "schema": {"fields": _schema(frame), "missingValues": [""]},
            }
            for name, frame in tables.items()
        ],
    }


def _schema(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Name and type of each column, as pandas reads them."""
    schema: dict[str, Any] = dict(pd.io.json.build_table_schema(frame, index=False))
    return [
        {"name": field["name"], "type": "date" if _days(frame, field["name"]) else field["type"]}
        for field in schema["fields"]
    ]


def _days(frame: pd.DataFrame, column: str) -> bool:
    """Whether a column holds days, and some at least."""
    known = frame[column].dropna()
    return bool(len(known)) and all(isinstance(value, date) for value in known)


def _shape(name: str) -> Any:
    from skills import committee

    return {
        "firms": committee.MetFirm,
        "needs": committee.ConfirmedNeed,
        "projects": committee.AnnouncedProject,
        "facts": committee.ObservedFact,
        "aids": committee.RequestedAid,
        "sessions": committee.HeldSession,
        "referrals": committee.SentReferral,
        "outcomes": committee.OutcomeCount,
        "gaps": committee.OpenGap,
    }[name]


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    plain = [{name: _cell(value) for name, value in row.items()} for row in rows]
    frame = pd.DataFrame(plain, columns=columns)
    # Whole numbers with holes stay whole: « Int64 » and not decimals.
    for name in columns:
        values = [row[name] for row in plain if row[name] is not None]
        if values and all(type(value) is int for value in values):
            frame[name] = frame[name].astype("Int64")
    return frame


def _cell(value: object) -> object:
    if isinstance(value, str):
        text = str(value)
        return f"'{text}" if text.startswith(RISKY) else text
    return value
