"""The committee's page, and its exports."""

from datetime import date

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from matching.catalogue import CatalogueIndex
from skills.account import User
from skills.errors import Invalid, NotFound
from skills.journal import Deed
from skills.rights import Action, Thing, require
from web.committee_sheet import committee_data
from web.committee_wording import GROUPS
from web.deps import CatalogueDep, CurrentUser, Db, Needs, Now, ReferenceDep, Today
from web.flows.committee import Committee, committee, public_cells, steering_perimeter
from web.flows.journal import note
from web.forms.steering import PeriodFields, read_period, wrong
from web.pdf import compile_pdf, pdf_answer
from web.render import page

router = APIRouter(prefix="/comite", dependencies=[Depends(Needs(Thing.STEERING, Action.READ))])


@router.get("")
def show(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    fields: PeriodFields,
) -> Response:
    """The figures of a perimeter and a period."""
    found, errors = _asked(db, catalogue, user, today, fields)
    return page(
        request,
        "committee/show.html",
        block="figures",
        status=422 if errors else 200,
        found=found,
        fields=fields.model_dump(),
        query=request.url.query,
        groups=GROUPS,
        perimeter=steering_perimeter(reference, user),
        errors=errors,
        on=today,
    )


@router.get(".pdf")
def print_out(
    db: Db,
    reference: ReferenceDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    fields: PeriodFields,
) -> Response:
    """Two pages to hand out."""
    found = _exported(db, catalogue, user, today, now, fields, "pdf")
    return pdf_answer(
        f"comite-{today}",
        compile_pdf("committee", committee_data(found, reference, today), on=today),
    )


@router.get(".xlsx")
def workbook(
    db: Db,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    fields: PeriodFields,
) -> Response:
    """Every record and figure, one sheet each."""
    from data.exporters.committee import frames
    from data.exporters.spreadsheet import as_workbook

    found = _exported(db, catalogue, user, today, now, fields, "xlsx")
    body = as_workbook(frames(found.report.records, found.report.figures.values()))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(body, media_type=kind, headers=_named(f"comite-{today}.xlsx"))


@router.get("/tables/{name}.csv")
def table(
    db: Db,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    name: str,
    fields: PeriodFields,
) -> Response:
    """One table; ``NotFound`` when there is none of that name."""
    from data.exporters.committee import frames
    from data.exporters.spreadsheet import as_csv

    found = _exported(db, catalogue, user, today, now, fields, name[:40])
    tables = frames(found.report.records, found.report.figures.values())
    if name not in tables:
        raise NotFound("page", name)
    return _csv(as_csv(tables[name]), f"{name}-{today}.csv")


@router.get("/tables/datapackage.json")
def package(
    db: Db, catalogue: CatalogueDep, user: CurrentUser, today: Today, fields: PeriodFields
) -> Response:
    """What each table holds (Table Schema)."""
    from data.exporters.committee import as_package, frames

    require(user, Thing.STEERING, Action.EXPORT)
    found = _found(db, catalogue, user, today, fields)
    tables = frames(found.report.records, found.report.figures.values())
    return JSONResponse(as_package(tables, title=f"Pilotage du territoire, au {today}"))


@router.get("/public.csv")
def public(db: Db, reference: ReferenceDep, user: CurrentUser, today: Today, now: Now) -> Response:
    """The figures from which no firm can be read, by body and by quarter, to be published."""
    from data.exporters.committee import cells_frame
    from data.exporters.spreadsheet import as_csv

    cells = public_cells(db, reference, user=user, on=today)
    note(db, user, Deed.EXPORTED, "steering", now=now, detail="public")
    rows = ((c.epci.code, c.epci.name, c.quarter, c.figure) for c in cells)
    return _csv(as_csv(cells_frame(rows)), f"comite-public-{today}.csv")


def _asked(
    db: Db, catalogue: CatalogueIndex, user: User, today: date, fields: PeriodFields
) -> tuple[Committee | None, dict[str, str]]:
    (since, until), errors = read_period(fields)
    if errors:
        return None, dict(errors)
    try:
        found = committee(
            db,
            catalogue,
            epcis=tuple(fields.perimetre),
            since=since,
            until=until,
            user=user,
            on=today,
        )
    except Invalid as refused:
        return None, wrong(refused)
    return found, {}


def _found(
    db: Db, catalogue: CatalogueIndex, user: User, today: date, fields: PeriodFields
) -> Committee:
    found, errors = _asked(db, catalogue, user, today, fields)
    if found is None:
        field, why = next(iter(errors.items()))
        raise Invalid(field, "", why)
    return found


def _exported(
    db: Db,
    catalogue: CatalogueIndex,
    user: User,
    today: date,
    now: Now,
    fields: PeriodFields,
    what: str,
) -> Committee:
    require(user, Thing.STEERING, Action.EXPORT)
    found = _found(db, catalogue, user, today, fields)
    note(db, user, Deed.EXPORTED, "steering", now=now, detail=what)
    return found


def _named(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }


def _csv(text: str, name: str) -> Response:
    return Response("\ufeff" + text, media_type="text/csv; charset=utf-8", headers=_named(name))
