"""Steering a territory: campaigns, what came of projects, aids asked for, the road map, totals."""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint


class CampaignRow(SQLModel, table=True):
    __tablename__ = "campaign"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    epcis: str  # codes, space separated, as everywhere here
    starts_on: date
    ends_on: date
    interviewers: str = ""  # names, one a line


class TargetRow(SQLModel, table=True):
    __tablename__ = "campaign_target"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", ondelete="CASCADE", index=True)
    firm_id: int | None = Field(
        default=None, foreign_key="firm.id", ondelete="SET NULL", index=True
    )  # None until it is met
    name: str
    commune: str = ""
    state: str
    call_back_on: date | None = None


class ProjectFactRow(SQLModel, table=True):
    __tablename__ = "project_fact"

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", ondelete="CASCADE", index=True)
    kind: str
    amount: int | None = Field(default=None, sa_type=BigInteger)
    on: date
    said_by: str
    noted_by: str


class ProjectNeedRow(SQLModel, table=True):
    __tablename__ = "project_need"

    project_id: int = Field(foreign_key="project.id", ondelete="CASCADE", primary_key=True)
    need_id: int = Field(foreign_key="need.id", ondelete="CASCADE", primary_key=True)


class EnvelopeRow(SQLModel, table=True):
    __tablename__ = "envelope"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    epcis: str
    amount: int = Field(sa_type=BigInteger)
    since: date
    source: str


class AidRequestRow(SQLModel, table=True):
    __tablename__ = "aid_request"

    id: int | None = Field(default=None, primary_key=True)
    project_id: int | None = Field(
        default=None, foreign_key="project.id", ondelete="CASCADE", index=True
    )
    need_id: int | None = Field(default=None, foreign_key="need.id", ondelete="CASCADE", index=True)
    aid: str  # code of the reference
    partner: str = ""  # code of the reference, or empty
    envelope_id: int | None = Field(
        default=None, foreign_key="envelope.id", ondelete="SET NULL", index=True
    )
    state: str
    amount: int | None = Field(default=None, sa_type=BigInteger)
    opened_on: date
    moved_on: date


class AidStepRow(SQLModel, table=True):
    __tablename__ = "aid_step"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="aid_request.id", ondelete="CASCADE", index=True)
    state: str
    amount: int | None = Field(default=None, sa_type=BigInteger)
    on: date
    by: str


class AidCheckRow(SQLModel, table=True):
    __tablename__ = "aid_check"

    id: int | None = Field(default=None, primary_key=True)
    aid: str = Field(index=True)
    checked_on: date
    by: str


class ReferralRow(SQLModel, table=True):
    __tablename__ = "referral"

    id: int | None = Field(default=None, primary_key=True)
    partner: str
    words: str
    epci: str
    need_id: int | None = Field(default=None, foreign_key="need.id", ondelete="CASCADE", index=True)
    request_id: int | None = Field(
        default=None, foreign_key="aid_request.id", ondelete="CASCADE", index=True
    )
    sent_on: date
    due_on: date
    kept_on: date | None = None


class RoadActionRow(SQLModel, table=True):
    __tablename__ = "road_action"

    id: int | None = Field(default=None, primary_key=True)
    epcis: str
    stake: str
    title: str
    owner: str
    due_on: date
    indicator: str
    state: str


class PageViewRow(SQLModel, table=True):
    __tablename__ = "page_view"

    day: date = Field(primary_key=True)
    page: str = Field(primary_key=True)
    views: int = 0


class PeopleCountRow(SQLModel, table=True):
    __tablename__ = "people_count"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    epci: str
    month: date = Field(index=True)  # its first day
    people: int
    organisation_id: int | None = Field(default=None, index=True)
    by: str


class OutcomeRow(SQLModel, table=True):
    __tablename__ = "session_outcome"
    __table_args__ = (UniqueConstraint("organisation_id", "title", "starts_on"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, index=True)
    provider: str
    title: str
    epci: str = ""
    starts_on: date = Field(index=True)
    entered: int
    finished: int | None = None
    asked_6: int | None = None
    working_6: int | None = None
    asked_12: int | None = None
    working_12: int | None = None
    by: str
