"""What a reader's right to read reaches, as a condition on rows. Written here and nowhere else."""

from sqlalchemy import ColumnElement, String, and_, cast, false, literal, or_, true
from sqlmodel import col, select

from data.storage.tables import FirmRow, InterviewRow, LearntLabelRow, NeedRow
from skills.account import Role, User
from skills.answer import FirmSays
from skills.need import NeedState
from skills.rights import Action, Extent, Thing, extent

_VERIFIED = col(InterviewRow.waiting).is_(False)
_SHOWN = or_(
    col(NeedRow.firm_says).is_(None),
    col(NeedRow.firm_says).not_in((FirmSays.HIDDEN.value, FirmSays.PAUSED.value)),
)
"""Neither hidden nor paused by its firm."""
_SENT = tuple(
    state.value
    for state in (NeedState.SENT, NeedState.TAKEN, NeedState.SOLVED, NeedState.NO_SOLUTION)
)


def interviews_within(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    """Rows of ``interview`` joined with ``firm`` that the reader may read.

    A declaration that waits to be verified is nobody's: only the queue reads it.
    """
    return and_(_VERIFIED, _within(user, extent(user, Thing.INTERVIEW, action)))


def needs_within(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    """Rows of ``need`` joined with ``interview`` and ``firm`` that the reader may read."""
    reach = extent(user, Thing.NEED, action)
    if reach is Extent.SENT:
        return and_(_VERIFIED, _SHOWN, col(NeedRow.state).in_(_SENT), _in_perimeter(user))
    if user.role is Role.STATISTICS:
        return and_(_VERIFIED, _SHOWN, _within(user, reach))
    return and_(_VERIFIED, _within(user, reach))


def answers_within(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    """Rows of ``need`` joined with ``interview`` and ``firm`` that the reader may answer."""
    reach = extent(user, Thing.ANSWER, action)
    if reach is Extent.SENT:
        return and_(_VERIFIED, _SHOWN, col(NeedRow.state).in_(_SENT), _in_perimeter(user))
    return and_(_VERIFIED, _within(user, reach))


def firms_within(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    """Rows of ``firm`` that one who takes notes in a perimeter may find again."""
    reach = extent(user, Thing.INTERVIEW, action)
    if reach is Extent.PERIMETER:
        met = select(InterviewRow.firm_id).where(
            col(InterviewRow.organisation_id) == user.organisation,
            col(InterviewRow.organisation_id).is_not(None),
        )
        return and_(col(FirmRow.verified), or_(_in_perimeter(user), col(FirmRow.id).in_(met)))
    return and_(col(FirmRow.verified), _within(user, reach))


def declarations_within(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    """Rows of ``interview`` joined with ``firm`` that wait for somebody to verify the firm."""
    reach = extent(user, Thing.DECLARATION, action)
    if reach is Extent.PERIMETER:
        # One without a known commune is anybody's, lest nobody sees it.
        return or_(_in_perimeter(user), col(FirmRow.commune) == "")
    return _within(user, reach)


def visits_within(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    """Rows of ``visit_request`` joined with ``firm`` that the reader may read, or answer."""
    reach = extent(user, Thing.VISIT, action)
    if reach is Extent.PERIMETER:
        return _in_perimeter(user)
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
