"""What becomes of needs: their moves, who owns them, and what is due."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from data.storage.reach import answers_within, needs_within
from data.storage.tables import (
    AccountRow,
    FirmRow,
    InterviewRow,
    NeedCompetenceRow,
    NeedEventRow,
    NeedRow,
    OrganisationRow,
)
from skills.account import Role, User
from skills.answer import (
    NEXT_STATES,
    OVER,
    REMINDER_DAYS,
    DueNeed,
    NeedEvent,
    OpenNeed,
    Step,
    due_for,
)
from skills.errors import Invalid, NotFound
from skills.need import EvidenceKind, Headcount, NeedState
from skills.rights import Action
from skills.terms_of_work import Contract, Shift

_QUOTED = (EvidenceKind.SAID.value, EvidenceKind.WRITTEN.value)
_OVER = tuple(state.value for state in OVER)


def move_need(
    db: Session, need_id: int, state: NeedState, *, by: User, now: datetime, words: str = ""
) -> NeedState:
    """Put a need in another state and write it in its history; give the state that it left.

    Whoever takes a need in charge has it in the name of their organisation. ``NotFound`` when it
    is not the reader's, ``Invalid`` when it cannot go there from where it is.
    """
    row = db.exec(
        select(NeedRow)
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(NeedRow.id == need_id, answers_within(by, Action.WRITE))
        .with_for_update(of=NeedRow)
    ).first()
    if row is None:
        raise NotFound("need", need_id)
    before = NeedState(row.state)
    if state is before:
        return before
    if state not in NEXT_STATES[before]:
        raise Invalid("state", state.value, "next_state")
    write_move(db, row, state, by=by.name, now=now, words=words)
    row.taken_by_id = by.organisation if state is NeedState.TAKEN else None
    if state in OVER and before is NeedState.TAKEN:
        row.taken_by_id = by.organisation
    db.add(row)
    db.flush()
    return before


def write_move(
    db: Session, row: NeedRow, state: NeedState, *, by: str, now: datetime, words: str = ""
) -> None:
    """Write a move of a need, allowed or not: what the firm or the schedule does is always so."""
    row.state = state.value
    row.moved_at = now
    row.reminded = 0
    db.add(row)
    db.add(NeedEventRow(need_id=row.id or 0, at=now, by=by, state=state.value, words=words))
    db.flush()


def give_need(db: Session, need_id: int, owner: int | None) -> None:
    """Say who follows a need from now on; None is the manager's inbox."""
    db.execute(update(NeedRow).where(col(NeedRow.id) == need_id).values(owner_id=owner))


def list_need_events(db: Session, need_id: int) -> tuple[NeedEvent, ...]:
    """The moves of a need, oldest first; whoever reads the need may read them."""
    rows = db.exec(
        select(NeedEventRow)
        .where(NeedEventRow.need_id == need_id)
        .order_by(col(NeedEventRow.at), col(NeedEventRow.id))
    )
    return tuple(NeedEvent(row.at, row.by, NeedState(row.state), row.words) for row in rows)


def names_of_need(db: Session, need_id: int) -> tuple[str, str]:
    """Names of the account that follows a need and of the body that has it; empty where none."""
    found = db.exec(
        select(AccountRow.name, OrganisationRow.name)
        .select_from(NeedRow)
        .join(AccountRow, col(AccountRow.id) == NeedRow.owner_id, isouter=True)
        .join(OrganisationRow, col(OrganisationRow.id) == NeedRow.taken_by_id, isouter=True)
        .where(NeedRow.id == need_id)
    ).first()
    owner, taken_by = found or (None, None)
    return owner or "", taken_by or ""


def list_open_needs(
    db: Session,
    *,
    visible_to: User,
    sent_after: datetime | None = None,
) -> tuple[OpenNeed, ...]:
    """The needs that the reader may answer and that wait for somebody, latest first; only those
    sent since an instant if one is given.
    """
    query = (
        select(  # type: ignore[call-overload]
            NeedRow, InterviewRow, FirmRow, AccountRow.name, OrganisationRow.name
        )
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .join(AccountRow, col(AccountRow.id) == NeedRow.owner_id, isouter=True)
        .join(OrganisationRow, col(OrganisationRow.id) == NeedRow.taken_by_id, isouter=True)
        .where(
            answers_within(visible_to),
            col(NeedRow.state).in_((NeedState.SENT.value, NeedState.TAKEN.value)),
        )
        .order_by(col(NeedRow.moved_at).desc(), col(NeedRow.id).desc())
    )
    if sent_after is not None:
        query = query.where(NeedRow.moved_at > sent_after, NeedRow.state == NeedState.SENT.value)
    rows = db.execute(query).all()
    asked: dict[int, list[str]] = {}
    for need_id, code in db.exec(
        select(NeedCompetenceRow.need_id, NeedCompetenceRow.code)
        .where(col(NeedCompetenceRow.need_id).in_([row[0].id for row in rows]))
        .order_by(col(NeedCompetenceRow.need_id), col(NeedCompetenceRow.position))
    ):
        asked.setdefault(need_id, []).append(code)
    return tuple(_to_open(row, asked.get(row[0].id, []), visible_to) for row in rows)


def list_due_needs(db: Session, *, visible_to: User, on: date) -> tuple[DueNeed, ...]:
    """The needs that wait for somebody to move, the longest wait first."""
    rows = db.execute(
        select(NeedRow, FirmRow.name, AccountRow.name)
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .join(AccountRow, col(AccountRow.id) == NeedRow.owner_id, isouter=True)
        .where(needs_within(visible_to), col(NeedRow.state).not_in(_OVER))
        .order_by(col(NeedRow.moved_at), col(NeedRow.id))
    )
    found = []
    for need, firm, owner in rows:
        state = NeedState(need.state)
        due = due_for(state, need.moved_at.date(), on=on)
        if due is not None:
            found.append(DueNeed(need.id, firm, need.quote, state, owner or "", due))
    return tuple(found)


def take_reminders(db: Session, *, now: datetime) -> tuple[tuple[DueNeed, str], ...]:
    """For the schedule: what is due and was not yet told, with the address of who should move,
    empty when nobody in particular has it. It is written as told; what is past its time is
    withdrawn.
    """
    on = now.date()
    since = now - timedelta(days=REMINDER_DAYS[0] - 1)
    rows = db.execute(
        select(NeedRow, FirmRow.name, AccountRow.name, AccountRow.email)
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .join(
            AccountRow,
            (col(AccountRow.id) == NeedRow.owner_id) & col(AccountRow.enabled).is_(True),
            isouter=True,
        )
        .where(
            col(NeedRow.state).not_in(_OVER),
            col(InterviewRow.waiting).is_(False),
            col(NeedRow.moved_at) < since,
        )
        .order_by(col(NeedRow.id))
    ).all()
    told = []
    for need, firm, owner, email in rows:
        state = NeedState(need.state)
        due = due_for(state, need.moved_at.date(), on=on)
        if due is None or (due.step is Step.REMINDER and due.number <= need.reminded):
            continue
        told.append((DueNeed(need.id, firm, need.quote, state, owner or "", due), email or ""))
        if due.step is Step.EXPIRED:
            write_move(
                db,
                need,
                NeedState.WITHDRAWN,
                by="échéance",
                now=now,
                words="six mois sans nouvelle",
            )
        else:
            need.reminded = due.number
            db.add(need)
    db.flush()
    return tuple(told)


def _to_open(row: Any, asked: list[str], user: User) -> OpenNeed:
    need, interview, firm, owner, taken_by = row
    taken = need.state != NeedState.SENT.value
    mine = taken and (  # the local desk is every body at once
        user.role is Role.LOCAL
        or (user.organisation is not None and need.taken_by_id == user.organisation)
    )
    shown = interview.quotes_allowed and need.evidence_kind in _QUOTED
    return OpenNeed(
        id=need.id or 0,
        firm=firm.name if mine else "",
        commune=firm.commune,
        words=need.quote if mine or shown else "",
        occupation=need.occupation,
        competences=tuple(asked),
        headcount=Headcount(need.headcount_min, need.headcount_max or need.headcount_min)
        if need.headcount_min
        else None,
        wanted_by=need.wanted_by,
        contract=Contract(need.contract) if need.contract else None,
        shifts=tuple(map(Shift, need.shifts.split())),
        beginner=need.beginner,
        state=NeedState(need.state),
        sent_at=need.moved_at,
        owner=owner or "",
        taken_by=taken_by or "",
        mine=mine,
    )
