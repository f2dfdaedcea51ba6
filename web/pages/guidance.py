"""The counsellor's half hour. Nothing typed here is stored, logged or put in an address."""

from fastapi import APIRouter, Request, Response

from matching.pathways import MOST_SHOWN
from skills.errors import NotFound
from skills.occupation import Sector
from web.choices import communes_of_territory
from web.deps import CatalogueDep, Db, MatcherDep, ReferenceDep, Today
from web.flows.guidance import guide, past_occupations
from web.forms.catalogue import DISTANCES
from web.forms.guidance import LONGEST, GuidanceFields, read_asked, read_choices, read_rules
from web.forms.sign_in import site_of
from web.guidance_wording import sheet_data, sheet_text
from web.pdf import compile_pdf, pdf_answer
from web.render import page, unshared

router = APIRouter(prefix="/parcours")


@router.get("")
def ask(request: Request, reference: ReferenceDep) -> Response:
    """Place, hands, limits: two minutes."""
    return page(
        request,
        "guidance/ask.html",
        guidance=reference.guidance,
        communes=communes_of_territory(reference),
        distances=DISTANCES,
    )


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
    past = past_occupations(matcher, fields.words[:LONGEST], on=today)
    asked = read_asked(fields, reference, past)
    removed, added = read_choices(fields, reference)
    rules = read_rules(fields, reference)
    found = guide(
        db, matcher, catalogue, asked, on=today, removed=removed, added=added, rules=rules,
        most=MOST_SHOWN,
    )  # fmt: skip
    return unshared(
        page(
            request,
            "guidance/answer.html",
            asked=asked,
            fields=fields,
            found=found,
            removed=removed,
            added=added,
            rules=rules,
            most=MOST_SHOWN,
            guidance=reference.guidance,
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
    data = _sheet(request, db, matcher, catalogue, today, fields)
    return unshared(
        page(request, "guidance/sheet.html", sheet=data, text=sheet_text(data), fields=fields)
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
    data = _sheet(request, db, matcher, catalogue, today, fields)
    return pdf_answer("fiche", compile_pdf("guidance", data, on=today))


def _sheet(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    today: Today,
    fields: GuidanceFields,
) -> dict[str, object]:
    reference = matcher.reference_
    if fields.occupation not in reference.occupations:
        raise NotFound("occupation", fields.occupation)
    past = past_occupations(matcher, fields.words[:LONGEST], on=today)
    asked = read_asked(fields, reference, past)
    found = guide(db, matcher, catalogue, asked, on=today, added=(fields.occupation,), most=1)
    return sheet_data(found.paths[0], asked, reference, site=site_of(request), on=today)
