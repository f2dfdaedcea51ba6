"""What became of the people of sessions: public shares, and the counts that bodies give."""

from dataclasses import replace

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.organisations import get_organisation
from data.storage.road_map import keep_outcome, list_outcomes
from matching.cohorts import pool
from skills.errors import Invalid, NotFound
from skills.outcome import Outcome
from skills.rights import Action, Thing, may
from web.deps import CurrentUser, Db, Needs, ReferenceDep, Today
from web.forms.outcomes import OutcomeFields, read_outcome
from web.forms.steering import wrong
from web.render import page

router = APIRouter(prefix="/cohortes")


@router.get("")
def show(request: Request, db: Db, reference: ReferenceDep, user: CurrentUser) -> Response:
    """Each course with its sessions pooled; the form for bodies that give counts."""
    return _show(request, db, reference, user, {}, {})


@router.post("", dependencies=[Depends(Needs(Thing.OUTCOME, Action.WRITE))])
def keep(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    fields: OutcomeFields,
) -> Response:
    """The counts of a session are kept over those given before."""
    outcome, errors = read_outcome(fields, reference, today=today)
    if outcome is not None:
        try:
            outcome.check()
        except Invalid as refused:
            errors = wrong(refused)
        else:
            outcome = replace(outcome, provider=_name(db, user) or outcome.provider)
            keep_outcome(db, outcome, by=user)
            return RedirectResponse("/cohortes", status_code=303)
    return _show(request, db, reference, user, fields.model_dump(), errors)


def _name(db: Db, user: CurrentUser) -> str:
    """The name of the reader's own body."""
    if user.organisation is None:
        return ""
    try:
        return get_organisation(db, user.organisation, visible_to=user).name
    except NotFound:
        return ""


def _show(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    typed: dict[str, object],
    errors: dict[str, str],
) -> Response:
    writes = may(user, Thing.OUTCOME, Action.WRITE)
    mine: tuple[Outcome, ...] = list_outcomes(db, visible_to=user, own=True) if writes else ()
    empty: dict[str, object] = dict.fromkeys(OUTCOME_FIELDS, "")
    inside = [epci for epci in reference.epcis.values() if epci.in_territory]
    return page(
        request,
        "cohorts/show.html",
        status=422 if errors else 200,
        cohorts=pool(list_outcomes(db, visible_to=user)),
        mine=mine,
        writes=writes,
        epcis=[(epci.code, epci.name) for epci in inside],
        fields={**empty, **typed},
        errors=errors,
    )


OUTCOME_FIELDS = (
    "provider", "title", "epci", "starts_on", "entered", "finished", "asked_6", "working_6",
    "asked_12", "working_12",
)  # fmt: skip
