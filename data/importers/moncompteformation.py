"""Mon Compte Formation, the open catalogue of the Caisse des Dépôts (CSV).

A row is a course of a body in a department: it has no address and no date.
"""

from collections.abc import Iterator
from pathlib import Path

from data.importers.csv_records import CsvRecord, csv_records, header_of
from data.importers.lheo_fields import certification_code, plain_text
from skills.training import DeliveryMode, Provider, Rejected, TrainingOffer


class MonCompteFormationImporter:
    """Reads the export ``moncompteformation_catalogueformation``, old and new column names."""

    name = "Mon Compte Formation"

    def recognises(self, start: bytes) -> bool:
        """CSV whose header has the catalogue's own columns."""
        header = header_of(start)
        return "numero_formation" in header and "intitule_formation" in header

    def read(self, path: Path) -> Iterator[TrainingOffer | Rejected]:
        """The offers of a file, in its order."""
        for row in csv_records(path):
            yield row if isinstance(row, Rejected) else _offer(row)


def _offer(row: CsvRecord) -> TrainingOffer | Rejected:
    number, title = row.text("numero_formation"), row.text("intitule_formation")
    if not number or not title:
        missing = "numero_formation" if not number else "intitule_formation"
        return Rejected(row.line, missing, "", "required")
    siret = "".join(c for c in row.text("siret_of", "siret") if c.isdigit())
    codes = (
        certification_code(row.text("code_rncp"), "RNCP"),
        certification_code(row.text("code_rs", "code_inventaire"), "RS"),
    )
    level = row.text("libelle_niveau_sortie_formation")
    digit = next((c for c in level if c in "345678"), "") if "iveau" in level else ""
    hours = row.number("nombre_heures_total_mean", "nombre_heures_total_min")
    active, remote = row.number("nb_session_active"), row.number("nb_session_a_distance")
    department = row.text("code_departement")
    return TrainingOffer(
        source="moncompteformation",
        key=f"{siret}/{number}/{department}",
        title=title,
        provider=Provider(row.text("nom_of") or "Organisme non communiqué", siret),
        objective=plain_text(row.text("objectif_formation")),
        content=plain_text(
            "\n".join(
                filter(
                    None, (row.text("contenu_formation"), row.text("resultats_attendus_formation"))
                )
            )
        ),
        certifications=tuple(code for code in codes if code),
        nsf=_codes(row, "code_nsf_{}", 3),
        formacodes=_codes(row, "code_formacode_{}", 5),
        romes=_codes(row, "code_rome_{}", 5),
        level=int(digit) if digit else None,
        hours=round(hours) if hours else None,
        mode=DeliveryMode.REMOTE if active and remote == active else None,
        cost=row.number("frais_ttc_tot_mean", "frais_ttc_tot_min"),
        funding=("Compte personnel de formation",),
    )


def _codes(row: CsvRecord, name: str, most: int) -> tuple[str, ...]:
    found = (row.text(name.format(rank)) for rank in range(1, most + 1))
    return tuple(dict.fromkeys(code for code in found if code))
