"""For the head of a school: the demand in reach, the courses near, what no course answers."""

from fastapi import APIRouter, Request, Response

from web.choices import communes_of_territory
from web.deps import CatalogueDep, Db, MatcherDep, Today
from web.flows.school import school_report
from web.forms.catalogue import DISTANCES
from web.forms.guidance import find_place
from web.render import page

router = APIRouter(prefix="/classe/etablissement")
_USUAL_KM = 20


@router.get("")
def show(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    today: Today,
    commune: str = "",
    lieu: str = "",
    km: str = "",
) -> Response:
    """Around a commune; only figures that may be told."""
    reference = matcher.reference_
    code = find_place(lieu[:200], reference) or (commune if commune in reference.communes else "")
    near = int(km) if km in {str(distance) for distance in DISTANCES} else _USUAL_KM
    report = (
        school_report(db, matcher, catalogue, reference.communes[code], near, on=today)
        if code
        else None
    )
    return page(
        request,
        "classroom/school.html",
        block="report",
        report=report,
        commune=code,
        typed=lieu[:200],
        lost=bool(lieu.strip()) and not code,
        km=near,
        communes=communes_of_territory(reference),
        distances=DISTANCES,
    )
