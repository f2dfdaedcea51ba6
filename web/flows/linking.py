"""One text, or a file of them, linked to the ontology: the stable JSON that others may build on."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from matching.matcher import Matcher
from matching.results import LinkedText
from skills.errors import BadFile


def linked_record(linked: LinkedText, identifier: str = "") -> dict[str, Any]:
    """What a text says, as plain JSON values; offsets are in characters of the text.

    Keys: ``id``, ``mentions``, ``occupations``, ``commitments``, ``unlinked`` (README, « link »).
    """
    return {
        "id": identifier,
        "mentions": [
            {
                "code": m.code,
                "family": m.family,
                "grain": m.grain.value,
                "start": m.start,
                "end": m.end,
                "quote": m.quote,
                "score": round(m.score, 4),
                "polarity": m.polarity.value,
                "level": m.level,
            }
            for m in linked.mentions
        ],
        "occupations": [
            {
                "code": o.code,
                "start": o.start,
                "end": o.end,
                "quote": o.quote,
                "score": round(o.score, 4),
                "polarity": o.polarity.value,
                "level": o.level,
                "headcount_min": o.headcount.minimum if o.headcount else None,
                "headcount_max": o.headcount.maximum if o.headcount else None,
                "when": o.when.isoformat() if o.when else None,
                "contract": o.contract.value if o.contract else None,
            }
            for o in linked.occupations
        ],
        "commitments": [
            {"kind": c.value.value, "start": c.start, "end": c.end} for c in linked.commitments
        ],
        "unlinked": [{"start": u.start, "end": u.end, "quote": u.quote} for u in linked.unlinked],
    }


def link_file(matcher: Matcher, path: Path, *, on: date) -> Iterator[dict[str, Any]]:
    """Link a file of one JSON object a line (``id``, ``text``, optional ``on``), line by line.

    Raise ``BadFile`` with the line for anything else; ``on`` is the day for lines without one.
    """
    if not path.is_file():
        raise BadFile(path.name, "absent")
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip():
                yield _link_line(matcher, path.name, number, raw, on)


def _link_line(matcher: Matcher, name: str, number: int, raw: bytes, on: date) -> dict[str, Any]:
    try:
        record = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadFile(name, "utf8", line=number, value=f"ligne {number}") from None
    except (json.JSONDecodeError, RecursionError):
        raise BadFile(name, "json_line", line=number) from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise BadFile(name, "json_record", line=number)
    day = on
    if record.get("on"):
        try:
            day = date.fromisoformat(str(record["on"]))
        except ValueError:
            raise BadFile(name, "iso_date", line=number, value=str(record["on"])) from None
    linked = matcher.propose(record["text"], on=day).linked
    return linked_record(linked, str(record.get("id", number)))
