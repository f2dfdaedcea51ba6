"""Imports of the catalogue: what a file would change, what it changed, and back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from data.storage.catalogue_imports import get_import, last_applied, list_imports
from skills.errors import BadFile, NotFound, SourceFailed
from skills.journal import Deed
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, MatcherDep, Needs, Now
from web.error_sentences import error_sentence
from web.flows.fetching import SERVICES, ask_service, service_named
from web.flows.import_jobs import confirm_import, queue_import, show_import, undo_import
from web.flows.journal import note
from web.render import page

router = APIRouter(prefix="/imports", dependencies=[Depends(Needs(Thing.OFFER, Action.WRITE))])


@router.get("")
def show(request: Request, db: Db) -> Response:
    """The imports, latest first, and a form for another file."""
    return _show(request, db)


@router.post("/apercu")
def preview(
    request: Request,
    db: Db,
    user: CurrentUser,
    now: Now,
    file: UploadFile,
    complete: Annotated[str, Form()] = "",
) -> Response:
    """What the file would change; it is kept for a day, to be applied from there."""
    name, content = file.filename or "fichier", file.file.read()
    try:
        import_id, report = show_import(
            db, name, content, complete=bool(complete), user=user, now=now
        )
    except BadFile as bad:
        return _show(request, db, problem=error_sentence(bad))
    return page(
        request,
        "imports/preview.html",
        report=report,
        complete=bool(complete),
        import_id=import_id,
    )


@router.post("")
def ask(
    request: Request,
    db: Db,
    user: CurrentUser,
    now: Now,
    file: UploadFile,
    complete: Annotated[str, Form()] = "",
) -> Response:
    """Keep the file: the worker applies it after this answer."""
    try:
        import_id = queue_import(
            db,
            file.filename or "fichier",
            file.file.read(),
            complete=bool(complete),
            user=user,
            now=now,
        )
    except BadFile as bad:
        return _show(request, db, problem=error_sentence(bad))
    return RedirectResponse(f"/imports/{import_id}", status_code=303)


@router.post("/services/{name}")
def ask_one(request: Request, db: Db, now: Now, user: CurrentUser, name: str) -> Response:
    """Have a public service asked: the worker does it after this answer."""
    service = service_named(name)
    if request.app.state.demonstration:
        raise NotFound("service", name)
    if not service.is_set(request.app.state.settings):
        problem = error_sentence(SourceFailed(service.label, "off", service.variables))
        return _show(request, db, problem=problem)
    ask_service(db, service, now=now)
    note(db, user, Deed.CREATED, "service", now=now, detail=service.label)
    return RedirectResponse("/imports", status_code=303)


@router.get("/{import_id}")
def one(request: Request, db: Db, import_id: Key) -> Response:
    """What came of an import; the page looks again by itself while it waits."""
    return page(
        request,
        "imports/show.html",
        block="state",
        one=get_import(db, import_id),
        last=last_applied(db),
    )


@router.post("/{import_id}/appliquer")
def apply(db: Db, user: CurrentUser, now: Now, import_id: Key) -> Response:
    """Apply a file that was shown: the worker does it after this answer."""
    get_import(db, import_id)
    confirm_import(db, import_id, user=user, now=now)
    return RedirectResponse(f"/imports/{import_id}", status_code=303)


@router.post("/{import_id}/annuler")
def undo(db: Db, matcher: MatcherDep, user: CurrentUser, now: Now, import_id: Key) -> Response:
    """The catalogue as it was before the latest import."""
    get_import(db, import_id)
    undo_import(db, matcher, import_id, user=user, now=now)
    return RedirectResponse(f"/imports/{import_id}", status_code=303)


def _show(request: Request, db: Db, problem: str = "") -> Response:
    return page(
        request,
        "imports/list.html",
        status=422 if problem else 200,
        imports=list_imports(db),
        services=[]
        if request.app.state.demonstration
        else [(one, one.is_set(request.app.state.settings)) for one in SERVICES],
        problem=problem,
    )
