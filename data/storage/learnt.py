"""Learnt labels: the review queue, what was decided, and the revision of what is applied."""

from datetime import date

from sqlalchemy import ColumnElement, Integer, String, case, cast, true, update
from sqlmodel import Session, col, func, select

from data.storage.reach import labels_within
from data.storage.tables import AboutRow, LearntLabelRow
from skills.account import User
from skills.errors import NotFound
from skills.folding import folded
from skills.learnt import LabelKind, LabelState, LearntLabel

_REVISION = "aliases"

_QUEUE = case(
    {state.value: rank for rank, state in enumerate(LabelState)},
    value=col(LearntLabelRow.state),
    else_=len(LabelState),
)


def propose_label(db: Session, label: LearntLabel) -> int | None:
    """Put a label in the queue, waiting, and give its identifier; None if the same words were
    already proposed for that code in that way, unless they were withdrawn since.
    """
    known = db.exec(
        select(LearntLabelRow.id).where(
            LearntLabelRow.words == label.words,
            LearntLabelRow.code == label.code,
            LearntLabelRow.kind == label.kind.value,
            LearntLabelRow.state != LabelState.WITHDRAWN.value,
        )
    ).first()
    if known is not None:
        return None
    row = LearntLabelRow(
        code=label.code,
        phrase=label.phrase,
        words=label.words,
        kind=label.kind.value,
        quote=label.quote,
        source=label.source,
        proposed_by=label.proposed_by,
        proposed_on=label.proposed_on,
        state=LabelState.WAITING.value,
    )
    db.add(row)
    db.flush()
    return row.id


def get_label(db: Session, label_id: int, *, visible_to: User) -> LearntLabel:
    """One label; ``NotFound`` when absent or not the reader's."""
    row = db.exec(
        select(LearntLabelRow)
        .where(LearntLabelRow.id == label_id, _readable_by(visible_to))
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise NotFound("label", label_id)
    return _to_label(row)


def list_labels(
    db: Session, *, visible_to: User, state: LabelState | None = None
) -> tuple[LearntLabel, ...]:
    """The labels in one state, or all with those that wait first; latest first."""
    rows = db.exec(
        select(LearntLabelRow)
        .where(
            LearntLabelRow.state == state.value if state else true(),
            _readable_by(visible_to),
        )
        .order_by(_QUEUE, col(LearntLabelRow.id).desc())
        .execution_options(populate_existing=True)
    )
    return tuple(_to_label(row) for row in rows)


def count_waiting(db: Session, *, visible_to: User) -> int:
    """How many labels wait to be decided on."""
    return db.exec(
        select(func.count())
        .select_from(LearntLabelRow)
        .where(LearntLabelRow.state == LabelState.WAITING.value, _readable_by(visible_to))
    ).one()


def decide_label(
    db: Session, label: LearntLabel, state: LabelState, *, phrase: str, by: User, on: date
) -> bool:
    """Write what was decided of ``label`` as it was read, with the phrase as the reviewer left it.

    False, and nothing written, if somebody else decided on it meanwhile.
    """
    waits = state is LabelState.WAITING
    done = db.connection().execute(
        update(LearntLabelRow)
        .where(col(LearntLabelRow.id) == label.id, LearntLabelRow.state == label.state.value)
        .values(
            phrase=phrase,
            words=folded(phrase),
            state=state.value,
            decided_by="" if waits else by.name,
            decided_on=None if waits else on,
        )
    )
    return done.rowcount == 1


def alias_revision(db: Session) -> int:
    """A number that grows each time what is applied changes, undoing included."""
    value = db.exec(select(AboutRow.value).where(AboutRow.key == _REVISION)).first()
    return int(value) if value else 0


def advance_revision(db: Session) -> None:
    """Let the revision grow. Until the transaction ends no other can: call it before reading what
    the change depends on.
    """
    db.connection().execute(
        update(AboutRow)
        .where(col(AboutRow.key) == _REVISION)
        .values(value=cast(cast(col(AboutRow.value), Integer) + 1, String))
    )


def _to_label(row: LearntLabelRow) -> LearntLabel:
    return LearntLabel(
        row.code,
        row.phrase,
        LabelKind(row.kind),
        row.quote,
        row.source,
        row.proposed_by,
        row.proposed_on,
        LabelState(row.state),
        row.decided_by,
        row.decided_on,
        row.id,
    )


def _readable_by(user: User) -> ColumnElement[bool]:
    return labels_within(user)
