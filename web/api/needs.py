"""Needs as JSON."""

from fastapi import APIRouter, Depends

from matching.results import NeedAnalysis
from skills.need import Need
from skills.rights import Action, Thing
from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Needs, ReferenceDep, Today
from web.flows.needs import analyse_stored_need, current_needs

router = APIRouter(
    prefix="/needs", tags=["needs"], dependencies=[Depends(Needs(Thing.NEED, Action.READ))]
)


@router.get("")
def list_all(db: Db, reference: ReferenceDep, user: CurrentUser) -> tuple[Need, ...]:
    """The needs, latest first."""
    return current_needs(db, reference, user=user)


@router.get("/{need_id}", responses={404: {"description": "No such need"}})
def show(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    need_id: int,
) -> NeedAnalysis:
    """One need with the offers that answer it."""
    return analyse_stored_need(db, matcher, catalogue, need_id, user=user, on=today)
