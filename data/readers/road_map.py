"""The stakes of the territory's road map."""

from pathlib import Path

from data.readers.table import read_table
from skills.road_map import Indicator, Stake

STAKES = ("code", "position", "label", "indicators", "source")


def read_stakes(folder: Path) -> dict[str, Stake]:
    """The stakes by code; each has at least one live indicator."""
    found = {}
    for row in read_table(folder / "stakes.csv", STAKES, required=STAKES):
        codes = row["indicators"].split()
        if not set(codes) <= {indicator.value for indicator in Indicator}:
            raise row.fail("indicators", "indicator")
        found[row["code"]] = Stake(
            row["code"],
            row.number("position", 1, 99),
            row["label"],
            tuple(Indicator(code) for code in codes),
            row["source"],
        )
    return found
