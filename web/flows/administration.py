"""What an administrator does to accounts, organisations and firms, with a line in the journal."""

from datetime import datetime

from sqlmodel import Session

from data.storage.accounts import (
    change_account,
    count_administrators,
    delete_account,
    get_account,
)
from data.storage.firms import get_firm_use, merge_firms
from data.storage.organisations import (
    add_organisation,
    change_organisation,
    delete_organisation,
    get_organisation,
)
from data.storage.sign_in import close_sign_ins
from skills.account import Role, User
from skills.errors import Invalid
from skills.journal import Deed
from skills.organisation import Organisation
from web.flows.journal import note
from web.forms.administration import AccountChoice


def decide_account(
    db: Session, account_id: int, choice: AccountChoice, *, by: User, now: datetime
) -> None:
    """Write what was decided of an account; its sign-ins close, since its rights may be others.

    ``Invalid`` when nobody would be left to administer.
    """
    before = get_account(db, account_id, visible_to=by)
    still = choice.enabled and choice.role is Role.ADMINISTRATOR
    if not still and before.role is Role.ADMINISTRATOR:
        _keep_one_administrator(db, account_id)
    change_account(
        db,
        account_id,
        name=choice.name,
        role=choice.role,
        organisation=choice.organisation,
        perimeter=choice.perimeter,
        enabled=choice.enabled,
    )
    if account_id != by.id:
        close_sign_ins(db, account_id)
    after = get_account(db, account_id, visible_to=by)
    note(
        db, by, Deed.CHANGED, "account", account_id, now=now,
        before=_said(before.role, before.perimeter, enabled=before.enabled),
        after=_said(after.role, after.perimeter, enabled=after.enabled),
        organisation=choice.organisation,
    )  # fmt: skip


def remove_account(db: Session, account_id: int, *, by: User, now: datetime) -> None:
    """Delete an account; ``Invalid`` for the last administrator."""
    account = get_account(db, account_id, visible_to=by)
    if account.role is Role.ADMINISTRATOR:
        _keep_one_administrator(db, account_id)
    delete_account(db, account_id)
    note(
        db, by, Deed.DELETED, "account", account_id, now=now,
        detail=f"{account.name}, {account.role.label}", organisation=account.organisation,
    )  # fmt: skip


def keep_organisation(db: Session, organisation: Organisation, *, by: User, now: datetime) -> int:
    """Add an organisation, or change the one of its identifier; give its identifier."""
    if organisation.id is None:
        kept = add_organisation(db, organisation)
        note(db, by, Deed.CREATED, "organisation", kept, now=now, detail=organisation.name)
        return kept
    before = get_organisation(db, organisation.id, visible_to=by)
    change_organisation(db, organisation)
    note(
        db, by, Deed.CHANGED, "organisation", organisation.id, now=now,
        before=before.name, after=organisation.name,
    )  # fmt: skip
    return organisation.id


def remove_organisation(db: Session, organisation_id: int, *, by: User, now: datetime) -> None:
    """Delete an organisation; its accounts and interviews stay, without one."""
    organisation = get_organisation(db, organisation_id, visible_to=by)
    delete_organisation(db, organisation_id)
    note(db, by, Deed.DELETED, "organisation", organisation_id, now=now, detail=organisation.name)


def merge(db: Session, kept: int, dropped: int, *, by: User, now: datetime) -> None:
    """Make one firm of two."""
    one = get_firm_use(db, kept, visible_to=by)
    other = get_firm_use(db, dropped, visible_to=by)
    merge_firms(db, kept, dropped)
    note(
        db, by, Deed.CHANGED, "firm", kept, now=now,
        detail=f"{other.firm.name} devient {one.firm.name}",
    )  # fmt: skip


def _keep_one_administrator(db: Session, without: int) -> None:
    if not count_administrators(db, without=without):
        raise Invalid("role", Role.ADMINISTRATOR.label, "last_administrator")


def _said(role: Role, perimeter: tuple[str, ...], *, enabled: bool) -> str:
    return f"{role.label} ; {' '.join(perimeter) or 'sans périmètre'} ; " + (
        "ouvert" if enabled else "fermé"
    )
