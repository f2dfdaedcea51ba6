"""Campaigns: the list, a new one, and one with its firms to meet."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.campaigns import add_campaign, add_targets, list_campaigns, move_target
from skills.account import User
from skills.campaign import TargetState
from skills.errors import Invalid
from skills.journal import Deed
from skills.reference import Reference
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, Needs, Now, ReferenceDep, Today
from web.flows.committee import steering_perimeter
from web.flows.journal import note
from web.flows.steering import campaign_page
from web.forms.steering import (
    CampaignFields,
    TargetFields,
    TargetsFields,
    in_list,
    read_campaign,
    read_day,
    read_targets,
    wrong,
)
from web.render import page

router = APIRouter(prefix="/campagnes", dependencies=[Depends(Needs(Thing.STEERING, Action.READ))])


@router.get("")
def list_all(request: Request, db: Db, reference: ReferenceDep, user: CurrentUser) -> Response:
    """The campaigns of the perimeter, and an empty form."""
    return _list(request, db, reference, user, {}, {})


@router.post("")
def create(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    now: Now,
    fields: CampaignFields,
) -> Response:
    """A campaign is kept, unless it overlaps another of the same perimeter."""
    known = {epci.code for epci in steering_perimeter(reference, user)}
    campaign, errors = read_campaign(fields, known)
    if campaign is not None:
        try:
            number = add_campaign(db, campaign, by=user)
        except Invalid as refused:
            errors = wrong(refused)
        else:
            note(db, user, Deed.CREATED, "steering", number, now=now, detail=campaign.name)
            return RedirectResponse(f"/campagnes/{number}", status_code=303)
    return _list(request, db, reference, user, fields.model_dump(), errors)


@router.get("/{campaign_id}")
def show(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    campaign_id: Key,
) -> Response:
    """One campaign: firms to meet, met and to call back, and the state of those that were met."""
    shown = campaign_page(db, reference, campaign_id, user=user, on=today)
    return page(
        request,
        "campaigns/show.html",
        shown=shown,
        states=[(s.value, s.label) for s in TargetState if s is not TargetState.MET],
        fields={"firms": ""},
        errors={},
        on=today,
    )


@router.post("/{campaign_id}/entreprises")
def add_firms(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    campaign_id: Key,
    fields: TargetsFields,
) -> Response:
    """Firms are added to the list; those already on it stay as they are."""
    shown = campaign_page(db, reference, campaign_id, user=user, on=today)
    firms, errors = read_targets(fields, reference)
    if not errors:
        add_targets(db, campaign_id, firms, by=user)
        return RedirectResponse(f"/campagnes/{campaign_id}", status_code=303)
    return page(
        request,
        "campaigns/show.html",
        status=422,
        shown=shown,
        states=[(s.value, s.label) for s in TargetState if s is not TargetState.MET],
        fields=fields.model_dump(),
        errors=errors,
        on=today,
    )


@router.post("/{campaign_id}/entreprises/{target_id}")
def move(
    db: Db, user: CurrentUser, campaign_id: Key, target_id: Key, fields: TargetFields
) -> Response:
    """Where one is with a firm."""
    errors: dict[str, str] = {}
    state = in_list(TargetState, fields.state, errors, "state") or TargetState.TO_MEET
    day = read_day(fields.call_back_on, errors, "call_back_on")
    move_target(db, campaign_id, target_id, state, call_back_on=day, by=user)
    return RedirectResponse(f"/campagnes/{campaign_id}#cible-{target_id}", status_code=303)


def _list(
    request: Request,
    db: Db,
    reference: Reference,
    user: User,
    fields: dict[str, object],
    errors: dict[str, str],
) -> Response:
    empty: dict[str, object] = {
        "name": "", "epcis": [], "starts_on": "", "ends_on": "", "interviewers": ""
    }  # fmt: skip
    return page(
        request,
        "campaigns/list.html",
        status=422 if errors else 200,
        campaigns=list_campaigns(db, visible_to=user),
        perimeter=steering_perimeter(reference, user),
        fields=fields or empty,
        errors=errors,
    )
