"""Certifications, with their blocks and the competences that each gives."""

from collections import defaultdict
from pathlib import Path

from data.readers.table import read_table
from skills.certification import (
    Block,
    Certification,
    CertificationStatus,
    Confidence,
    Grant,
)

CERTIFICATIONS = (
    "code", "title", "kind", "level", "rncp", "status", "replaced_by", "degree_code", "nsf",
    "formacode", "certifier", "source", "note",
)  # fmt: skip
BLOCKS = ("certification", "code", "label", "source")
GRANTS = (
    "certification",
    "competence",
    "level",
    "mapped_by",
    "mapped_on",
    "confidence",
    "basis",
)


def read_certifications(folder: Path) -> dict[str, Certification]:
    """The certifications by code."""
    blocks: dict[str, list[Block]] = defaultdict(list)
    for row in read_table(folder / "blocks.csv", BLOCKS, required=BLOCKS):
        blocks[row["certification"]].append(Block(row["code"], row["label"], row["source"]))
    grants: dict[str, list[Grant]] = defaultdict(list)
    for row in read_table(folder / "grants.csv", GRANTS, required=GRANTS):
        try:
            confidence = Confidence(row["confidence"])
        except ValueError:
            raise row.fail("confidence", "confidence") from None
        if row["basis"] not in ("official", "own_reading"):
            raise row.fail("basis", "official_or_own_reading")
        grants[row["certification"]].append(
            Grant(
                row["competence"],
                row.number("level", 1, 4),
                row["mapped_by"],
                row["mapped_on"],
                confidence,
                row["basis"] == "official",
            )
        )
    found = {}
    required = ("code", "title", "kind", "status", "source")
    for row in read_table(folder / "certifications.csv", CERTIFICATIONS, required=required):
        try:
            status = CertificationStatus(row["status"])
        except ValueError:
            raise row.fail("status", "certification_status") from None
        code = row["code"]
        found[code] = Certification(
            code,
            row["title"],
            row["kind"],
            row.number("level", 1, 8) if row["level"] else None,
            row["rncp"],
            status,
            row["replaced_by"],
            row["degree_code"],
            row["nsf"],
            row["formacode"],
            row["certifier"],
            row["source"],
            row["note"],
            tuple(blocks.get(code, ())),
            tuple(grants.get(code, ())),
        )
    return found
