"""Apprenticeship from both sides. Public."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from data.storage.apprenticeships import list_openings, list_places
from matching.apprentice_pairs import ApprenticePairs
from web.choices import communes_of_territory
from web.deps import Db, Key, ReferenceDep, Today
from web.flows.alternance import (
    opening_with_places,
    paged,
    place_with_openings,
    search_alternance,
)
from web.flows.offer_files import job_json
from web.forms.catalogue import DISTANCES, LEVELS, read_wanted
from web.forms.sign_in import site_of
from web.render import page

router = APIRouter(prefix="/alternance")


@router.get("")
def show(request: Request, db: Db, reference: ReferenceDep, today: Today) -> Response:
    """Firms that look for an apprentice, courses that have places."""
    wanted = read_wanted(request.query_params, reference)
    openings, places = list_openings(db), list_places(db)
    found = search_alternance(
        openings,
        places,
        reference,
        near=wanted.near,
        within_km=wanted.within_km,
        level=wanted.level,
        occupation=wanted.occupation,
        with_seats=wanted.with_seats,
        on=today,
    )
    asked = {k: v for k, v in request.query_params.items() if v and k != "page"}
    return page(
        request,
        "training/alternance.html",
        found=paged(found, openings, places, ApprenticePairs(reference), wanted.page, on=today),
        everything=len(openings) + len(places),
        wanted=wanted,
        asked=asked,
        query=urlencode(asked),
        communes=communes_of_territory(reference),
        occupations=[(o.code, o.label) for o in reference.occupations.values()],
        levels=LEVELS,
        distances=DISTANCES,
    )


@router.get("/contrats/{opening_id}")
def opening(
    request: Request, db: Db, reference: ReferenceDep, today: Today, opening_id: Key
) -> Response:
    """A firm's contract, and the courses that have places for it."""
    one, fits = opening_with_places(db, ApprenticePairs(reference), opening_id, on=today)
    return page(
        request,
        "training/opening.html",
        one=one,
        fits=fits,
        on=today,
        markup=job_json(one, reference, site=site_of(request)),
    )


@router.get("/places/{place_id}")
def place(
    request: Request, db: Db, reference: ReferenceDep, today: Today, place_id: Key
) -> Response:
    """A course with places, and the firms that look for such an apprentice."""
    one, fits = place_with_openings(db, ApprenticePairs(reference), place_id, on=today)
    return page(request, "training/place.html", one=one, fits=fits, on=today)
