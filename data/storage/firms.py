"""Firms met in interviews, and two of them that are one."""

from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from data.storage.reach import firms_within
from data.storage.tables import (
    CommitmentRow,
    FirmRow,
    HostContactRow,
    InterviewRow,
    NeedRow,
    OrganisationRow,
    ProjectRow,
    TargetRow,
    VisitRequestRow,
)
from skills.account import User
from skills.errors import NotFound
from skills.interview import Firm, FirmSize
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
    return tuple(to_firm(row) for row in rows)


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
        to_firm(row),
        db.exec(interviews).one(),
        db.exec(needs).one(),
        tuple(db.exec(organisations.order_by(col(OrganisationRow.name)))),
    )


def merge_firms(db: Session, kept: int, dropped: int) -> None:
    """Give all that hangs on one firm to another, and forget the first."""
    keeper, gone = db.get(FirmRow, kept), db.get(FirmRow, dropped)
    if keeper is None or gone is None or kept == dropped:
        raise NotFound("firm", dropped)
    tables = (
        InterviewRow, OrganisationRow, ProjectRow, CommitmentRow, TargetRow, VisitRequestRow,
    )  # fmt: skip
    for table in tables:
        db.execute(update(table).where(col(table.firm_id) == dropped).values(firm_id=kept))
    if db.get(HostContactRow, kept) is None:  # the address of the dropped one is then the only one
        contact = update(HostContactRow).where(col(HostContactRow.firm_id) == dropped)
        db.execute(contact.values(firm_id=kept))
    db.execute(delete(HostContactRow).where(col(HostContactRow.firm_id) == dropped))
    # What only the dropped one said is not lost.
    keeper.commune = keeper.commune or gone.commune
    keeper.siret = keeper.siret or gone.siret
    keeper.size = keeper.size or gone.size
    keeper.naf = keeper.naf or gone.naf
    db.add(keeper)
    db.delete(gone)
    db.flush()


def find_firms(db: Session, words: str, *, visible_to: User, most: int = 8) -> tuple[Firm, ...]:
    """The firms that the reader has met or that are in their perimeter, whose name holds the
    words or whose SIRET begins with their digits; by name.
    """
    digits = "".join(words.split())
    siret = col(FirmRow.siret).startswith(digits, autoescape=True)
    name = col(FirmRow.name).icontains(words.strip(), autoescape=True)
    rows = db.exec(
        select(FirmRow)
        .where(firms_within(visible_to), siret if digits.isdecimal() else name)
        .order_by(col(FirmRow.name), col(FirmRow.id))
        .limit(most)
    )
    return tuple(to_firm(row) for row in rows)


def keep_firm(db: Session, firm: Firm, *, verified: bool = True) -> FirmRow:
    """The firm known by that SIRET, else by that name and commune, or a new one.

    What was not known of it is filled in; what was known stays. A firm that nobody has verified
    is never taken for one that was, nor does it change it.
    """
    query = select(FirmRow).where(col(FirmRow.verified).is_(verified))
    row = None
    if firm.siret:
        row = db.exec(query.where(FirmRow.siret == firm.siret)).first()
    if row is None:
        same = query.where(FirmRow.name == firm.name, FirmRow.commune == firm.commune)
        row = db.exec(same.where(col(FirmRow.siret).in_(("", firm.siret)))).first()
    if row is None and firm.siret == "":
        row = db.exec(
            query.where(FirmRow.name == firm.name, FirmRow.commune == firm.commune)
        ).first()
    row = row or FirmRow(name=firm.name, verified=verified)
    row.commune = row.commune or firm.commune
    row.siret = row.siret or firm.siret
    row.size = row.size or (firm.size.value if firm.size else None)
    row.naf = row.naf or firm.naf
    db.add(row)
    db.flush()
    return row


def to_firm(row: FirmRow) -> Firm:
    """The firm of a row."""
    size = FirmSize(row.size) if row.size else None
    return Firm(row.name, row.commune, row.siret, row.id, size, row.naf)
