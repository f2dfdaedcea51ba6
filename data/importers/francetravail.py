"""France Travail, job offers v2: contracts of apprenticeship and professionalisation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.importers.json_records import JsonRecord, load_json, point, records, with_faults
from data.importers.lheo_fields import plain_text, web_address
from skills.apprenticeship import ApprenticeContract, ApprenticeshipOpening
from skills.errors import BadFile
from skills.training import Place, Rejected


class FranceTravailImporter:
    """Reads the answer of ``/offresdemploi/v2/offres/search``, or a file that holds the same."""

    name = "France Travail"

    def recognises(self, start: bytes) -> bool:
        """JSON with the list that the search answers."""
        head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
        return head.startswith(b"{") and b'"resultats"' in head

    def read(self, path: Path) -> Iterator[ApprenticeshipOpening | Rejected]:
        """The openings of a file, in its order; other contracts are refused one by one."""
        return read_offers(path.name, load_json(path))


def read_offers(name: str, answer: Any) -> Iterator[ApprenticeshipOpening | Rejected]:
    """The openings of one answer; raise ``BadFile`` when it is of another shape."""
    if not isinstance(answer, dict) or "resultats" not in answer:
        raise BadFile(name, "json_shape", value="il manque « resultats »")
    for one in records(name, answer["resultats"]):
        yield from [one] if isinstance(one, Rejected) else with_faults(one, _opening(one))
    if "matrice_left_out" in answer:
        yield Rejected(0, "resultats", str(answer["matrice_left_out"])[:20], "left_out")


def _opening(record: JsonRecord) -> ApprenticeshipOpening | Rejected:
    key, title = record.text("id"), record.text("intitule")
    if not key or not title:
        return record.rejected("id" if not key else "intitule", key, "required")
    nature = f"{record.text('natureContrat')} {record.text('typeContrat')}".casefold()
    contracts = []
    if "apprentissage" in nature or "e2" in nature.split():
        contracts.append(ApprenticeContract.APPRENTICESHIP)
    if "professionnalisation" in nature or "fs" in nature.split():
        contracts.append(ApprenticeContract.PROFESSIONALISATION)
    if not contracts:
        return record.rejected("natureContrat", record.text("natureContrat"), "no_apprenticeship")
    where = "lieuTravail"
    return ApprenticeshipOpening(
        source="francetravail",
        key=key,
        title=title,
        employer=record.text("entreprise", "nom"),
        text=plain_text(record.text("description")),
        contracts=tuple(contracts),
        romes=tuple(filter(None, (record.text("romeCode"),))),
        posts=record.whole("nombrePostes"),
        place=Place(
            record.text(where, "commune") if record.text(where, "commune")[:1].isdigit() else "",
            record.text(where, "libelle"),
            record.text(where, "codePostal"),
            point(record.at(where, "latitude"), record.at(where, "longitude")),
        ),
        published_on=record.day("dateCreation"),
        url=web_address(record.text("origineOffre", "urlOrigine")),
    )
