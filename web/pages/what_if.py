"""Try out a session, and print the file that argues for it."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from matching.catalogue import CatalogueIndex
from skills.reference import Reference
from skills.training import TrainingOffer
from web.deps import CatalogueDep, CurrentUser, Db, MatcherDep, Today
from web.evidence_sheet import evidence_data
from web.flows.what_if import EvidenceFile, evidence_file, try_out
from web.forms.what_if import PlanFields, ReadPlans, read_plans
from web.pdf import compile_pdf, pdf_answer
from web.render import page

router = APIRouter(prefix="/simuler")


@router.get("")
def show(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    fields: PlanFields,
) -> Response:
    """The question and, once it is asked, one or two scenarios side by side."""
    reference = matcher.reference_
    read = _read(fields, reference, catalogue, today)
    scenarios = try_out(db, matcher, catalogue, read.plans, user=user, on=today)
    return page(
        request,
        "what_if/show.html",
        block="scenarios",
        status=422 if read.errors else 200,
        read=read,
        scenarios=scenarios,
        addresses=[_address(read, second=rank == 1) for rank in range(len(scenarios))],
        choices=_choices(reference, catalogue),
        on=today,
    )


@router.get("/dossier")
def show_file(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    fields: PlanFields,
) -> Response:
    """The two pages to attach to a request, as a page."""
    read = _read(fields, matcher.reference_, catalogue, today)
    if not read.plans:
        return show(request, db, matcher, catalogue, user, today, fields)
    file = evidence_file(db, matcher, catalogue, read.plans[0], user=user, on=today)
    return page(
        request,
        "what_if/file.html",
        sheet=_sheet(file, matcher.reference_),
        pdf="/simuler/dossier.pdf?" + _address(read, second=False),
    )


@router.get("/dossier.pdf")
def download_file(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    fields: PlanFields,
) -> Response:
    """The same two pages as PDF."""
    read = _read(fields, matcher.reference_, catalogue, today)
    if not read.plans:
        return show(request, db, matcher, catalogue, user, today, fields)
    file = evidence_file(db, matcher, catalogue, read.plans[0], user=user, on=today)
    body = compile_pdf("evidence", _sheet(file, matcher.reference_), on=today)
    return pdf_answer(f"dossier-{today}", body)


def _sheet(file: EvidenceFile, reference: Reference) -> Mapping[str, object]:
    return evidence_data(file, reference)


def _read(
    fields: PlanFields, reference: Reference, catalogue: CatalogueIndex, today: date
) -> ReadPlans:
    def find_offer(number: int) -> TrainingOffer | None:
        return next((o for o in catalogue.offers_ if o.id == number), None)

    return read_plans(fields, reference, find_offer, today=today)


def _address(read: ReadPlans, *, second: bool) -> str:
    """The query that asks for one of the scenarios alone."""
    suffix = "_b" if second else ""
    typed = read.typed
    pairs = [("competences", code) for code in read.competences]
    pairs += [(name, typed[name]) for name in ("metier", "formation") if typed[name]]
    pairs += [(name, typed[name + suffix] or typed[name]) for name in typed if f"{name}_b" in typed]
    return urlencode(pairs)


_MOST_OFFERS = 300  # more than a list to choose from can hold


def _choices(reference: Reference, catalogue: CatalogueIndex) -> Mapping[str, object]:
    inside = {epci.code for epci in reference.epcis.values() if epci.in_territory}
    communes = [(c.code, c.name) for c in reference.communes.values() if c.epci in inside]
    offers = [(o.id, f"{o.title}, {o.provider.name}") for o in catalogue.offers_ if o.teaches]
    return {
        "metier": [(o.code, o.label) for o in reference.occupations.values()],
        "formation": sorted(offers, key=lambda pair: pair[1])[:_MOST_OFFERS],
        "commune": sorted(communes, key=lambda pair: pair[1]),
        "competences": [c.label for c in reference.competences.values()],
    }
