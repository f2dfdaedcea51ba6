"""Real schools and training bodies of the reference. Public."""

from fastapi import APIRouter, Request, Response

from web.choices import communes_of_territory
from web.deps import ReferenceDep
from web.flows.establishments import list_establishments
from web.forms.catalogue import DISTANCES, read_wanted
from web.render import page

router = APIRouter(prefix="/etablissements")


@router.get("")
def show(request: Request, reference: ReferenceDep) -> Response:
    """Where diplomas are prepared, with what one knows and does not know of it."""
    wanted = read_wanted(request.query_params, reference)
    asked = request.query_params.get("diplome", "")
    prepared = {c.certification for e in reference.establishments.values() for c in e.courses}
    certification = asked if asked in prepared & set(reference.certifications) else ""
    found = list_establishments(
        reference, near=wanted.near, within_km=wanted.within_km, certification=certification
    )
    return page(
        request,
        "training/establishments.html",
        block="establishments",
        found=found,
        wanted=wanted,
        certification=certification,
        certifications=[
            (code, reference.certifications[code].title)
            for code in sorted(prepared & set(reference.certifications))
        ],
        communes=communes_of_territory(reference),
        distances=DISTANCES,
    )
