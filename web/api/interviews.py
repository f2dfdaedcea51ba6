"""Interviews as JSON."""

from fastapi import APIRouter, Depends

from data.storage.interviews import get_interview, list_interviews
from matching.results import InterviewReading
from skills.interview import Interview, InterviewSummary
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, MatcherDep, Needs

router = APIRouter(
    prefix="/interviews",
    tags=["interviews"],
    dependencies=[Depends(Needs(Thing.INTERVIEW, Action.READ))],
)


@router.get("")
def list_all(db: Db, user: CurrentUser) -> tuple[InterviewSummary, ...]:
    """The interviews, latest first."""
    return list_interviews(db, visible_to=user)


@router.get("/{interview_id}", responses={404: {"description": "No such interview"}})
def show(db: Db, user: CurrentUser, interview_id: int) -> Interview:
    """One interview, with its notes."""
    return get_interview(db, interview_id, visible_to=user)


@router.get("/{interview_id}/reading", responses={404: {"description": "No such interview"}})
def reading(db: Db, matcher: MatcherDep, user: CurrentUser, interview_id: int) -> InterviewReading:
    """What is read in an interview's notes, before anybody decided."""
    interview = get_interview(db, interview_id, visible_to=user)
    return matcher.propose(interview.notes, on=interview.held_on)
