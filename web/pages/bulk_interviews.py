"""Interviews from a partner's table, and notes from a document: shown first, kept after."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile

from data.exporters.workbook import write_workbook
from data.importers.documents import read_document
from data.importers.spreadsheet import Sheet, SheetRow, read_spreadsheet
from data.storage.firms import find_firms
from skills.errors import BadFile
from skills.rights import Action, Thing
from web.choices import communes_of_territory
from web.deps import CurrentUser, Db, MatcherDep, Needs, Now, ReferenceDep, Today
from web.error_sentences import error_sentence
from web.flows.bulk_interviews import FIELDS, REQUIRED, Plan, apply_import, columns_for, plan_import
from web.long_forms import LongForms
from web.render import page

router = APIRouter(
    prefix="/entretiens/importer",
    dependencies=[Depends(Needs(Thing.INTERVIEW, Action.WRITE))],
    route_class=LongForms,
)
_EXAMPLE = (
    "Entreprise fictive Exemple", "", "", "2026-01-15",
    "Il nous faut deux stratifieurs pour mars.", "stratifieur", "2", "2026-03-01",
)  # fmt: skip


@router.get("")
def show(request: Request) -> Response:
    """Send a table, or a document."""
    return page(request, "interviews/import.html", problem="")


@router.get("/modele.xlsx")
def template() -> Response:
    """An empty table with the headings that are recognised, and one example row."""
    content = write_workbook([[names[0] for names in FIELDS.values()], list(_EXAMPLE)])
    return Response(
        content,
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": 'attachment; filename="matrice-entretiens.xlsx"'},
    )


@router.post("")
def preview(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    file: UploadFile,
) -> Response:
    """What the table would change; nothing is written."""
    try:
        sheet = read_spreadsheet(file.filename or "fichier", file.file.read())
    except BadFile as bad:
        return page(request, "interviews/import.html", status=422, problem=error_sentence(bad))
    plan = plan_import(db, reference, sheet, columns_for(db, sheet), user=user, today=today)
    return _preview(request, sheet, plan)


@router.post("/appliquer")
def apply(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    table: Annotated[str, Form()],
    columns: Annotated[list[str], Form()],
    again: Annotated[str, Form()] = "",
) -> Response:
    """Keep the rows that are new, with the columns chosen; or show again with other columns."""
    sheet = _sheet(table)
    chosen = {
        field: int(column)
        for field, column in zip(FIELDS, columns, strict=False)
        if column.isascii() and column.isdecimal() and len(column) < 4
    }
    if again:
        plan = plan_import(db, matcher.reference_, sheet, chosen, user=user, today=today)
        return _preview(request, sheet, plan)
    plan = apply_import(db, matcher, sheet, chosen, user=user, today=today, now=now)
    if plan.lacking:
        return _preview(request, sheet, plan)
    return page(request, "interviews/imported.html", plan=plan)


@router.post("/notes")
def notes(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    file: UploadFile,
) -> Response:
    """The notes of a document, in the notebook's form: nothing is kept until it is sent."""
    try:
        text = read_document(file.filename or "fichier", file.file.read())
    except BadFile as bad:
        return page(request, "interviews/import.html", status=422, problem=error_sentence(bad))
    fields = {"firm": "", "commune": "", "held_on": today.isoformat(), "siret": "", "notes": text}
    return page(
        request,
        "interviews/new.html",
        fields=fields,
        errors={},
        communes=communes_of_territory(reference),
        firms=find_firms(db, "", visible_to=user, most=500),
    )


def _preview(request: Request, sheet: Sheet, plan: Plan) -> Response:
    table = json.dumps(
        {
            "header": sheet.header,
            "rows": [[row.line, *row.cells] for row in sheet.rows],
            "merged": sorted(sheet.merged),
        },
        ensure_ascii=False,
    )
    return page(
        request,
        "interviews/import_preview.html",
        status=422 if plan.lacking else 200,
        plan=plan,
        header=sheet.header,
        fields={field: names[0] for field, names in FIELDS.items()},
        required=REQUIRED,
        table=table,
    )


def _sheet(table: str) -> Sheet:
    """The table that the preview sent back."""
    try:
        kept = json.loads(table)
        return Sheet(
            tuple(map(str, kept["header"])),
            tuple(SheetRow(int(row[0]), tuple(map(str, row[1:]))) for row in kept["rows"]),
            frozenset(map(int, kept["merged"])),
        )
    except (ValueError, KeyError, TypeError, IndexError):
        raise BadFile("tableau", "unknown_table") from None
