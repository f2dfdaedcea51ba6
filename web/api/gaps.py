"""Gaps as JSON."""

from fastapi import APIRouter

from matching.results import Gap
from skills.published import Released
from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Today
from web.flows.gaps import gap_report, released_demand

router = APIRouter(prefix="/gaps", tags=["gaps"])


@router.get("")
def list_all(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
) -> tuple[Gap, ...]:
    """The gaps of the needs that the reader may see, most urgent first."""
    return gap_report(db, matcher, catalogue, user=user, on=today).gaps


@router.get("/released")
def list_released(db: Db, matcher: MatcherDep, today: Today) -> tuple[Released, ...]:
    """What everybody may know of the demand: figures from which no firm can be read, once a
    month.
    """
    return released_demand(db, matcher, on=today)
