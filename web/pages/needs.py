"""Needs: the list, and each with what answers it."""

from fastapi import APIRouter, Depends, Request, Response

from skills.rights import Action, Thing
from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Needs, ReferenceDep, Today
from web.flows.needs import analyse_stored_need, current_needs
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
    need_id: int,
) -> Response:
    """One need, what answers it, what is missing."""
    analysis = analyse_stored_need(db, matcher, catalogue, need_id, user=user, on=today)
    return page(request, "needs/show.html", block="suggestions", analysis=analysis)
