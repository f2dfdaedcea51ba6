"""Codes of ours that the full public tables do not hold. The tables are large and stay outside."""

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from skills.errors import BadFile


class TableLine(Protocol):
    """A row of a reference file, by column."""

    @property
    def cells(self) -> Mapping[str, str]: ...


Line = TypeVar("Line", bound=TableLine)

_ROME = ("rome/unix_referentiel_code_rome_v460_utf8.csv.gz", "code_rome")
_NEW_ROME = ("rome/nouveaux_codes_2026-08.csv", "code_rome")
_OGR = (
    ("rome/unix_referentiel_competence_v460_utf8.csv.gz", "code_ogr"),
    ("rome/unix_referentiel_competence_v460_utf8.csv.gz", "code_ogr_macro_comp"),
    ("rome/unix_referentiel_savoir_v460_utf8.csv.gz", "code_ogr_savoir"),
    ("rome/unix_referentiel_appellation_v460_utf8.csv.gz", "code_ogr"),
)
_ESCO = (
    ("esco/skills_fr_v1.0.csv.gz", "conceptUri"),
    ("esco/skills_en-us_v1.0.csv.gz", "conceptUri"),
    ("esco/skills_fr_v1.2.1_api.csv.gz", "conceptUri"),
    ("esco/occupations_fr_v1.0.csv.gz", "conceptUri"),
    ("esco/occupations_fr_v1.2.1_api.csv.gz", "conceptUri"),
    ("esco/occupations_en_v1.1.1_tabiya.csv.gz", "ORIGINURI"),
)


def missing_from_public(
    tables: Mapping[str, Sequence[Line]], folder: Path
) -> Iterator[tuple[Line, str, str]]:
    """The rows whose code is in no public table: the row, its column, the table's name."""
    rome = _values(folder, _ROME) | _values(folder, _NEW_ROME)
    ogr = set().union(*(_values(folder, table) for table in _OGR))
    esco = set().union(*(_values(folder, table) for table in _ESCO))
    # A source names an ESCO skill by the last part of its URI.
    sources = {f"rome:{code}" for code in ogr} | {f"esco:{uri.rsplit('/')[-1]}" for uri in esco}
    checks = (
        ("occupations/occupations.csv", "rome", rome, "ROME"),
        ("occupations/occupations.csv", "esco", esco, "ESCO"),
        ("competences/competences.csv", "source", sources, "ROME / ESCO"),
        ("crosswalks/rome.csv", "target", rome | ogr, "ROME"),
        ("crosswalks/esco.csv", "target", esco, "ESCO"),
    )
    for name, column, known, table in checks:
        for line in tables.get(name, ()):
            value = line.cells[column]
            cited = column != "source" or value.startswith(("rome:", "esco:"))
            if value and cited and value not in known:
                yield line, column, table


def _values(folder: Path, table: tuple[str, str]) -> set[str]:
    path, column = folder / table[0], table[1]
    if not path.exists():
        raise BadFile(str(path), "absent")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if column not in (reader.fieldnames or ()):
            found = ",".join(reader.fieldnames or ())
            raise BadFile(path.name, "header", line=1, field=column, value=found)
        return {row[column] for row in reader}
