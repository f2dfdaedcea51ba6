"""What an importer is, and which one reads a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.errors import BadFile
from skills.register import CertificationFact
from skills.training import Rejected, TrainingOffer

Offered = TrainingOffer | ApprenticeshipOpening | ApprenticeshipPlace | CertificationFact
"""What a catalogue may hold, and what the registers say of the certifications in it."""

_SNIFFED = 4096  # bytes


class Importer(Protocol):
    """Reads one format. A bad record or field is a ``Rejected``; only an unreadable file is an
    error.
    """

    name: str

    def recognises(self, start: bytes) -> bool:
        """Whether a file that begins with these bytes is of this format."""
        ...

    def read(self, path: Path) -> Iterator[Offered | Rejected]:
        """The offers of a file in its order, a rejection standing beside the record it is about."""
        ...


def find_importer(path: Path) -> Importer:
    """The importer that reads the file; raise ``BadFile`` when it is missing, empty or of no
    known format.
    """
    if path.is_dir():
        from data.importers.rncp_csv import RncpCsvImporter

        if RncpCsvImporter().recognises_folder(path):
            return RncpCsvImporter()
    start = _start(path)
    for importer in importers():
        if importer.recognises(start):
            return importer
    raise BadFile(path.name, "unknown_format")


def importers() -> tuple[Importer, ...]:
    """Every importer, in the order in which a file is offered to them."""
    # Imported when they are used: lxml and its like take time.
    from data.importers.alternance import AlternanceImporter
    from data.importers.alternance_certification import AlternanceCertificationImporter
    from data.importers.catalogue_apprentissage import CatalogueApprentissageImporter
    from data.importers.francetravail import FranceTravailImporter
    from data.importers.lheo import LheoImporter
    from data.importers.moncompteformation import MonCompteFormationImporter
    from data.importers.offer_sheet import OfferSheetImporter
    from data.importers.onisep import OnisepImporter
    from data.importers.rncp import RncpXmlImporter
    from data.importers.rncp_csv import RncpCsvImporter

    return (
        RncpXmlImporter(),
        RncpCsvImporter(),
        LheoImporter(),
        CatalogueApprentissageImporter(),
        FranceTravailImporter(),
        AlternanceImporter(),
        AlternanceCertificationImporter(),
        MonCompteFormationImporter(),
        OnisepImporter(),
        OfferSheetImporter(),
    )


def _start(path: Path) -> bytes:
    if not path.exists():
        raise BadFile(path.name, "absent")
    if path.is_dir():
        raise BadFile(path.name, "folder")
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFFED)
    except OSError as error:
        raise BadFile(path.name, "unreadable", value=error.strerror or "") from None
    if not start.strip():
        raise BadFile(path.name, "empty")
    return start
