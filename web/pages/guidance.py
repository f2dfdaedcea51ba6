"""The counsellor's half hour. Nothing typed here is stored, logged or put in an address."""

from datetime import date

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from skills.guidance import Diploma
from skills.occupation import Sector
from skills.reference import Reference
from web.choices import communes_of_territory
from web.deps import CatalogueDep, Db, MatcherDep, Now, ReferenceDep, Today
from web.flows.establishments import near_schools
from web.flows.guidance import guide, guide_to
from web.forms.catalogue import DISTANCES
from web.forms.guidance import (
    HOURS,
    GuidanceFields,
    GuidanceForm,
    read_asked,
    read_choices,
    settle,
)
from web.forms.sign_in import site_of
from web.guidance_sheet import Sheet, sheet_calendar, sheet_data, sheet_message, sheet_of
from web.guidance_wording import clock_fr
from web.pdf import compile_pdf, pdf_answer
from web.render import page, unshared

router = APIRouter(prefix="/parcours")


@router.get("")
def ask(request: Request, reference: ReferenceDep) -> Response:
    """Hands, place, hours, past: two minutes."""
    return _questions(request, reference, GuidanceForm())


@router.post("/questions")
def ask_again(request: Request, reference: ReferenceDep, fields: GuidanceFields) -> Response:
    """The same questions with what was answered, to change it."""
    return unshared(_questions(request, reference, settle(fields, reference)))


@router.post("")
def answer(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    today: Today,
    fields: GuidanceFields,
) -> Response:
    """Three occupations with their paths, and the whole list."""
    reference = matcher.reference_
    settled = settle(fields, reference)
    past = matcher.read_past(settled.words)
    asked = read_asked(settled, reference, past)
    choices = read_choices(settled, reference)
    found = guide(db, matcher, catalogue, asked, choices, on=today)
    return unshared(
        page(
            request,
            "guidance/answer.html",
            block="answer",
            asked=asked,
            fields=settled,
            found=found,
            understood=[c for c in past.codes if c not in settled.dropped],
            rules=choices.rules,
            on=today,
            schools={
                path.occupation.code: near_schools(
                    reference, path.occupation.code, asked.near, asked.within_km
                )
                for path in found.paths
            },
            lost_place=bool(settled.place.strip()) and not asked.near,
            occupations=[o for o in reference.occupations.values() if o.sector is Sector.CORE],
        )
    )


@router.post("/fiche")
def sheet(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    today: Today,
    fields: GuidanceFields,
) -> Response:
    """One page for the hand: three actions, three dates, three contacts."""
    made = _sheet(db, matcher, catalogue, fields, site=site_of(request), on=today)
    settled = settle(fields, matcher.reference_)
    message = sheet_message(made)
    return unshared(
        page(request, "guidance/sheet.html", sheet=made, message=message, fields=settled)
    )


@router.post("/fiche.pdf")
def printed(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    today: Today,
    fields: GuidanceFields,
) -> Response:
    """The same page as PDF: A4, black on white, 14 points."""
    made = _sheet(db, matcher, catalogue, fields, site=site_of(request), on=today)
    return pdf_answer("fiche", compile_pdf("guidance", sheet_data(made), on=today))


@router.post("/fiche.ics")
def calendar(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    today: Today,
    now: Now,
    fields: GuidanceFields,
) -> Response:
    """Its dates, for one's own calendar."""
    made = _sheet(db, matcher, catalogue, fields, site=site_of(request), on=today)
    headers = {
        "Content-Disposition": 'attachment; filename="parcours.ics"',
        "Cache-Control": "no-store",
    }
    text = sheet_calendar(made, now=now)
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


def _questions(request: Request, reference: Reference, fields: GuidanceForm) -> Response:
    return page(
        request,
        "guidance/ask.html",
        fields=fields,
        guidance=reference.guidance,
        communes=communes_of_territory(reference),
        distances=DISTANCES,
        moves=[(move.code, move.label) for move in reference.guidance.moves.values()],
        hours=[(minutes, clock_fr(minutes)) for minutes in HOURS],
        diplomas=[(diploma.value, diploma.label) for diploma in Diploma],
    )


def _sheet(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    fields: GuidanceForm,
    *,
    site: str,
    on: date,
) -> Sheet:
    """The sheet of the occupation asked for, at the rank where the page shows it."""
    settled = settle(fields, matcher.reference_)
    asked = read_asked(settled, matcher.reference_, matcher.read_past(settled.words))
    choices = read_choices(settled, matcher.reference_)
    found = guide_to(db, matcher, catalogue, asked, settled.occupation, choices, on=on)
    return sheet_of(
        found.path, asked, matcher.reference_, rank=found.rank, of=found.of, site=site, on=on
    )
