"""API Alternance (La bonne alternance): courses by apprenticeship, and contracts that firms offer.

The answers of ``/formation/v1/search`` and ``/job/v1/search``, or a file that holds the same.
Contract: api-alternance-sdk 2.17.0. Persons' names, addresses and telephones in them are not kept.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.importers.json_records import (
    JsonRecord,
    imprecise,
    load_json,
    records,
    with_faults,
)
from data.importers.lheo_fields import certification_code, plain_text, web_address
from skills.apprenticeship import ApprenticeContract, ApprenticeshipOpening, ApprenticeshipPlace
from skills.errors import BadFile
from skills.training import Place, Provider, Rejected

Records = Iterator[ApprenticeshipPlace | ApprenticeshipOpening | Rejected]

# What the contract says is always there, among what is read here.
_OF_A_COURSE = (
    ("statut", "catalogue"),
    ("formateur", "organisme"),
    ("certification", "valeur"),
    ("certification", "valeur", "identifiant", "rncp"),
    ("certification", "valeur", "intitule", "cfd"),
    ("certification", "valeur", "intitule", "niveau"),
    ("certification", "valeur", "domaines", "rome"),
    ("lieu", "adresse"),
    ("lieu", "geolocalisation"),
    ("modalite", "duree_indicative"),
    ("contenu_educatif", "contenu"),
    ("contenu_educatif", "objectif"),
    ("sessions",),
)
_OF_A_JOB = (
    ("workplace", "name"),
    ("workplace", "location"),
    ("contract", "start"),
    ("contract", "duration"),
    ("contract", "type"),
    ("offer", "description"),
    ("offer", "rome_codes"),
    ("offer", "opening_count"),
    ("offer", "publication"),
    ("offer", "status"),
    ("apply", "url"),
)
_CONTRACTS = {
    "Apprentissage": ApprenticeContract.APPRENTICESHIP,
    "Professionnalisation": ApprenticeContract.PROFESSIONALISATION,
}


class AlternanceImporter:
    """Reads trainings and jobs of API Alternance."""

    name = "API Alternance"

    def recognises(self, start: bytes) -> bool:
        """JSON with the keys of one of the two answers."""
        head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
        keys = (b'"cle_ministere_educatif"', b'"workplace"', b'"recruiters"')
        ours = re.match(rb'\{\s*"(?:data|jobs)"\s*:', head) or any(key in head for key in keys)
        return head.startswith(b"{") and b'"formations"' not in head and bool(ours)

    def read(self, path: Path) -> Records:
        """The places and openings of a file, in its order."""
        return read_answer(path.name, load_json(path))


def read_answer(name: str, answer: Any) -> Records:
    """The places and openings of one answer; raise ``BadFile`` when it is of neither shape."""
    if not isinstance(answer, dict):
        raise BadFile(name, "json_shape", value="un objet « data » ou « jobs » est attendu")
    if not {"data", "jobs"} & set(answer):
        raise BadFile(name, "json_shape", value="il manque « data » ou « jobs »")
    if "data" in answer:
        for one in records(name, answer["data"]):
            if isinstance(one, Rejected):
                yield one
            else:
                yield from with_faults(one, *_places(one))
    if "jobs" in answer:
        for one in records(name, answer["jobs"]):
            yield from [one] if isinstance(one, Rejected) else with_faults(one, _opening(one))
        yield from _warnings(answer.get("warnings"))
        for one in records(name, answer.get("recruiters", [])):
            if isinstance(one, Rejected):
                yield one
            else:  # a firm that may hire, and offers nothing yet: not an opening
                yield one.rejected("recruiters", one.text("workplace", "name"), "no_offer")


def _warnings(told: Any) -> Records:
    """What the service says of its own answer: a source that it could not read."""
    for number, one in enumerate(told if isinstance(told, list) else (), start=1):
        text = one.get("message") if isinstance(one, dict) else one
        yield Rejected(number, "warnings", str(text)[:80], "source_warning")


def _places(record: JsonRecord) -> Records:
    key = record.text("identifiant", "cle_ministere_educatif")
    certification = ("certification", "valeur")
    record.promised(*_OF_A_COURSE)
    title = record.text(*certification, "intitule", "cfd", "long") or record.text(
        *certification, "intitule", "rncp"
    )
    if not key or not title:
        missing = (
            "identifiant.cle_ministere_educatif"
            if not key
            else f"{'.'.join(certification)}.intitule"
        )
        yield record.rejected(missing, key, "required")
        return
    code = certification_code(record.text(*certification, "identifiant", "rncp"), "RNCP")
    body = ("formateur", "organisme")
    provider = Provider(
        record.text(*body, "etablissement", "enseigne")
        or record.text(*body, "unite_legale", "raison_sociale")
        or "Organisme non communiqué",
        record.text(*body, "identifiant", "siret"),
        record.text(*body, "identifiant", "uai"),
    )
    years = record.whole("modalite", "duree_indicative")
    romes = record.parts(*certification, "domaines", "rome", "rncp")
    base = ApprenticeshipPlace(
        source="alternance",
        key=key,
        title=title,
        provider=provider,
        text=plain_text(
            "\n".join(
                filter(
                    None,
                    (
                        record.text("contenu_educatif", "objectif"),
                        record.text("contenu_educatif", "contenu"),
                    ),
                )
            )
        ),
        certifications=(code,) if code else (),
        romes=tuple(filter(None, (one.text("code") for one in romes))),
        level=_level(record.text(*certification, "intitule", "niveau", "cfd", "europeen"))
        or _level(record.text(*certification, "intitule", "niveau", "rncp", "europeen")),
        place=_place(record, ("lieu", "adresse"), ("lieu", "geolocalisation"))
        or _place(
            record, (*body, "etablissement", "adresse"), (*body, "etablissement", "geopoint")
        ),
        months=12 * years if years else None,
        url=web_address(record.text("onisep", "url")),
        vanished=record.text("statut", "catalogue") in ("supprimé", "archivé"),
    )
    sessions = record.parts("sessions")
    if not sessions:
        yield base
    for session in sessions:
        session.promised(("debut",), ("capacite",))
        start = session.day("debut")
        key = f"{base.key}/{start.isoformat()}" if start else base.key
        yield replace(base, key=key, seats=session.whole("capacite"), starts_on=imprecise(start))


def _opening(record: JsonRecord) -> ApprenticeshipOpening | Rejected:
    record.promised(*_OF_A_JOB)
    key = record.text("identifier", "id") or record.text("identifier", "partner_job_id")
    title = record.text("offer", "title")
    if not key or not title:
        return record.rejected("identifier.id" if not key else "offer.title", key, "required")
    code = record.text("offer", "target_diploma", "european")
    return ApprenticeshipOpening(
        source="alternance",
        key=key,
        title=title,
        employer=record.text("workplace", "brand") or record.text("workplace", "name"),
        text=plain_text(record.text("offer", "description")),
        contracts=tuple(_contracts(record)),
        romes=tuple(record.texts("offer", "rome_codes")),
        level=_level(code),
        starts_on=imprecise(record.day("contract", "start")),
        months=record.whole("contract", "duration"),
        posts=record.whole("offer", "opening_count"),
        place=Place(
            city=record.text("workplace", "location", "address"),
            point=record.point("workplace", "location", "geopoint"),
        ),
        published_on=record.day("offer", "publication", "creation"),
        url=web_address(record.text("apply", "url")),
        vanished=record.text("offer", "status") in ("Filled", "Cancelled"),
    )


def _contracts(record: JsonRecord) -> Iterator[ApprenticeContract]:
    for kind in record.texts("contract", "type"):
        if kind in _CONTRACTS:
            yield _CONTRACTS[kind]
        else:
            record.wrong.append(record.rejected("contract.type", kind, "no_apprenticeship"))


def _place(record: JsonRecord, address: tuple[str, ...], where: tuple[str, ...]) -> Place | None:
    found = Place(
        commune=record.text(*address, "commune", "code_insee"),
        city=record.text(*address, "commune", "nom"),
        postal_code=record.text(*address, "code_postal"),
        point=record.point(*where),
    )
    return None if found == Place() else found


def _level(text: str) -> int | None:
    return int(text) if text in ("3", "4", "5", "6", "7", "8") else None
