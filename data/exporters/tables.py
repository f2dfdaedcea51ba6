"""The reference files as they are, with a Table Schema (Frictionless) that says what they hold."""

import csv
import json
import shutil
from pathlib import Path

_FOLDERS = ("competences", "occupations", "certifications", "crosswalks", "bridges")
_INTEGERS = {"position", "level"}


def export_tables(reference_folder: Path, out: Path, version: str) -> tuple[Path, ...]:
    """Copy every table to ``out`` with a ``datapackage.json``; give the files written."""
    out.mkdir(parents=True, exist_ok=True)
    written, resources = [], []
    for folder in _FOLDERS:
        for table in sorted((reference_folder / folder).glob("*.csv")):
            target = out / f"{folder}-{table.name}"
            shutil.copyfile(table, target)
            written.append(target)
            resources.append(
                {
                    "name": target.stem,
                    "path": target.name,
                    "format": "csv",
                    "encoding": "utf-8",
                    "schema": table_schema(table),
                }
            )
    package = {
        "name": "matrice-referentiel",
        "title": "Compétences et métiers du composite",
        "version": version,
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": resources,
    }
    target = out / "datapackage.json"
    target.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return (*written, target)


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
