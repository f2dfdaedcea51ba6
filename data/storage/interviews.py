"""Firms and interviews."""

from typing import Any

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, func, or_, select

from data.storage.firms import keep_firm, to_firm
from data.storage.reach import interviews_within
from data.storage.tables import FirmRow, InterviewRow, NeedRow
from skills.account import User
from skills.errors import Conflict, NotFound
from skills.interview import Firm, FirmSize, Interview, InterviewSummary, PrivateNotes


def add_interview(db: Session, interview: Interview, *, waiting: bool = False) -> int:
    """Keep an interview; give its identifier. The firm is the one known by that SIRET or that
    name and commune, or new. One that waits is read by nobody until its firm is verified.
    """
    row = keep_firm(db, interview.firm, verified=not waiting)
    kept = InterviewRow(
        firm_id=row.id or 0,
        held_on=interview.held_on,
        author=interview.author,
        notes=interview.notes,
        organisation_id=interview.organisation,
        account_id=interview.account,
        declared=interview.declared,
        waiting=waiting,
    )
    db.add(kept)
    db.flush()
    return kept.id or 0


def get_interview(db: Session, interview_id: int, *, visible_to: User) -> Interview:
    """One interview with its notes; ``NotFound`` when absent or not the reader's."""
    found = db.exec(
        select(InterviewRow, FirmRow)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(InterviewRow.id == interview_id, _readable_by(visible_to))
    ).first()
    if found is None:
        raise NotFound("interview", interview_id)
    return to_interview(*found)


def update_notes(db: Session, interview_id: int, notes: str, *, version: int) -> int:
    """Replace the notes that were read at a version; give the new version.

    ``Conflict`` when somebody changed them meanwhile: nothing is written.
    """
    done = db.execute(
        update(InterviewRow)
        .where(col(InterviewRow.id) == interview_id, col(InterviewRow.version) == version)
        .values(notes=notes, version=version + 1)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Conflict("interview", interview_id)
    return version + 1


def get_private_notes(db: Session, interview_id: int, *, visible_to: User) -> PrivateNotes:
    """What its readers keep beside an interview; ``NotFound`` when it is not the reader's."""
    text = db.exec(
        select(InterviewRow.private_notes)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(InterviewRow.id == interview_id, _readable_by(visible_to))
    ).first()
    if text is None:
        raise NotFound("interview", interview_id)
    return PrivateNotes(interview_id, text)


def keep_private_notes(db: Session, notes: PrivateNotes) -> None:
    """Replace what is kept beside an interview."""
    db.execute(
        update(InterviewRow)
        .where(col(InterviewRow.id) == notes.interview)
        .values(private_notes=notes.text)
    )


def same_interview(db: Session, interview: Interview) -> bool:
    """Whether the same words of the same firm on the same day are kept already."""
    firm = interview.firm
    same = (FirmRow.name == firm.name) & (FirmRow.commune == firm.commune)
    found = db.exec(
        select(InterviewRow.id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(
            or_(same, col(FirmRow.siret) == firm.siret) if firm.siret else same,
            InterviewRow.held_on == interview.held_on,
            InterviewRow.notes == interview.notes,
        )
    ).first()
    return found is not None


def keep_firm_facts(db: Session, firm_id: int, size: FirmSize | None, naf: str) -> None:
    """Write the size and the activity of a firm."""
    db.execute(
        update(FirmRow)
        .where(col(FirmRow.id) == firm_id)
        .values(size=size.value if size else None, naf=naf)
    )


def last_heard(db: Session, *, visible_to: User) -> tuple[InterviewSummary, ...]:
    """The last interview with each firm that the reader may read, oldest first."""
    latest: dict[int, InterviewSummary] = {}
    for one in list_interviews(db, visible_to=visible_to, most=100_000):
        latest.setdefault(one.firm.id or 0, one)
    return tuple(reversed(latest.values()))


def to_interview(interview: InterviewRow, firm: FirmRow) -> Interview:
    """The interview of two rows."""
    return Interview(
        to_firm(firm),
        interview.held_on,
        interview.author,
        interview.notes,
        interview.id,
        interview.organisation_id,
        interview.account_id,
        interview.version,
        interview.declared,
    )


def list_interviews(
    db: Session, *, visible_to: User, most: int = 100, after: int = 0
) -> tuple[InterviewSummary, ...]:
    """The interviews without their notes, latest first, ``most`` of them from the ``after``-th
    on.
    """
    needs = (
        select(NeedRow.interview_id, func.count().label("needs"))
        .group_by(col(NeedRow.interview_id))
        .subquery()
    )
    rows = db.exec(
        select(  # type: ignore[call-overload]
            InterviewRow.id,
            InterviewRow.held_on,
            InterviewRow.author,
            InterviewRow.declared,
            FirmRow.id.label("firm_id"),  # type: ignore[union-attr]
            FirmRow.name,
            FirmRow.commune,
            FirmRow.siret,
            func.coalesce(needs.c.needs, 0).label("needs"),
        )
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .join(needs, needs.c.interview_id == InterviewRow.id, isouter=True)
        .where(_readable_by(visible_to))
        .order_by(col(InterviewRow.held_on).desc(), col(InterviewRow.id).desc())
        .limit(most)
        .offset(after)
    )
    return tuple(_to_summary(row) for row in rows)


def count_interviews(db: Session, *, visible_to: User) -> int:
    """How many interviews the reader may see."""
    return db.exec(
        select(func.count())
        .select_from(InterviewRow)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(_readable_by(visible_to))
    ).one()


def _to_summary(row: Any) -> InterviewSummary:
    firm = Firm(row.name, row.commune, row.siret, row.firm_id)
    return InterviewSummary(row.id, firm, row.held_on, row.author, row.needs, row.declared)


def _readable_by(user: User) -> ColumnElement[bool]:
    return interviews_within(user)
