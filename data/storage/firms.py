"""Firms met in interviews, and two of them that are one."""

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from data.storage.tables import FirmRow, InterviewRow, NeedRow, OrganisationRow
from skills.account import User
from skills.errors import NotFound
from skills.interview import Firm
from skills.rights import Action, Thing, may, require


@dataclass(frozen=True, slots=True)
class FirmUse:
    """A firm with what hangs on it."""

    firm: Firm
    interviews: int
    needs: int
    organisations: tuple[str, ...]


def list_firms(db: Session, *, visible_to: User) -> tuple[Firm, ...]:
    """Every firm by name, for whoever keeps the organisations; none for others."""
    if not may(visible_to, Thing.ORGANISATION, Action.READ):
        return ()
    rows = db.exec(select(FirmRow).order_by(col(FirmRow.name), col(FirmRow.id)))
    return tuple(_to_firm(row) for row in rows)


def get_firm_use(db: Session, firm_id: int, *, visible_to: User) -> FirmUse:
    """A firm with how many interviews, needs and organisations hang on it."""
    require(visible_to, Thing.ORGANISATION, Action.READ)
    row = db.get(FirmRow, firm_id)
    if row is None:
        raise NotFound("firm", firm_id)
    interviews = select(func.count()).where(InterviewRow.firm_id == firm_id)
    needs = (
        select(func.count())
        .select_from(NeedRow)
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .where(InterviewRow.firm_id == firm_id)
    )
    organisations = select(OrganisationRow.name).where(OrganisationRow.firm_id == firm_id)
    return FirmUse(
        _to_firm(row),
        db.exec(interviews).one(),
        db.exec(needs).one(),
        tuple(db.exec(organisations.order_by(col(OrganisationRow.name)))),
    )


def merge_firms(db: Session, kept: int, dropped: int) -> None:
    """Give all that hangs on one firm to another, and forget the first."""
    keeper, gone = db.get(FirmRow, kept), db.get(FirmRow, dropped)
    if keeper is None or gone is None or kept == dropped:
        raise NotFound("firm", dropped)
    for table in (InterviewRow, OrganisationRow):
        db.execute(update(table).where(col(table.firm_id) == dropped).values(firm_id=kept))
    # What only the dropped one said is not lost.
    keeper.commune = keeper.commune or gone.commune
    keeper.siret = keeper.siret or gone.siret
    db.add(keeper)
    db.delete(gone)
    db.flush()


def _to_firm(row: FirmRow) -> Firm:
    return Firm(row.name, row.commune, row.siret, row.id)
