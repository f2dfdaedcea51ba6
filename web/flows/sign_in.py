"""Signing in: a password, then a code; failures are counted and slow the next try."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from data.storage.accounts import (
    clear_failures,
    find_credentials,
    get_credentials,
    note_failure,
    set_password,
)
from data.storage.sign_in import close_sign_in, open_sign_in
from skills.account import Role, User, normal_email
from skills.errors import Invalid
from skills.journal import Deed
from skills.sign_in import Credentials, SignIn
from web.flows.journal import note
from web.flows.passwords import hash_password, problem, verify_password
from web.flows.second_factor import check_code, check_recovery_code

_FREE_TRIES = 5
_FIRST_LOCK = timedelta(minutes=1)
_LONGEST_LOCK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """A sign-in just opened: its token for the cookie, and whose it is."""

    token: str
    account: int
    totp_on: bool


def give_password(
    db: Session, email: str, password: str, *, device: str, now: datetime
) -> Opened | None:
    """The first half of signing in; None whatever is wrong, after the same work."""
    try:
        credentials = find_credentials(db, normal_email(email))
    except Invalid:
        credentials = None
    kept = credentials.password_hash if credentials and credentials.enabled else ""
    right = verify_password(password, kept)
    if credentials is None:
        return None
    if _locked(credentials, now):
        return None
    if not right:
        _failed(db, credentials, now)
        return None
    # The failures stay counted until the second factor: a known password gives no new tries.
    token = open_sign_in(db, credentials.account, complete=False, device=device, now=now)
    return Opened(token, credentials.account, credentials.totp_on)


def give_code(db: Session, half: SignIn, typed: str, *, now: datetime) -> Opened | None:
    """The second half: a code of the application, or a recovery code. None when it is wrong.

    The token changes: one that was planted before signing in opens nothing after.
    """
    credentials = get_credentials(db, half.user.id or 0)
    if _locked(credentials, now) or not credentials.totp_on:
        return None
    if not (
        check_code(db, credentials.account, typed, now=now)
        or check_recovery_code(db, credentials.account, typed)
    ):
        _failed(db, credentials, now)
        return None
    return complete(db, half, now=now)


def complete(db: Session, half: SignIn, *, now: datetime) -> Opened:
    """Open the whole sign-in in place of the half one."""
    account = half.user.id or 0
    clear_failures(db, account)
    close_sign_in(db, half.id, of=half.user)
    token = open_sign_in(db, account, complete=True, device=half.device, now=now)
    note(db, half.user, Deed.SIGNED_IN, "account", account, now=now)
    return Opened(token, account, totp_on=True)


def change_password(
    db: Session, user: User, current: str, new: str, *, now: datetime
) -> dict[str, str]:
    """Change one's own password; what is wrong with each field. Every sign-in closes."""
    credentials = get_credentials(db, user.id or 0)
    if _locked(credentials, now) or not verify_password(current, credentials.password_hash):
        _failed(db, credentials, now)
        return {"current": "wrong_password"}
    if why := problem(new, user.email, user.name):
        return {"password": why}
    set_password(db, credentials.account, hash_password(new))
    note(db, user, Deed.CHANGED, "account", credentials.account, now=now, detail="mot de passe")
    return {}


def _locked(credentials: Credentials, now: datetime) -> bool:
    return credentials.locked_until is not None and credentials.locked_until > now


def _failed(db: Session, credentials: Credentials, now: datetime) -> None:
    beyond = credentials.failures + 1 - _FREE_TRIES
    until = None
    if beyond >= 0:
        until = now + min(_FIRST_LOCK * 2 ** min(beyond, 10), _LONGEST_LOCK)
    note_failure(db, credentials.account, locked_until=until)
    who = User(credentials.name, Role.VISITOR, credentials.account)
    note(db, who, Deed.REFUSED, "account", credentials.account, now=now)
