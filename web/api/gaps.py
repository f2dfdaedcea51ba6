"""Gaps as JSON."""

from fastapi import APIRouter

from matching.results import Gap
from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Today
from web.flows.gaps import gap_report

router = APIRouter(prefix="/gaps", tags=["gaps"])


@router.get("")
def list_all(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
) -> tuple[Gap, ...]:
    """The gaps, most urgent first."""
    return gap_report(db, matcher, catalogue, user=user, on=today).gaps
