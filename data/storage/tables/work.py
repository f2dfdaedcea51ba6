"""Work that waits, its schedule, and the letters that are part of it."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class JobRow(SQLModel, table=True):
    __tablename__ = "job"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    about: int
    due_at: datetime = Field(index=True)
    taken_until: datetime | None = None  # a worker has it until then; later it died
    tries: int = 0
    problem: str = ""
    dead: bool = False


class ScheduleRow(SQLModel, table=True):
    __tablename__ = "schedule"

    name: str = Field(primary_key=True)
    next_at: datetime


class LetterRow(SQLModel, table=True):
    __tablename__ = "letter"

    id: int | None = Field(default=None, primary_key=True)
    to: str
    subject: str
    text: str
    html: str
    made_at: datetime = Field(index=True)
    state: str
    problem: str = ""
