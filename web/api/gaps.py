"""Gaps as JSON."""

from typing import Annotated

from fastapi import APIRouter, Query

from matching.heat import Across, HeatTable
from matching.results import Gap, GapGrain
from skills.published import Released
from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Today
from web.flows.gaps import GapView, HeatView, gap_report, heat_report, released_demand

router = APIRouter(prefix="/gaps", tags=["gaps"])


@router.get("")
def list_all(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    by: GapGrain = GapGrain.COMPETENCE,
    epci: str = "",
    months: Annotated[int, Query(ge=0, le=120, description="0: whenever")] = 0,
) -> tuple[Gap, ...]:
    """The gaps of the needs that the reader may see, most urgent first: by competence, family or
    occupation; of one inter-communal body or all; wanted within so many months or whenever.
    """
    view = GapView(by, epci, months)
    return gap_report(db, matcher, catalogue, user=user, on=today, view=view).gaps


@router.get("/released")
def list_released(db: Db, matcher: MatcherDep, today: Today) -> tuple[Released, ...]:
    """What everybody may know of the demand: figures from which no firm can be read, once a
    month.
    """
    return released_demand(db, matcher.reference_, on=today)


@router.get("/heat")
def table(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    across: Across = Across.HORIZON,
    epci: str = "",
    months: Annotated[int, Query(ge=0, le=120, description="0: whenever")] = 0,
) -> HeatTable:
    """The families asked for across horizons or inter-communal bodies, over the needs that the
    reader may see.
    """
    view = HeatView(across, epci, months)
    return heat_report(db, matcher, catalogue, user=user, on=today, view=view)
