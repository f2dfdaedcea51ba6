"""Visits that classes ask for, and where firms read of them."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class HostContactRow(SQLModel, table=True):
    __tablename__ = "host_contact"

    firm_id: int = Field(foreign_key="firm.id", primary_key=True)
    email: str
    kept_at: datetime


class VisitRequestRow(SQLModel, table=True):
    __tablename__ = "visit_request"

    id: int | None = Field(default=None, primary_key=True)
    firm_id: int = Field(foreign_key="firm.id", index=True)
    school: str
    school_class: str
    teacher: str = Field(index=True)
    weeks: str  # Mondays, ISO, separated by spaces
    asked_at: datetime
    state: str
    day: date | None = None
    words: str = ""
    moved_at: datetime | None = None
    reminded: int = 0
