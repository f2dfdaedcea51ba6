"""One certification and the competences that it gives."""

from fastapi import APIRouter, Request, Response

from web.deps import ReferenceDep
from web.flows.ontology import view_certification
from web.render import page

router = APIRouter(prefix="/certifications")


@router.get("/{code}")
def show(request: Request, reference: ReferenceDep, code: str) -> Response:
    """What it is, whether it is still delivered, what it gives."""
    certification = view_certification(reference, code)
    return page(request, "certifications/show.html", certification=certification)
