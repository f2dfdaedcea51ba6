"""Pairs of records labelled by hand as one offer or two (docs/gold.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.readers.table import Row, read_table
from skills.training import (
    DatePrecision,
    DeliveryMode,
    ImpreciseDate,
    Place,
    Provider,
    TrainingOffer,
    TrainingSession,
)

COLUMNS = (
    "pair", "same", "case", "source", "title", "provider", "siret", "uai", "certifications",
    "level", "hours", "mode", "sessions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two records, whether they are one offer, and what makes them hard to tell."""

    id: str
    same: bool
    case: str
    one: TrainingOffer
    other: TrainingOffer


def read_offer_pairs(path: Path) -> Iterator[LabelledPair]:
    """The pairs of a file, in its order: two rows each."""
    rows = list(read_table(path, COLUMNS, required=("pair", "same", "source", "title")))
    for first, second in zip(rows[::2], rows[1::2], strict=True):
        if (first["pair"], first["same"]) != (second["pair"], second["same"]):
            raise second.fail("pair", "two_rows")
        if first["same"] not in ("yes", "no"):
            raise first.fail("same", "yes_or_no")
        yield LabelledPair(
            first["pair"], first["same"] == "yes", first["case"], _offer(first), _offer(second)
        )


def _offer(row: Row) -> TrainingOffer:
    return TrainingOffer(
        row["source"],
        f"{row['pair']}-{row['source']}",
        row["title"],
        Provider(row["provider"], row["siret"], row["uai"]),
        certifications=tuple(row["certifications"].split()),
        level=row.number("level", 1, 8) if row["level"] else None,
        hours=row.number("hours", 1, 9999) if row["hours"] else None,
        mode=DeliveryMode(row["mode"]) if row["mode"] else None,
        sessions=tuple(
            _session(text, str(rank))
            for rank, text in enumerate(row["sessions"].split(";"))
            if text
        ),
    )


def _session(text: str, key: str) -> TrainingSession:
    """« 2027-03-01>2027-08-06@56121#12 »: start, end, place (code or name) and seats."""
    text, _, seats = text.partition("#")
    days, _, place = text.partition("@")
    start, _, end = days.partition(">")
    return TrainingSession(
        key,
        _day(start),
        _day(end),
        Place(place if place.isdigit() else "", "" if place.isdigit() else place)
        if place
        else None,
        int(seats) if seats else None,
    )


def _day(text: str) -> ImpreciseDate | None:
    if not text:
        return None
    if len(text) == len("2027-03"):
        return ImpreciseDate(date.fromisoformat(f"{text}-01"), DatePrecision.MONTH)
    return ImpreciseDate(date.fromisoformat(text))
