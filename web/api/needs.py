"""Needs as JSON."""

from fastapi import APIRouter, Depends

from matching.results import NeedAnalysis
from skills.journal import Deed
from skills.need import Need
from skills.rights import Action, Thing
from web.deps import CatalogueDep, CurrentUser, Db, Key, MatcherDep, Needs, Now, ReferenceDep, Today
from web.flows.journal import note, note_need
from web.flows.needs import Answers, analyse_stored_need, answers_to, current_needs

router = APIRouter(
    prefix="/needs", tags=["needs"], dependencies=[Depends(Needs(Thing.NEED, Action.READ))]
)


@router.get("")
def list_all(db: Db, reference: ReferenceDep, user: CurrentUser, now: Now) -> tuple[Need, ...]:
    """The needs, latest first."""
    note(db, user, Deed.EXPORTED, "need", now=now)
    return current_needs(db, reference, user=user)


@router.get("/{need_id}", responses={404: {"description": "No such need"}})
def show(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    need_id: Key,
) -> NeedAnalysis:
    """One need with the offers that answer it."""
    analysis = analyse_stored_need(db, matcher, catalogue, need_id, user=user, on=today)
    note_need(db, user, Deed.SAW, analysis.need, now=now)
    return analysis


@router.get("/{need_id}/answers", responses={404: {"description": "No such need"}})
def show_answers(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    need_id: Key,
) -> Answers:
    """What was decided for one need, and what several offers do together for it."""
    analysis = analyse_stored_need(db, matcher, catalogue, need_id, user=user, on=today)
    note_need(db, user, Deed.SAW, analysis.need, now=now)
    return answers_to(db, matcher, catalogue, analysis, on=today)
