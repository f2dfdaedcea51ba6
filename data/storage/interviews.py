"""Firms and interviews."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from data.storage.reach import interviews_within
from data.storage.tables import FirmRow, InterviewRow, NeedRow
from skills.account import User
from skills.errors import NotFound
from skills.interview import Firm, Interview, InterviewSummary


def add_interview(db: Session, interview: Interview) -> int:
    """Keep an interview; give its identifier. The firm is the one known by that name and
    commune, or new.
    """
    firm = interview.firm
    known = db.exec(
        select(FirmRow).where(
            FirmRow.name == firm.name,
            FirmRow.commune == firm.commune,
            FirmRow.siret == firm.siret,
        )
    ).first()
    row = known or FirmRow(name=firm.name, commune=firm.commune, siret=firm.siret)
    db.add(row)
    db.flush()
    kept = InterviewRow(
        firm_id=row.id or 0,
        held_on=interview.held_on,
        author=interview.author,
        notes=interview.notes,
        organisation_id=interview.organisation,
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
    interview, firm = found
    return Interview(
        Firm(firm.name, firm.commune, firm.siret, firm.id),
        interview.held_on,
        interview.author,
        interview.notes,
        interview.id,
        interview.organisation_id,
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
    return InterviewSummary(row.id, firm, row.held_on, row.author, row.needs)


def _readable_by(user: User) -> ColumnElement[bool]:
    return interviews_within(user)
