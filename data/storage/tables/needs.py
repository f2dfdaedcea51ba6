"""Needs and the competences that each asks for."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class NeedRow(SQLModel, table=True):
    __tablename__ = "need"

    id: int | None = Field(default=None, primary_key=True)
    interview_id: int = Field(foreign_key="interview.id", index=True)
    evidence_kind: str
    quote: str
    start: int
    end: int
    occupation: str = ""
    headcount_min: int | None = None
    headcount_max: int | None = None
    wanted_by: date | None = None
    state: str
    decided_by: str
    decided_at: datetime
    reference_version: str


class NeedCompetenceRow(SQLModel, table=True):
    __tablename__ = "need_competence"

    need_id: int = Field(foreign_key="need.id", primary_key=True)
    position: int = Field(primary_key=True)
    code: str
    level: int | None = None
    importance: str
