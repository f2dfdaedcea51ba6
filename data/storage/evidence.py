"""What firms let out of their words, and what they offer, for a file that leaves the house."""

from collections.abc import Sequence

from sqlalchemy import or_, true
from sqlmodel import Session, col, func, select

from data.storage.tables import CommitmentRow, FirmRow, InterviewRow, NeedCompetenceRow, NeedRow
from skills.account import User
from skills.answer import FirmSays
from skills.need import EvidenceKind, NeedState
from skills.rights import Action, Thing, may
from skills.terms_of_work import Commitment

_MOST_QUOTES = 50


def allowed_quotes(
    db: Session, codes: Sequence[str], *, visible_to: User
) -> tuple[tuple[str, str], ...]:
    """Words said of these competences (of any, when none is given) that their firm lets be shown,
    each with the firm's name, the latest first. None for strangers: firms let training bodies see
    them; those that read no need see the words of needs that were sent.
    """
    if may(visible_to, Thing.NEED, Action.READ):
        states = tuple(NeedState)
    elif may(visible_to, Thing.ANSWER, Action.READ):
        states = (NeedState.SENT, NeedState.TAKEN, NeedState.SOLVED, NeedState.NO_SOLUTION)
    else:
        return ()
    asked = select(NeedCompetenceRow.need_id).where(col(NeedCompetenceRow.code).in_(codes))
    rows = db.exec(
        select(NeedRow.quote, FirmRow.name)
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(
            col(NeedRow.id).in_(asked) if codes else true(),
            col(NeedRow.state).in_([state.value for state in states]),
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
    return tuple((quote, firm) for quote, firm in rows)


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
