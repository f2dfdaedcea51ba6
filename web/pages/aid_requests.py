"""Aids asked for, the territory's envelopes, and what partners were asked to do."""

from collections.abc import Mapping

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.aid_requests import (
    add_aid_request,
    add_envelope,
    add_referral,
    keep_referral,
    list_envelopes,
    move_aid_request,
    note_aid_check,
)
from data.storage.needs import get_need
from skills.aid_request import AidRequest, AidState, Envelope, Referral
from skills.errors import NotFound
from skills.journal import Deed
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, Needs, Now, ReferenceDep, Today
from web.flows.aids import get_aid, who_answers
from web.flows.committee import steering_perimeter
from web.flows.journal import note
from web.flows.steering import need_aids, referrals_of, request_views
from web.forms.steering import (
    AidRequestFields,
    EnvelopeFields,
    ReferralFields,
    in_list,
    needed_day,
    read_amount_or_none,
    short_text,
)
from web.render import page

router = APIRouter(
    prefix="/aides-demandees", dependencies=[Depends(Needs(Thing.STEERING, Action.READ))]
)
_MOST = 100
_EMPTY: Mapping[str, object] = {
    "name": "", "epcis": [], "amount": "", "source": "", "partner": "", "words": "", "epci": "",
    "due_on": "",
}  # fmt: skip


@router.get("")
def list_all(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    tout: str = "",
) -> Response:
    """The requests with their state, the envelopes, and the partners' promises."""
    return _list(request, db, reference, user, today, {}, {}, most=None if tout else _MOST)


@router.post("/enveloppes")
def keep_envelope(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    fields: EnvelopeFields,
) -> Response:
    """Money set aside for a territory."""
    errors: dict[str, str] = {}
    name, source = (
        short_text(fields.name, errors, "name"),
        short_text(fields.source, errors, "source"),
    )
    known = {epci.code for epci in steering_perimeter(reference, user)}
    if not fields.epcis or not set(fields.epcis) <= known:
        errors["epcis"] = "epci"
    amount = read_amount_or_none(fields.amount, errors)
    if not amount and "amount" not in errors:
        errors["amount"] = "required"
    if errors or not amount:
        return _list(request, db, reference, user, today, fields.model_dump(), errors)
    note(db, user, Deed.CREATED, "steering", now=now, detail=f"enveloppe : {name}")
    add_envelope(db, Envelope(name, tuple(fields.epcis), amount, today, source), by=user)
    return RedirectResponse("/aides-demandees", status_code=303)


@router.post("/partenaires")
def refer(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    fields: ReferralFields,
) -> Response:
    """A partner is asked for something, by a day."""
    errors: dict[str, str] = {}
    words = short_text(fields.words, errors, "words")
    due_on = needed_day(fields.due_on, errors, "due_on")
    if due_on and due_on < today:
        errors["due_on"] = "coming_date"
    if fields.partner not in reference.partners:
        errors["partner"] = "in_list"
    if fields.epci not in {epci.code for epci in steering_perimeter(reference, user)}:
        errors["epci"] = "epci"
    if errors or due_on is None:
        return _list(request, db, reference, user, today, fields.model_dump(), errors)
    add_referral(db, Referral(fields.partner, words, fields.epci, today, due_on), by=user)
    return RedirectResponse("/aides-demandees#partenaires", status_code=303)


@router.post("/partenaires/{referral_id}/fait")
def keep(db: Db, user: CurrentUser, today: Today, referral_id: Key) -> Response:
    """What a partner was asked is done."""
    keep_referral(db, referral_id, on=today, by=user)
    return RedirectResponse("/aides-demandees#partenaires", status_code=303)


@router.post("/aides/{code}/verifiee")
def check_aid(
    db: Db, reference: ReferenceDep, user: CurrentUser, today: Today, now: Now, code: str
) -> Response:
    """Somebody compared an aid with its source today."""
    aid = get_aid(reference, code)
    note_aid_check(db, aid.code, on=today, by=user)
    note(db, user, Deed.CHANGED, "steering", now=now, detail=f"aide vérifiée : {aid.title}")
    return RedirectResponse(f"/aides/{code}", status_code=303)


@router.get("/besoins/{need_id}")
def show_need(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    need_id: Key,
) -> Response:
    """What a need may ask for, and why; the partners that it may be sent to."""
    return _need(request, db, reference, user, today, need_id, {}, {})


@router.post("/besoins/{need_id}/partenaires")
def refer_need(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    need_id: Key,
    fields: ReferralFields,
) -> Response:
    """A need is sent to a partner, which has until a day."""
    shown = need_aids(db, reference, need_id, user=user, on=today)
    errors: dict[str, str] = {}
    words = short_text(fields.words, errors, "words")
    due_on = needed_day(fields.due_on, errors, "due_on")
    if due_on and due_on < today:
        errors["due_on"] = "coming_date"
    if fields.partner not in {partner.code for partner in shown.partners}:
        errors["partner"] = "in_list"
    commune = reference.communes.get(shown.need.firm.commune)
    if commune is None:
        errors["partner"] = "known_place"
    if errors or due_on is None or commune is None:
        typed = fields.model_dump()
        return _need(request, db, reference, user, today, need_id, typed, errors)
    asked = Referral(fields.partner, words, commune.epci, today, due_on, need=need_id)
    add_referral(db, asked, by=user)
    return RedirectResponse(f"/aides-demandees/besoins/{need_id}", status_code=303)


@router.post("/besoins/{need_id}")
def ask_for_need(
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    need_id: Key,
    fields: AidRequestFields,
) -> Response:
    """An aid is noted for the need, to be moved on the list of requests."""
    get_need(db, need_id, visible_to=user)
    aid = get_aid(reference, fields.aid)
    partners = who_answers(reference, aid)
    partner = partners[0].code if partners else ""
    asked = AidRequest(aid.code, AidState.FOUND, today, today, need=need_id, partner=partner)
    add_aid_request(db, asked, by=user)
    return RedirectResponse(f"/aides-demandees/besoins/{need_id}", status_code=303)


@router.post("/{aid_request_id}")
def move(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    aid_request_id: Key,
    fields: AidRequestFields,
) -> Response:
    """A request goes to another state, with its amount."""
    known = {one.request.id for one in request_views(db, reference, user=user)}
    if aid_request_id not in known:
        raise NotFound("aid_request", aid_request_id)
    errors: dict[str, str] = {}
    state = in_list(AidState, fields.state, errors, "state")
    amount = read_amount_or_none(fields.amount, errors)
    if errors or state is None:
        return _list(request, db, reference, user, today, {}, errors)
    move_aid_request(db, aid_request_id, state, amount=amount, on=today, by=user)
    detail = f"demande d'aide : {state.label}"
    note(db, user, Deed.CHANGED, "steering", aid_request_id, now=now, detail=detail)
    return RedirectResponse(f"/aides-demandees#demande-{aid_request_id}", status_code=303)


def _list(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    typed: dict[str, object],
    errors: dict[str, str],
    *,
    most: int | None = _MOST,
) -> Response:
    requests = request_views(db, reference, user=user)
    perimeter = steering_perimeter(reference, user)
    return page(
        request,
        "aid_requests/list.html",
        status=422 if errors else 200,
        requests=requests[:most],
        total=len(requests),
        envelopes=list_envelopes(db, visible_to=user),
        referrals=referrals_of(db, user=user),
        perimeter=perimeter,
        epcis=[(epci.code, epci.name) for epci in perimeter],
        partners=[(p.code, p.name) for p in reference.partners.values()],
        states=[(s.value, s.label) for s in AidState],
        fields={**_EMPTY, **typed},
        errors=errors,
        on=today,
    )


def _need(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    need_id: int,
    typed: dict[str, object],
    errors: dict[str, str],
) -> Response:
    return page(
        request,
        "aid_requests/need.html",
        status=422 if errors else 200,
        shown=need_aids(db, reference, need_id, user=user, on=today),
        fields={**_EMPTY, **typed},
        errors=errors,
        on=today,
    )
