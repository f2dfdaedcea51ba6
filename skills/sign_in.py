"""What lets a person or a program in: sign-ins, API tokens, secret links. No secret is in them."""

from dataclasses import dataclass
from datetime import datetime

from skills.account import User
from skills.labelled import Labelled


@dataclass(frozen=True, slots=True)
class SignIn:
    """One open sign-in. Until ``complete``, only the second factor's pages are open to it."""

    id: int
    user: User
    complete: bool
    device: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an account is checked with; never shown."""

    account: int
    email: str
    name: str
    enabled: bool
    password_hash: str  # empty until the invitation is accepted
    totp_secret: str
    totp_on: bool
    failures: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token made by a person for a program."""

    id: int
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked: bool


class LinkScope(Labelled):
    """What a secret link opens: one thing, and nothing around it."""

    NEED = "need", "lire un besoin"
    INTERVIEW = "interview", "répondre à ce qui a été retenu d'un entretien"
    DECLARATION = "declaration", "suivre une déclaration"
    VISIT_FIRM = "visit_firm", "répondre à une demande de visite"
    VISIT_SCHOOL = "visit_school", "suivre une demande de visite"


@dataclass(frozen=True, slots=True)
class SecretLink:
    """A link that opens one thing without an account."""

    id: int
    scope: LinkScope
    thing: int
    made_by: int | None
    created_at: datetime
    expires_at: datetime
    revoked: bool
