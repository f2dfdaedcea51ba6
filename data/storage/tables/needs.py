"""Needs and the competences that each asks for."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


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
    contract: str | None = None
    shifts: str = ""  # space separated, as commitments
    beginner: bool | None = None
    commitments: str = ""
    sure: bool = True
    owner_id: int | None = Field(default=None, index=True)  # an account
    taken_by_id: int | None = Field(default=None, index=True)  # an organisation
    moved_at: datetime = Field(index=True)  # when its state last changed
    reminded: int = 0  # reminders sent since then
    firm_says: str | None = None


class NeedCompetenceRow(SQLModel, table=True):
    __tablename__ = "need_competence"

    need_id: int = Field(foreign_key="need.id", primary_key=True)
    position: int = Field(primary_key=True)
    code: str
    level: int | None = None
    importance: str


class NeedEventRow(SQLModel, table=True):
    __tablename__ = "need_event"

    id: int | None = Field(default=None, primary_key=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    at: datetime
    by: str
    state: str
    words: str = ""


class SubscriptionRow(SQLModel, table=True):
    __tablename__ = "subscription"

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    families: str = ""  # codes, space separated
    by_letter: bool = True
    feed_hash: str = Field(default="", index=True)
    told_until: datetime


class PublishedRow(SQLModel, table=True):
    __tablename__ = "published_figure"
    __table_args__ = (UniqueConstraint("period", "kind", "code", "place"),)

    id: int | None = Field(default=None, primary_key=True)
    period: str = Field(index=True)  # the month in which it is shown, 2026-11
    kind: str
    code: str
    place: str
    told_on: date
    asks: str  # JSON: what it rests on, [need, firm, people]


class DecisionRow(SQLModel, table=True):
    __tablename__ = "suggestion_decision"

    id: int | None = Field(default=None, primary_key=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    source: str  # of the offer, with its key and the session's
    key: str
    session: str
    title: str
    verdict: str
    people: int
    words: str
    by: str
    at: datetime
    analysis: str  # JSON: what the decision was taken on
    undone_at: datetime | None = None
