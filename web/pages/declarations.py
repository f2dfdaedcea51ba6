"""Declarations that wait: a person verifies the firm, then they count."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, Needs, Now
from web.flows.declarations import accept, list_to_verify, refuse
from web.render import page

router = APIRouter(
    prefix="/verifications", dependencies=[Depends(Needs(Thing.DECLARATION, Action.READ))]
)
_WRITES = [Depends(Needs(Thing.DECLARATION, Action.WRITE))]


@router.get("")
def show(request: Request, db: Db, user: CurrentUser) -> Response:
    """The declarations to verify, oldest first."""
    return page(request, "declarations/list.html", waiting=list_to_verify(db, user=user))


@router.post("/{interview_id}/accepter", dependencies=_WRITES)
def accept_one(
    db: Db, user: CurrentUser, now: Now, interview_id: Key, firm: Annotated[str, Form()] = ""
) -> Response:
    """The firm is real: one that is known, or a new one."""
    known = int(firm) if firm.isascii() and firm.isdecimal() and len(firm) < 10 else None
    accept(db, interview_id, known, user=user, now=now)
    return RedirectResponse(f"/entretiens/{interview_id}", status_code=303)


@router.post("/{interview_id}/ecarter", dependencies=_WRITES)
def refuse_one(db: Db, user: CurrentUser, now: Now, interview_id: Key) -> Response:
    """The firm is not real: nothing of it is kept."""
    refuse(db, interview_id, user=user, now=now)
    return RedirectResponse("/verifications", status_code=303)
