"""Training offers with their sessions and what they teach."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlmodel import Session, col, func, select

from data.storage.session_rows import to_pairs, to_training_session
from data.storage.tables import OfferRow, OrganisationRow, ProviderRow, SessionRow
from data.storage.teaching_statements import NOTHING, read_taught
from skills.account import User
from skills.errors import NotFound
from skills.same_offer import RecordName
from skills.training import (
    DeliveryMode,
    Provider,
    TrainingOffer,
    TrainingSession,
)


def get_offer(db: Session, offer_id: int, *, visible_to: User) -> TrainingOffer:
    """One offer; ``NotFound`` when absent."""
    found = _select(db, col(OfferRow.id) == offer_id, visible_to)
    if not found:
        raise NotFound("offer", offer_id)
    return found[0]


def list_offers(
    db: Session, *, visible_to: User, ids: Collection[int] | None = None, extras: bool = True
) -> tuple[TrainingOffer, ...]:
    """Every offer, or these, by source and key, in four queries whatever their number; without
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


def known_sirets(db: Session) -> frozenset[str]:
    """The numbers of the bodies whose offers are known, and of those with an account."""
    of_providers = db.exec(select(ProviderRow.siret).where(ProviderRow.siret != ""))
    of_accounts = db.exec(select(OrganisationRow.siret).where(OrganisationRow.siret != ""))
    return frozenset((*of_providers, *of_accounts))


def names_of_bodies(db: Session, sirets: Collection[str]) -> dict[str, str]:
    """The names of the bodies that are known by these numbers."""
    rows = db.exec(
        select(ProviderRow.siret, ProviderRow.name).where(col(ProviderRow.siret).in_(sirets))
    )
    return dict(rows.all())


def count_offers(db: Session, *, visible_to: User) -> int:
    """How many offers the reader may see."""
    return db.exec(select(func.count()).select_from(OfferRow).where(_readable_by(visible_to))).one()


def offer_states(db: Session) -> dict[tuple[str, str], str]:
    """The fingerprint of every offer by source and key: what an import is compared with."""
    rows = db.exec(select(OfferRow.source, OfferRow.key, OfferRow.fingerprint))
    return {(source, key): mark for source, key, mark in rows}


def _select(
    db: Session, wanted: ColumnElement[bool], user: User, *, extras: bool = True
) -> tuple[TrainingOffer, ...]:
    chosen = select(OfferRow.id).where(wanted, _readable_by(user))
    sessions: defaultdict[int, tuple[TrainingSession, ...]] = defaultdict(tuple)
    for row in db.exec(
        select(SessionRow).where(col(SessionRow.offer_id).in_(chosen)).order_by(col(SessionRow.id))
    ):
        sessions[row.offer_id] += (to_training_session(row, extras=extras),)
    taught = read_taught(db, chosen)
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
            teaches=taught.get(offer.id or 0, NOTHING)[0],
            not_taught=taught.get(offer.id or 0, NOTHING)[1],
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
