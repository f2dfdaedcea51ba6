"""What each source brought to the catalogue, and when it was last seen."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from data.storage.tables import OfferRow


@dataclass(frozen=True, slots=True)
class SourceFreshness:
    """One source: records that it shows, that it no longer shows, and the days."""

    source: str
    shown: int
    vanished: int
    first_seen: date | None  # the record it showed longest ago, of those it still shows
    last_seen: date | None
    last_changed: date | None


def source_freshness(db: Session) -> tuple[SourceFreshness, ...]:
    """Every source, by name. The catalogue is public."""
    still = col(OfferRow.vanished).is_(False)
    rows = db.exec(
        select(  # type: ignore[call-overload]
            OfferRow.source,
            func.count().filter(still),
            func.count().filter(~still),
            func.min(OfferRow.seen_on).filter(still),
            func.max(OfferRow.seen_on),
            func.max(OfferRow.changed_on),
        )
        .group_by(col(OfferRow.source))
        .order_by(col(OfferRow.source))
    )
    return tuple(SourceFreshness(*row) for row in rows)
