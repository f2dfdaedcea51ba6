"""For the head of a school: the demand in reach, the courses near, what no course answers."""

from fastapi import APIRouter, Request, Response

from web.choices import communes_of_territory
from web.deps import CatalogueDep, Db, MatcherDep, Today
from web.flows.establishments import list_establishments
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
    etablissement: str = "",
    lieu: str = "",
    km: str = "",
) -> Response:
    """Around a commune; only figures that may be told."""
    reference = matcher.reference_
    school = reference.establishments.get(etablissement)
    chosen = school.commune if school else commune
    code = find_place(lieu[:200], reference) or (chosen if chosen in reference.communes else "")
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
        commune="" if school else code,
        school=school,
        schools=[
            (one.code, one.name)
            for one in sorted(reference.establishments.values(), key=lambda one: one.name)
            if one.commune in reference.communes
        ],
        prepared=list_establishments(reference, near=code, within_km=near).lines if code else (),
        typed=lieu[:200],
        lost=bool(lieu.strip()) and not code,
        km=near,
        communes=communes_of_territory(reference),
        distances=DISTANCES,
    )
