"""What a course teaches, confirmed or corrected by the body that teaches it."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, MatcherDep, Needs, Now
from web.flows.teaching import say_taught, take_back_saying, teaching_sheet
from web.forms.teaching import TeachingFields, read_sayings
from web.render import page

router = APIRouter(
    prefix="/formations/{offer_id}/enseigne",
    dependencies=[Depends(Needs(Thing.TEACHING, Action.WRITE))],
)
ADDED_AT_ONCE = 4


@router.get("")
def show(
    request: Request, db: Db, matcher: MatcherDep, user: CurrentUser, offer_id: Key
) -> Response:
    """What was read, beside what one may say of it."""
    sheet = teaching_sheet(db, matcher, offer_id, user=user)
    reference = matcher.reference_
    said = {one.code: one for one in sheet.statements}
    lines = [one for one in sheet.shown.offer.teaches if one.code in reference.competences]
    groups = [
        (
            family.label,
            [(c.code, c.label) for c in reference.competences.values() if c.family == family.code],
        )
        for family in reference.families.values()
    ]
    return page(
        request,
        "training/teaches.html",
        offer=sheet.shown.offer,
        lines=lines,
        said=said,
        groups=groups,
        added=range(ADDED_AT_ONCE),
    )


@router.post("")
def say(
    db: Db,
    matcher: MatcherDep,
    user: CurrentUser,
    now: Now,
    offer_id: Key,
    fields: TeachingFields,
) -> Response:
    """Keep what is said."""
    say_taught(db, matcher, offer_id, read_sayings(fields), user=user, now=now)
    return RedirectResponse(f"/formations/{offer_id}/enseigne", status_code=303)


@router.post("/{statement_id}/annuler")
def undo(
    db: Db, matcher: MatcherDep, user: CurrentUser, now: Now, offer_id: Key, statement_id: Key
) -> Response:
    """What was read stands again."""
    take_back_saying(db, matcher, offer_id, statement_id, user=user, now=now)
    return RedirectResponse(f"/formations/{offer_id}/enseigne", status_code=303)
