"""Needs as JSON."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from matching.results import NeedAnalysis, Suggestion
from matching.why_not import WhyNot
from skills.journal import Deed
from skills.need import Need
from skills.rights import Action, Thing
from web.deps import CatalogueDep, CurrentUser, Db, Key, MatcherDep, Needs, Now, ReferenceDep, Today
from web.flows.journal import note, note_need
from web.flows.needs import (
    Answers,
    analyse_stored_need,
    answers_to,
    current_needs,
    other_courses,
)

Times = Annotated[float, Field(ge=0, le=10)]


class Factors(BaseModel):
    """How many times its usual weight each part of a suggestion's score counts."""

    coverage: Times = 1.0
    in_time: Times = 1.0
    in_reach: Times = 1.0
    open_seats: Times = 1.0
    reliability: Times = 1.0


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


@router.get("/{need_id}/suggestions", responses={404: {"description": "No such need"}})
def list_suggestions(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    need_id: Key,
    factors: Annotated[Factors, Query()],
) -> tuple[Suggestion, ...]:
    """The courses that answer one need, best first; each part of the score counts as many times
    its usual weight as is asked.
    """
    analysis = analyse_stored_need(
        db, matcher, catalogue, need_id, user=user, on=today, factors=factors.model_dump()
    )
    note_need(db, user, Deed.SAW, analysis.need, now=now)
    return analysis.suggestions


@router.get("/{need_id}/why-not", responses={404: {"description": "No such need"}})
def list_others(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    need_id: Key,
    words: Annotated[str, Query(max_length=80)] = "",
) -> tuple[WhyNot, ...]:
    """Why the courses whose title or body holds these words are not the first suggestion."""
    others = other_courses(db, matcher, catalogue, need_id, words, user=user, on=today)
    note_need(db, user, Deed.SAW, others.analysis.need, now=now)
    return others.found
