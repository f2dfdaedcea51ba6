"""JSON files of records: read whole, checked as they are taken apart, each record by its place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    except ValueError:  # a number of thousands of digits
        raise BadFile(path.name, "json", value="un nombre est trop long") from None
    except RecursionError:
        raise BadFile(path.name, "json", value="trop imbriqué") from None


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One record of a file, read by paths of keys. What is missing or null is empty; what is of
    another shape than the format says is empty too, and told in ``wrong``.
    """

    number: int  # from 1, in the order of the file
    value: dict[str, Any]
    within: tuple[str, ...] = ()  # where it stands in its record, when it is a part of one
    wrong: list[Rejected] = field(default_factory=list)

    def at(self, *keys: str) -> Any:
        """What stands at a path of keys, or None."""
        found: Any = self.value
        for depth, key in enumerate(keys):
            if found is None:
                return None
            if not isinstance(found, dict):
                self._tell(keys[:depth], found, "json_object_expected")
                return None
            found = found.get(key)
        return found

    def text(self, *keys: str) -> str:
        """The text at a path, a number as it is written; empty otherwise."""
        found = self.at(*keys)
        if found is None:
            return ""
        if isinstance(found, bool) or not isinstance(found, str | int | float):
            self._tell(keys, found, "json_text")
            return ""
        return " ".join(str(found).replace("\xa0", " ").split())

    def whole(self, *keys: str) -> int | None:
        """The whole number above 0 at a path, or None."""
        text = self.text(*keys)
        if text.isascii() and text.isdecimal() and int(text) < 10**6:
            return int(text) or None
        if text:
            self._tell(keys, text, "json_whole")
        return None

    def day(self, *keys: str) -> date | None:
        """The day of an ISO date or instant at a path, in the zone that it is given in."""
        text = self.text(*keys)
        found = iso_day(text)
        if text and found is None:
            self._tell(keys, text, "json_day")
        return found

    def items(self, *keys: str) -> list[Any]:
        """The list at a path, or an empty one."""
        found = self.at(*keys)
        if found is None or isinstance(found, list):
            return found or []
        self._tell(keys, found, "json_list")
        return []

    def parts(self, *keys: str) -> list["JsonRecord"]:
        """The objects of the list at a path, each as a record that tells its faults here."""
        found = []
        for rank, one in enumerate(self.items(*keys), start=1):
            place = (*self.within, *keys[:-1], f"{keys[-1]}[{rank}]")
            if isinstance(one, dict):
                found.append(JsonRecord(self.number, one, place, self.wrong))
            else:
                self._tell((*keys[:-1], f"{keys[-1]}[{rank}]"), one, "json_object_expected")
        return found

    def texts(self, *keys: str) -> list[str]:
        """The texts of the list at a path."""
        found = []
        for rank, one in enumerate(self.items(*keys), start=1):
            if isinstance(one, str):
                found.append(one)
            else:
                self._tell((*keys[:-1], f"{keys[-1]}[{rank}]"), one, "json_text")
        return found

    def point(self, *keys: str) -> Point | None:
        """The GeoJSON point at a path: longitude first."""
        shape = self.at(*keys)
        if shape is None:
            return None
        found = self.items(*keys, "coordinates")
        if len(found) != 2:
            self._tell((*keys, "coordinates"), found, "coordinates")
            return None
        where = point(found[1], found[0])
        if where is None:
            self._tell((*keys, "coordinates"), found, "coordinates")
        return where

    def promised(self, *paths: tuple[str, ...]) -> None:
        """Tell which of the keys that the format always has are not there: it has changed."""
        for keys in paths:
            parent = self.at(*keys[:-1])
            if isinstance(parent, dict) and keys[-1] not in parent:
                self._tell(keys, "", "json_absent")

    def rejected(self, field: str, value: str, why: str) -> Rejected:
        """A refusal of this record or of one of its fields."""
        return Rejected(self.number, field, value[:80], why)

    def _tell(self, keys: tuple[str, ...], value: object, why: str) -> None:
        told = self.rejected(".".join((*self.within, *keys)), shown_json(value), why)
        if told not in self.wrong:
            self.wrong.append(told)


def shown_json(value: object) -> str:
    """A value as the file writes it, cut."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:80]


def records(name: str, found: Any) -> Iterator[JsonRecord | Rejected]:
    """The records of a list; what is no object is refused by its place."""
    if not isinstance(found, list):
        raise BadFile(name, "json_shape", value="une liste est attendue")
    for number, one in enumerate(found, start=1):
        if isinstance(one, dict):
            yield JsonRecord(number, one)
        else:
            yield Rejected(number, "objet", str(one)[:80], "json_object")


def with_faults(record: JsonRecord, *kept: Any) -> tuple[Any, ...]:
    """What a record gave, then its faults; a record that was refused says nothing more."""
    refused = len(kept) == 1 and isinstance(kept[0], Rejected)
    return kept if refused else (*kept, *record.wrong)


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
