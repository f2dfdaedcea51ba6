"""Interviews: list, take notes, decide on what they propose."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.firms import find_firms
from data.storage.interviews import get_interview, list_interviews
from skills.errors import Invalid
from skills.journal import Deed
from skills.rights import Action, Thing
from skills.terms_of_work import Commitment, Contract
from web.choices import communes_of_territory
from web.deps import CurrentUser, Db, Key, MatcherDep, Needs, Now, ReferenceDep, Today
from web.error_sentences import FIELDS
from web.flows.interviews import (
    confirm_need,
    discard,
    keep_interview,
    review_interview,
    take_back,
)
from web.flows.journal import note
from web.forms.interviews import (
    DecisionFields,
    InterviewFields,
    read_decision,
    read_interview,
)
from web.forms.notebook import read_cards
from web.long_forms import LongForms
from web.render import page

router = APIRouter(
    prefix="/entretiens",
    dependencies=[Depends(Needs(Thing.INTERVIEW, Action.READ))],
    route_class=LongForms,
)
_WRITES = [Depends(Needs(Thing.INTERVIEW, Action.WRITE))]
_DECIDES = [Depends(Needs(Thing.NEED, Action.WRITE))]


@router.get("")
def list_all(request: Request, db: Db, user: CurrentUser) -> Response:
    """The interviews, latest first."""
    return page(request, "interviews/list.html", interviews=list_interviews(db, visible_to=user))


@router.get("/nouveau", dependencies=_WRITES)
def new(
    request: Request, db: Db, user: CurrentUser, reference: ReferenceDep, today: Today
) -> Response:
    """An empty notebook."""
    fields = {"firm": "", "commune": "", "held_on": today.isoformat(), "siret": "", "notes": ""}
    return page(
        request,
        "interviews/new.html",
        fields=fields,
        errors={},
        communes=communes_of_territory(reference),
        firms=find_firms(db, "", visible_to=user, most=500),
    )


@router.post("", dependencies=_WRITES)
def create(
    request: Request,
    db: Db,
    user: CurrentUser,
    reference: ReferenceDep,
    today: Today,
    now: Now,
    fields: InterviewFields,
) -> Response:
    """Keep the notes; what was typed comes back with its errors when something is wrong."""
    interview, errors = read_interview(fields, reference, user=user, today=today)
    if interview is None:
        return page(
            request,
            "interviews/new.html",
            status=422,
            fields=fields.model_dump(),
            errors=errors,
            communes=communes_of_territory(reference),
            firms=find_firms(db, "", visible_to=user, most=500),
        )
    interview_id = keep_interview(db, interview, user=user, now=now)
    return RedirectResponse(f"/entretiens/{interview_id}", status_code=303)


@router.get("/{interview_id}")
def show(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    user: CurrentUser,
    now: Now,
    interview_id: Key,
    carte: Annotated[list[str] | None, Query()] = None,
    probleme: str = "",
) -> Response:
    """The notes, what was understood, what was decided."""
    errors = {"cards": probleme} if probleme in FIELDS else None
    answer = _show(
        request, db, matcher, user, interview_id, errors=errors, cards=read_cards(carte or [])
    )
    commune = get_interview(db, interview_id, visible_to=user).firm.commune
    note(db, user, Deed.SAW, "interview", interview_id, now=now, commune=commune)
    return answer


@router.post("/{interview_id}/besoins", dependencies=_DECIDES)
def confirm(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    user: CurrentUser,
    now: Now,
    interview_id: Key,
    fields: DecisionFields,
) -> Response:
    """A person agrees to a proposal, corrected or not: it becomes a need."""
    decision, errors = read_decision(fields, matcher.reference_)
    if decision is not None:
        try:
            confirm_need(
                db,
                matcher,
                interview_id,
                decision,
                user=user,
                now=now,
            )
        except Invalid as invalid:
            errors = {invalid.field: invalid.expected}
    if errors:
        return _show(request, db, matcher, user, interview_id, errors=errors, fields=fields)
    return _decided(request, db, matcher, user, interview_id, fields)


@router.post("/{interview_id}/ecarts", dependencies=_DECIDES)
def discard_one(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    user: CurrentUser,
    now: Now,
    interview_id: Key,
    fields: DecisionFields,
) -> Response:
    """A person refuses a proposal: it is not proposed again."""
    discard(db, matcher, interview_id, fields.start, fields.end, user=user, now=now)
    return _decided(request, db, matcher, user, interview_id, fields)


@router.post("/{interview_id}/ecarts/reprendre", dependencies=_DECIDES)
def take_back_one(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    user: CurrentUser,
    now: Now,
    interview_id: Key,
    fields: DecisionFields,
) -> Response:
    """A refusal is undone: it is proposed again."""
    take_back(db, interview_id, fields.start, fields.end, user=user, now=now)
    return _decided(request, db, matcher, user, interview_id, fields)


def _decided(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    user: CurrentUser,
    interview_id: int,
    fields: DecisionFields,
) -> Response:
    cards = read_cards(fields.carte)
    if "HX-Request" in request.headers:
        return _show(request, db, matcher, user, interview_id, cards=cards)
    query = "&".join(f"carte={start}-{end}" for start, end in cards)
    mark = f"?{query}" if query else ""
    return RedirectResponse(f"/entretiens/{interview_id}{mark}#proposals", status_code=303)


def _show(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    user: CurrentUser,
    interview_id: int,
    *,
    errors: dict[str, str] | None = None,
    fields: DecisionFields | None = None,
    cards: tuple[tuple[int, int], ...] = (),
) -> Response:
    if fields is not None:
        cards = read_cards(fields.carte)
    review = review_interview(db, matcher, interview_id, user=user, cards=cards)
    return page(
        request,
        "interviews/show.html",
        block="proposals",
        status=422 if errors else 200,
        review=review,
        cards=cards,
        contracts=tuple(Contract),
        commitments=tuple(Commitment),
        errors=errors or {},
        fields=fields,
        occupations=matcher.reference_.occupations.values(),
        competences=matcher.reference_.competences.values(),
    )
