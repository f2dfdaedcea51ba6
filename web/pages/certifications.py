"""One certification and the competences that it gives."""

from fastapi import APIRouter, Request, Response

from web.deps import Db, ReferenceDep
from web.flows.establishments import preparing
from web.flows.registers import view_certification
from web.render import page

router = APIRouter(prefix="/certifications")


@router.get("/{code}")
def show(request: Request, db: Db, reference: ReferenceDep, code: str) -> Response:
    """What it is, whether it is still delivered, what it gives, who may train for it."""
    view = view_certification(db, reference, code)
    return page(
        request,
        "certifications/show.html",
        view=view,
        establishments=preparing(reference, [view.code]),
    )
