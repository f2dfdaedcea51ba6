"""Bridges between occupations: what the hands do already, what is new, the course for it."""

from fastapi import APIRouter, Request, Response

from web.deps import CatalogueDep, ReferenceDep, Today
from web.flows.occupations import bridge_page
from web.render import page

router = APIRouter(prefix="/passerelles")


@router.get("")
def show(
    request: Request, reference: ReferenceDep, catalogue: CatalogueDep, today: Today
) -> Response:
    """Every bridge that a person confirmed, by the occupation one comes from."""
    return page(request, "bridges/show.html", origins=bridge_page(reference, catalogue, on=today))
