"""What is said of records by their names: that two are one offer, what one teaches."""

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


class TeachingStatementRow(SQLModel, table=True):
    """By the record's name too: what a body said outlives every import."""

    __tablename__ = "teaching_statement"

    id: int | None = Field(default=None, primary_key=True)
    source: str
    key: str = Field(index=True)
    code: str
    level: int | None = None
    taught: bool
    by: str
    body: str
    at: datetime
    undone_at: datetime | None = None
