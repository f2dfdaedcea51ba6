"""JSON files of records: read whole, checked as they are taken apart, each record by its place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from skills.errors import BadFile
from skills.territory import Point
from skills.training import ImpreciseDate, Rejected

MOST_BYTES = 512 * 1024 * 1024


def load_json(path: Path) -> Any:
    """What a JSON file holds; raise ``BadFile`` for what is no JSON, or too large to be taken
    whole.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise BadFile(path.name, "too_large", value=f"{size // 1_000_000} Mo")
    try:
        return json.loads(path.read_bytes())
    except UnicodeDecodeError:
        raise BadFile(path.name, "encoding") from None
    except json.JSONDecodeError as error:
        raise BadFile(path.name, "json", line=error.lineno, value=error.msg) from None
    except RecursionError:
        raise BadFile(path.name, "json", value="trop imbriqué") from None


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One record of a file, read by paths of keys: whatever is missing or of another shape is
    empty.
    """

    number: int  # from 1, in the order of the file
    value: dict[str, Any]

    def at(self, *keys: str) -> Any:
        """What stands at a path of keys, or None."""
        found: Any = self.value
        for key in keys:
            if not isinstance(found, dict):
                return None
            found = found.get(key)
        return found

    def text(self, *keys: str) -> str:
        """The text at a path, a number as it is written; empty otherwise."""
        found = self.at(*keys)
        if isinstance(found, bool) or not isinstance(found, str | int | float):
            return ""
        return " ".join(str(found).replace("\xa0", " ").split())

    def whole(self, *keys: str) -> int | None:
        """The whole number above 0 at a path, or None."""
        text = self.text(*keys)
        return int(text) if text.isascii() and text.isdecimal() and 0 < int(text) < 10**6 else None

    def day(self, *keys: str) -> date | None:
        """The day of an ISO date or instant at a path, in the zone that it is given in."""
        return iso_day(self.text(*keys))

    def items(self, *keys: str) -> list[Any]:
        """The list at a path, or an empty one."""
        found = self.at(*keys)
        return found if isinstance(found, list) else []

    def point(self, *keys: str) -> Point | None:
        """The GeoJSON point at a path: longitude first."""
        found = self.at(*keys, "coordinates")
        if not isinstance(found, list) or len(found) != 2:
            return None
        return point(found[1], found[0])

    def rejected(self, field: str, value: str, why: str) -> Rejected:
        """A refusal of this record or of one of its fields."""
        return Rejected(self.number, field, value[:80], why)


def records(name: str, found: Any) -> Iterator[JsonRecord | Rejected]:
    """The records of a list; what is no object is refused by its place."""
    if not isinstance(found, list):
        raise BadFile(name, "json_shape", value="une liste est attendue")
    for number, one in enumerate(found, start=1):
        if isinstance(one, dict):
            yield JsonRecord(number, one)
        else:
            yield Rejected(number, "objet", str(one)[:80], "json_object")


def iso_day(text: str) -> date | None:
    """The day of an ISO date or instant, or None."""
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return None


def imprecise(day: date | None) -> ImpreciseDate | None:
    """A day that is known to the day."""
    return ImpreciseDate(day) if day else None


def point(latitude: object, longitude: object) -> Point | None:
    """A place on the map, or None when it is none."""
    try:
        north, east = float(str(latitude)), float(str(longitude))
    except ValueError:
        return None
    if not (-90 <= north <= 90 and -180 <= east <= 180) or (north, east) == (0, 0):
        return None
    return Point(north, east)
