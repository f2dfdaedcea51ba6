"""Needs: the list, and each with what answers it."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.journal import list_history
from skills.journal import Deed
from skills.rights import Action, Thing
from web.deps import CatalogueDep, CurrentUser, Db, Key, MatcherDep, Needs, Now, ReferenceDep, Today
from web.flows.answers import following
from web.flows.interviews import unconfirm
from web.flows.journal import note_need
from web.flows.needs import analyse_stored_need, answers_to, current_needs
from web.render import page

router = APIRouter(prefix="/besoins", dependencies=[Depends(Needs(Thing.NEED, Action.READ))])


@router.get("")
def list_all(request: Request, db: Db, reference: ReferenceDep, user: CurrentUser) -> Response:
    """The needs, latest first."""
    return page(request, "needs/list.html", needs=current_needs(db, reference, user=user))


@router.get("/{need_id}")
def show(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    need_id: Key,
) -> Response:
    """One need, what answers it, what is missing."""
    analysis = analyse_stored_need(db, matcher, catalogue, need_id, user=user, on=today)
    history = list_history(db, "need", need_id, visible_to=user)
    note_need(db, user, Deed.SAW, analysis.need, now=now)
    return page(
        request,
        "needs/show.html",
        block="suggestions",
        analysis=analysis,
        history=history,
        followed=following(db, analysis.need),
        answers=answers_to(matcher, catalogue, analysis, on=today),
    )


@router.post("/{need_id}/annuler", dependencies=[Depends(Needs(Thing.NEED, Action.WRITE))])
def undo(db: Db, user: CurrentUser, now: Now, need_id: Key) -> Response:
    """A confirmation is undone: back to the interview, where it is proposed again."""
    interview_id = unconfirm(db, need_id, user=user, now=now)
    return RedirectResponse(f"/entretiens/{interview_id}#proposals", status_code=303)
