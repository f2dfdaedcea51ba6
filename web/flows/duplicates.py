"""The same offer in several sources: put together alone when it is sure, by a person otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from data.storage.offers import get_offer, list_offers, list_records, offer_states
from data.storage.same_offers import decide_same, keep_computed, list_same
from matching.matcher import Matcher
from matching.same_offer.merging import differing
from matching.same_offer.pairs import Pair, group, name_of
from skills.account import VISITOR, User
from skills.journal import Deed
from skills.same_offer import RecordName, SameOffer, SameVerdict
from skills.training import TrainingOffer
from web.flows.journal import note

A_PAGE = 20


def catalogue_offers(db: Session, matcher: Matcher) -> tuple[TrainingOffer, ...]:
    """Every offer, the records that are one put together, by source and key."""
    return matcher.merge(list_offers(db, visible_to=VISITOR, extras=False), list_same(db))


def find_same(
    db: Session, matcher: Matcher, *, among: frozenset[RecordName] | None = None
) -> tuple[int, int]:
    """Look for the same offer in other sources, for the records ``among`` those given or for all;
    give how many pairs are put together and how many wait for a person.
    """
    if len({source for source, _ in offer_states(db)}) < 2 and not list_same(db):
        return 0, 0
    found = matcher.same_offers(list_offers(db, visible_to=VISITOR, extras=False), among=among)
    keep_computed(db, [_as_kept(pair) for pair in found], among=among)
    sure = sum(pair.verdict is SameVerdict.SAME for pair in found)
    return sure, len(found) - sure


def _as_kept(pair: Pair) -> SameOffer:
    reasons = tuple((one.kind, one.weight, one.detail) for one in pair.reasons)
    return SameOffer(pair.one, pair.other, pair.score, reasons, pair.verdict)


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair with both records; ``fields`` are those that say different things."""

    pair: SameOffer
    one: TrainingOffer
    other: TrainingOffer
    fields: Mapping[str, tuple[tuple[str, object], ...]]
    together: bool  # they stand as one offer in the catalogue


@dataclass(frozen=True, slots=True)
class DuplicateReview:
    """One page of pairs of a state, and how many there are in each."""

    lines: tuple[Compared, ...]
    counts: Mapping[SameVerdict, int]
    shown: SameVerdict
    page: int
    pages: int


def review_duplicates(db: Session, shown: SameVerdict, page: int) -> DuplicateReview:
    """The pairs that wait for a person, that are put together, or that a person set apart."""
    states = offer_states(db)
    known = {RecordName(source, key) for source, key in states}
    pairs = list_same(db)
    there = [pair for pair in pairs if pair.one in known and pair.other in known]
    counts = {verdict: sum(p.verdict is verdict for p in there) for verdict in SameVerdict}
    mine = [pair for pair in there if pair.verdict is shown]
    pages = max(1, -(-len(mine) // A_PAGE))
    page = min(max(1, page), pages)
    mine = mine[(page - 1) * A_PAGE : page * A_PAGE]
    names = {name for pair in mine for name in (pair.one, pair.other)}
    records = {name_of(one): one for one in list_records(db, names, visible_to=VISITOR)}
    groups = [set(names) for names in group(pairs, known)]
    lines = tuple(
        Compared(
            pair,
            records[pair.one],
            records[pair.other],
            differing((records[pair.one], records[pair.other])),
            any({pair.one, pair.other} <= names for names in groups),
        )
        for pair in mine
    )
    return DuplicateReview(lines, counts, shown, page, pages)


def decide_pair(
    db: Session, pair_id: int, verdict: SameVerdict | None, *, user: User, now: datetime
) -> SameOffer:
    """Keep what a person says of two records; None leaves it to the evidence again."""
    pair = decide_same(db, pair_id, verdict, by=user.name, at=now)
    detail = f"{pair.one.source} {pair.one.key} et {pair.other.source} {pair.other.key}"
    deed = Deed.CHANGED if verdict else Deed.UNDID
    said = f" : {verdict.label}" if verdict else ""
    note(db, user, deed, "same_offer", pair_id, now=now, detail=f"{detail}{said}"[:400])
    return pair


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """An offer with the records it is made of, and where they differ; both empty when one source
    has it.
    """

    offer: TrainingOffer
    records: tuple[TrainingOffer, ...]
    fields: Mapping[str, tuple[tuple[str, object], ...]]


def show_offer(db: Session, matcher: Matcher, offer_id: int) -> ShownOffer:
    """One offer by the number of any of its records; ``NotFound`` when there is none."""
    record = get_offer(db, offer_id, visible_to=VISITOR)
    known = [RecordName(source, key) for source, key in offer_states(db)]
    pairs = list_same(db)
    names = next((names for names in group(pairs, known) if name_of(record) in names), ())
    if not names:
        return ShownOffer(record, (), {})
    records = list_records(db, names, visible_to=VISITOR)
    (offer,) = matcher.merge(records, pairs)
    return ShownOffer(offer, records, differing(records))
