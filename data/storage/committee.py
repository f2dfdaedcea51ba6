"""The records that the committee's figures are counted from, in one perimeter, in few queries."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, func, select

from data.storage.tables import (
    AidRequestRow,
    FirmRow,
    InterviewRow,
    NeedEventRow,
    NeedRow,
    OfferRow,
    OutcomeRow,
    ProjectFactRow,
    ProjectRow,
    ReferralRow,
    SessionRow,
)
from skills.account import User
from skills.aid_request import AidState
from skills.answer import FirmSays
from skills.committee import (
    AnnouncedProject,
    ConfirmedNeed,
    HeldSession,
    MetFirm,
    ObservedFact,
    OutcomeCount,
    Records,
    RequestedAid,
    SentReferral,
)
from skills.need import NeedState
from skills.project import FactKind, ProjectNature
from skills.rights import Action, Thing, require

_ANSWERED = (NeedState.TAKEN.value, NeedState.SOLVED.value, NeedState.NO_SOLUTION.value)


def read_records(
    db: Session, *, communes: Collection[str], epcis: Collection[str], visible_to: User
) -> Records:
    """Everything of the perimeter; ``NotFound`` for who may not steer.

    The perimeter is the caller's choice within what the reader may steer. Needs that their firm
    hid or paused count no more than for the public.
    """
    require(visible_to, Thing.STEERING, Action.READ)
    here = and_(col(FirmRow.verified).is_(True), col(FirmRow.commune).in_(communes))
    return Records(
        _firms(db, here),
        _needs(db, here),
        _projects(db, here),
        _facts(db, here),
        _aids(db, here),
        _sessions(db, communes),
        _referrals(db, epcis),
        _outcomes(db, epcis),
    )


def _select(*columns: Any) -> Any:
    """A query of many columns; its rows are turned into records at once."""
    return select(*columns)


def _rows(db: Session, query: Any) -> Sequence[Any]:
    return db.connection().execute(query).all()


def _firms(db: Session, here: ColumnElement[bool]) -> tuple[MetFirm, ...]:
    rows = _rows(
        db,
        _select(
            FirmRow.id, FirmRow.name, FirmRow.commune, FirmRow.size, FirmRow.naf,
            InterviewRow.held_on,
        )
        .join(InterviewRow, col(InterviewRow.firm_id) == FirmRow.id)
        .where(here, col(InterviewRow.waiting).is_(False))
        .order_by(col(InterviewRow.id)),
    )  # fmt: skip
    return tuple(MetFirm(i, name, c, size or "", naf, on) for i, name, c, size, naf, on in rows)


def _needs(db: Session, here: ColumnElement[bool]) -> tuple[ConfirmedNeed, ...]:
    answered = (
        _select(NeedEventRow.need_id, func.min(NeedEventRow.at).label("at"))
        .where(col(NeedEventRow.state).in_(_ANSWERED))
        .group_by(col(NeedEventRow.need_id))
        .subquery()
    )
    shown = or_(
        col(NeedRow.firm_says).is_(None),
        col(NeedRow.firm_says).not_in((FirmSays.HIDDEN.value, FirmSays.PAUSED.value)),
    )
    rows = _rows(
        db,
        _select(
            NeedRow.id, InterviewRow.firm_id, NeedRow.decided_at, NeedRow.headcount_min,
            NeedRow.headcount_max, NeedRow.state, answered.c.at,
        )
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .outerjoin(answered, answered.c.need_id == NeedRow.id)
        .where(here, shown, col(InterviewRow.waiting).is_(False))
        .order_by(col(NeedRow.id)),
    )  # fmt: skip
    return tuple(
        ConfirmedNeed(
            i, firm, on.date(), low or 1, high or 1, NeedState(state), at.date() if at else None
        )
        for i, firm, on, low, high, state, at in rows
    )


def _projects(db: Session, here: ColumnElement[bool]) -> tuple[AnnouncedProject, ...]:
    rows = _rows(
        db,
        _select(
            ProjectRow.id, ProjectRow.firm_id, ProjectRow.nature, ProjectRow.said_on,
            ProjectRow.investment, ProjectRow.jobs,
        )
        .join(FirmRow, col(FirmRow.id) == ProjectRow.firm_id)
        .where(here)
        .order_by(col(ProjectRow.id)),
    )  # fmt: skip
    return tuple(
        AnnouncedProject(i, firm, ProjectNature(nature), on, euros, jobs)
        for i, firm, nature, on, euros, jobs in rows
    )


def _facts(db: Session, here: ColumnElement[bool]) -> tuple[ObservedFact, ...]:
    rows = _rows(
        db,
        _select(
            ProjectFactRow.project_id, ProjectRow.firm_id, ProjectFactRow.kind, ProjectFactRow.on,
            ProjectFactRow.amount, ProjectFactRow.said_by,
        )
        .join(ProjectRow, col(ProjectRow.id) == ProjectFactRow.project_id)
        .join(FirmRow, col(FirmRow.id) == ProjectRow.firm_id)
        .where(here)
        .order_by(col(ProjectFactRow.id)),
    )  # fmt: skip
    return tuple(
        ObservedFact(project, firm, FactKind(kind), on, amount, said_by)
        for project, firm, kind, on, amount, said_by in rows
    )


def _aids(db: Session, here: ColumnElement[bool]) -> tuple[RequestedAid, ...]:
    columns = (
        AidRequestRow.id, FirmRow.id, AidRequestRow.aid, AidRequestRow.state, AidRequestRow.amount,
        AidRequestRow.moved_on, AidRequestRow.envelope_id,
    )  # fmt: skip
    of_projects = (
        _select(*columns)
        .join(ProjectRow, col(ProjectRow.id) == AidRequestRow.project_id)
        .join(FirmRow, col(FirmRow.id) == ProjectRow.firm_id)
        .where(here)
    )
    of_needs = (
        _select(*columns)
        .join(NeedRow, col(NeedRow.id) == AidRequestRow.need_id)
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(here)
    )
    rows = sorted([*_rows(db, of_projects), *_rows(db, of_needs)], key=lambda row: row[0])
    return tuple(
        RequestedAid(i, firm, aid, AidState(state), amount, on, envelope)
        for i, firm, aid, state, amount, on, envelope in rows
    )


def _sessions(db: Session, communes: Collection[str]) -> tuple[HeldSession, ...]:
    rows = _rows(
        db,
        _select(
            OfferRow.title, SessionRow.key, SessionRow.starts_on, SessionRow.ends_on,
            SessionRow.seats, SessionRow.seats_left,
        )
        .join(OfferRow, col(OfferRow.id) == SessionRow.offer_id)
        .where(col(SessionRow.commune).in_(communes), col(SessionRow.starts_on).is_not(None))
        .order_by(col(SessionRow.id)),
    )  # fmt: skip
    return tuple(HeldSession(*row) for row in rows)


def _referrals(db: Session, epcis: Collection[str]) -> tuple[SentReferral, ...]:
    rows = _rows(
        db,
        _select(ReferralRow.partner, ReferralRow.sent_on, ReferralRow.due_on, ReferralRow.kept_on)
        .where(col(ReferralRow.epci).in_(epcis))
        .order_by(col(ReferralRow.id)),
    )
    return tuple(SentReferral(*row) for row in rows)


def _outcomes(db: Session, epcis: Collection[str]) -> tuple[OutcomeCount, ...]:
    rows = _rows(
        db,
        _select(
            OutcomeRow.title, OutcomeRow.starts_on, OutcomeRow.entered, OutcomeRow.finished,
            OutcomeRow.asked_6, OutcomeRow.working_6,
        )
        .where(col(OutcomeRow.epci).in_(epcis))
        .order_by(col(OutcomeRow.id)),
    )  # fmt: skip
    return tuple(OutcomeCount(*row) for row in rows)


def first_record_day(db: Session) -> date | None:
    """The day of the oldest interview, from which figures may be asked for."""
    return db.exec(select(func.min(InterviewRow.held_on))).one()
