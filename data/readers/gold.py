"""Labelled sentences: one JSON object a line (docs/gold.md)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skills.errors import BadFile

GOLD_FOLDER = Path(__file__).parent.parent / "gold"


def read_gold(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file, in its order; ``BadFile`` names the line that is no record."""
    if not path.is_file():
        raise BadFile(path.name, "absent")
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            raise BadFile(path.name, "json_line", line=number) from None
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise BadFile(path.name, "json_record", line=number)
        yield record
