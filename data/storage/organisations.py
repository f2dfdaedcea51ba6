"""Organisations."""

from sqlalchemy import ColumnElement, false, or_, true, update
from sqlmodel import Session, col, func, select

from data.storage.tables import AccountRow, InterviewRow, JournalRow, OrganisationRow
from skills.account import User
from skills.errors import NotFound
from skills.organisation import Organisation, OrganisationKind
from skills.rights import Action, Extent, Thing, extent


def add_organisation(db: Session, organisation: Organisation) -> int:
    """Keep an organisation; give its identifier."""
    row = OrganisationRow(
        kind=organisation.kind.value,
        name=organisation.name,
        siret=organisation.siret,
        epci=organisation.epci,
        verified=organisation.verified,
        firm_id=organisation.firm,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def get_organisation(db: Session, organisation_id: int, *, visible_to: User) -> Organisation:
    """One organisation; ``NotFound`` when absent or not the reader's."""
    row = db.exec(
        select(OrganisationRow).where(
            OrganisationRow.id == organisation_id, _readable_by(visible_to)
        )
    ).first()
    if row is None:
        raise NotFound("organisation", organisation_id)
    return _to_organisation(row)


def list_organisations(db: Session, *, visible_to: User) -> tuple[Organisation, ...]:
    """The organisations that the reader may see, by name."""
    rows = db.exec(
        select(OrganisationRow)
        .where(_readable_by(visible_to))
        .order_by(col(OrganisationRow.name), col(OrganisationRow.id))
    )
    return tuple(_to_organisation(row) for row in rows)


def change_organisation(db: Session, organisation: Organisation) -> None:
    """Write an organisation over the one of its identifier."""
    row = db.get(OrganisationRow, organisation.id)
    if row is None:
        raise NotFound("organisation", organisation.id)
    row.kind = organisation.kind.value
    row.name, row.siret, row.epci = organisation.name, organisation.siret, organisation.epci
    row.verified, row.firm_id = organisation.verified, organisation.firm
    db.add(row)
    db.flush()


def count_of_organisation(db: Session, organisation_id: int) -> tuple[int, int]:
    """How many accounts and interviews belong to an organisation."""
    accounts = select(func.count()).where(AccountRow.organisation_id == organisation_id)
    interviews = select(func.count()).where(InterviewRow.organisation_id == organisation_id)
    return db.exec(accounts).one(), db.exec(interviews).one()


def delete_organisation(db: Session, organisation_id: int, *, moved_to: int | None = None) -> None:
    """Delete an organisation; its accounts, interviews and journal go to another or to none."""
    for column in (
        AccountRow.organisation_id,
        InterviewRow.organisation_id,
        JournalRow.organisation_id,
    ):
        table = col(column).class_  # type: ignore[attr-defined]
        db.execute(
            update(table).where(col(column) == organisation_id).values(organisation_id=moved_to)
        )
    row = db.get(OrganisationRow, organisation_id)
    if row is not None:
        db.delete(row)
    db.flush()


def _to_organisation(row: OrganisationRow) -> Organisation:
    return Organisation(
        OrganisationKind(row.kind),
        row.name,
        row.siret,
        row.epci,
        row.verified,
        row.firm_id,
        row.id,
    )


def _readable_by(user: User) -> ColumnElement[bool]:
    if extent(user, Thing.ORGANISATION, Action.READ) is Extent.ALL:
        return true()
    own = col(OrganisationRow.id) == user.organisation
    return or_(own, false()) if user.organisation is not None else false()
