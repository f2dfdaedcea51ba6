"""The review queue: what decisions would teach, and what was applied."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from data.exporters.aliases import alias_rows, aliases_csv
from data.storage.learnt import list_labels
from skills.errors import Invalid
from skills.journal import Deed
from skills.learnt import LabelState
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, FilesDep, Key, Needs, Now, ReferenceDep, Today
from web.flows.journal import note
from web.flows.vocabulary import (
    approve_label,
    effect_of,
    refuse_label,
    review_vocabulary,
    undo_label,
)
from web.render import page

router = APIRouter(prefix="/atelier", dependencies=[Depends(Needs(Thing.LABEL, Action.READ))])
_EXPORTS = [Depends(Needs(Thing.LABEL, Action.EXPORT))]
_DECIDES = [Depends(Needs(Thing.LABEL, Action.WRITE))]


@router.get("/vocabulaire")
def show(
    request: Request,
    db: Db,
    files: FilesDep,
    user: CurrentUser,
    _vocabulary: ReferenceDep,
    essai: Annotated[int | None, Query(le=2**31 - 1)] = None,
) -> Response:
    """The queue, then what was decided; ``essai`` tries one waiting label on the interviews."""
    if essai is None:
        return _show(request, db, files, user)
    try:
        return _show(request, db, files, user, effect=effect_of(db, files, essai, user=user))
    except Invalid as refused:
        return _show(request, db, files, user, refused=refused, number=essai)


@router.get("/vocabulaire.csv", dependencies=_EXPORTS)
def export(db: Db, files: FilesDep, user: CurrentUser, today: Today, now: Now) -> Response:
    """The approved aliases, in the form of the reference's own table."""
    labels = list_labels(db, visible_to=user, state=LabelState.APPROVED)
    note(db, user, Deed.EXPORTED, "label", now=now)
    headers = {"Content-Disposition": f'attachment; filename="aliases-{today}.csv"'}
    text = aliases_csv(alias_rows(labels, files))
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/vocabulaire/{label_id}/approuver", dependencies=_DECIDES)
def approve(
    request: Request,
    db: Db,
    files: FilesDep,
    user: CurrentUser,
    today: Today,
    label_id: Key,
    phrase: Annotated[str, Form()] = "",
) -> Response:
    """Apply a label; what was typed comes back with the reason when it may not be."""
    try:
        approve_label(db, files, label_id, phrase=phrase, user=user, on=today)
    except Invalid as refused:
        db.rollback()
        return _show(request, db, files, user, refused=refused, number=label_id, phrase=phrase)
    return _done(label_id)


@router.post("/vocabulaire/{label_id}/refuser", dependencies=_DECIDES)
def refuse(
    request: Request, db: Db, files: FilesDep, user: CurrentUser, today: Today, label_id: Key
) -> Response:
    """Put a label aside."""
    try:
        refuse_label(db, label_id, user=user, on=today)
    except Invalid as refused:
        db.rollback()
        return _show(request, db, files, user, refused=refused, number=label_id)
    return _done(label_id)


@router.post("/vocabulaire/{label_id}/annuler", dependencies=_DECIDES)
def undo(
    request: Request, db: Db, files: FilesDep, user: CurrentUser, today: Today, label_id: Key
) -> Response:
    """Take back a decision."""
    try:
        undo_label(db, label_id, user=user, on=today)
    except Invalid as refused:
        db.rollback()
        return _show(request, db, files, user, refused=refused, number=label_id)
    return _done(label_id)


def _done(label_id: int) -> Response:
    return RedirectResponse(f"/atelier/vocabulaire#l{label_id}", status_code=303)


def _show(
    request: Request,
    db: Db,
    files: FilesDep,
    user: CurrentUser,
    *,
    effect: object = None,
    refused: Invalid | None = None,
    number: int | None = None,
    phrase: str = "",
) -> Response:
    return page(
        request,
        "workbench/vocabulary.html",
        status=422 if refused else 200,
        review=review_vocabulary(db, files, user=user),
        effect=effect,
        refused=refused,
        number=number,
        phrase=phrase,
    )
