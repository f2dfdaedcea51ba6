"""Aids asked for, envelopes, and what partners were asked to do."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col, func, select

from data.storage.steering_reach import reaches, within_reach
from data.storage.tables import (
    AidCheckRow,
    AidRequestRow,
    AidStepRow,
    EnvelopeRow,
    ReferralRow,
)
from skills.account import User
from skills.aid_request import AidRequest, AidState, AidStep, Envelope, Referral
from skills.errors import NotFound
from skills.rights import Action

_ASKING = (AidState.DIRECTED.value, AidState.ASKED.value, AidState.EXAMINED.value)


def add_aid_request(db: Session, request: AidRequest, *, by: User) -> int:
    """Keep an aid found for a project or a need that the author may read: the caller saw it."""
    row = AidRequestRow(
        project_id=request.project,
        need_id=request.need,
        aid=request.aid,
        partner=request.partner,
        envelope_id=request.envelope,
        state=request.state.value,
        amount=request.amount,
        opened_on=request.opened_on,
        moved_on=request.moved_on,
    )
    db.add(row)
    db.flush()
    _step(db, row, by)
    return row.id or 0


def move_aid_request(
    db: Session, request_id: int, state: AidState, *, amount: int | None, on: date, by: User
) -> None:
    """Put a request in another state; an amount that is not given stays as it was."""
    row = db.get(AidRequestRow, request_id)
    if row is None:
        raise NotFound("aid_request", request_id)
    row.state, row.moved_on = state.value, on
    row.amount = amount if amount is not None else row.amount
    db.add(row)
    _step(db, row, by)


def list_aid_requests(db: Session, *, project: int | None = None) -> tuple[AidRequest, ...]:
    """The requests of one project that the caller has read, with their steps, oldest first; or
    all of them without their steps, of which the caller keeps those it may show.
    """
    query = select(AidRequestRow).order_by(col(AidRequestRow.id))
    steps = defaultdict(list)
    if project is not None:
        query = query.where(AidRequestRow.project_id == project)
        moves = (
            select(AidStepRow)
            .join(AidRequestRow, col(AidRequestRow.id) == AidStepRow.request_id)
            .where(AidRequestRow.project_id == project)
            .order_by(col(AidStepRow.id))
        )
        for step in db.exec(moves):
            state = AidState(step.state)
            steps[step.request_id].append(AidStep(state, step.on, step.by, step.amount))
    return tuple(_to_request(row, tuple(steps[row.id or 0])) for row in db.exec(query))


def add_envelope(db: Session, envelope: Envelope, *, by: User) -> int:
    """Keep money set aside for a territory."""
    within_reach(by, envelope.epcis, Action.WRITE)
    row = EnvelopeRow(
        name=envelope.name,
        epcis=" ".join(envelope.epcis),
        amount=envelope.amount,
        since=envelope.since,
        source=envelope.source,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def list_envelopes(db: Session, *, visible_to: User) -> tuple[Envelope, ...]:
    """The envelopes of the reader's perimeter, with what is directed to them and granted."""
    total = func.coalesce(func.sum(AidRequestRow.amount), 0)
    sums: dict[tuple[int | None, str], int] = {}
    for envelope, state, amount in db.exec(
        select(AidRequestRow.envelope_id, AidRequestRow.state, total).group_by(
            col(AidRequestRow.envelope_id), col(AidRequestRow.state)
        )
    ):
        sums[envelope, state] = int(amount or 0)
    return tuple(
        Envelope(
            row.name,
            tuple(row.epcis.split()),
            row.amount,
            row.since,
            row.source,
            sum(sums.get((row.id, state), 0) for state in _ASKING),
            sums.get((row.id, AidState.GRANTED.value), 0),
            row.id,
        )
        for row in db.exec(select(EnvelopeRow).order_by(col(EnvelopeRow.id)))
        if reaches(visible_to, row.epcis.split())
    )


def add_referral(db: Session, referral: Referral, *, by: User) -> int:
    """Ask a partner for something, by a day."""
    within_reach(by, (referral.epci,), Action.WRITE)
    row = ReferralRow(
        partner=referral.partner,
        words=referral.words,
        epci=referral.epci,
        need_id=referral.need,
        request_id=referral.request,
        sent_on=referral.sent_on,
        due_on=referral.due_on,
        kept_on=referral.kept_on,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def keep_referral(db: Session, referral_id: int, *, on: date, by: User) -> None:
    """Note that a partner did what it was asked."""
    row = db.get(ReferralRow, referral_id)
    if row is None or not reaches(by, (row.epci,), Action.WRITE):
        raise NotFound("referral", referral_id)
    row.kept_on = on
    db.add(row)
    db.flush()


def list_referrals(db: Session, *, visible_to: User) -> tuple[Referral, ...]:
    """What partners were asked in the reader's perimeter: what is not done first, by due day."""
    rows = db.exec(select(ReferralRow).order_by(col(ReferralRow.due_on), col(ReferralRow.id)))
    found = [_to_referral(row) for row in rows if reaches(visible_to, (row.epci,))]
    return tuple(sorted(found, key=lambda one: one.kept_on is not None))


def note_aid_check(db: Session, aid: str, *, on: date, by: User) -> None:
    """Note that somebody compared an aid with its source on a day."""
    db.add(AidCheckRow(aid=aid, checked_on=on, by=by.name))
    db.flush()


def last_aid_checks(db: Session) -> dict[str, date]:
    """The last day that each aid was compared with its source, by code."""
    rows = db.exec(
        select(AidCheckRow.aid, func.max(AidCheckRow.checked_on)).group_by(col(AidCheckRow.aid))
    )
    return dict(list(rows))


def _step(db: Session, row: AidRequestRow, by: User) -> None:
    db.add(
        AidStepRow(
            request_id=row.id or 0, state=row.state, amount=row.amount, on=row.moved_on, by=by.name
        )
    )
    db.flush()


def _to_request(row: AidRequestRow, steps: tuple[AidStep, ...]) -> AidRequest:
    return AidRequest(
        row.aid,
        AidState(row.state),
        row.opened_on,
        row.moved_on,
        row.project_id,
        row.need_id,
        row.partner,
        row.envelope_id,
        row.amount,
        steps,
        row.id,
    )


def _to_referral(row: ReferralRow) -> Referral:
    return Referral(
        row.partner,
        row.words,
        row.epci,
        row.sent_on,
        row.due_on,
        row.kept_on,
        row.need_id,
        row.request_id,
        row.id,
    )
