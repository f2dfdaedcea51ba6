"""Public aids: the list, which ones fit a case, and each with its source."""

from fastapi import APIRouter, Request, Response

from matching.eligibility import assess_all
from skills.aid import AidFor
from skills.interview import FirmSize
from skills.project import ProjectNature
from skills.terms_of_work import Contract
from web.deps import Db, ReferenceDep, Today
from web.flows.aids import aids_by_goal, get_aid, who_answers
from web.flows.steering import current_aids
from web.forms.aids import CaseFields, read_case
from web.render import page

router = APIRouter(prefix="/aides")


@router.get("")
def list_all(
    request: Request, db: Db, files: ReferenceDep, today: Today, fields: CaseFields
) -> Response:
    """The aids by goal; with a case, which of them it may ask for."""
    reference = current_aids(db, files)
    asked, errors = read_case(fields, reference)
    found = None
    if asked is not None:
        found = assess_all(reference.aids.values(), asked[1], asked_for=asked[0], on=today)
    inside = {epci.code for epci in reference.epcis.values() if epci.in_territory}
    communes = [(c.code, c.name) for c in reference.communes.values() if c.epci in inside]
    return page(
        request,
        "aids/list.html",
        block="aids",
        status=422 if errors else 200,
        groups=aids_by_goal(reference),
        found=found,
        fields=fields.model_dump(),
        errors=errors,
        choices={
            "pour": [(one.value, one.label) for one in AidFor],
            "taille": [(one.value, one.label) for one in FirmSize],
            "commune": sorted(communes, key=lambda pair: pair[1]),
            "nature": [(one.value, one.label) for one in ProjectNature],
            "contrat": [(one.value, one.label) for one in Contract],
        },
        on=today,
    )


@router.get("/{code}")
def show(request: Request, db: Db, files: ReferenceDep, today: Today, code: str) -> Response:
    """One aid: who, what, how much, on which conditions, and who answers."""
    reference = current_aids(db, files)
    aid = get_aid(reference, code)
    return page(request, "aids/show.html", aid=aid, partners=who_answers(reference, aid), on=today)
