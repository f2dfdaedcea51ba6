"""Following needs: their moves, who owns them, and the list of what is due."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, Needs, Now, Today
from web.flows.answers import move, own, to_do
from web.forms.answers import MoveFields, read_move
from web.render import page

router = APIRouter(dependencies=[Depends(Needs(Thing.NEED, Action.WRITE))])


@router.get("/relances")
def due(request: Request, db: Db, user: CurrentUser, today: Today) -> Response:
    """What waits for somebody to move, the longest wait first."""
    return page(request, "answers/due.html", todo=to_do(db, user=user, on=today), on=today)


@router.post("/besoins/{need_id}/etat")
def move_one(db: Db, user: CurrentUser, now: Now, need_id: Key, fields: MoveFields) -> Response:
    """Put a need in another state."""
    state, words = read_move(fields)
    move(db, need_id, state, words, user=user, now=now)
    return RedirectResponse(f"/besoins/{need_id}#suivi", status_code=303)


@router.post("/besoins/{need_id}/suivre")
def follow(db: Db, user: CurrentUser, now: Now, need_id: Key) -> Response:
    """The reader follows this need from now on."""
    own(db, need_id, user=user, now=now)
    return RedirectResponse(f"/besoins/{need_id}#suivi", status_code=303)
