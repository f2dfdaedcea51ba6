"""RNCP and RS, the registers of certifications (France compétences), XML V4.1 as a file or zipped.

One fiche at a time: the whole export has 570 MB. Names of partners are never read, since they may
be persons': a body is known by its number alone.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data.importers.lheo_fields import plain_text
from data.importers.rncp_fields import (
    Fiche,
    ability_items,
    export_day,
    french_day,
    register_code,
    register_level,
    trainer_of,
)
from data.importers.rncp_zip import opened_xml
from data.importers.xml_stream import Element, xml_records
from skills.certification import Block
from skills.register import AccessWay, CertificationFact, Trainer
from skills.training import Rejected

_WAYS = {
    "FI": AccessWay.STUDENT,
    "CA": AccessWay.APPRENTICE,
    "FC": AccessWay.CONTINUING,
    "CQ": AccessWay.PROFESSIONALISATION,
    "CL": AccessWay.INDIVIDUAL,
    "VAE": AccessWay.EXPERIENCE,
}
_ACTIVE = {"Oui": True, "Non": False}


class RncpXmlImporter:
    """Reads ``export_fiches_RNCP_V4_1_….xml`` and ``export_fiches_RS_V4_1_….xml``."""

    name = "RNCP et RS (XML)"

    def recognises(self, start: bytes) -> bool:
        """XML whose root is FICHES, or a zip whose first file is such an export."""
        if start.startswith(b"PK\x03\x04"):
            return bool(re.search(rb"(?i)export[_-]fiches[_-](rncp|rs)[^/]*?\.xml", start[:512]))
        return re.search(rb"<(?:\w+:)?FICHES[\s>]", start[:1024]) is not None

    def read(self, path: Path) -> Iterator[CertificationFact | Rejected]:
        """The fiches of a file, in its order; raise ``BadFile`` where the XML itself breaks."""
        with opened_xml(path) as (name, file):
            told_on = export_day(name)
            for element, line in xml_records(
                path.name, file, "FICHE", expected="not_fiches", root="FICHES".__eq__
            ):
                yield from _fact(element, Fiche(line), told_on)


def _fact(
    element: Element, fiche: Fiche, told_on: date | None
) -> Iterator[CertificationFact | Rejected]:
    code = register_code(_text(element, "NUMERO_FICHE"))
    title = plain_text(_text(element, "INTITULE"))
    if not code or not title:
        missing = "INTITULE" if code else "NUMERO_FICHE"
        yield fiche.refused(missing, _text(element, "NUMERO_FICHE"), "required")
        return

    def day(name: str) -> date | None:
        return french_day(fiche, name, _text(element, name))

    active = _text(element, "ACTIF")
    if active not in _ACTIVE:
        fiche.reject("ACTIF", active, "yes_no")
    yield CertificationFact(
        source="rncp",
        key=code,
        title=title,
        kind=_text(element, "ABREGE/LIBELLE"),
        active=_ACTIVE.get(active),
        level=register_level(fiche, "NIVEAU", _text(element, "NOMENCLATURE_EUROPE/NIVEAU")),
        registration=_text(element, "TYPE_ENREGISTREMENT"),
        starts_on=day("DATE_EFFET"),
        decided_on=day("DATE_DECISION"),
        ends_on=day("DATE_FIN_ENREGISTREMENT"),
        delivered_until=day("DATE_LIMITE_DELIVRANCE"),
        nsf=_codes(element, "CODES_NSF/NSF/CODE"),
        romes=_codes(element, "CODES_ROME/ROME/CODE"),
        formacodes=_codes(element, "FORMACODES/FORMACODE/CODE"),
        ways=tuple(
            way for jury, way in _WAYS.items() if _text(element, f"SI_JURY_{jury}/ACTIF") == "Oui"
        ),
        blocks=tuple(_blocks(element, code)),
        abilities=ability_items(_text(element, "CAPACITES_ATTESTEES")),
        certifiers=tuple(
            dict.fromkeys(
                _text(one, "NOM_CERTIFICATEUR")
                for one in element.iterfind("CERTIFICATEURS/CERTIFICATEUR")
                if _text(one, "ETAT_CERTIFICATEUR") in ("Actif", "")
            )
        ),
        trainers=tuple(_trainers(element, fiche)) if active == "Oui" else (),
        replaces=_links(element, "ANCIENNE"),
        replaced_by=_links(element, "NOUVELLE"),
        told_on=told_on,
    )
    yield from fiche.rejected


def _blocks(element: Element, fiche: str) -> Iterator[Block]:
    # Not every BLOC_COMPETENCES: those of CORRESPONDANCES only name blocks of other fiches.
    for block in element.iterfind("BLOCS_COMPETENCES/BLOC_COMPETENCES"):
        code = _text(block, "CODE")
        yield Block(
            code if code.startswith(fiche) else f"{fiche}BC{code}",
            plain_text(_text(block, "LIBELLE")),
            "rncp",
            ability_items(_text(block, "LISTE_COMPETENCES")),
        )


def _trainers(element: Element, fiche: Fiche) -> Iterator[Trainer]:
    for partner in element.iterfind("PARTENAIRES/PARTENAIRE"):
        if _text(partner, "ETAT_HABILITATION") == "Actif":
            found = trainer_of(
                fiche,
                _text(partner, "SIRET_PARTENAIRE"),
                _text(partner, "HABILITATION_PARTENAIRE"),
            )
            if found:
                yield found


def _links(element: Element, which: str) -> tuple[str, ...]:
    path = f"{which}S_CERTIFICATIONS/{which}_CERTIFICATION/ID_FICHE_{which}_CERTIFICATION"
    return tuple(filter(None, map(register_code, _codes(element, path))))


def _codes(element: Element, path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for one in element.iterfind(path) if (t := _text(one, ""))))


def _text(element: Element, path: str) -> str:
    found = element.find(path) if path else element
    return "".join(found.itertext()).strip() if found is not None else ""
