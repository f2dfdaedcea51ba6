"""What was observed of projects, and the needs that each is tied to."""

from collections import defaultdict

from sqlmodel import Session, col, select

from data.storage.tables import ProjectFactRow, ProjectNeedRow
from skills.project import FactKind, ProjectFact


def add_fact(db: Session, fact: ProjectFact) -> int:
    """Keep an observation of a project that the caller has read."""
    row = ProjectFactRow(
        project_id=fact.project,
        kind=fact.kind.value,
        amount=fact.amount,
        on=fact.on,
        said_by=fact.said_by,
        noted_by=fact.noted_by,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def facts_by_project(db: Session, *, of: int | None = None) -> dict[int, tuple[ProjectFact, ...]]:
    """Every observation, or those of one project, oldest first, by project; the caller keeps
    those it may show.
    """
    found: defaultdict[int, tuple[ProjectFact, ...]] = defaultdict(tuple)
    query = select(ProjectFactRow).order_by(col(ProjectFactRow.on), col(ProjectFactRow.id))
    if of is not None:
        query = query.where(ProjectFactRow.project_id == of)
    for row in db.exec(query):
        found[row.project_id] += (
            ProjectFact(
                row.project_id,
                FactKind(row.kind),
                row.on,
                row.said_by,
                row.noted_by,
                row.amount,
                row.id,
            ),
        )
    return found


def tie_need(db: Session, project_id: int, need_id: int) -> None:
    """Say that a need comes from a project; twice is once. The caller has read both."""
    if db.get(ProjectNeedRow, (project_id, need_id)) is None:
        db.add(ProjectNeedRow(project_id=project_id, need_id=need_id))
        db.flush()


def needs_of_project(db: Session, project_id: int) -> tuple[int, ...]:
    """Identifiers of the needs tied to a project."""
    return tuple(
        db.exec(
            select(ProjectNeedRow.need_id)
            .where(ProjectNeedRow.project_id == project_id)
            .order_by(col(ProjectNeedRow.need_id))
        )
    )
