"""Travel times between communes, when a territory gives them (docs/travel-times.md)."""

import re
from collections import defaultdict
from pathlib import Path

from data.readers.table import Row, read_table
from skills.travel import TravelMode, TravelTime, TravelTimes

COLUMNS = ("from", "to", "mode", "arrives_by", "minutes", "source")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_A_DAY = 24 * 60


def read_travel_times(folder: Path) -> TravelTimes:
    """The ways of the file; none without it. ``BadFile`` where a cell is not as expected."""
    ways: dict[str, dict[str, list[TravelTime]]] = defaultdict(lambda: defaultdict(list))
    required = ("from", "to", "mode", "minutes", "source")
    for row in read_table(folder / "travel_times.csv", COLUMNS, required=required):
        try:
            mode = TravelMode(row["mode"])
        except ValueError:
            raise row.fail("mode", "one_of") from None
        way = TravelTime(mode, row.number("minutes", 1, _A_DAY), _arrival(row), row["source"])
        ways[row["from"]][row["to"]].append(way)
    return TravelTimes(
        {
            start: {end: tuple(found) for end, found in ends.items()}
            for start, ends in sorted(ways.items())
        }
    )


def _arrival(row: Row) -> int | None:
    if not row["arrives_by"]:
        return None
    clock = _CLOCK.fullmatch(row["arrives_by"])
    if clock is None:
        raise row.fail("arrives_by", "clock")
    return int(clock[1]) * 60 + int(clock[2])
