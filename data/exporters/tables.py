"""The reference files as they are, with a Table Schema (Frictionless) that says what they hold."""

import csv
import json
import shutil
from pathlib import Path

from data.readers.territory import read_territory_words

_FOLDERS = ("competences", "occupations", "certifications", "crosswalks", "bridges")
_INTEGERS = {"position", "level"}


def export_tables(reference_folder: Path, out: Path, version: str) -> tuple[Path, ...]:
    """Copy every table to ``out`` with a ``datapackage.json``; give the files written."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables(reference_folder).items():
        shutil.copyfile(table, out / name)
        written.append(out / name)
    target = out / "datapackage.json"
    package = json.dumps(datapackage(reference_folder, version), ensure_ascii=False, indent=2)
    target.write_text(package + "\n", "utf-8")
    return (*written, target)


def tables(reference_folder: Path) -> dict[str, Path]:
    """The tables by the name under which they go out, ``folder-table.csv``."""
    return {
        f"{folder}-{table.name}": table
        for folder in _FOLDERS
        for table in sorted((reference_folder / folder).glob("*.csv"))
    }


def datapackage(reference_folder: Path, version: str) -> dict[str, object]:
    """What the tables hold, as a Frictionless Data Package."""
    words = read_territory_words(reference_folder / "territory")
    return {
        "name": "matrice-referentiel",
        "title": f"Compétences et métiers {words.of_sector}",
        "version": version,
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": [
            {
                "name": name.removesuffix(".csv"),
                "path": name,
                "format": "csv",
                "encoding": "utf-8",
                "schema": table_schema(table),
            }
            for name, table in tables(reference_folder).items()
        ],
    }


def table_schema(table: Path) -> dict[str, object]:
    """The fields of a table: name and type; whole numbers for levels and positions, else text."""
    with table.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    return {
        "fields": [
            {"name": name, "type": "integer" if name in _INTEGERS else "string"} for name in header
        ],
        "missingValues": [""],
    }
