"""Interviews as JSON."""

from fastapi import APIRouter, Depends

from data.storage.interviews import get_interview, list_interviews
from matching.results import InterviewReading
from skills.account import User
from skills.interview import Interview, InterviewSummary
from skills.journal import Deed
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, MatcherDep, Needs, Now
from web.flows.journal import note

router = APIRouter(
    prefix="/interviews",
    tags=["interviews"],
    dependencies=[Depends(Needs(Thing.INTERVIEW, Action.READ))],
)


@router.get("")
def list_all(db: Db, user: CurrentUser, now: Now) -> tuple[InterviewSummary, ...]:
    """The interviews, latest first."""
    note(db, user, Deed.EXPORTED, "interview", now=now)
    return list_interviews(db, visible_to=user)


@router.get("/{interview_id}", responses={404: {"description": "No such interview"}})
def show(db: Db, user: CurrentUser, now: Now, interview_id: Key) -> Interview:
    """One interview, with its notes."""
    return _seen(db, user, now, interview_id)


@router.get("/{interview_id}/reading", responses={404: {"description": "No such interview"}})
def reading(
    db: Db, matcher: MatcherDep, user: CurrentUser, now: Now, interview_id: Key
) -> InterviewReading:
    """What is read in an interview's notes, before anybody decided."""
    interview = _seen(db, user, now, interview_id)
    return matcher.propose(interview.notes, on=interview.held_on)


def _seen(db: Db, user: User, now: Now, interview_id: int) -> Interview:
    interview = get_interview(db, interview_id, visible_to=user)
    commune = interview.firm.commune
    note(db, user, Deed.SAW, "interview", interview_id, now=now, commune=commune)
    return interview
