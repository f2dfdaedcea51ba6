"""A training session as a row, and back."""

import json
from typing import Any

from data.storage.tables import SessionRow
from skills.territory import Point
from skills.training import (
    DatePrecision,
    EntryMode,
    ImpreciseDate,
    Place,
    RecruitmentState,
    TrainingSession,
)


def session_values(offer_id: int, one: TrainingSession) -> dict[str, Any]:
    """The columns of one session of an offer."""
    place = one.place or Place()
    return {
        "offer_id": offer_id,
        "key": one.key,
        "starts_on": one.starts_on.day if one.starts_on else None,
        "starts_precision": one.starts_on.precision.value if one.starts_on else None,
        "ends_on": one.ends_on.day if one.ends_on else None,
        "ends_precision": one.ends_on.precision.value if one.ends_on else None,
        "has_place": one.place is not None,
        "commune": place.commune,
        "city": place.city,
        "postal_code": place.postal_code,
        "latitude": place.point.latitude if place.point else None,
        "longitude": place.point.longitude if place.point else None,
        "seats": one.seats,
        "seats_left": one.seats_left,
        "entry": one.entry.value if one.entry else None,
        "state": one.state.value if one.state else None,
        "extras": json.dumps(one.extras, ensure_ascii=False) if one.extras else "",
    }


def to_training_session(row: SessionRow, *, extras: bool = True) -> TrainingSession:
    """The session that a row keeps, with what its source says besides if that is asked for."""
    point = None
    if row.latitude is not None and row.longitude is not None:
        point = Point(row.latitude, row.longitude)
    return TrainingSession(
        key=row.key,
        starts_on=ImpreciseDate(row.starts_on, DatePrecision(row.starts_precision))
        if row.starts_on and row.starts_precision
        else None,
        ends_on=ImpreciseDate(row.ends_on, DatePrecision(row.ends_precision))
        if row.ends_on and row.ends_precision
        else None,
        place=Place(row.commune, row.city, row.postal_code, point) if row.has_place else None,
        seats=row.seats,
        seats_left=row.seats_left,
        entry=EntryMode(row.entry) if row.entry else None,
        state=RecruitmentState(row.state) if row.state else None,
        extras=to_pairs(row.extras) if extras else (),
    )


def to_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Paths and values as a row keeps them."""
    return tuple((path, value) for path, value in json.loads(text)) if text else ()
