"""Courses of the catalogue as LHEO 2.3, for whoever exchanges training offers."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree
from sqlmodel import Session

from data.exporters.lheo import write_lheo
from data.storage.offers import list_offers, list_records, offer_states
from data.storage.same_offers import list_same
from matching.places import CommuneNames
from matching.same_offer.merging import merge_records
from matching.same_offer.pairs import group, name_of
from skills.account import VISITOR
from skills.errors import BadFile, NotFound
from skills.same_offer import RecordName
from skills.training import TrainingOffer

_AT_ONCE = 500  # a database takes so many identifiers in one question


def offers_lheo(db: Session, ids: Sequence[int], towns: CommuneNames) -> bytes:
    """These courses as one file, those that several sources describe put together once;
    ``NotFound`` when there is none: LHEO has no empty file.
    """
    if not ids:
        raise NotFound("lheo", 0)
    return b"".join(write_lheo(_whole(db, ids, towns)))


def _whole(db: Session, ids: Sequence[int], towns: CommuneNames) -> Iterator[TrainingOffer]:
    """The courses with all that their sources say, extras included."""
    pairs = list_same(db)
    known = [RecordName(source, key) for source, key in offer_states(db)]
    groups = {name: names for names in group(pairs, known) for name in names}
    told = set()
    for first in range(0, len(ids), _AT_ONCE):
        for record in list_offers(db, visible_to=VISITOR, ids=ids[first : first + _AT_ONCE]):
            names = groups.get(name_of(record))
            if names is None:
                yield record
            elif names not in told:
                told.add(names)
                yield merge_records(list_records(db, names, visible_to=VISITOR), towns)


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
