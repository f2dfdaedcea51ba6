"""Providers, offers, their sessions and what they teach. Lists of codes are kept space
separated.
"""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class ProviderRow(SQLModel, table=True):
    __tablename__ = "provider"
    __table_args__ = (UniqueConstraint("name", "siret", "uai"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    siret: str = ""
    uai: str = ""


class OfferRow(SQLModel, table=True):
    __tablename__ = "offer"
    __table_args__ = (UniqueConstraint("source", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    key: str
    fingerprint: str  # over the whole offer: an import that changes nothing is seen at once
    provider_id: int = Field(foreign_key="provider.id", index=True)
    title: str
    objective: str = ""
    content: str = ""
    prerequisites: str = ""
    certifications: str = ""
    nsf: str = ""
    formacodes: str = ""
    romes: str = ""
    level: int | None = None
    hours: int | None = None
    mode: str | None = None
    url: str = ""
    blocks: str = ""
    public: str = ""
    cost: float | None = None
    funding: str = ""  # one to a line
    accessibility: str = ""
    extras: str = ""  # JSON: pairs of path and value
    seen_on: date | None = None
    changed_on: date | None = None
    vanished: bool = False
    linked_with: str = ""  # the vocabulary that said what it teaches; empty: nobody has yet


class OpeningRow(SQLModel, table=True):
    __tablename__ = "apprenticeship_opening"
    __table_args__ = (UniqueConstraint("source", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    key: str
    fingerprint: str
    facts: str  # JSON: the opening itself, as the shape says
    seen_on: date | None = None
    vanished: bool = False


class PlaceRow(SQLModel, table=True):
    __tablename__ = "apprenticeship_place"
    __table_args__ = (UniqueConstraint("source", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    key: str
    fingerprint: str
    facts: str  # JSON: the place itself, as the shape says
    seen_on: date | None = None
    vanished: bool = False
    linked_with: str = ""  # the vocabulary that said what it teaches; empty: nobody has yet


class FactRow(SQLModel, table=True):
    __tablename__ = "certification_fact"
    __table_args__ = (UniqueConstraint("source", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    key: str
    fingerprint: str
    facts: str  # JSON: the fiche itself, as the shape says
    seen_on: date | None = None
    vanished: bool = False


class ImportRow(SQLModel, table=True):
    __tablename__ = "catalogue_import"

    id: int | None = Field(default=None, primary_key=True)
    file: str
    importer: str
    by: str
    asked_at: datetime = Field(index=True)
    complete: bool = False  # the file says all that its source has
    state: str
    content: bytes = b""  # emptied once it is applied
    done: int = 0  # records treated so far
    total: int = 0  # records of the file, once they were counted
    report: str = ""  # JSON: counts and rejections, once it is applied


class ImportedRow(SQLModel, table=True):
    __tablename__ = "catalogue_change"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="catalogue_import.id", index=True)
    kind: str
    source: str
    key: str
    before: str = ""  # JSON: what it was, empty when it is new


class SessionRow(SQLModel, table=True):
    __tablename__ = "training_session"

    id: int | None = Field(default=None, primary_key=True)
    offer_id: int = Field(foreign_key="offer.id", index=True)
    key: str
    starts_on: date | None = None
    starts_precision: str | None = None
    ends_on: date | None = None
    ends_precision: str | None = None
    has_place: bool = False
    commune: str = ""
    city: str = ""
    postal_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    seats: int | None = None
    seats_left: int | None = None
    entry: str | None = None
    state: str | None = None
    extras: str = ""  # JSON: pairs of path and value


class TaughtRow(SQLModel, table=True):
    __tablename__ = "taught_competence"

    offer_id: int = Field(foreign_key="offer.id", primary_key=True)
    code: str = Field(primary_key=True)
    level: int | None = None
    basis: str
    confidence: float
    detail: str = Field(default="", sa_column_kwargs={"server_default": ""})
