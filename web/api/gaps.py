"""Gaps as JSON."""

from fastapi import APIRouter

from matching.disclosure import Released
from matching.results import Gap
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
def list_released(db: Db, matcher: MatcherDep) -> tuple[Released, ...]:
    """What everybody may know of the demand: figures of at least three firms, none above 85 %."""
    return released_demand(db, matcher)
