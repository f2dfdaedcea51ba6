"""Firms, interviews, and the proposals that were refused."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class FirmRow(SQLModel, table=True):
    __tablename__ = "firm"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    commune: str = ""
    siret: str = Field(default="", index=True)


class InterviewRow(SQLModel, table=True):
    __tablename__ = "interview"

    id: int | None = Field(default=None, primary_key=True)
    firm_id: int = Field(foreign_key="firm.id", index=True)
    held_on: date
    author: str
    notes: str
    organisation_id: int | None = Field(default=None, index=True)  # of the author


class DiscardedRow(SQLModel, table=True):
    __tablename__ = "discarded_proposal"

    id: int | None = Field(default=None, primary_key=True)
    interview_id: int = Field(foreign_key="interview.id", index=True)
    start: int
    end: int
    decided_by: str
    decided_at: datetime
