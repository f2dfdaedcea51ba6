"""Offers as a source brings them: kept by ``(source, key)``, seen, vanished, forgotten."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, insert, tuple_, update
from sqlmodel import Session, col, select

from data.storage.catalogue_version import advance_catalogue
from data.storage.saved import Saved
from data.storage.session_rows import session_values
from data.storage.tables import OfferRow, ProviderRow, SessionRow, TaughtRow
from data.storage.taught_rows import taught_values
from skills.training import Provider, TrainingOffer

Name = tuple[str, str]
"""Source and key."""

CODES = ("certifications", "nsf", "formacodes", "romes", "blocks")
_AS_THEY_ARE = (
    "source", "key", "title", "objective", "content", "prerequisites", "level", "hours", "url",
    "public", "cost", "accessibility", "seen_on", "changed_on", "vanished",
)  # fmt: skip
_AT_ONCE = 500  # names that a database takes in one question


def save_offers(
    db: Session, offers: Iterable[TrainingOffer], *, on: date | None = None, told: bool = True
) -> Saved:
    """Keep offers by ``(source, key)``: new ones are added, changed ones replaced, the others
    left. ``on`` is the day they were seen at their source; ``told``: the catalogue's version
    grows at once.
    """
    found = {(offer.source, offer.key): offer for offer in offers}
    known = _known(db, found)
    providers: dict[Provider, int] = {}
    new: list[TrainingOffer] = []
    counts = {"changed": 0, "unchanged": 0}
    same: list[int] = []
    for name, offer in found.items():
        offer_id, old_mark = known.get(name, (None, ""))
        stamped = replace(offer, seen_on=on, changed_on=on, vanished=False) if on else offer
        if offer_id is None:
            new.append(stamped)
        elif old_mark == fingerprint(offer):
            same.append(offer_id)
        else:
            counts["changed"] += 1
            _replace(db, stamped, offer_id, providers)
    counts["unchanged"] = len(same)
    _add(db, new, providers)
    if on is not None and same:
        db.execute(
            update(OfferRow).where(col(OfferRow.id).in_(same)).values(seen_on=on, vanished=False)
        )
    if told and (new or counts["changed"]):
        advance_catalogue(db)
    return Saved(len(new), **counts)


def marks_of_offers(db: Session, names: Collection[Name]) -> Mapping[Name, str]:
    """The mark of each offer that is known: what an import is compared with."""
    return {name: mark for name, (_, mark) in _known(db, names).items()}


def keys_of_offers(db: Session, source: str) -> frozenset[str]:
    """The keys that a source shows, as far as is known: those that have not vanished."""
    asked = select(OfferRow.key).where(OfferRow.source == source, col(OfferRow.vanished).is_(False))
    return frozenset(db.exec(asked))


def set_offers_vanished(db: Session, source: str, keys: Collection[str], *, vanished: bool) -> None:
    """Mark the offers that their source no longer shows, or shows again. They are kept."""
    found = list(keys)
    for first in range(0, len(found), _AT_ONCE):
        db.execute(
            update(OfferRow)
            .where(
                col(OfferRow.source) == source,
                col(OfferRow.key).in_(found[first : first + _AT_ONCE]),
            )
            .values(vanished=vanished)
        )


def remove_offer(db: Session, source: str, key: str) -> None:
    """Forget an offer that an import brought and that is undone."""
    found = db.exec(select(OfferRow).where(OfferRow.source == source, OfferRow.key == key)).first()
    if found is None:
        return
    for table in (SessionRow, TaughtRow):
        db.execute(delete(table).where(col(table.offer_id) == found.id))
    db.delete(found)
    db.flush()


def fingerprint(offer: TrainingOffer) -> str:
    """A mark over what its source says: not where it is kept, when it was seen, nor what we read
    in it.
    """
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


def _known(db: Session, names: Iterable[Name]) -> dict[Name, tuple[int | None, str]]:
    asked, found = list(names), {}
    for first in range(0, len(asked), _AT_ONCE):
        rows = db.exec(
            select(OfferRow.source, OfferRow.key, OfferRow.id, OfferRow.fingerprint).where(
                tuple_(col(OfferRow.source), col(OfferRow.key)).in_(asked[first : first + _AT_ONCE])
            )
        )
        found.update({(source, key): (one, mark) for source, key, one, mark in rows})
    return found


def _add(db: Session, offers: list[TrainingOffer], providers: dict[Provider, int]) -> None:
    """Many new offers at once."""
    if not offers:
        return
    written = db.execute(
        insert(OfferRow).returning(col(OfferRow.id), sort_by_parameter_order=True),
        [_values(db, offer, providers) for offer in offers],
    )
    ids = [row[0] for row in written]
    sessions = [
        session_values(offer_id, one)
        for offer_id, offer in zip(ids, offers, strict=True)
        for one in offer.sessions
    ]
    taught = [
        value
        for offer_id, offer in zip(ids, offers, strict=True)
        for value in taught_values(offer_id, offer)
    ]
    if sessions:
        db.execute(insert(SessionRow), sessions)
    if taught:
        db.execute(insert(TaughtRow), taught)


def _replace(
    db: Session, offer: TrainingOffer, offer_id: int, providers: dict[Provider, int]
) -> None:
    db.execute(
        update(OfferRow).where(col(OfferRow.id) == offer_id).values(_values(db, offer, providers))
    )
    db.execute(delete(SessionRow).where(col(SessionRow.offer_id) == offer_id))
    db.execute(delete(TaughtRow).where(col(TaughtRow.offer_id) == offer_id))
    sessions = [session_values(offer_id, one) for one in offer.sessions]
    taught = taught_values(offer_id, offer)
    if sessions:
        db.execute(insert(SessionRow), sessions)
    if taught:
        db.execute(insert(TaughtRow), taught)
    db.expire_all()


def _values(db: Session, offer: TrainingOffer, providers: dict[Provider, int]) -> dict[str, Any]:
    return {
        **{name: getattr(offer, name) for name in _AS_THEY_ARE},
        **{name: " ".join(getattr(offer, name)) for name in CODES},
        "fingerprint": fingerprint(offer),
        "provider_id": _provider_id(db, offer.provider, providers),
        "mode": offer.mode.value if offer.mode else None,
        "funding": "\n".join(offer.funding),
        "extras": json.dumps(offer.extras, ensure_ascii=False) if offer.extras else "",
        "linked_with": "",
    }


def _provider_id(db: Session, provider: Provider, known: dict[Provider, int]) -> int:
    bare = replace(provider, id=None)
    if bare not in known:
        row = db.exec(
            select(ProviderRow).where(
                ProviderRow.name == provider.name,
                ProviderRow.siret == provider.siret,
                ProviderRow.uai == provider.uai,
            )
        ).first() or ProviderRow(name=provider.name, siret=provider.siret, uai=provider.uai)
        db.add(row)
        db.flush()
        known[bare] = row.id or 0
    return known[bare]
