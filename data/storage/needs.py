"""Confirmed needs, and the proposals that were refused."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, true, update
from sqlmodel import Session, col, func, select

from data.storage.reach import interviews_within, needs_within
from data.storage.tables import (
    DecisionRow,
    DiscardedRow,
    FirmRow,
    InterviewRow,
    NeedCompetenceRow,
    NeedEventRow,
    NeedRow,
)
from skills.account import User
from skills.errors import NotFound
from skills.interview import Firm, FirmSize
from skills.need import (
    Evidence,
    EvidenceKind,
    Headcount,
    Need,
    NeededCompetence,
    NeedState,
)
from skills.occupation import Importance
from skills.terms_of_work import Commitment, Contract, Shift


def add_need(db: Session, need: Need) -> int:
    """Keep a confirmed need; give its identifier."""
    row = NeedRow(
        interview_id=need.interview_id,
        evidence_kind=need.evidence.kind.value,
        quote=need.evidence.text,
        start=need.evidence.start,
        end=need.evidence.end,
        occupation=need.occupation,
        headcount_min=need.headcount.minimum if need.headcount else None,
        headcount_max=need.headcount.maximum if need.headcount else None,
        wanted_by=need.wanted_by,
        state=need.state.value,
        decided_by=need.decided_by,
        decided_at=need.decided_at,
        reference_version=need.reference_version,
        contract=need.contract.value if need.contract else None,
        shifts=" ".join(need.shifts),
        beginner=need.beginner,
        commitments=" ".join(need.commitments),
        sure=need.sure,
        owner_id=need.owner,
        taken_by_id=need.taken_by,
        moved_at=need.decided_at,
    )
    db.add(row)
    db.flush()
    for position, asked in enumerate(need.competences):
        db.add(
            NeedCompetenceRow(
                need_id=row.id or 0,
                position=position,
                code=asked.code,
                level=asked.level,
                importance=asked.importance.value,
            )
        )
    db.flush()
    return row.id or 0


def get_need(db: Session, need_id: int, *, visible_to: User) -> Need:
    """One need; ``NotFound`` when absent or not the reader's."""
    found = _select(db, NeedRow.id == need_id, visible_to)
    if not found:
        raise NotFound("need", need_id)
    return found[0]


def list_needs(db: Session, *, visible_to: User) -> tuple[Need, ...]:
    """Every need the reader may see, latest first."""
    return _select(db, true(), visible_to)


def list_open_needs(db: Session, *, visible_to: User) -> tuple[Need, ...]:
    """The needs that wait for something, latest first: neither solved nor withdrawn."""
    over = (NeedState.SOLVED.value, NeedState.WITHDRAWN.value)
    return _select(db, col(NeedRow.state).not_in(over), visible_to)


def list_needs_among(
    db: Session, needs: Iterable[int], *, firm: int | None = None, visible_to: User
) -> tuple[Need, ...]:
    """The needs of these numbers that the reader may see, and those of a firm, latest first."""
    wanted: ColumnElement[bool] = col(NeedRow.id).in_(list(needs))
    if firm is not None:
        wanted = or_(wanted, col(InterviewRow.firm_id) == firm)
    return _select(db, wanted, visible_to)


def list_needs_of_interview(
    db: Session, interview_id: int, *, visible_to: User
) -> tuple[Need, ...]:
    """The needs confirmed from one interview, latest first."""
    return _select(db, NeedRow.interview_id == interview_id, visible_to)


def count_needs(db: Session, *, visible_to: User) -> int:
    """How many needs the reader may see."""
    return db.exec(
        select(func.count())
        .select_from(NeedRow)
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(_readable_by(visible_to))
    ).one()


def discard_proposal(
    db: Session, interview_id: int, start: int, end: int, *, by: User, at: datetime
) -> None:
    """Remember that the proposal at these offsets was refused; twice is once."""
    if (start, end) not in list_discarded(db, interview_id, visible_to=by):
        db.add(
            DiscardedRow(
                interview_id=interview_id,
                start=start,
                end=end,
                decided_by=by.name,
                decided_at=at,
            )
        )
        db.flush()


def remove_need(db: Session, need_id: int) -> None:
    """Forget a need that was confirmed by mistake; its proposal comes back."""
    for table in (NeedCompetenceRow, NeedEventRow, DecisionRow):
        db.execute(delete(table).where(col(table.need_id) == need_id))
    db.execute(delete(NeedRow).where(col(NeedRow.id) == need_id))


def move_quotes(
    db: Session,
    interview_id: int,
    needs: Mapping[int, tuple[int, int]],
    discarded: Mapping[tuple[int, int], tuple[int, int]],
) -> None:
    """Say where the words of needs and of refused proposals stand now; a refusal whose words are
    gone, (0, 0), is forgotten.
    """
    for need_id, (start, end) in needs.items():
        db.execute(update(NeedRow).where(col(NeedRow.id) == need_id).values(start=start, end=end))
    rows = db.exec(select(DiscardedRow).where(DiscardedRow.interview_id == interview_id)).all()
    for row in rows:
        place = discarded.get((row.start, row.end), (0, 0))
        if place == (0, 0):
            db.delete(row)
        else:
            row.start, row.end = place
            db.add(row)
    db.flush()


def restore_proposal(db: Session, interview_id: int, start: int, end: int) -> bool:
    """Forget that a proposal was refused; whether it was."""
    done = db.execute(
        delete(DiscardedRow).where(
            col(DiscardedRow.interview_id) == interview_id,
            col(DiscardedRow.start) == start,
            col(DiscardedRow.end) == end,
        )
    )
    return done.rowcount > 0  # type: ignore[attr-defined]


def list_discarded(
    db: Session, interview_id: int, *, visible_to: User
) -> tuple[tuple[int, int], ...]:
    """Offsets of the proposals refused in one interview."""
    rows = db.exec(
        select(DiscardedRow.start, DiscardedRow.end)
        .join(InterviewRow, col(InterviewRow.id) == DiscardedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(DiscardedRow.interview_id == interview_id, interviews_within(visible_to))
        .order_by(col(DiscardedRow.id))
    )
    return tuple((start, end) for start, end in rows)


def _select(db: Session, wanted: ColumnElement[bool] | bool, user: User) -> tuple[Need, ...]:
    columns = (*NeedRow.__table__.columns, *_FIRM)  # type: ignore[attr-defined]
    rows = (
        db.connection()
        .execute(
            select(*columns)
            .join_from(NeedRow, InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
            .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
            .where(wanted, _readable_by(user))
            .order_by(col(NeedRow.id).desc())
        )
        .mappings()
        .all()
    )
    asked = _competences(db, [row["id"] for row in rows])
    return tuple(
        Need(
            firm=Firm(
                row["firm_name"],
                row["firm_commune"],
                row["firm_siret"],
                row["firm_id"],
                FirmSize(row["firm_size"]) if row["firm_size"] else None,
                row["firm_naf"],
            ),
            evidence=Evidence(
                EvidenceKind(row["evidence_kind"]),
                row["quote"],
                row["start"],
                row["end"],
            ),
            occupation=row["occupation"],
            competences=asked[row["id"]],
            headcount=Headcount(row["headcount_min"], row["headcount_max"])
            if row["headcount_min"]
            else None,
            wanted_by=row["wanted_by"],
            state=NeedState(row["state"]),
            interview_id=row["interview_id"],
            decided_by=row["decided_by"],
            decided_at=row["decided_at"],
            reference_version=row["reference_version"],
            id=row["id"],
            contract=Contract(row["contract"]) if row["contract"] else None,
            shifts=tuple(map(Shift, row["shifts"].split())),
            beginner=row["beginner"],
            commitments=tuple(map(Commitment, row["commitments"].split())),
            sure=row["sure"],
            owner=row["owner_id"],
            taken_by=row["taken_by_id"],
        )
        for row in rows
    )


_FIRM: tuple[ColumnElement[object], ...] = (
    col(FirmRow.id).label("firm_id"),
    col(FirmRow.name).label("firm_name"),
    col(FirmRow.commune).label("firm_commune"),
    col(FirmRow.siret).label("firm_siret"),
    col(FirmRow.size).label("firm_size"),
    col(FirmRow.naf).label("firm_naf"),
)
_ALL_AT_ONCE = 500
"""From so many needs on, their competences are read in one go rather than by their numbers."""


def _competences(
    db: Session, needs: Iterable[int]
) -> defaultdict[int, tuple[NeededCompetence, ...]]:
    wanted = list(needs)
    query = select(
        NeedCompetenceRow.need_id,
        NeedCompetenceRow.code,
        NeedCompetenceRow.level,
        NeedCompetenceRow.importance,
    ).order_by(col(NeedCompetenceRow.need_id), col(NeedCompetenceRow.position))
    if len(wanted) < _ALL_AT_ONCE:
        query = query.where(col(NeedCompetenceRow.need_id).in_(wanted))
    found: defaultdict[int, tuple[NeededCompetence, ...]] = defaultdict(tuple)
    for need_id, code, level, importance in db.exec(query):
        found[need_id] += (NeededCompetence(code, level, Importance(importance)),)
    return found


def _readable_by(user: User) -> ColumnElement[bool]:
    return needs_within(user)
