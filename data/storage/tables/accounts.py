"""Accounts, organisations, what they sign in with, and the journal.

Tokens, links and recovery codes are kept as SHA-256 of 32 random bytes: who reads the table can
use none of them.
"""

from datetime import datetime

from sqlmodel import Field, SQLModel


class OrganisationRow(SQLModel, table=True):
    __tablename__ = "organisation"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str = Field(index=True)
    siret: str = ""
    epci: str = ""
    verified: bool = False
    firm_id: int | None = Field(default=None, foreign_key="firm.id", index=True)


class AccountRow(SQLModel, table=True):
    __tablename__ = "account"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    name: str
    role: str
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    perimeter: str = ""  # EPCI codes, space separated
    enabled: bool = True
    created_at: datetime
    password_hash: str = ""
    totp_secret: str = ""
    totp_on: bool = False  # a first code has proved that the secret is in an application
    totp_step: int = 0  # the last step accepted: a code is used once
    failures: int = 0  # in a row
    locked_until: datetime | None = None


class RecoveryCodeRow(SQLModel, table=True):
    __tablename__ = "recovery_code"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    code_hash: str


class SignInRow(SQLModel, table=True):
    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    complete: bool = False  # the second factor has been given
    device: str = ""
    created_at: datetime
    seen_at: datetime


class MailedLinkRow(SQLModel, table=True):
    __tablename__ = "mailed_link"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    kind: str  # invitation, password
    account_id: int = Field(foreign_key="account.id", index=True)
    expires_at: datetime
    used_at: datetime | None = None


class ApiTokenRow(SQLModel, table=True):
    __tablename__ = "api_token"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    name: str
    scopes: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = None


class SecretLinkRow(SQLModel, table=True):
    __tablename__ = "secret_link"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    scope: str
    thing_id: int
    made_by: int | None = Field(default=None, foreign_key="account.id", index=True)
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


class JournalRow(SQLModel, table=True):
    __tablename__ = "journal_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    # No foreign key: the journal outlives the account.
    account_id: int | None = Field(default=None, index=True)
    account_name: str
    deed: str
    thing: str
    thing_id: int | None = None
    detail: str = ""
    before: str = ""
    after: str = ""
    commune: str = ""
    organisation_id: int | None = None
    undone: bool = False
