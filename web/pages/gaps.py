"""What the territory asks for and nobody teaches."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request, Response

from matching.heat import ELSEWHERE, HORIZONS, Across
from skills.journal import Deed
from skills.published import Kind
from skills.reference import Reference
from skills.rights import Action, Thing, may
from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Needs, Now, Today
from web.flows.gaps import HeatView, gap_report, heat_report, public_report, released_demand
from web.flows.journal import note
from web.forms.gaps import gap_query, heat_query, read_gap_view, read_heat_view
from web.forms.what_if import MOST_COMPETENCES
from web.render import page

if TYPE_CHECKING:
    from pandas import DataFrame

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
        return show_public(request, db, matcher, catalogue, user, today)
    reference = matcher.reference_
    view = read_gap_view(request.query_params, reference)
    report = gap_report(db, matcher, catalogue, user=user, on=today, view=view)
    return page(
        request,
        "gaps/show.html",
        block="gaps",
        report=report,
        query=gap_query(view),
        horizons=_horizons(),
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
    modules = {
        line.told.code: matcher.reference_.within(line.told.code)[1:MOST_COMPETENCES]
        if line.told.kind is Kind.FAMILY
        else (line.told.code,)
        for line in public.short
    }
    return page(request, "gaps/public.html", public=public, modules=modules)


@router.get("/manques/horizons", dependencies=[Depends(Needs(Thing.NEED, Action.READ))])
def horizons(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
) -> Response:
    """The families asked for, by the time they are wanted or by the place of the firms."""
    reference = matcher.reference_
    view = read_heat_view(request.query_params, reference)
    return page(
        request,
        "gaps/horizons.html",
        block="heat",
        table=heat_report(db, matcher, catalogue, user=user, on=today, view=view),
        view=view,
        names=dict(heat_columns(view, reference)),
        query=heat_query(view),
        horizons=_horizons(),
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
    """The table of gaps for a spreadsheet; for who reads no need, the released figures."""
    from data.exporters.spreadsheet import as_csv

    tables = _tables(request, db, matcher, catalogue, user, today, now)
    text = as_csv(next(iter(tables.values())))
    headers = {"Content-Disposition": f'attachment; filename="manques-{today}.csv"'}
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/manques.xlsx")
def workbook(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
) -> Response:
    """The same as a workbook, with the families across horizons and across places."""
    from data.exporters.spreadsheet import as_workbook

    tables = _tables(request, db, matcher, catalogue, user, today, now, crossed=True)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    headers = {"Content-Disposition": f'attachment; filename="manques-{today}.xlsx"'}
    return Response(as_workbook(tables), media_type=kind, headers=headers)


def _tables(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    *,
    crossed: bool = False,
) -> dict[str, "DataFrame"]:
    """What a reader may take away, the lines first; families across columns if ``crossed``."""
    from data.exporters.gaps import demand_frame, gaps_frame, heat_frame

    reference = matcher.reference_
    if not may(user, Thing.NEED, Action.READ):
        told = released_demand(db, matcher.reference_, on=today)
        return {"chiffres": demand_frame(told, reference.label)}
    view = read_gap_view(request.query_params, reference)
    report = gap_report(db, matcher, catalogue, user=user, on=today, view=view)
    note(db, user, Deed.EXPORTED, "gap", now=now)
    tables = {"manques": gaps_frame(map(asdict, report.gaps), reference.label)}
    if crossed:
        for across in Across:
            heat = HeatView(across, view.epci, view.months)
            table = heat_report(db, matcher, catalogue, user=user, on=today, view=heat)
            tables[f"par {across.label}"] = heat_frame(
                (asdict(cell) for row in table.rows for cell in row),
                heat_columns(heat, reference),
                reference.label,
            )
    return tables


def heat_columns(view: HeatView, reference: Reference) -> list[tuple[str, str]]:
    """The columns by code, with their names."""
    if view.across is Across.HORIZON:
        return [(str(months), f"{months} mois") for months in HORIZONS]
    return [*_epcis(reference), (ELSEWHERE, "ailleurs")]


def _horizons() -> list[tuple[str, str]]:
    return [(str(months), f"d'ici {months} mois") for months in HORIZONS]


def _epcis(reference: Reference) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in reference.epcis.values() if one.in_territory]
