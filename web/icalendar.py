"""Days for one's own calendar: iCalendar (RFC 5545), all-day events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Event:
    """Something on one day or several; ``uid`` is the same each time it is told."""

    uid: str
    summary: str
    starts_on: date
    ends_on: date
    place: str = ""
    address: str = ""  # a page about it
    words: str = ""


def calendar_text(events: Iterable[Event], *, now: datetime) -> str:
    """The events as a file that telephones and agendas open."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Matrice//FR", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}@matrice".replace(" ", "-"),
            f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{event.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.ends_on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.summary)}",
            *([f"LOCATION:{_escaped(event.place)}"] if event.place else []),
            *([f"DESCRIPTION:{_escaped(event.words)}"] if event.words else []),
            *([f"URL:{event.address}"] if event.address else []),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line: str) -> list[str]:
    """A line cut so that none is longer than 75 bytes, as the format asks."""
    parts, current = [], ""
    for char in line:
        if len((current + char).encode()) > 73:
            parts.append(current)
            current = " "
        current += char
    return [*parts, current]
