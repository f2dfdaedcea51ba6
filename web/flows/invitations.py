"""Coming in: invited by a link, or back in by a new password. A link serves once."""

from datetime import datetime, timedelta

from sqlmodel import Session

from data.storage.accounts import (
    add_account,
    find_credentials,
    get_credentials,
    set_password,
    set_second_factor,
)
from data.storage.sign_in import (
    close_sign_ins,
    make_mailed_link,
    open_sign_in,
    read_mailed_link,
    use_mailed_link,
)
from skills.account import Account, Role, User, normal_email
from skills.errors import Invalid
from skills.journal import Deed
from web.flows.journal import note
from web.flows.letters import send_letter
from web.flows.passwords import hash_password, problem
from web.flows.sign_in import Opened

INVITATION = timedelta(days=7)
NEW_PASSWORD = timedelta(hours=1)


def invite(
    db: Session,
    *,
    email: str,
    name: str,
    role: Role,
    organisation: int | None,
    perimeter: tuple[str, ...],
    by: User,
    now: datetime,
    site: str,
) -> tuple[int, str]:
    """Make an account and the link that opens it: its identifier, and the link to hand over."""
    account_id = add_account(
        db,
        email=normal_email(email),
        name=name,
        role=role,
        organisation=organisation,
        perimeter=perimeter,
        now=now,
    )
    note(
        db, by, Deed.CREATED, "account", account_id, now=now,
        detail=f"{name}, {role.label}", organisation=organisation,
    )  # fmt: skip
    return account_id, _invitation_link(db, account_id, now=now, site=site)


def invite_again(db: Session, account: Account, *, by: User, now: datetime, site: str) -> str:
    """A new link for an account; its password, codes and sign-ins are void from now on."""
    set_password(db, account.id, "")
    set_second_factor(db, account.id, "", on=False)
    note(db, by, Deed.CHANGED, "account", account.id, now=now, detail="nouvelle invitation")
    return _invitation_link(db, account.id, now=now, site=site)


def invited(db: Session, token: str, *, now: datetime) -> tuple[str, str]:
    """The name and address that an invitation is for; ``BadLink`` if it is no longer good."""
    credentials = get_credentials(db, read_mailed_link(db, token, "invitation", now=now))
    return credentials.name, credentials.email


def accept(
    db: Session, token: str, password: str, *, device: str, now: datetime
) -> tuple[Opened | None, dict[str, str]]:
    """Choose a password on an invitation: half a sign-in, or what is wrong."""
    credentials = get_credentials(db, read_mailed_link(db, token, "invitation", now=now))
    if why := problem(password, credentials.email, credentials.name):
        return None, {"password": why}
    account_id = use_mailed_link(db, token, "invitation", now=now)
    set_password(db, account_id, hash_password(password))
    # A secret that a half-done enrolment may have shown to somebody else is not kept.
    set_second_factor(db, account_id, "", on=False)
    opened = open_sign_in(db, account_id, complete=False, device=device, now=now)
    return Opened(opened, account_id, totp_on=False), {}


def ask_new_password(db: Session, email: str, *, now: datetime, site: str) -> None:
    """Send the link for a new password, if the address has an account. Says nothing of it."""
    try:
        credentials = find_credentials(db, normal_email(email))
    except Invalid:
        return
    if credentials is None or not credentials.enabled or not credentials.password_hash:
        return
    token = make_mailed_link(db, credentials.account, "password", expires_at=now + NEW_PASSWORD)
    link = f"{site}/mot-de-passe/{token}"
    send_letter(db, credentials.email, "new_password", name=credentials.name, link=link)


def choose_new_password(db: Session, token: str, password: str, *, now: datetime) -> str:
    """Choose a password by a mailed link; why it is refused, or empty. The second factor stays."""
    credentials = get_credentials(db, read_mailed_link(db, token, "password", now=now))
    if why := problem(password, credentials.email, credentials.name):
        return why
    account_id = use_mailed_link(db, token, "password", now=now)
    set_password(db, account_id, hash_password(password))
    close_sign_ins(db, account_id)
    who = User(credentials.name, Role.VISITOR, account_id)
    note(db, who, Deed.CHANGED, "account", account_id, now=now, detail="mot de passe oublié")
    return ""


def _invitation_link(db: Session, account_id: int, *, now: datetime, site: str) -> str:
    token = make_mailed_link(db, account_id, "invitation", expires_at=now + INVITATION)
    link = f"{site}/invitation/{token}"
    kept = get_credentials(db, account_id)
    send_letter(db, kept.email, "invitation", name=kept.name, link=link)
    return link
