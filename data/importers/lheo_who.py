"""Who gives an LHEO course, and what it certifies."""

import re

from data.formats.lheo_node import Node
from data.importers.lheo_fields import certification_code
from data.importers.lheo_tree import Record, words
from skills.training import Provider

UNNAMED = "Organisme non communiqué"


def read_provider(formation: Node, record: Record) -> Provider:
    """The body that answers for the course; a SIRET of another length is kept and told."""
    body = formation.first("organisme-formation-responsable")
    if body is None:
        return Provider(UNNAMED)
    name = words(body, "nom-organisme")
    if name:
        body.children["nom-organisme"][0].taken = True
    else:
        name = words(body, "raison-sociale")
        if name:
            del body.children["raison-sociale"][0]
    number = body.first("SIRET-organisme-formation", "SIRET")
    siret = re.sub(r"\s", "", number.said()) if number else ""
    if siret and not re.fullmatch(r"[0-9]{14}", siret):
        record.reject("SIRET", number, siret, "siret")
    if number and re.fullmatch(r"[0-9]+", siret):
        number.taken = True
    else:
        siret = ""
    school = body.first("code-UAI-organisme-formation", "code-UAI")
    uai = school.said() if school else ""
    if school and uai:
        school.taken = True
    return Provider(name or UNNAMED, siret, uai)


def certifications(formation: Node, record: Record) -> tuple[str, ...]:
    """The codes of what the course prepares, each once."""
    found = []
    for certification in formation.all("certification"):
        for name, prefix in (("code-RNCP", "RNCP"), ("code-RS", "RS")):
            text = certification.said(name)
            if not text:
                continue
            code = certification_code(text, prefix)
            if code:
                found.append(code)
            else:
                record.reject(name, certification.first(name), text, "certification_number")
    return tuple(dict.fromkeys(found))
