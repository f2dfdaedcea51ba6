"""Occupations: the list, and each with what it requires and where it leads."""

from fastapi import APIRouter, Request, Response

from skills.occupation import Sector
from web.deps import ReferenceDep, SearchDep
from web.flows.ontology import view_occupation
from web.render import page

router = APIRouter(prefix="/metiers")


@router.get("")
def list_all(request: Request, reference: ReferenceDep, search: SearchDep, q: str = "") -> Response:
    """The occupations of the sector and their neighbours, or what the words typed find."""
    groups = [
        (sector, [o for o in reference.occupations.values() if o.sector is sector])
        for sector in Sector
    ]
    hits = search.search(q, kinds=("occupation",))
    return page(request, "occupations/list.html", block="results", q=q, hits=hits, groups=groups)


@router.get("/{code}")
def show(request: Request, reference: ReferenceDep, code: str) -> Response:
    """One occupation."""
    return page(request, "occupations/show.html", view=view_occupation(reference, code))
