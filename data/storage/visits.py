"""Visits that classes ask firms for, and the addresses where firms read of them."""

from datetime import date, datetime

from sqlalchemy import delete
from sqlmodel import Session, col, func, or_, select

from data.storage.reach import visits_within
from data.storage.tables import (
    AccountRow,
    CommitmentRow,
    FirmRow,
    HostContactRow,
    OrganisationRow,
    SecretLinkRow,
    VisitRequestRow,
)
from skills.account import User
from skills.errors import Invalid, NotFound
from skills.rights import Action
from skills.sign_in import LinkScope
from skills.terms_of_work import Commitment
from skills.visit import (
    MOST_WAITING,
    MOVES,
    VisitRequest,
    VisitSide,
    VisitState,
    forget_on,
    gives_up,
    reminder_due,
)

_SCOPES = (LinkScope.VISIT_FIRM.value, LinkScope.VISIT_SCHOOL.value)


def get_visited_firm(db: Session, firm_id: int) -> str:
    """The name of a firm that is open to visits and agrees to be named; ``NotFound`` otherwise."""
    name = db.exec(
        select(FirmRow.name)
        .join(CommitmentRow, col(CommitmentRow.firm_id) == FirmRow.id)
        .where(
            FirmRow.id == firm_id,
            col(FirmRow.verified).is_(True),
            CommitmentRow.kind == Commitment.VISIT.value,
            col(CommitmentRow.revoked_on).is_(None),
            col(CommitmentRow.named).is_(True),
        )
    ).first()
    if name is None:
        raise NotFound("firm", firm_id)
    return name


def add_visit_request(db: Session, request: VisitRequest) -> int:
    """Keep a request; give its identifier. ``Invalid`` when too many wait already, of the teacher
    or for the firm.
    """
    waiting = select(func.count()).where(VisitRequestRow.state == VisitState.ASKED.value)
    mine = db.exec(waiting.where(VisitRequestRow.teacher == request.teacher)).one()
    theirs = db.exec(waiting.where(VisitRequestRow.firm_id == request.firm)).one()
    if mine >= MOST_WAITING or theirs >= MOST_WAITING:
        raise Invalid("visit", request.teacher, "visits_waiting")
    row = VisitRequestRow(
        firm_id=request.firm,
        school=request.school,
        school_class=request.school_class,
        teacher=request.teacher,
        weeks=" ".join(week.isoformat() for week in request.weeks),
        asked_at=request.asked_at,
        state=VisitState.ASKED.value,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def get_visit_request(db: Session, visit_id: int) -> VisitRequest:
    """A request, for who has its link; ``NotFound`` when it is forgotten."""
    found = db.execute(_REQUESTS.where(col(VisitRequestRow.id) == visit_id)).first()
    if found is None:
        raise NotFound("visit", visit_id)
    return _to_request(*found)


def get_visit_to_answer(db: Session, visit_id: int, *, by: User) -> VisitRequest:
    """A request that the reader may answer in the name of the firm."""
    within = visits_within(by, Action.WRITE)
    found = db.execute(_REQUESTS.where(col(VisitRequestRow.id) == visit_id, within)).first()
    if found is None:
        raise NotFound("visit", visit_id)
    return _to_request(*found)


def list_visit_requests(db: Session, *, visible_to: User) -> tuple[VisitRequest, ...]:
    """The requests of the firms that the reader follows, or is, latest first."""
    rows = db.execute(
        _REQUESTS.where(visits_within(visible_to)).order_by(col(VisitRequestRow.id).desc())
    )
    return tuple(_to_request(*row) for row in rows)


def move_visit(
    db: Session,
    visit_id: int,
    state: VisitState,
    side: VisitSide,
    *,
    now: datetime,
    day: date | None = None,
    words: str = "",
) -> bool:
    """Take a request to another state; give whether it moved. Sent twice, it moves once.

    ``Invalid`` when that side cannot take it there from where it is.
    """
    row = db.get(VisitRequestRow, visit_id, with_for_update=True)
    if row is None:
        raise NotFound("visit", visit_id)
    before = VisitState(row.state)
    if state is before and (day or row.day) == row.day:
        return False
    if state not in MOVES[side].get(before, ()):
        raise Invalid("state", state.value, "next_state")
    row.state, row.moved_at = state.value, now
    row.day = day or (row.day if state is VisitState.ACCEPTED else None)
    row.words = words or (row.words if side is VisitSide.SCHOOL else "")
    db.add(row)
    db.flush()
    return True


def keep_host_contact(db: Session, firm_id: int, email: str, *, now: datetime) -> None:
    """Where a firm is written to about visits; an empty address forgets it."""
    row = db.get(HostContactRow, firm_id)
    if email:
        row = row or HostContactRow(firm_id=firm_id, email="", kept_at=now)
        row.email, row.kept_at = email, now
        db.add(row)
    elif row is not None:
        db.delete(row)
    db.flush()


def host_contacts(db: Session, firm_id: int) -> tuple[str, ...]:
    """The addresses of a firm: the one it gave for visits, else those of its accounts."""
    given = db.get(HostContactRow, firm_id)
    if given is not None:
        return (given.email,)
    accounts = (
        select(AccountRow.email)
        .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id)
        .where(OrganisationRow.firm_id == firm_id, col(AccountRow.enabled).is_(True))
        .order_by(col(AccountRow.email))
    )
    return tuple(db.exec(accounts))


def given_contact(db: Session, firm_id: int) -> str:
    """The address that a firm gave for visits, or empty."""
    row = db.get(HostContactRow, firm_id)
    return row.email if row else ""


def take_visit_reminders(db: Session, *, now: datetime) -> tuple[VisitRequest, ...]:
    """For the schedule: the requests whose firm is due a reminder, or that are given up; they are
    written as such.
    """
    rows = db.execute(
        _REQUESTS.where(VisitRequestRow.state == VisitState.ASKED.value).order_by(
            col(VisitRequestRow.id)
        )
    ).all()
    told = []
    for row, firm, reachable in rows:
        request = _to_request(row, firm, reachable)
        number = reminder_due(request, now)
        if gives_up(request, now):
            row.state, row.moved_at = VisitState.UNANSWERED.value, now
        elif number:
            row.reminded = number
        else:
            continue
        db.add(row)
        told.append(_to_request(row, firm, reachable))
    db.flush()
    return tuple(told)


def purge_visits(db: Session, *, on: date) -> int:
    """Forget the requests that are past their time, with what opens them; how many."""
    known = (_to_request(*row) for row in db.execute(_REQUESTS))
    old = [request.id for request in known if forget_on(request) <= on]
    db.execute(
        delete(SecretLinkRow).where(
            col(SecretLinkRow.scope).in_(_SCOPES), col(SecretLinkRow.thing_id).in_(old)
        )
    )
    db.execute(delete(VisitRequestRow).where(col(VisitRequestRow.id).in_(old)))
    return len(old)


_HAS_CONTACT = or_(
    select(HostContactRow.firm_id).where(col(HostContactRow.firm_id) == FirmRow.id).exists(),
    select(AccountRow.id)
    .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id)
    .where(col(OrganisationRow.firm_id) == FirmRow.id, col(AccountRow.enabled).is_(True))
    .exists(),
)
_REQUESTS = select(VisitRequestRow, FirmRow, _HAS_CONTACT).join(
    FirmRow, col(FirmRow.id) == VisitRequestRow.firm_id
)


def _to_request(row: VisitRequestRow, firm: FirmRow, reachable: bool) -> VisitRequest:
    return VisitRequest(
        row.firm_id,
        row.school,
        row.school_class,
        row.teacher,
        tuple(map(date.fromisoformat, row.weeks.split())),
        row.asked_at,
        VisitState(row.state),
        row.day,
        row.words,
        row.moved_at,
        row.reminded,
        firm.name,
        firm.commune,
        reachable,
        row.id,
    )
