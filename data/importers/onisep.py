"""Onisep's open data on initial training (ODbL, CSV): courses in schools, and diplomas as such.

Columns are read by their French label or by their API name; what is absent is tolerated.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from data.importers.csv_records import CsvRecord, csv_records, header_of
from data.importers.json_records import point
from data.importers.lheo_fields import certification_code, web_address
from skills.training import Place, Provider, Rejected, TrainingOffer, TrainingSession

_TITLES = ("formation_for_libelle", "FOR libellé", "libellé formation principal")
_ADDRESSES = ("for_url_et_id_onisep", "FOR URL et ID Onisep", "URL et ID Onisep")
_OF_ACTIONS = "action_de_formation_af_identifiant_onisep"
_OF_DIPLOMAS = "libellé formation principal"


class OnisepImporter:
    """Reads « Idéo-Actions de formation initiale » and « Idéo-Formations initiales »."""

    name = "Onisep"

    def recognises(self, start: bytes) -> bool:
        """CSV whose header has one of the two data sets' columns."""
        header = header_of(start)
        return any(mark in header for mark in (_OF_ACTIONS, _OF_DIPLOMAS, "FOR libellé"))

    def read(self, path: Path) -> Iterator[TrainingOffer | Rejected]:
        """The offers of a file, in its order."""
        for row in csv_records(path):
            yield row if isinstance(row, Rejected) else _offer(row)


def _offer(row: CsvRecord) -> TrainingOffer | Rejected:
    title, address = row.text(*_TITLES), row.text(*_ADDRESSES)
    own = row.text(_OF_ACTIONS, "AF identifiant Onisep")
    found = re.search(r"FOR\.\d+", address)
    key = own or (found[0] if found else "")
    if not title or not key:
        missing = "libellé" if not title else "identifiant Onisep"
        return Rejected(row.line, missing, address[:80], "required")
    school = row.text("lieu_denseignement_ens_libelle", "ENS libellé")
    level = re.search(r"[3-8]", row.text("niveau de certification"))
    code = certification_code(row.text("code RNCP"), "RNCP")
    place = Place(
        city=row.text("ens_commune", "ENS commune"),
        postal_code=row.text("ens_code_postal", "ENS code postal"),
        point=point(
            row.text("ens_latitude", "ENS latitude"), row.text("ens_longitude", "ENS longitude")
        ),
    )
    # A school year without a date: the place is known, the dates are not.
    sessions = () if place == Place() else (TrainingSession("1", place=place),)
    return TrainingOffer(
        source="onisep",
        key=f"{row.text('ens_code_uai', 'ENS code UAI')}/{key}".lstrip("/"),
        title=title,
        provider=Provider(
            school or "Établissements non communiqués",
            uai=row.text("ens_code_uai", "ENS code UAI"),
        ),
        content=row.text("af_elements_denseignement", "AF éléments d'enseignement"),
        certifications=(code,) if code else (),
        nsf=tuple(filter(None, (row.text("code NSF"),))),
        level=int(level[0]) if level else None,
        public="voie scolaire",
        accessibility=row.text("ens_accessibilite", "ENS accessibilité"),
        url=web_address(row.text("af_page_web", "AF page web") or address),
        sessions=sessions,
        extras=tuple(
            (name, value)
            for name, value in (
                ("durée", row.text("af_duree_cycle_standard", "durée")),
                (
                    "niveau de sortie",
                    row.text("for_niveau_de_sortie", "niveau de sortie indicatif"),
                ),
            )
            if value
        ),
    )
