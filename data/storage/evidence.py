"""What firms let out of their words, and what they offer, for a file that leaves the house."""

from collections.abc import Sequence

from sqlalchemy import or_
from sqlmodel import Session, col, func, select

from data.storage.tables import CommitmentRow, FirmRow, InterviewRow, NeedCompetenceRow, NeedRow
from skills.answer import FirmSays
from skills.need import EvidenceKind
from skills.terms_of_work import Commitment

_MOST_QUOTES = 4


def allowed_quotes(db: Session, codes: Sequence[str]) -> tuple[str, ...]:
    """Words said of these competences that their firm lets be shown, the latest first, four at
    most.
    """
    asked = select(NeedCompetenceRow.need_id).where(col(NeedCompetenceRow.code).in_(codes))
    rows = db.exec(
        select(NeedRow.quote)
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .where(
            col(NeedRow.id).in_(asked),
            col(InterviewRow.quotes_allowed).is_(True),
            col(InterviewRow.waiting).is_(False),
            or_(
                col(NeedRow.firm_says).is_(None),
                col(NeedRow.firm_says).not_in((FirmSays.HIDDEN.value, FirmSays.PAUSED.value)),
            ),
            NeedRow.evidence_kind == EvidenceKind.SAID.value,
        )
        .order_by(col(NeedRow.id).desc())
        .limit(_MOST_QUOTES)
    )
    return tuple(rows)


def commitments_offered(db: Session, *, least: int) -> tuple[tuple[Commitment, int], ...]:
    """How many firms offer each thing today, where at least ``least`` do."""
    counted = func.count(func.distinct(CommitmentRow.firm_id))
    rows = db.execute(
        select(CommitmentRow.kind, counted)
        .join(FirmRow, col(FirmRow.id) == CommitmentRow.firm_id)
        .where(col(CommitmentRow.revoked_on).is_(None), col(FirmRow.verified).is_(True))
        .group_by(CommitmentRow.kind)
        .having(counted >= least)
    )
    found = {row[0]: row[1] for row in rows}
    return tuple((kind, found[kind.value]) for kind in Commitment if kind.value in found)
