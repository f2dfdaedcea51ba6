"""Occupations: the workshop corner by corner, and each occupation told as a day of work."""

from fastapi import APIRouter, Request, Response

from web.deps import CatalogueDep, Db, MatcherDep, ReferenceDep, SearchDep, Today
from web.flows.establishments import leading_to
from web.flows.occupations import corners, occupation_page, using_gesture
from web.render import page

router = APIRouter(prefix="/metiers")


@router.get("")
def list_all(
    request: Request, reference: ReferenceDep, search: SearchDep, q: str = "", geste: str = ""
) -> Response:
    """The workshop as one walks through it, the occupations of a gesture, or of the words typed."""
    tile = reference.guidance.tiles.get(geste)
    return page(
        request,
        "occupations/list.html",
        block="results",
        q=q,
        hits=search.search(q, kinds=("occupation",)),
        tile=tile,
        gestures=using_gesture(reference, tile) if tile else (),
        corners=corners(reference),
    )


@router.get("/{code}")
def show(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    today: Today,
    code: str,
    projecteur: bool = False,
) -> Response:
    """One occupation."""
    told = occupation_page(db, matcher, catalogue, code, on=today)
    return page(
        request,
        "occupations/show.html",
        told=told,
        establishments=leading_to(matcher.reference_, code),
        projector=projecteur,
    )
