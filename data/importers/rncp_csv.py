"""RNCP and RS, the light export: a zip or a folder of CSV tables joined by ``Numero_Fiche``."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from unicodedata import normalize

from data.importers.csv_records import CsvRecord, csv_rows
from data.importers.lheo_fields import plain_text
from data.importers.rncp_fields import (
    Fiche,
    export_day,
    french_day,
    register_code,
    register_level,
    trainer_of,
)
from data.importers.rncp_zip import opened_zip
from skills.certification import Block
from skills.errors import BadFile
from skills.register import AccessWay, CertificationFact
from skills.training import Rejected

Parts = dict[str, dict[str, list[CsvRecord]]]

_PART = re.compile(r"(?i)export[_-]fiches[_-]csv[_-](.+?)[_-]\d{4}[_-]\d\d[_-]\d\d\.csv")
_MAIN = "standard"
_JOINED = ("rome", "nsf", "formacode", "blocs_de_competences", "voixdacces", "partenaires",
           "certificateurs", "ancienne_nouvelle_certification")  # fmt: skip
_ACTIVE = {"ACTIVE": True, "INACTIVE": False}
_WAYS = (
    ("élève", AccessWay.STUDENT),
    ("apprentissage", AccessWay.APPRENTICE),
    ("continue", AccessWay.CONTINUING),
    ("professionnalisation", AccessWay.PROFESSIONALISATION),
    ("individuelle", AccessWay.INDIVIDUAL),
    ("expérience", AccessWay.EXPERIENCE),
)


class RncpCsvImporter:
    """Reads ``export-fiches-csv-….zip``, a folder of its tables, or its table « Standard » beside
    the others.
    """

    name = "RNCP et RS (CSV)"

    def recognises(self, start: bytes) -> bool:
        """A zip of such tables, or one of them."""
        if start.startswith(b"PK\x03\x04"):
            return re.search(rb"(?i)export[_-]fiches[_-]csv", start[:512]) is not None
        head = start.partition(b"\n")[0]
        return b"Numero_Fiche" in head

    def recognises_folder(self, folder: Path) -> bool:
        """A folder with the main table of an export."""
        return any(_part(file.name) == _MAIN for file in folder.iterdir())

    def read(self, path: Path) -> Iterator[CertificationFact | Rejected]:
        """The fiches, in the order of the main table; rejected rows name their table's line."""
        with ExitStack() as stack:
            tables = _tables(path, stack)
            if _MAIN not in tables:
                raise BadFile(path.name, "register_part", value=path.name)
            joined: Parts = {}
            for part in _JOINED:
                rows: dict[str, list[CsvRecord]] = defaultdict(list)
                for row in _rows(tables, part):
                    if isinstance(row, Rejected):
                        yield row
                    else:
                        rows[register_code(row.text("Numero_Fiche"))].append(row)
                joined[part] = rows
            known = set()
            told_on = export_day(tables[_MAIN][0])
            for row in _rows(tables, _MAIN):
                if isinstance(row, Rejected):
                    yield row
                    continue
                fiche = Fiche(row.line)
                fact = _fact(row, fiche, joined, told_on)
                if isinstance(fact, CertificationFact):
                    known.add(fact.key)
                yield fact
                yield from fiche.rejected
            yield from _orphans(joined, known)


def _orphans(joined: Parts, known: set[str]) -> Iterator[Rejected]:
    """Rows of the other tables about fiches that the main one does not have."""
    for part, rows in joined.items():
        for code in sorted(set(rows) - known):
            first = rows[code][0]
            yield Rejected(first.line, part, first.text("Numero_Fiche")[:80], "no_such_fiche")


def _tables(path: Path, stack: ExitStack) -> dict[str, tuple[str, Callable[[], Any]]]:
    """The tables of an export by part: the file's name, and how to open it."""
    if path.is_dir():
        files = sorted(path.iterdir())
    elif path.suffix.lower() == ".zip":
        archive = stack.enter_context(opened_zip(path))
        return {
            part: (name, partial(archive.open, name))
            for name in archive.namelist()
            if (part := _part(name.rpartition("/")[2]))
        }
    elif _part(path.name) == _MAIN:
        day = export_day(path.name)
        files = [file for file in sorted(path.parent.iterdir()) if export_day(file.name) == day]
    else:
        return {}
    return {
        part: (file.name, partial(file.open, "rb")) for file in files if (part := _part(file.name))
    }


def _part(name: str) -> str:
    found = _PART.fullmatch(name)
    plain = normalize("NFD", found[1]).lower() if found else ""
    return "".join(letter for letter in plain if ord(letter) < 128)


def _rows(
    tables: dict[str, tuple[str, Callable[[], Any]]], part: str
) -> Iterator[CsvRecord | Rejected]:
    if part not in tables:
        return
    name, opened = tables[part]
    with opened() as raw, TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
        yield from csv_rows(name, file, separator=";")


def _fact(
    row: CsvRecord, fiche: Fiche, joined: Parts, told_on: date | None
) -> CertificationFact | Rejected:
    code, title = register_code(row.text("Numero_Fiche")), plain_text(row.text("Intitule"))
    if not code or not title:
        missing = "Intitule" if code else "Numero_Fiche"
        return fiche.refused(missing, row.text("Numero_Fiche"), "required")

    def of(part: str, column: str) -> tuple[str, ...]:
        found = (one.text(column) for one in joined[part].get(code, ()))
        return tuple(dict.fromkeys(text for text in found if text))

    active = row.text("Actif")
    if active not in _ACTIVE:
        fiche.reject("Actif", active, "active_inactive")
    ways = " ".join(of("voixdacces", "Si_Jury")).casefold().replace("’", "'")
    partners = joined["partenaires"].get(code, ()) if active == "ACTIVE" else ()
    return CertificationFact(
        source="rncp",
        key=code,
        title=title,
        kind=row.text("Abrege_Intitule"),
        active=_ACTIVE.get(active),
        level=register_level(
            fiche, "Nomenclature_Europe_Niveau", row.text("Nomenclature_Europe_Niveau")
        ),
        registration=row.text("Type_Enregistrement"),
        starts_on=french_day(fiche, "Date_Effet", row.text("Date_Effet")),
        decided_on=french_day(fiche, "Date_Decision", row.text("Date_Decision")),
        ends_on=french_day(fiche, "Date_Fin_Enregistrement", row.text("Date_Fin_Enregistrement")),
        nsf=of("nsf", "Nsf_Code"),
        romes=of("rome", "Codes_Rome_Code"),
        formacodes=of("formacode", "Formacode_Code"),
        ways=tuple(way for word, way in _WAYS if word in ways),
        blocks=tuple(
            Block(
                one.text("Bloc_Competences_Code"),
                plain_text(one.text("Bloc_Competences_Libelle")),
                "rncp",
            )
            for one in joined["blocs_de_competences"].get(code, ())
        ),
        certifiers=of("certificateurs", "Nom_Certificateur"),
        trainers=tuple(
            found
            for one in partners
            if (
                found := trainer_of(
                    fiche, one.text("Siret_Partenaire"), one.text("Habilitation_Partenaire")
                )
            )
        ),
        replaces=tuple(
            map(register_code, of("ancienne_nouvelle_certification", "Ancienne_Certification"))
        ),
        replaced_by=tuple(
            map(register_code, of("ancienne_nouvelle_certification", "Nouvelle_Certification"))
        ),
        detailed=False,
        told_on=told_on,
    )
