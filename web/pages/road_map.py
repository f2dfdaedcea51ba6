"""The road map: stakes, actions, live indicators; counts of visits and immersions."""

from datetime import date, timedelta

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.road_map import add_action, add_count, move_action
from skills.account import Role
from skills.rights import Action, Thing, may
from skills.road_map import ActionState, CountKind, Indicator, RoadAction
from web.deps import CatalogueDep, CurrentUser, Db, Key, Needs, ReferenceDep, Today
from web.flows.committee import steering_perimeter
from web.flows.steering import live_figures, road_map
from web.forms.steering import (
    ActionFields,
    CountFields,
    in_list,
    needed_day,
    read_number,
    short_text,
)
from web.render import page

router = APIRouter(prefix="/feuille-de-route")
_STEERS = [Depends(Needs(Thing.STEERING, Action.READ))]
_YEAR = timedelta(days=365)


@router.get("", dependencies=_STEERS)
def show(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
) -> Response:
    """Each stake with its live figures over a year, and its actions."""
    return _show(request, db, reference, catalogue, user, today, {}, {})


@router.post("", dependencies=_STEERS)
def add(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    fields: ActionFields,
) -> Response:
    """An action is kept, bound to one of its stake's indicators."""
    errors: dict[str, str] = {}
    title = short_text(fields.title, errors, "title")
    owner = short_text(fields.owner, errors, "owner")
    due_on = needed_day(fields.due_on, errors, "due_on")
    indicator = in_list(Indicator, fields.indicator, errors, "indicator")
    if fields.stake not in reference.stakes:
        errors["stake"] = "in_list"
    if errors or due_on is None or indicator is None:
        typed = fields.model_dump()
        return _show(request, db, reference, catalogue, user, today, typed, errors)
    epcis = tuple(epci.code for epci in steering_perimeter(reference, user))
    action = RoadAction(fields.stake, title, owner, due_on, indicator, ActionState.TO_START, epcis)
    add_action(db, action, by=user)
    return RedirectResponse("/feuille-de-route", status_code=303)


@router.post("/actions/{action_id}", dependencies=_STEERS)
def move(db: Db, user: CurrentUser, action_id: Key, fields: ActionFields) -> Response:
    """An action goes to another state."""
    state = in_list(ActionState, fields.state, {}, "state") or ActionState.TO_START
    move_action(db, action_id, state, by=user)
    return RedirectResponse("/feuille-de-route", status_code=303)


@router.get("/comptages", dependencies=[Depends(Needs(Thing.COUNT, Action.WRITE))])
def ask_count(
    request: Request, reference: ReferenceDep, user: CurrentUser, today: Today
) -> Response:
    """How many visits, immersions or apprenticeships, in which month."""
    return _count(request, reference, user, today, {}, {})


@router.post("/comptages", dependencies=[Depends(Needs(Thing.COUNT, Action.WRITE))])
def note_count(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    fields: CountFields,
) -> Response:
    """A number of people is kept, never a person."""
    errors: dict[str, str] = {}
    kind = in_list(CountKind, fields.kind, errors, "kind")
    people = read_number(fields.people, errors, "people", most=999)
    month = _month(fields.month)
    if month is None or month > today:
        errors["month"] = "past_date"
    if fields.epci not in _bodies(reference, user):
        errors["epci"] = "epci"
    if not people and "people" not in errors:
        errors["people"] = "required"
    if errors or kind is None or month is None or not people:
        return _count(request, reference, user, today, fields.model_dump(), errors)
    add_count(db, kind, epci=fields.epci, month=month, people=people, by=user)
    door = "" if may(user, Thing.STEERING, Action.READ) else "/comptages"
    return RedirectResponse(f"/feuille-de-route{door}", status_code=303)


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text.strip()[:7]}-01")
    except ValueError:
        return None


def _bodies(reference: ReferenceDep, user: CurrentUser) -> dict[str, str]:
    """The inter-communal bodies that a count may be about."""
    everywhere = user.role in (Role.LOCAL, Role.EMPLOYER)
    return {
        epci.code: epci.name
        for epci in reference.epcis.values()
        if (epci.in_territory if everywhere else epci.code in user.perimeter)
    }


def _count(
    request: Request,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    typed: dict[str, object],
    errors: dict[str, str],
) -> Response:
    empty: dict[str, object] = {
        "kind": "", "epci": "", "month": f"{today:%Y-%m}", "people": ""
    }  # fmt: skip
    return page(
        request,
        "road_map/count.html",
        status=422 if errors else 200,
        kinds=[(k.value, k.label) for k in CountKind],
        epcis=sorted(_bodies(reference, user).items(), key=lambda pair: pair[1]),
        fields={**empty, **typed},
        errors=errors,
    )


def _show(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    typed: dict[str, object],
    errors: dict[str, str],
) -> Response:
    empty: dict[str, object] = {
        "stake": "", "title": "", "owner": "", "due_on": "", "indicator": ""
    }  # fmt: skip
    since = today - _YEAR
    return page(
        request,
        "road_map/show.html",
        status=422 if errors else 200,
        stakes=road_map(db, reference, user=user),
        live=live_figures(db, reference, catalogue, user=user, since=since, on=today),
        since=since,
        states=[(s.value, s.label) for s in ActionState],
        indicators=[(i.value, i.label) for i in Indicator],
        fields={**empty, **typed},
        errors=errors,
        on=today,
    )
