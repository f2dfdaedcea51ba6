"""A file of training offers, into the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from data.importers.base import find_importer
from data.storage.offers import save_offers
from matching.matcher import Matcher
from skills.training import Rejected, TrainingOffer


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import changed. ``rejected`` are the records or fields that could not be taken."""

    file: str
    importer: str
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: tuple[Rejected, ...]


def import_file(db: Session, matcher: Matcher, path: Path, *, on: date) -> ImportReport:
    """Read a file of offers, work out what each teaches, and keep them; a bad record costs only
    itself.
    """
    importer = find_importer(path)
    rejected: list[Rejected] = []
    offers: list[TrainingOffer] = []
    for record in importer.read(path):
        if isinstance(record, Rejected):
            rejected.append(record)
        else:
            offers.append(matcher.teach(record, on=on))
    counts = save_offers(db, offers)
    return ImportReport(
        path.name,
        importer.name,
        len(offers),
        counts.new,
        counts.changed,
        counts.unchanged,
        tuple(rejected),
    )


def save_taught(
    db: Session, matcher: Matcher, offers: Iterable[TrainingOffer], *, on: date
) -> None:
    """Keep offers that come from elsewhere than a file, with what each teaches."""
    save_offers(db, [matcher.teach(offer, on=on) for offer in offers])
