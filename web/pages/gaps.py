"""What the territory asks for and nobody teaches."""

from dataclasses import asdict

from fastapi import APIRouter, Depends, Request, Response

from matching.heat import HORIZONS
from skills.journal import Deed
from skills.reference import Reference
from skills.rights import Action, Thing, may
from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Needs, Now, Today
from web.flows.gaps import gap_report, heat_report, public_report, released_demand
from web.flows.journal import note
from web.forms.gaps import gap_query, read_gap_view
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
    """The gaps of the needs that the reader may see, most urgent first; for who may see none, the
    figures that everybody may know.
    """
    if not may(user, Thing.NEED, Action.READ):
        public = public_report(db, matcher, catalogue, user=user, on=today)
        return page(request, "gaps/public.html", public=public)
    reference = matcher.reference_
    view = read_gap_view(request.query_params, reference)
    report = gap_report(db, matcher, catalogue, user=user, on=today, view=view)
    return page(
        request,
        "gaps/show.html",
        block="gaps",
        report=report,
        query=gap_query(view),
        horizons=[(str(months), f"d'ici {months} mois") for months in HORIZONS],
        epcis=_epcis(reference),
    )


@router.get("/manques/public")
def show_public(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
) -> Response:
    """The figures that everybody may know, also for who may read more."""
    public = public_report(db, matcher, catalogue, user=user, on=today)
    return page(request, "gaps/public.html", public=public)


@router.get("/manques/horizons", dependencies=[Depends(Needs(Thing.NEED, Action.READ))])
def horizons(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    epci: str = "",
) -> Response:
    """The families asked for, by the time they are wanted."""
    reference = matcher.reference_
    epci = epci if epci in reference.epcis else ""
    rows = heat_report(db, matcher, catalogue, user=user, on=today, epci=epci)
    return page(
        request,
        "gaps/horizons.html",
        rows=rows,
        horizons=HORIZONS,
        epci=epci,
        epcis=_epcis(reference),
        on=today,
    )


@router.get("/manques.csv")
def export(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
) -> Response:
    """The same table for a spreadsheet."""
    from data.exporters.gaps import demand_csv, gaps_csv  # pandas waits until it is asked for

    label = matcher.reference_.label
    if may(user, Thing.NEED, Action.READ):
        view = read_gap_view(request.query_params, matcher.reference_)
        report = gap_report(db, matcher, catalogue, user=user, on=today, view=view)
        note(db, user, Deed.EXPORTED, "gap", now=now)
        text = gaps_csv((asdict(gap) for gap in report.gaps), label)
    else:
        text = demand_csv((asdict(one) for one in released_demand(db, matcher, on=today)), label)
    headers = {"Content-Disposition": f'attachment; filename="manques-{today}.csv"'}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)


def _epcis(reference: Reference) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in reference.epcis.values() if one.in_territory]
