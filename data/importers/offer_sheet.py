"""Courses in a table that a body keeps itself: CSV, XLSX, ODS, one row for each session."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from data.importers.columns import propose_columns
from data.importers.lheo_fields import certification_code, plain_text, web_address
from data.importers.spreadsheet import SheetRow, read_spreadsheet
from skills.errors import BadFile
from skills.training import (
    EntryMode,
    ImpreciseDate,
    Place,
    Provider,
    Rejected,
    TrainingOffer,
    TrainingSession,
)

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("intitulé", "formation", "titre", "nom de la formation"),
    "provider": ("organisme", "organisme de formation", "établissement", "centre"),
    "siret": ("siret", "siret de l'organisme"),
    "objective": ("objectif", "objectifs"),
    "content": ("contenu", "programme", "description"),
    "prerequisites": ("prérequis", "conditions d'accès"),
    "certification": ("code rncp", "certification", "rncp"),
    "hours": ("heures", "durée en heures", "nombre d'heures"),
    "cost": ("prix", "coût", "tarif"),
    "starts_on": ("début", "date de début", "du"),
    "ends_on": ("fin", "date de fin", "au"),
    "city": ("ville", "commune", "lieu"),
    "postal_code": ("code postal",),
    "seats": ("places", "nombre de places", "capacité"),
    "seats_left": ("places restantes", "places libres"),
    "url": ("lien", "adresse web", "site"),
}
"""What a table may hold, by the names that people give it."""
_REQUIRED = ("title", "provider")


class OfferSheetImporter:
    """Reads a table whose columns are recognised by their names."""

    name = "Tableau"

    def recognises(self, start: bytes) -> bool:
        """A workbook, or text whose first line names a course and its body."""
        zipped = start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
        if zipped or b"\x00" in start or start.lstrip()[:1] in (b"{", b"[", b"<"):
            return zipped
        first = start.partition(b"\n")[0].decode("utf-8-sig", errors="replace")
        mark = max(";,\t", key=first.count)
        return set(_REQUIRED) <= set(propose_columns(first.split(mark), FIELDS))

    def read(self, path: Path) -> Iterator[TrainingOffer | Rejected]:
        """The offers of a table, sessions of the same course together."""
        sheet = read_spreadsheet(path.name, path.read_bytes())
        columns = propose_columns(sheet.header, FIELDS)
        lacking = [FIELDS[field][0] for field in _REQUIRED if field not in columns]
        if lacking:
            raise BadFile(path.name, "lacking_columns", value=", ".join(lacking))
        offers: dict[str, TrainingOffer] = {}
        for row in sheet.rows:
            if not any(row.cells):
                continue
            if row.line in sheet.merged:
                yield Rejected(row.line, "ligne", "", "merged_cells")
                continue
            offer, wrong = _offer(row, columns)
            yield from wrong
            if offer is None:
                continue
            known = offers.get(offer.key)
            if known is not None:
                offer = replace(known, sessions=(*known.sessions, *_next(known, offer)))
            offers[offer.key] = offer
        yield from offers.values()


def _next(known: TrainingOffer, offer: TrainingOffer) -> tuple[TrainingSession, ...]:
    return tuple(
        replace(session, key=str(len(known.sessions) + rank))
        for rank, session in enumerate(offer.sessions, start=1)
    )


def _offer(
    row: SheetRow, columns: Mapping[str, int]
) -> tuple[TrainingOffer | None, Sequence[Rejected]]:
    cells = {f: row.cells[c] if c < len(row.cells) else "" for f, c in columns.items()}
    wrong: list[Rejected] = []

    def get(field: str) -> str:
        return " ".join(cells.get(field, "").split())

    def day(field: str) -> ImpreciseDate | None:
        found = _day(get(field))
        if get(field) and found is None:
            wrong.append(Rejected(row.line, FIELDS[field][0], get(field)[:80], "day_expected"))
        return ImpreciseDate(found) if found else None

    def number(field: str) -> float | None:
        text = get(field).replace("€", "").replace(" ", "").replace("\u202f", "").replace(",", ".")
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            found = -1
        if not 0 <= found < 10**7:
            wrong.append(Rejected(row.line, FIELDS[field][0], get(field)[:80], "number_expected"))
            return None
        return found

    def whole(field: str) -> int | None:
        found = number(field)
        return None if found is None else round(found)

    for field in _REQUIRED:
        if not get(field):
            return None, [Rejected(row.line, FIELDS[field][0], "", "required")]
    code = certification_code(get("certification"), "RNCP")
    if get("certification") and not code:
        wrong.append(
            Rejected(row.line, "certification", get("certification")[:80], "certification_number")
        )
    starts_on, ends_on = day("starts_on"), day("ends_on")
    if starts_on and ends_on and ends_on.day < starts_on.day:
        wrong.append(Rejected(row.line, "fin", get("ends_on")[:80], "end_before_start"))
        ends_on = None
    place = Place(city=get("city"), postal_code=get("postal_code"))
    session = TrainingSession(
        "1",
        starts_on,
        ends_on,
        None if place == Place() else place,
        whole("seats"),
        whole("seats_left"),
        EntryMode.FIXED if starts_on else None,
    )
    provider = Provider(get("provider"), "".join(c for c in get("siret") if c.isdigit()))
    return (
        TrainingOffer(
            source="tableau",
            key=f"{provider.key}/{get('title')}",
            title=get("title"),
            provider=provider,
            objective=plain_text(cells.get("objective", "")),
            content=plain_text(cells.get("content", "")),
            prerequisites=plain_text(cells.get("prerequisites", "")),
            certifications=(code,) if code else (),
            hours=whole("hours"),
            cost=number("cost"),
            url=web_address(get("url")),
            sessions=() if session == TrainingSession("1") else (session,),
        ),
        wrong,
    )


def _day(text: str) -> date | None:
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    year, month, day = numbers if len(parts[0]) == 4 else numbers[::-1]
    try:
        return date(year, month, day)
    except ValueError:
        return None
