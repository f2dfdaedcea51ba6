"""What a reader's right to read reaches, as a condition on rows. Written here and nowhere else."""

from sqlalchemy import ColumnElement, String, and_, cast, false, literal, or_, true
from sqlmodel import col, select

from data.storage.tables import FirmRow, InterviewRow, LearntLabelRow, NeedRow
from skills.account import User
from skills.need import NeedState
from skills.rights import Action, Extent, Thing, extent

_SENT = tuple(
    state.value
    for state in (NeedState.SENT, NeedState.TAKEN, NeedState.SOLVED, NeedState.NO_SOLUTION)
)


def interviews_within(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    """Rows of ``interview`` joined with ``firm`` that the reader may read."""
    return _within(user, extent(user, Thing.INTERVIEW, action))


def needs_within(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    """Rows of ``need`` joined with ``interview`` and ``firm`` that the reader may read."""
    reach = extent(user, Thing.NEED, action)
    if reach is Extent.SENT:
        return and_(col(NeedRow.state).in_(_SENT), _in_perimeter(user))
    return _within(user, reach)


def labels_within(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    """Rows of ``learnt_label`` that come from an interview or a need that the reader may read."""
    reach = extent(user, Thing.LABEL, action)
    if reach is not Extent.PERIMETER:
        return _within(user, reach)
    interviews = (
        select(literal("interview:") + cast(col(InterviewRow.id), String))
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(interviews_within(user))
    )
    needs = (
        select(literal("need:") + cast(col(NeedRow.id), String))
        .join(InterviewRow, col(InterviewRow.id) == NeedRow.interview_id)
        .join(FirmRow, col(FirmRow.id) == InterviewRow.firm_id)
        .where(needs_within(user))
    )
    return or_(col(LearntLabelRow.source).in_(interviews), col(LearntLabelRow.source).in_(needs))


def _within(user: User, reach: Extent) -> ColumnElement[bool]:
    if reach is Extent.ALL:
        return true()
    if reach is Extent.FIRM and user.firm is not None:
        return col(FirmRow.id) == user.firm
    if reach is Extent.PERIMETER:
        own = (
            col(InterviewRow.organisation_id) == user.organisation
            if user.organisation is not None
            else false()
        )
        return or_(own, _in_perimeter(user))
    return false()


def _in_perimeter(user: User) -> ColumnElement[bool]:
    # A firm whose commune is not known is in nobody's perimeter.
    return col(FirmRow.commune).in_([code for code in user.communes if code])
