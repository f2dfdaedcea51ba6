"""The ministries' catalogue of apprenticeship (RCO): answers of ``/entity/formations``."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from data.importers.json_records import (
    JsonRecord,
    imprecise,
    iso_day,
    load_json,
    point,
    records,
    with_faults,
)
from data.importers.lheo_fields import certification_code, plain_text, web_address
from skills.apprenticeship import ApprenticeshipPlace
from skills.errors import BadFile
from skills.training import Place, Provider, Rejected


class CatalogueApprentissageImporter:
    """Reads courses by apprenticeship, one place for each date of beginning."""

    name = "Catalogue de l'apprentissage"

    def recognises(self, start: bytes) -> bool:
        """JSON with the list that the catalogue answers."""
        head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
        return head.startswith(b"{") and b'"formations"' in head

    def read(self, path: Path) -> Iterator[ApprenticeshipPlace | Rejected]:
        """The places of a file, in its order."""
        answer = load_json(path)
        if not isinstance(answer, dict) or "formations" not in answer:
            raise BadFile(path.name, "json_shape", value="il manque « formations »")
        for one in records(path.name, answer["formations"]):
            if isinstance(one, Rejected):
                yield one
            else:
                yield from with_faults(one, *_places(one))


def _places(record: JsonRecord) -> Iterator[ApprenticeshipPlace | Rejected]:
    key = record.text("cle_ministere_educatif")
    title = record.text("intitule_long") or record.text("intitule_rco")
    if not key or not title:
        yield record.rejected(
            "cle_ministere_educatif" if not key else "intitule_long", key, "required"
        )
        return
    body = "etablissement_formateur_"
    latitude, _, longitude = record.text("lieu_formation_geo_coordonnees").partition(",")
    code = certification_code(record.text("rncp_code"), "RNCP")
    years = record.whole("duree")
    level = record.text("niveau")[:1]
    base = ApprenticeshipPlace(
        source="catalogue-apprentissage",
        key=key,
        title=title,
        provider=Provider(
            record.text(f"{body}enseigne")
            or record.text(f"{body}entreprise_raison_sociale")
            or "Organisme non communiqué",
            record.text(f"{body}siret"),
            record.text(f"{body}uai"),
        ),
        text=plain_text("\n".join((record.text("objectif"), record.text("contenu")))),
        certifications=(code,) if code else (),
        romes=tuple(record.texts("rome_codes")),
        level=int(level) if level in tuple("345678") else None,
        place=Place(
            record.text("code_commune_insee"),
            record.text("localite"),
            record.text("code_postal"),
            point(latitude, longitude),
        ),
        seats=record.whole("capacite"),
        months=12 * years if years else None,
        url=web_address(record.text("onisep_url")),
    )
    days = [iso_day(one) for one in record.texts("date_debut")]
    known = [day for day in days if day]
    if not known:
        yield base
    for day in dict.fromkeys(known):
        yield replace(base, key=f"{key}/{day.isoformat()}", starts_on=imprecise(day))
