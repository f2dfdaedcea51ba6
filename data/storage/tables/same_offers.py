"""Records of several sources that are one offer, or may be."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class SameOfferRow(SQLModel, table=True):
    """Records by name and not by row: what a person decided outlives an import that is undone."""

    __tablename__ = "same_offer"
    __table_args__ = (UniqueConstraint("source", "key", "other_source", "other_key"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    key: str
    other_source: str
    other_key: str
    score: float
    reasons: str  # JSON: kind, points, detail of each
    computed: str
    decided: str | None = None
    by: str = ""
    at: datetime | None = None
