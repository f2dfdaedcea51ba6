"""Firms, what they said and promised, their projects, and the proposals that were refused."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class FirmRow(SQLModel, table=True):
    __tablename__ = "firm"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    commune: str = ""
    siret: str = Field(default="", index=True)
    size: str | None = None
    naf: str = ""
    verified: bool = True  # false while nobody has checked a firm that declared itself


class InterviewRow(SQLModel, table=True):
    __tablename__ = "interview"

    id: int | None = Field(default=None, primary_key=True)
    firm_id: int = Field(foreign_key="firm.id", index=True)
    held_on: date
    author: str
    notes: str
    organisation_id: int | None = Field(default=None, index=True)  # of the author
    account_id: int | None = Field(default=None, index=True)  # the author's
    private_notes: str = ""
    version: int = 1  # goes up each time that the notes change
    declared: bool = False  # the firm wrote it itself
    waiting: bool = False  # declared, and not yet verified: nobody reads it and it counts nowhere
    reviewed_at: datetime | None = None  # when the firm last said what it thinks of it
    quotes_allowed: bool = False  # the firm lets its words be shown to training bodies


class DiscardedRow(SQLModel, table=True):
    __tablename__ = "discarded_proposal"

    id: int | None = Field(default=None, primary_key=True)
    interview_id: int = Field(foreign_key="interview.id", index=True)
    start: int
    end: int
    decided_by: str
    decided_at: datetime


class ProjectRow(SQLModel, table=True):
    __tablename__ = "project"

    id: int | None = Field(default=None, primary_key=True)
    firm_id: int = Field(foreign_key="firm.id", index=True)
    interview_id: int | None = Field(default=None, foreign_key="interview.id", index=True)
    title: str
    nature: str
    said_on: date
    investment: int | None = Field(default=None, sa_type=BigInteger)
    jobs: int | None = None
    horizon: int | None = None


class CommitmentRow(SQLModel, table=True):
    __tablename__ = "commitment"

    id: int | None = Field(default=None, primary_key=True)
    firm_id: int = Field(foreign_key="firm.id", index=True)
    interview_id: int | None = Field(default=None, foreign_key="interview.id", index=True)
    kind: str
    made_on: date
    revoked_on: date | None = None
    named: bool = False  # the firm agrees to be named publicly for it


class DeclarationRow(SQLModel, table=True):
    __tablename__ = "declaration"

    id: int | None = Field(default=None, primary_key=True)
    answers: str  # JSON: what was typed so far, page by page
    started_at: datetime = Field(index=True)
    sent_at: datetime | None = None
    interview_id: int | None = Field(default=None, foreign_key="interview.id", index=True)
