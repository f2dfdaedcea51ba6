"""What the territory asks for and nobody teaches."""

from dataclasses import asdict

from fastapi import APIRouter, Request, Response

from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Today
from web.flows.gaps import gap_report
from web.render import page

router = APIRouter()


@router.get("/manques")
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


@router.get("/manques.csv")
def export(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
) -> Response:
    """The same table for a spreadsheet."""
    from data.exporters.gaps import gaps_csv  # pandas waits until it is asked for

    report = gap_report(db, matcher, catalogue, user=user, on=today)
    text = gaps_csv((asdict(gap) for gap in report.gaps), matcher.reference_.label)
    headers = {"Content-Disposition": f'attachment; filename="manques-{today}.csv"'}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)
