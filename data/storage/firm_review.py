"""What a firm sees of what was kept of its words, and what it answers. It is read by secret link
only: the link is the right.
"""

from datetime import date, datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from data.storage.answers import list_need_events, write_move
from data.storage.tables import (
    AccountRow,
    FirmRow,
    InterviewRow,
    NeedCompetenceRow,
    NeedRow,
    OrganisationRow,
)
from skills.answer import FirmLine, FirmSays
from skills.errors import NotFound
from skills.need import EvidenceKind, Headcount, NeedState


def firm_lines(db: Session, interview_id: int) -> tuple[FirmLine, ...]:
    """The needs kept from an interview, in the order of its words."""
    rows = db.execute(
        select(NeedRow, AccountRow.name, OrganisationRow.name)
        .join(AccountRow, col(AccountRow.id) == NeedRow.owner_id, isouter=True)
        .join(OrganisationRow, col(OrganisationRow.id) == NeedRow.taken_by_id, isouter=True)
        .where(NeedRow.interview_id == interview_id)
        .order_by(col(NeedRow.start), col(NeedRow.id))
    ).all()
    return tuple(_to_line(db, *row) for row in rows)


def firm_of_interview(db: Session, interview_id: int) -> tuple[FirmRow, InterviewRow]:
    """The firm and the interview that a link opens; ``NotFound`` when it is gone."""
    found = db.exec(
        select(FirmRow, InterviewRow)
        .join(InterviewRow, col(InterviewRow.firm_id) == FirmRow.id)
        .where(InterviewRow.id == interview_id)
    ).first()
    if found is None:
        raise NotFound("interview", interview_id)
    return found


def say_of_need(db: Session, interview_id: int, need_id: int, says: FirmSays | None) -> None:
    """Write what the firm answered of one line; None takes it back."""
    row = _line(db, interview_id, need_id)
    row.firm_says = says.value if says else None
    db.add(row)
    db.flush()


def correct_need(
    db: Session,
    interview_id: int,
    need_id: int,
    *,
    headcount: Headcount | None,
    wanted_by: date | None,
    dropped: frozenset[str] = frozenset(),
) -> None:
    """Put the firm's own figures in a need, and take out competences that it did not ask for."""
    row = _line(db, interview_id, need_id)
    row.headcount_min = headcount.minimum if headcount else None
    row.headcount_max = headcount.maximum if headcount else None
    row.wanted_by = wanted_by
    row.firm_says = FirmSays.CORRECTED.value
    db.add(row)
    if dropped:
        db.execute(
            delete(NeedCompetenceRow).where(
                col(NeedCompetenceRow.need_id) == need_id,
                col(NeedCompetenceRow.code).in_(sorted(dropped)),
            )
        )
    db.flush()


def withdraw_need(
    db: Session, interview_id: int, need_id: int, *, by: str, now: datetime, words: str
) -> None:
    """The firm no longer needs it."""
    row = _line(db, interview_id, need_id)
    if row.state != NeedState.WITHDRAWN.value:
        write_move(db, row, NeedState.WITHDRAWN, by=by, now=now, words=words)


def note_review(db: Session, interview_id: int, *, now: datetime, quotes_allowed: bool) -> None:
    """Write that the firm read what was kept, and whether its words may be shown."""
    db.execute(
        update(InterviewRow)
        .where(col(InterviewRow.id) == interview_id)
        .values(reviewed_at=now, quotes_allowed=quotes_allowed)
    )


def _line(db: Session, interview_id: int, need_id: int) -> NeedRow:
    row = db.exec(
        select(NeedRow).where(NeedRow.id == need_id, NeedRow.interview_id == interview_id)
    ).first()
    if row is None:
        raise NotFound("need", need_id)
    return row


def _to_line(db: Session, row: NeedRow, owner: str | None, taken_by: str | None) -> FirmLine:
    codes = db.exec(
        select(NeedCompetenceRow.code)
        .where(NeedCompetenceRow.need_id == row.id)
        .order_by(col(NeedCompetenceRow.position))
    )
    return FirmLine(
        id=row.id or 0,
        words=row.quote,
        said=row.evidence_kind in (EvidenceKind.SAID.value, EvidenceKind.WRITTEN.value),
        occupation=row.occupation,
        competences=tuple(codes),
        headcount=Headcount(row.headcount_min, row.headcount_max or row.headcount_min)
        if row.headcount_min
        else None,
        wanted_by=row.wanted_by,
        state=NeedState(row.state),
        owner=owner or "",
        taken_by=taken_by or "",
        moved_on=row.moved_at.date(),
        firm_says=FirmSays(row.firm_says) if row.firm_says else None,
        events=list_need_events(db, row.id or 0),
    )
