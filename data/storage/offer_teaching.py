"""Which offers and places the current vocabulary has not read yet, and what it found in them."""

from collections.abc import Iterable

from sqlalchemy import delete, func, insert, update
from sqlmodel import Session, col, select

from data.storage.tables import OfferRow, PlaceRow, TaughtRow
from data.storage.taught_rows import taught_values
from data.storage.whole_records import dump_whole, list_whole
from skills.apprenticeship import ApprenticeshipPlace
from skills.training import TrainingOffer


def count_to_link(db: Session, version: str) -> int:
    """How many offers and places this vocabulary has not read."""
    return sum(
        db.exec(select(func.count()).where(col(table.linked_with) != version)).one()
        for table in (OfferRow, PlaceRow)
    )


def offers_to_link(db: Session, version: str, *, most: int) -> tuple[int, ...]:
    """Identifiers of offers that this vocabulary has not read, those still shown first."""
    return tuple(
        one
        for one in db.exec(
            select(OfferRow.id)
            .where(col(OfferRow.linked_with) != version)
            .order_by(col(OfferRow.vanished), col(OfferRow.id))
            .limit(most)
        )
        if one
    )


def places_to_link(db: Session, version: str, *, most: int) -> tuple[ApprenticeshipPlace, ...]:
    """Places that this vocabulary has not read, those still shown first."""
    names = db.exec(
        select(PlaceRow.source, PlaceRow.key)
        .where(col(PlaceRow.linked_with) != version)
        .order_by(col(PlaceRow.vanished), col(PlaceRow.id))
        .limit(most)
    ).all()
    return list_whole(db, ApprenticeshipPlace, [(source, key) for source, key in names])


def keep_taught(db: Session, offers: Iterable[TrainingOffer], version: str) -> None:
    """Write what a vocabulary found that offers teach; what their bodies say is kept elsewhere."""
    found = {offer.id: offer for offer in offers if offer.id is not None}
    if not found:
        return
    db.execute(delete(TaughtRow).where(col(TaughtRow.offer_id).in_(found)))
    values = [
        value for offer_id, offer in found.items() for value in taught_values(offer_id, offer)
    ]
    if values:
        db.execute(insert(TaughtRow), values)
    db.execute(update(OfferRow).where(col(OfferRow.id).in_(found)).values(linked_with=version))


def keep_taught_places(db: Session, places: Iterable[ApprenticeshipPlace], version: str) -> None:
    """Write what a vocabulary found that places in courses teach."""
    for place in places:
        db.execute(
            update(PlaceRow)
            .where(col(PlaceRow.id) == place.id)
            .values(facts=dump_whole(place), linked_with=version)
        )
