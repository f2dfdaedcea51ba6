"""What the territory asks for and nobody teaches."""

from fastapi import APIRouter, Request, Response

from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Today
from web.flows.gaps import gap_report
from web.render import page

router = APIRouter(prefix="/manques")


@router.get("")
def show(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
) -> Response:
    """The gaps, most urgent first: table, then picture."""
    report = gap_report(db, matcher, catalogue, user=user, on=today)
    return page(request, "gaps/show.html", block="gaps", report=report)
