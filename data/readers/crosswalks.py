"""Links to other frameworks, and the codes that were retired."""

from pathlib import Path

from data.readers.table import read_table
from skills.reference import Crosswalk

CROSSWALK = ("code", "target", "match")
RETIRED = ("code", "replaced_by", "retired_on")
SCHEMES = ("rome", "esco", "formacode", "nsf")
MATCHES = ("exact", "close", "broad", "narrow")


def read_crosswalks(folder: Path) -> tuple[Crosswalk, ...]:
    """Every link, by scheme then in the order of its file."""
    found = []
    for scheme in SCHEMES:
        for row in read_table(folder / f"{scheme}.csv", CROSSWALK, required=CROSSWALK):
            if row["match"] not in MATCHES:
                raise row.fail("match", "crosswalk_match")
            found.append(Crosswalk(row["code"], scheme, row["target"], row["match"]))
    return tuple(found)


def read_replaced(folder: Path) -> dict[str, str]:
    """For each retired code, the code to read instead."""
    return {
        row["code"]: row["replaced_by"]
        for row in read_table(folder / "retired.csv", RETIRED, required=RETIRED)
    }
