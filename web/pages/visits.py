"""Visits: a teacher asks, the firm answers by its link or by who follows it, the teacher sees."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.visits import (
    get_visit_to_answer,
    get_visited_firm,
    given_contact,
    keep_host_contact,
    list_visit_requests,
)
from matching.weeks import open_weeks
from skills.errors import Invalid
from skills.journal import Deed
from skills.rights import Action, Thing
from skills.visit import VisitRequest, VisitSide, VisitState
from web.deps import CurrentUser, Db, Key, Needs, Now, ReferenceDep, Today
from web.flows.journal import note
from web.flows.visits import (
    answer_for_firm,
    ask_for_visit,
    link_for_firm,
    move_by_link,
    open_visit,
)
from web.forms.sign_in import site_of
from web.forms.visits import (
    MoveFields,
    RequestFields,
    RequestForm,
    read_email,
    read_move,
    read_request,
    wished_days,
)
from web.icalendar import Event, calendar_text
from web.render import page, unshared

router = APIRouter()
desk = APIRouter(prefix="/visites", dependencies=[Depends(Needs(Thing.VISIT, Action.READ))])
_WRITES = [Depends(Needs(Thing.VISIT, Action.WRITE))]
_WEEKS_SHOWN = 24


@router.get("/visite/demander/{firm_id}")
def ask(request: Request, db: Db, reference: ReferenceDep, today: Today, firm_id: Key) -> Response:
    """What a firm that receives classes needs to know. Nothing about the pupils."""
    name = get_visited_firm(db, firm_id)
    return page(
        request,
        "visits/ask.html",
        firm=name,
        firm_id=firm_id,
        weeks=open_weeks(today, reference.guidance.hours.closed, most=_WEEKS_SHOWN),
        errors={},
        typed=RequestForm().model_dump(),
    )


@router.post("/visite/demander/{firm_id}")
def send(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    today: Today,
    now: Now,
    firm_id: Key,
    fields: RequestFields,
) -> Response:
    """The request goes to the firm; the teacher gets the address where it is followed."""
    name = get_visited_firm(db, firm_id)
    weeks = open_weeks(today, reference.guidance.hours.closed, most=_WEEKS_SHOWN)
    asked, errors = read_request(fields, firm_id, weeks, now=now)
    if asked is not None:
        try:
            token = ask_for_visit(db, asked, now=now, site=site_of(request))
        except Invalid as refused:
            errors = {"teacher": refused.expected}
        else:
            return unshared(RedirectResponse(f"/visite/{token}", status_code=303))
    return page(
        request,
        "visits/ask.html",
        status=422,
        firm=name,
        firm_id=firm_id,
        weeks=weeks,
        errors=errors,
        typed=fields.model_dump(),
    )


@router.get("/visite/{token}")
def show(request: Request, db: Db, now: Now, today: Today, token: str) -> Response:
    """Where a request stands, for the firm or for the teacher."""
    asked, side = open_visit(db, token, now=now)
    return _shown(request, asked, side, token, today)


@router.post("/visite/{token}")
def move(
    request: Request, db: Db, now: Now, today: Today, token: str, fields: MoveFields
) -> Response:
    """The firm accepts a day, proposes another or declines; the teacher accepts it or gives up."""
    asked, side = open_visit(db, token, now=now)
    done, errors = read_move(fields, asked, side, today=today)
    if done is None:
        return _shown(request, asked, side, token, today, errors=errors)
    move_by_link(db, token, done, now=now, site=site_of(request))
    return unshared(RedirectResponse(f"/visite/{token}", status_code=303))


@router.get("/visite/{token}/agenda.ics")
def calendar(db: Db, now: Now, token: str) -> Response:
    """The day that was agreed, for one's own calendar; an empty one until there is one."""
    asked, _ = open_visit(db, token, now=now)
    events = []
    if asked.day is not None and asked.state is VisitState.ACCEPTED:
        about = f"Visite : {asked.firm_name}, {asked.school_class}"
        events.append(Event(f"visite-{asked.id}", about, asked.day, asked.day))
    text = calendar_text(events, now=now)
    return unshared(Response(text, media_type="text/calendar; charset=utf-8"), sends=False)


@desk.get("")
def list_all(request: Request, db: Db, user: CurrentUser, today: Today) -> Response:
    """The requests of the firms that the reader follows, or is."""
    requests = list_visit_requests(db, visible_to=user)
    return page(
        request,
        "visits/list.html",
        requests=requests,
        days={one.id: wished_days(one, today=today) for one in requests},
        contacts={one.firm: given_contact(db, one.firm) for one in requests},
        link="",
        linked=None,
    )


@desk.post("/{visit_id}/reponse", dependencies=_WRITES)
def answer(
    request: Request,
    db: Db,
    user: CurrentUser,
    now: Now,
    today: Today,
    visit_id: Key,
    fields: MoveFields,
) -> Response:
    """The firm's answer, as it gave it on the telephone."""
    asked = get_visit_to_answer(db, visit_id, by=user)
    done, errors = read_move(fields, asked, VisitSide.FIRM, today=today)
    if done is None:
        field, why = next(iter(errors.items()))
        raise Invalid(field, fields.do, why)
    answer_for_firm(db, visit_id, done, user=user, now=now, site=site_of(request))
    return RedirectResponse(f"/visites#v{visit_id}", status_code=303)


@desk.post("/{visit_id}/lien", dependencies=_WRITES)
def hand_on(request: Request, db: Db, user: CurrentUser, now: Now, visit_id: Key) -> Response:
    """A link for the firm, shown once."""
    link = link_for_firm(db, visit_id, user=user, now=now, site=site_of(request))
    return unshared(
        page(
            request,
            "links/made.html",
            link=link,
            sent_to="",
            back="/visites",
            back_text="Visites",
        ),
        sends=False,
    )


@desk.post("/{visit_id}/adresse", dependencies=_WRITES)
def keep_address(
    db: Db, user: CurrentUser, now: Now, visit_id: Key, email: Annotated[str, Form()] = ""
) -> Response:
    """Where the firm is written to from now on; empty forgets it."""
    asked = get_visit_to_answer(db, visit_id, by=user)
    if email.strip() and not read_email(email):
        raise Invalid("email", email, "email")
    keep_host_contact(db, asked.firm, read_email(email), now=now)
    note(
        db, user, Deed.CHANGED, "firm", asked.firm, now=now, detail="adresse pour les visites",
        commune=asked.commune,
    )  # fmt: skip
    return RedirectResponse(f"/visites#v{visit_id}", status_code=303)


def _shown(
    request: Request,
    asked: VisitRequest,
    side: VisitSide,
    token: str,
    today: Today,
    *,
    errors: dict[str, str] | None = None,
) -> Response:
    return unshared(
        page(
            request,
            "visits/firm.html" if side is VisitSide.FIRM else "visits/school.html",
            status=422 if errors else 200,
            asked=asked,
            token=token,
            days=wished_days(asked, today=today),
            errors=errors or {},
        )
    )
