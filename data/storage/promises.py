"""What firms offer to do: dated, revocable, public only when they say so."""

from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from data.storage.tables import CommitmentRow, FirmRow
from skills.answer import Promise
from skills.terms_of_work import Commitment


def keep_promises(
    db: Session,
    firm_id: int,
    kinds: tuple[Commitment, ...],
    *,
    on: date,
    named: bool,
    interview_id: int | None = None,
) -> None:
    """Make what a firm offers exactly this: new kinds are dated from the day, those left out are
    revoked on it, and the consent to be named goes for all that remain.
    """
    wanted = {kind.value for kind in kinds}
    standing = db.exec(_of_firm(firm_id)).all()
    for row in standing:
        if row.kind in wanted:
            row.named = named
            wanted.discard(row.kind)
        else:
            row.revoked_on = on
        db.add(row)
    for kind in Commitment:
        if kind.value in wanted:
            db.add(
                CommitmentRow(
                    firm_id=firm_id,
                    interview_id=interview_id,
                    kind=kind.value,
                    made_on=on,
                    named=named,
                )
            )
    db.flush()


def add_promise(
    db: Session, firm_id: int, kind: Commitment, *, on: date, interview_id: int | None = None
) -> None:
    """Add what a firm said it would do, unless it stands already."""
    if not any(row.kind == kind.value for row in db.exec(_of_firm(firm_id))):
        db.add(
            CommitmentRow(firm_id=firm_id, interview_id=interview_id, kind=kind.value, made_on=on)
        )
        db.flush()


def list_promises(db: Session, firm_id: int) -> tuple[Promise, ...]:
    """What a firm offers today, from the lightest to the strongest."""
    order = list(Commitment)
    found = [_to_promise(row, None) for row in db.exec(_of_firm(firm_id))]
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def list_hosts(db: Session) -> tuple[Promise, ...]:
    """What verified firms offer and agree to be named for: public by their own consent."""
    rows = db.execute(
        select(CommitmentRow, FirmRow)
        .join(FirmRow, col(FirmRow.id) == CommitmentRow.firm_id)
        .where(
            col(CommitmentRow.revoked_on).is_(None),
            col(CommitmentRow.named).is_(True),
            col(FirmRow.verified).is_(True),
        )
        .order_by(col(FirmRow.name), col(CommitmentRow.id))
    )
    return tuple(_to_promise(row, firm) for row, firm in rows)


def _of_firm(firm_id: int):  # type: ignore[no-untyped-def]
    standing: ColumnElement[bool] = col(CommitmentRow.revoked_on).is_(None)
    return (
        select(CommitmentRow)
        .where(CommitmentRow.firm_id == firm_id, standing)
        .order_by(col(CommitmentRow.id))
    )


def _to_promise(row: CommitmentRow, firm: FirmRow | None) -> Promise:
    return Promise(
        Commitment(row.kind),
        row.made_on,
        row.named,
        row.revoked_on,
        row.firm_id,
        firm.name if firm else "",
        firm.commune if firm else "",
        row.id,
    )
