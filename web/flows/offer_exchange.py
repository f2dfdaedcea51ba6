"""Courses of the catalogue as LHEO 2.3, for whoever exchanges training offers."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree
from sqlmodel import Session

from data.exporters.lheo import write_lheo
from data.storage.offers import list_offers
from skills.account import VISITOR
from skills.errors import BadFile, NotFound

_AT_ONCE = 500  # a database takes so many identifiers in one question


def offers_lheo(db: Session, ids: Sequence[int]) -> bytes:
    """These courses as one file; ``NotFound`` when there is none: LHEO has no empty file."""
    if not ids:
        raise NotFound("lheo", 0)
    offers = (
        offer
        for first in range(0, len(ids), _AT_ONCE)
        for offer in list_offers(db, visible_to=VISITOR, ids=ids[first : first + _AT_ONCE])
    )
    return b"".join(write_lheo(offers))


def check_lheo(name: str, content: bytes, schema: Path) -> None:
    """Raise ``BadFile`` where a file does not follow a schema, or the schema is none."""
    try:
        rules = etree.XMLSchema(file=str(schema))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
        raise BadFile(schema.name, "not_a_schema", value=str(error)[:200]) from None
    try:
        rules.assertValid(etree.fromstring(content))
    except etree.DocumentInvalid as error:
        raise BadFile(name, "against_schema", value=str(error)) from None
