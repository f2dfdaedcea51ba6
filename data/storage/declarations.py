"""Declarations that firms make alone: drafts, those that wait for somebody to verify the firm."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from data.storage.interviews import to_interview
from data.storage.needs import remove_need
from data.storage.reach import declarations_within
from data.storage.tables import (
    CommitmentRow,
    DeclarationRow,
    FirmRow,
    InterviewRow,
    NeedRow,
)
from skills.account import User
from skills.errors import NotFound
from skills.interview import Interview


def add_draft(db: Session, *, now: datetime) -> int:
    """Begin a declaration; give its identifier."""
    row = DeclarationRow(answers="{}", started_at=now)
    db.add(row)
    db.flush()
    return row.id or 0


def get_draft(db: Session, draft_id: int) -> tuple[dict[str, object], int | None]:
    """What was typed so far and, once it is sent, its interview."""
    row = db.get(DeclarationRow, draft_id)
    if row is None:
        raise NotFound("declaration", draft_id)
    return json.loads(row.answers), row.interview_id


def keep_draft(db: Session, draft_id: int, answers: Mapping[str, object]) -> None:
    """Keep what was typed so far."""
    db.execute(
        update(DeclarationRow)
        .where(col(DeclarationRow.id) == draft_id, col(DeclarationRow.sent_at).is_(None))
        .values(answers=json.dumps(answers, ensure_ascii=False))
    )


def send_draft(db: Session, draft_id: int, interview_id: int, *, now: datetime) -> bool:
    """Tie a draft to the interview that it became; false when it had been sent before."""
    done = db.execute(
        update(DeclarationRow)
        .where(col(DeclarationRow.id) == draft_id, col(DeclarationRow.sent_at).is_(None))
        .values(sent_at=now, interview_id=interview_id)
    )
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]


def purge_drafts(db: Session, *, before: datetime) -> None:
    """Forget what was begun and never sent."""
    db.execute(
        delete(DeclarationRow).where(
            col(DeclarationRow.sent_at).is_(None), col(DeclarationRow.started_at) < before
        )
    )


def list_waiting(db: Session, *, visible_to: User) -> tuple[Interview, ...]:
    """The declarations that the reader may verify, oldest first."""
    rows = db.exec(
        select(InterviewRow, FirmRow)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(col(InterviewRow.waiting).is_(True), declarations_within(visible_to))
        .order_by(col(InterviewRow.id))
    )
    return tuple(to_interview(interview, firm) for interview, firm in rows)


def waiting_contact(db: Session, interview_id: int, *, by: User) -> str:
    """How to reach the firm of a declaration that waits."""
    return _waiting(db, interview_id, by).private_notes


def accept_declaration(
    db: Session, interview_id: int, firm_id: int | None, *, by: User, now: datetime
) -> None:
    """Let a declaration count: its firm is the one given, or is new, and its needs are the
    verifier's to follow.
    """
    row = _waiting(db, interview_id, by)
    declared = row.firm_id
    if firm_id is None:
        firm_id = declared
        db.execute(update(FirmRow).where(col(FirmRow.id) == declared).values(verified=True))
    row.firm_id, row.waiting = firm_id, False
    db.execute(
        update(CommitmentRow)
        .where(col(CommitmentRow.interview_id) == interview_id)
        .values(firm_id=firm_id)
    )
    row.organisation_id, row.account_id = by.organisation, by.id
    db.add(row)
    db.execute(
        update(NeedRow)
        .where(col(NeedRow.interview_id) == interview_id)
        .values(owner_id=by.id, moved_at=now)
    )
    db.flush()
    _forget_firm(db, declared, kept=firm_id)


def refuse_declaration(db: Session, interview_id: int, *, by: User) -> None:
    """Forget a declaration whose firm is not real: its words, its needs and its firm."""
    row = _waiting(db, interview_id, by)
    for need_id in db.exec(select(NeedRow.id).where(NeedRow.interview_id == interview_id)).all():
        remove_need(db, need_id or 0)
    db.execute(delete(DeclarationRow).where(col(DeclarationRow.interview_id) == interview_id))
    firm_id = row.firm_id
    db.execute(delete(CommitmentRow).where(col(CommitmentRow.interview_id) == interview_id))
    db.delete(row)
    db.flush()
    _forget_firm(db, firm_id, kept=0)


def _waiting(db: Session, interview_id: int, user: User) -> InterviewRow:
    row = db.exec(
        select(InterviewRow)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(
            InterviewRow.id == interview_id,
            col(InterviewRow.waiting).is_(True),
            declarations_within(user),
        )
    ).first()
    if row is None:
        raise NotFound("declaration", interview_id)
    return row


def _forget_firm(db: Session, firm_id: int, *, kept: int) -> None:
    """Forget a firm that was only declared, once nothing hangs on it."""
    others = db.exec(select(InterviewRow.id).where(InterviewRow.firm_id == firm_id)).first()
    row = db.get(FirmRow, firm_id)
    if row is None or firm_id == kept or row.verified or others is not None:
        return
    db.delete(row)
    db.flush()
