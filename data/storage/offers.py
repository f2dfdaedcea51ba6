"""Training offers with their sessions and what they teach."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlalchemy import ColumnElement, and_, delete, false, or_, true, update
from sqlmodel import Session, col, func, select

from data.storage.catalogue_version import advance_catalogue
from data.storage.session_rows import session_row, to_pairs, to_training_session
from data.storage.tables import OfferRow, ProviderRow, SessionRow, TaughtRow
from skills.account import User
from skills.errors import NotFound
from skills.same_offer import RecordName
from skills.training import (
    DeliveryMode,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)

_CODES = ("certifications", "nsf", "formacodes", "romes", "blocks")


@dataclass(frozen=True, slots=True)
class Saved:
    """How many offers an import brought, changed, and found as they were."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


def save_offers(db: Session, offers: Iterable[TrainingOffer], *, on: date | None = None) -> Saved:
    """Keep offers by ``(source, key)``: new ones are added, changed ones replaced, the others
    left. ``on`` is the day they were seen at their source.
    """
    known = {
        (source, key): (offer_id, fingerprint)
        for offer_id, source, key, fingerprint in db.exec(
            select(OfferRow.id, OfferRow.source, OfferRow.key, OfferRow.fingerprint)
        )
    }
    new = changed = unchanged = 0
    providers: dict[tuple[str, str, str], int] = {}
    for offer in offers:
        mark = fingerprint(offer)
        offer_id, old_mark = known.get((offer.source, offer.key), (None, ""))
        if mark == old_mark and offer_id is not None:
            unchanged += 1
            _seen(db, offer_id, on)
            continue
        if offer_id is None:
            new += 1
        else:
            changed += 1
        stamped = replace(offer, seen_on=on, changed_on=on, vanished=False) if on else offer
        offer_id = _write(db, stamped, mark, offer_id, providers)
        known[offer.source, offer.key] = (offer_id, mark)
    if new or changed:
        advance_catalogue(db)
    return Saved(new, changed, unchanged)


def get_offer(db: Session, offer_id: int, *, visible_to: User) -> TrainingOffer:
    """One offer; ``NotFound`` when absent."""
    found = _select(db, col(OfferRow.id) == offer_id, visible_to)
    if not found:
        raise NotFound("offer", offer_id)
    return found[0]


def list_offers(
    db: Session, *, visible_to: User, ids: Collection[int] | None = None, extras: bool = True
) -> tuple[TrainingOffer, ...]:
    """Every offer, or these, by source and key, in three queries whatever their number; without
    ``extras``, which are most of what a flow says, for a search that needs none.
    """
    wanted = true() if ids is None else col(OfferRow.id).in_(ids)
    return _select(db, wanted, visible_to, extras=extras)


def list_records(
    db: Session, names: Iterable[RecordName], *, visible_to: User
) -> tuple[TrainingOffer, ...]:
    """The records of some names, by source and key; those that are absent are left out."""
    wanted = [and_(col(OfferRow.source) == n.source, col(OfferRow.key) == n.key) for n in names]
    return _select(db, or_(false(), *wanted), visible_to)


def count_offers(db: Session, *, visible_to: User) -> int:
    """How many offers the reader may see."""
    return db.exec(select(func.count()).select_from(OfferRow).where(_readable_by(visible_to))).one()


def mark_vanished(db: Session, source: str, seen: frozenset[str]) -> tuple[str, ...]:
    """Mark the offers of a source that it no longer shows; give their keys. They are kept."""
    rows = db.exec(
        select(OfferRow).where(OfferRow.source == source, col(OfferRow.vanished).is_(False))
    ).all()
    gone = [row for row in rows if row.key not in seen]
    for row in gone:
        row.vanished = True
        db.add(row)
    if gone:
        db.flush()
        advance_catalogue(db)
    return tuple(row.key for row in gone)


def remove_offer(db: Session, source: str, key: str) -> None:
    """Forget an offer that an import brought and that is undone."""
    found = db.exec(select(OfferRow).where(OfferRow.source == source, OfferRow.key == key)).first()
    if found is None:
        return
    for table in (SessionRow, TaughtRow):
        db.execute(delete(table).where(col(table.offer_id) == found.id))
    db.delete(found)
    db.flush()
    advance_catalogue(db)


def offer_states(db: Session) -> dict[tuple[str, str], str]:
    """The fingerprint of every offer by source and key: what an import is compared with."""
    rows = db.exec(select(OfferRow.source, OfferRow.key, OfferRow.fingerprint))
    return {(source, key): mark for source, key, mark in rows}


def _seen(db: Session, offer_id: int, on: date | None) -> None:
    if on is not None:
        db.execute(
            update(OfferRow).where(col(OfferRow.id) == offer_id).values(seen_on=on, vanished=False)
        )


def fingerprint(offer: TrainingOffer) -> str:
    # What its source says: not where it is kept, when it was seen, nor what we read in it.
    bare = replace(
        offer,
        id=None,
        provider=replace(offer.provider, id=None),
        teaches=(),
        seen_on=None,
        changed_on=None,
        vanished=False,
    )
    return sha256(repr(bare).encode()).hexdigest()


def _write(
    db: Session,
    offer: TrainingOffer,
    mark: str,
    offer_id: int | None,
    providers: dict[tuple[str, str, str], int],
) -> int:
    row = (db.get(OfferRow, offer_id) if offer_id else None) or OfferRow(
        source=offer.source, key=offer.key, fingerprint=mark, provider_id=0, title=""
    )
    row.fingerprint = mark
    row.provider_id = _provider_id(db, offer.provider, providers)
    for name in (
        "title",
        "objective",
        "content",
        "prerequisites",
        "level",
        "hours",
        "url",
        "public",
        "cost",
        "accessibility",
        "seen_on",
        "changed_on",
        "vanished",
    ):
        setattr(row, name, getattr(offer, name))
    for name in _CODES:
        setattr(row, name, " ".join(getattr(offer, name)))
    row.mode = offer.mode.value if offer.mode else None
    row.funding = "\n".join(offer.funding)
    row.extras = json.dumps(offer.extras, ensure_ascii=False) if offer.extras else ""
    db.add(row)
    db.flush()
    written = row.id or 0
    if offer_id:
        db.execute(delete(SessionRow).where(col(SessionRow.offer_id) == offer_id))
        db.execute(
            delete(TaughtRow).where(
                col(TaughtRow.offer_id) == offer_id,
                col(TaughtRow.basis) != TeachingBasis.PROVIDER.value,
            )
        )
    # What its provider confirmed outlives what its source says.
    confirmed = set(db.exec(select(TaughtRow.code).where(TaughtRow.offer_id == written)))
    db.add_all(session_row(written, one) for one in offer.sessions)
    db.add_all(
        TaughtRow(
            offer_id=written,
            code=one.code,
            level=one.level,
            basis=one.basis.value,
            confidence=one.confidence,
        )
        for one in offer.teaches
        if one.code not in confirmed
    )
    db.flush()
    return written


def _provider_id(db: Session, provider: Provider, known: dict[tuple[str, str, str], int]) -> int:
    key = (provider.name, provider.siret, provider.uai)
    if key not in known:
        row = db.exec(
            select(ProviderRow).where(
                ProviderRow.name == provider.name,
                ProviderRow.siret == provider.siret,
                ProviderRow.uai == provider.uai,
            )
        ).first() or ProviderRow(name=provider.name, siret=provider.siret, uai=provider.uai)
        db.add(row)
        db.flush()
        known[key] = row.id or 0
    return known[key]


def _select(
    db: Session, wanted: ColumnElement[bool], user: User, *, extras: bool = True
) -> tuple[TrainingOffer, ...]:
    chosen = select(OfferRow.id).where(wanted, _readable_by(user))
    sessions: defaultdict[int, tuple[TrainingSession, ...]] = defaultdict(tuple)
    for row in db.exec(
        select(SessionRow).where(col(SessionRow.offer_id).in_(chosen)).order_by(col(SessionRow.id))
    ):
        sessions[row.offer_id] += (to_training_session(row, extras=extras),)
    taught: defaultdict[int, tuple[TaughtCompetence, ...]] = defaultdict(tuple)
    for offer_id, code, level, basis, confidence in db.exec(
        select(  # type: ignore[call-overload]
            TaughtRow.offer_id,
            TaughtRow.code,
            TaughtRow.level,
            TaughtRow.basis,
            TaughtRow.confidence,
        )
        .where(col(TaughtRow.offer_id).in_(chosen))
        .order_by(col(TaughtRow.offer_id), col(TaughtRow.code))
    ):
        taught[offer_id] += (TaughtCompetence(code, level, TeachingBasis(basis), confidence),)
    return tuple(
        TrainingOffer(
            source=offer.source,
            key=offer.key,
            title=offer.title,
            provider=Provider(provider.name, provider.siret, provider.uai, provider.id),
            objective=offer.objective,
            content=offer.content,
            prerequisites=offer.prerequisites,
            certifications=tuple(offer.certifications.split()),
            nsf=tuple(offer.nsf.split()),
            formacodes=tuple(offer.formacodes.split()),
            romes=tuple(offer.romes.split()),
            level=offer.level,
            hours=offer.hours,
            mode=DeliveryMode(offer.mode) if offer.mode else None,
            url=offer.url,
            blocks=tuple(offer.blocks.split()),
            public=offer.public,
            cost=offer.cost,
            funding=tuple(offer.funding.split("\n")) if offer.funding else (),
            accessibility=offer.accessibility,
            extras=to_pairs(offer.extras) if extras else (),
            seen_on=offer.seen_on,
            changed_on=offer.changed_on,
            vanished=offer.vanished,
            sessions=sessions[offer.id or 0],
            teaches=taught[offer.id or 0],
            id=offer.id,
        )
        for offer, provider in db.exec(
            select(OfferRow, ProviderRow)
            .join(ProviderRow, col(ProviderRow.id) == OfferRow.provider_id)
            .where(wanted, _readable_by(user))
            .order_by(col(OfferRow.source), col(OfferRow.key))
        )
    )


def _readable_by(_user: User) -> ColumnElement[bool]:
    """The catalogue is public."""
    return true()
