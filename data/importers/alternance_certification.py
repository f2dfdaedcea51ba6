"""API Alternance, ``/certification/v1``: fiches of the registers, blocks by their titles alone."""

import re
from collections.abc import Iterator
from pathlib import Path

from data.importers.json_records import JsonRecord, load_json, records, with_faults
from data.importers.rncp_fields import register_code
from skills.certification import Block
from skills.errors import BadFile
from skills.register import AccessWay, CertificationFact
from skills.training import Rejected

_WAYS = {
    "formation_statut_eleve": AccessWay.STUDENT,
    "apprentissage": AccessWay.APPRENTICE,
    "formation_continue": AccessWay.CONTINUING,
    "contrat_professionnalisation": AccessWay.PROFESSIONALISATION,
    "candidature_individuelle": AccessWay.INDIVIDUAL,
    "experience": AccessWay.EXPERIENCE,
}


class AlternanceCertificationImporter:
    """Reads the list that the service answers."""

    name = "API Alternance (certifications)"

    def recognises(self, start: bytes) -> bool:
        """A list of objects with the keys of a certification."""
        head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
        keys = (b'"blocs_competences"', b'"periode_validite"', b'"base_legale"')
        return re.match(rb"\[\s*\{", head) is not None and any(key in head for key in keys)

    def read(self, path: Path) -> Iterator[CertificationFact | Rejected]:
        """The fiches of a file, in its order."""
        answer = load_json(path)
        if not isinstance(answer, list):
            raise BadFile(path.name, "json_shape", value="une liste est attendue")
        for one in records(path.name, answer):
            if isinstance(one, Rejected):
                yield one
            else:
                yield from with_faults(one, _fact(one))


def _fact(record: JsonRecord) -> CertificationFact | Rejected:
    code = register_code(record.text("identifiant", "rncp"))
    title = record.text("intitule", "rncp") or record.text("intitule", "cfd", "long")
    if not code or not title:
        missing = "intitule.rncp" if code else "identifiant.rncp"
        return record.rejected(missing, record.text("identifiant", "cfd"), "required")
    level = record.text("intitule", "niveau", "rncp", "europeen") or record.text(
        "intitule", "niveau", "cfd", "europeen"
    )
    validity, ways = ("periode_validite", "rncp"), ("type", "voie_acces", "rncp")
    active = record.at(*validity, "actif")
    return CertificationFact(
        source="rncp",
        key=code,
        title=title,
        kind=record.text("intitule", "niveau", "cfd", "libelle").capitalize(),
        active=active if isinstance(active, bool) else None,
        level=int(level) if level in tuple("345678") else None,
        registration=record.text("type", "enregistrement_rncp"),
        starts_on=record.day(*validity, "activation"),
        ends_on=record.day(*validity, "fin_enregistrement"),
        nsf=_codes(record, "domaines", "nsf", "rncp"),
        romes=_codes(record, "domaines", "rome", "rncp"),
        formacodes=_codes(record, "domaines", "formacodes", "rncp"),
        ways=tuple(way for name, way in _WAYS.items() if record.at(*ways, name) is True),
        blocks=tuple(
            Block(one.text("code"), one.text("intitule"), "rncp")
            for one in record.parts("blocs_competences", "rncp")
        ),
        certifiers=tuple(one.text("nom") for one in record.parts("type", "certificateurs_rncp")),
        detailed=False,
    )


def _codes(record: JsonRecord, *keys: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.text("code") for one in record.parts(*keys))))
