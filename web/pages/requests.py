"""For training bodies, schools and counsellors: needs transmitted to them, and who takes them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.subscriptions import end_subscription, keep_subscription, make_feed
from skills.need import NeedState
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, Needs, Now, ReferenceDep
from web.flows.answers import move
from web.flows.subscriptions import requests_for
from web.forms.answers import MoveFields, read_move
from web.forms.sign_in import site_of
from web.render import page, unshared

router = APIRouter(prefix="/demandes", dependencies=[Depends(Needs(Thing.ANSWER, Action.READ))])
_WRITES = [Depends(Needs(Thing.ANSWER, Action.WRITE))]


@router.get("")
def show(
    request: Request, db: Db, reference: ReferenceDep, user: CurrentUser, tout: bool = False
) -> Response:
    """The needs that wait for somebody to answer, in the reader's fields."""
    found = requests_for(db, reference, user=user, everything=tout)
    return page(request, "answers/requests.html", found=found, everything=tout, feed="")


@router.post("/{need_id}/etat", dependencies=_WRITES)
def move_one(db: Db, user: CurrentUser, now: Now, need_id: Key, fields: MoveFields) -> Response:
    """The reader's body takes a need in charge, answers it or gives it back."""
    state, words = read_move(fields)
    move(db, need_id, state, words, user=user, now=now)
    still = state in (NeedState.SENT, NeedState.TAKEN)
    return RedirectResponse(f"/demandes{f'#n{need_id}' if still else ''}", status_code=303)


@router.post("/abonnement", dependencies=_WRITES)
def subscribe(
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    now: Now,
    families: Annotated[list[str] | None, Form()] = None,
    by_letter: Annotated[str, Form()] = "",
    end: Annotated[str, Form()] = "",
) -> Response:
    """The fields that the reader follows."""
    if user.id is not None and end:
        end_subscription(db, user)
    elif user.id is not None:
        kept = tuple(code for code in reference.families if code in (families or ()))
        keep_subscription(db, user, kept, by_letter=bool(by_letter), now=now)
    return RedirectResponse("/demandes", status_code=303)


@router.post("/flux", dependencies=_WRITES)
def new_feed(request: Request, db: Db, reference: ReferenceDep, user: CurrentUser) -> Response:
    """A feed for the reader's own program, its address shown once."""
    token = make_feed(db, user)
    found = requests_for(db, reference, user=user)
    address = f"{site_of(request)}/flux/besoins/{token}" if token else ""
    return unshared(
        page(request, "answers/requests.html", found=found, everything=False, feed=address)
    )
