"""Accounts, and what they are checked with."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, false, true, update
from sqlmodel import Session, col, select

from data.storage.digests import digest
from data.storage.tables import (
    AccountRow,
    ApiTokenRow,
    MailedLinkRow,
    OrganisationRow,
    RecoveryCodeRow,
    SecretLinkRow,
    SignInRow,
)
from skills.account import Account, Role, User
from skills.errors import Invalid, NotFound
from skills.rights import Action, Extent, Thing, extent
from skills.sign_in import Credentials


def add_account(
    db: Session,
    *,
    email: str,
    name: str,
    role: Role,
    organisation: int | None,
    perimeter: tuple[str, ...],
    now: datetime,
) -> int:
    """Keep a new account, without a password yet; ``Invalid`` when the address has one."""
    if find_credentials(db, email) is not None:
        raise Invalid("email", email, "new_email")
    row = AccountRow(
        email=email,
        name=name,
        role=role.value,
        organisation_id=organisation,
        perimeter=" ".join(perimeter),
        created_at=now,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def get_account(db: Session, account_id: int, *, visible_to: User) -> Account:
    """One account; ``NotFound`` when absent or not the reader's."""
    found = _select(db, col(AccountRow.id) == account_id, visible_to)
    if not found:
        raise NotFound("account", account_id)
    return found[0]


def list_accounts(db: Session, *, visible_to: User) -> tuple[Account, ...]:
    """The accounts that the reader may see, by name."""
    return _select(db, true(), visible_to)


def change_account(
    db: Session,
    account_id: int,
    *,
    name: str,
    role: Role,
    organisation: int | None,
    perimeter: tuple[str, ...],
    enabled: bool,
) -> None:
    """Write what an administrator decides of an account; losing it closes its sign-ins."""
    row = _row(db, account_id)
    row.name, row.role, row.organisation_id = name, role.value, organisation
    row.perimeter, row.enabled = " ".join(perimeter), enabled
    db.add(row)
    if not enabled:
        db.execute(delete(SignInRow).where(col(SignInRow.account_id) == account_id))
    db.flush()


def delete_account(db: Session, account_id: int) -> None:
    """Delete an account with all it signs in with. What it wrote stays, under its name."""
    db.execute(delete(SecretLinkRow).where(col(SecretLinkRow.made_by) == account_id))
    for table in (SignInRow, MailedLinkRow, ApiTokenRow, RecoveryCodeRow):
        db.execute(delete(table).where(col(table.account_id) == account_id))
    row = db.get(AccountRow, account_id)
    if row is not None:
        db.delete(row)
    db.flush()


def find_credentials(db: Session, email: str) -> Credentials | None:
    """What the account of an address is checked with."""
    return _to_credentials(db.exec(select(AccountRow).where(AccountRow.email == email)).first())


def get_credentials(db: Session, account_id: int) -> Credentials:
    """What an account is checked with."""
    found = _to_credentials(_row(db, account_id))
    if found is None:
        raise NotFound("account", account_id)
    return found


def count_administrators(db: Session, *, without: int | None = None) -> int:
    """How many enabled administrators there are."""
    rows = db.exec(
        select(AccountRow.id).where(
            AccountRow.role == Role.ADMINISTRATOR.value, col(AccountRow.enabled).is_(True)
        )
    )
    return sum(found != without for found in rows)


def note_failure(db: Session, account_id: int, *, locked_until: datetime | None) -> None:
    """Count one more failure in a row, and lock the account for a while if asked."""
    db.execute(
        update(AccountRow)
        .where(col(AccountRow.id) == account_id)
        .values(failures=AccountRow.failures + 1, locked_until=locked_until)
    )


def clear_failures(db: Session, account_id: int) -> None:
    """Start counting again: the person is who they say."""
    db.execute(
        update(AccountRow)
        .where(col(AccountRow.id) == account_id)
        .values(failures=0, locked_until=None)
    )


def set_password(db: Session, account_id: int, password_hash: str) -> None:
    """Write a password's hash and close every sign-in that the old one opened."""
    db.execute(
        update(AccountRow)
        .where(col(AccountRow.id) == account_id)
        .values(password_hash=password_hash, failures=0, locked_until=None)
    )
    db.execute(delete(SignInRow).where(col(SignInRow.account_id) == account_id))


def set_second_factor(db: Session, account_id: int, secret: str, *, on: bool) -> None:
    """Write the secret that codes come from; ``on`` once a first code has proved it."""
    row = _row(db, account_id)
    if row.totp_secret != secret:
        row.totp_step = 0
    row.totp_secret, row.totp_on = secret, on
    db.add(row)
    db.flush()


def accept_step(db: Session, account_id: int, step: int) -> bool:
    """Whether a code's time step is later than the last accepted; from now on it is the last.

    One statement, so that of two requests with the same code one is refused.
    """
    done = db.execute(
        update(AccountRow)
        .where(col(AccountRow.id) == account_id, col(AccountRow.totp_step) < step)
        .values(totp_step=step)
    )
    return done.rowcount == 1  # type: ignore[attr-defined]


def set_recovery_codes(db: Session, account_id: int, codes: tuple[str, ...]) -> None:
    """Keep the digests of new recovery codes; the former ones are void."""
    db.execute(delete(RecoveryCodeRow).where(col(RecoveryCodeRow.account_id) == account_id))
    db.add_all(RecoveryCodeRow(account_id=account_id, code_hash=digest(code)) for code in codes)
    db.flush()


def use_recovery_code(db: Session, account_id: int, code: str) -> bool:
    """Whether this is one of the account's recovery codes; it is used up."""
    done = db.execute(
        delete(RecoveryCodeRow).where(
            col(RecoveryCodeRow.account_id) == account_id,
            col(RecoveryCodeRow.code_hash) == digest(code),
        )
    )
    return done.rowcount == 1  # type: ignore[attr-defined]


def _row(db: Session, account_id: int) -> AccountRow:
    row = db.get(AccountRow, account_id, populate_existing=True)
    if row is None:
        raise NotFound("account", account_id)
    return row


def _to_credentials(row: AccountRow | None) -> Credentials | None:
    if row is None:
        return None
    return Credentials(
        row.id or 0,
        row.email,
        row.name,
        row.enabled,
        row.password_hash,
        row.totp_secret,
        row.totp_on,
        row.failures,
        row.locked_until,
    )


def _select(db: Session, wanted: ColumnElement[bool], user: User) -> tuple[Account, ...]:
    rows = db.exec(
        select(AccountRow, OrganisationRow.name)
        .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id, isouter=True)
        .where(wanted, _readable_by(user))
        .order_by(col(AccountRow.name), col(AccountRow.id))
    )
    return tuple(
        Account(
            row.id or 0,
            row.email,
            row.name,
            Role(row.role),
            row.organisation_id,
            organisation or "",
            tuple(row.perimeter.split()),
            row.enabled,
            bool(row.password_hash),
            row.totp_on,
        )
        for row, organisation in rows
    )


def _readable_by(user: User) -> ColumnElement[bool]:
    reach = extent(user, Thing.ACCOUNT, Action.READ)
    if reach is Extent.ALL:
        return true()
    if reach is Extent.OWN and user.id is not None:
        return col(AccountRow.id) == user.id
    return false()
