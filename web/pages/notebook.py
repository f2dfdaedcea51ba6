"""The interviewer's notebook: notes saved as one writes, the guide, projects, the firm's link."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from data.storage.interviews import get_interview, get_private_notes
from data.storage.projects import list_projects
from skills.account import normal_email
from skills.errors import Conflict, Invalid
from skills.interview import FirmSize
from skills.project import ProjectNature
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, Needs, Now, ReferenceDep, Today
from web.error_sentences import error_sentence
from web.flows.firm_review import share_interview
from web.flows.notebook import drop_project, save_notes, save_private, save_project, save_size
from web.forms.interviews import read_notes
from web.forms.notebook import (
    LONGEST_PRIVATE,
    CardFields,
    NotesFields,
    ProjectFields,
    change_cards,
    read_project,
    read_size,
)
from web.forms.sign_in import site_of
from web.long_forms import LongForms
from web.render import page, unshared

router = APIRouter(
    prefix="/entretiens",
    dependencies=[Depends(Needs(Thing.INTERVIEW, Action.WRITE))],
    route_class=LongForms,
)


@router.get("/{interview_id}/cahier")
def notebook(
    request: Request, db: Db, reference: ReferenceDep, user: CurrentUser, interview_id: Key
) -> Response:
    """One big box for the notes, the guide in the margin."""
    return _notebook(request, db, reference, user, interview_id)


@router.post("/{interview_id}/notes")
def save(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    now: Now,
    interview_id: Key,
    fields: NotesFields,
) -> Response:
    """Save the notes; somebody else's are never written over."""
    as_json = "application/json" in request.headers.get("accept", "")
    get_interview(db, interview_id, visible_to=user)
    notes, error = read_notes(fields.notes)
    if error:
        if as_json:
            return JSONResponse({"error": error}, 422)
        return _notebook(
            request, db, reference, user, interview_id, {"notes": error}, notes=fields.notes
        )
    try:
        version = save_notes(db, interview_id, notes, version=fields.version, user=user, now=now)
    except Conflict as conflict:
        if as_json:
            return JSONResponse({"error": error_sentence(conflict)}, 409)
        theirs = get_interview(db, interview_id, visible_to=user)
        return page(request, "interviews/conflict.html", status=409, interview=theirs, mine=notes)
    if as_json:
        return JSONResponse({"version": version})
    return RedirectResponse(f"/entretiens/{interview_id}", status_code=303)


@router.post("/{interview_id}/notes-privees")
def keep_private(
    db: Db, user: CurrentUser, interview_id: Key, text: Annotated[str, Form()] = ""
) -> Response:
    """Keep what is not for the firm."""
    plain = text.replace("\r\n", "\n").replace("\x00", "")
    if len(plain) > LONGEST_PRIVATE:
        raise Invalid("notes privées", f"{len(plain)} caractères", "too_long")
    save_private(db, interview_id, plain, user=user)
    return RedirectResponse(f"/entretiens/{interview_id}/cahier#prive", status_code=303)


@router.post("/{interview_id}/entreprise")
def keep_size(
    db: Db,
    user: CurrentUser,
    interview_id: Key,
    size: Annotated[str, Form()] = "",
    naf: Annotated[str, Form()] = "",
) -> Response:
    """Keep the size and activity of the firm."""
    code = "".join(naf.split()).upper()[:6]
    save_size(db, interview_id, read_size(size), code, user=user)
    return RedirectResponse(f"/entretiens/{interview_id}/cahier#projets", status_code=303)


@router.post("/{interview_id}/projets")
def add_project(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    interview_id: Key,
    fields: ProjectFields,
) -> Response:
    """Keep a project told in the interview."""
    interview = get_interview(db, interview_id, visible_to=user)
    project, errors = read_project(fields, said_on=interview.held_on, today=today)
    if project is None:
        return _notebook(request, db, reference, user, interview_id, errors, fields.model_dump())
    save_project(db, interview_id, project, user=user, now=now)
    return RedirectResponse(f"/entretiens/{interview_id}/cahier#projets", status_code=303)


@router.post("/projets/{project_id}/retirer")
def remove_project(db: Db, user: CurrentUser, now: Now, project_id: Key) -> Response:
    """Forget a project written by mistake."""
    interview_id = drop_project(db, project_id, user=user, now=now)
    back = f"/entretiens/{interview_id}/cahier#projets" if interview_id else "/entretiens"
    return RedirectResponse(back, status_code=303)


@router.post("/{interview_id}/cartes")
def change(db: Db, user: CurrentUser, interview_id: Key, fields: CardFields) -> Response:
    """Cut a card in two, join it with the next, or make one of a passage of the notes."""
    notes = get_interview(db, interview_id, visible_to=user).notes
    cards, errors = change_cards(fields, notes)
    query = "&".join(
        [f"carte={start}-{end}" for start, end in cards]
        + [f"probleme={code}" for code in errors.values()]
    )
    mark = f"?{query}" if query else ""
    return RedirectResponse(f"/entretiens/{interview_id}{mark}#proposals", status_code=303)


@router.post("/{interview_id}/lien", dependencies=[Depends(Needs(Thing.LINK, Action.WRITE))])
def share(
    request: Request,
    db: Db,
    user: CurrentUser,
    now: Now,
    interview_id: Key,
    email: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """A link by which the firm answers what was kept; written to it if an address is given."""
    to = normal_email(email) if email.strip() else ""
    link = share_interview(db, interview_id, by=user, now=now, site=site_of(request), send_to=to)
    return unshared(
        page(
            request,
            "links/made.html",
            link=link,
            sent_to=to,
            back=f"/entretiens/{interview_id}",
            back_text="L'entretien",
        ),
        sends=False,
    )


def _notebook(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    interview_id: int,
    errors: dict[str, str] | None = None,
    fields: dict[str, str] | None = None,
    notes: str | None = None,
) -> Response:
    interview = get_interview(db, interview_id, visible_to=user)
    return page(
        request,
        "interviews/notebook.html",
        status=422 if errors else 200,
        interview=interview,
        notes=interview.notes if notes is None else notes,
        private=get_private_notes(db, interview_id, visible_to=user),
        projects=list_projects(db, visible_to=user, interview_id=interview_id),
        guide=reference.interview_guide,
        natures=tuple(ProjectNature),
        sizes=tuple(FirmSize),
        errors=errors or {},
        fields=fields or {"title": "", "nature": "", "investment": "", "jobs": "", "horizon": ""},
    )
