"""Projects that firms announced."""

from sqlalchemy import ColumnElement, and_, delete, false, or_, true
from sqlmodel import Session, col, select

from data.storage.firms import keep_firm, to_firm
from data.storage.tables import FirmRow, InterviewRow, ProjectRow
from skills.account import User
from skills.errors import NotFound
from skills.project import Project, ProjectNature
from skills.rights import Action, Extent, Thing, extent


def add_project(db: Session, project: Project) -> int:
    """Keep a project; give its identifier."""
    firm = project.firm.id or keep_firm(db, project.firm).id or 0
    row = ProjectRow(
        firm_id=firm,
        interview_id=project.interview_id,
        title=project.title,
        nature=project.nature.value,
        said_on=project.said_on,
        investment=project.investment,
        jobs=project.jobs,
        horizon=project.horizon,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def list_projects(
    db: Session, *, visible_to: User, interview_id: int | None = None
) -> tuple[Project, ...]:
    """The projects that the reader may read, or those told in one interview, latest first."""
    query = (
        select(ProjectRow, FirmRow)
        .join(FirmRow, col(FirmRow.id) == ProjectRow.firm_id)
        .where(_readable_by(visible_to))
        .order_by(col(ProjectRow.said_on).desc(), col(ProjectRow.id).desc())
    )
    if interview_id is not None:
        query = query.where(ProjectRow.interview_id == interview_id)
    return tuple(_to_project(project, firm) for project, firm in db.exec(query))


def get_project(db: Session, project_id: int, *, visible_to: User) -> Project:
    """One project; ``NotFound`` when absent or not the reader's."""
    found = db.exec(
        select(ProjectRow, FirmRow)
        .join(FirmRow, col(FirmRow.id) == ProjectRow.firm_id)
        .where(ProjectRow.id == project_id, _readable_by(visible_to))
    ).first()
    if found is None:
        raise NotFound("project", project_id)
    return _to_project(*found)


def remove_project(db: Session, project_id: int, *, by: User) -> Project:
    """Forget a project written by mistake; ``NotFound`` when it is not the reader's."""
    found = db.exec(
        select(ProjectRow, FirmRow)
        .join(FirmRow, col(FirmRow.id) == ProjectRow.firm_id)
        .where(ProjectRow.id == project_id, _readable_by(by, Action.WRITE))
    ).first()
    if found is None:
        raise NotFound("project", project_id)
    db.execute(delete(ProjectRow).where(col(ProjectRow.id) == project_id))
    return _to_project(*found)


def _to_project(row: ProjectRow, firm: FirmRow) -> Project:
    return Project(
        to_firm(firm),
        row.title,
        ProjectNature(row.nature),
        row.said_on,
        row.investment,
        row.jobs,
        row.horizon,
        row.interview_id,
        row.id,
    )


def _readable_by(user: User, action: Action = Action.READ) -> ColumnElement[bool]:
    reach = extent(user, Thing.PROJECT, action)
    verified = col(FirmRow.verified).is_(True)
    if reach is Extent.ALL:
        return and_(verified, true())
    if reach is Extent.PERIMETER:
        met = select(InterviewRow.firm_id).where(
            col(InterviewRow.organisation_id) == user.organisation,
            col(InterviewRow.organisation_id).is_not(None),
        )
        here = col(FirmRow.commune).in_([code for code in user.communes if code])
        return and_(verified, or_(here, col(FirmRow.id).in_(met)))
    return false()
