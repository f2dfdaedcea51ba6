"""Needs: the list, and each with what answers it."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.journal import list_history
from skills.journal import Deed
from skills.rights import Action, Thing
from web.deps import CatalogueDep, CurrentUser, Db, Key, MatcherDep, Needs, Now, Today
from web.flows.answers import following
from web.flows.decisions import decide, take_back
from web.flows.interviews import unconfirm
from web.flows.journal import note_need
from web.flows.needs import (
    analyse_stored_need,
    answered_needs,
    answers_to,
    other_courses,
    run_of,
)
from web.forms.decisions import (
    FACTOR_CHOICES,
    WEIGHT_FIELDS,
    DecisionFields,
    factors_query,
    read_asked,
    read_decision,
    read_factors,
)
from web.render import page

LONGEST_SEARCH = 80  # characters
router = APIRouter(prefix="/besoins", dependencies=[Depends(Needs(Thing.NEED, Action.READ))])


@router.get("")
def list_all(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
) -> Response:
    """The needs, latest first, each with what answers it first."""
    needs = answered_needs(db, matcher, catalogue, user=user, on=today)
    return page(request, "needs/list.html", needs=needs)


@router.get("/{need_id}")
def show(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    need_id: Key,
) -> Response:
    """One need, what answers it, what is missing."""
    factors = read_factors(request.query_params)
    analysis = analyse_stored_need(
        db, matcher, catalogue, need_id, user=user, on=today, factors=factors
    )
    history = list_history(db, "need", need_id, visible_to=user)
    note_need(db, user, Deed.SAW, analysis.need, now=now)
    return page(
        request,
        "needs/show.html",
        block="suggestions",
        analysis=analysis,
        history=history,
        followed=following(db, analysis.need),
        answers=answers_to(db, matcher, catalogue, analysis, on=today, factors=factors),
        run_of=run_of,
        find=catalogue.find,
        weights=matcher.reference_.weights.suggestions.reweighed(factors),
        factors={name: factors[part] for name, part in WEIGHT_FIELDS.items()},
        factor_choices=FACTOR_CHOICES,
        asked=factors_query(factors),
    )


@router.get("/{need_id}/pourquoi-pas")
def why_not(
    request: Request,
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    need_id: Key,
    q: str = "",
) -> Response:
    """Why a course that one has in mind is not suggested, or not first."""
    words = " ".join(q.split())[:LONGEST_SEARCH]
    others = other_courses(db, matcher, catalogue, need_id, words, user=user, on=today)
    note_need(db, user, Deed.SAW, others.analysis.need, now=now)
    return page(request, "needs/why_not.html", block="others", others=others, q=words)


@router.post("/{need_id}/decisions", dependencies=[Depends(Needs(Thing.NEED, Action.WRITE))])
def decide_one(
    db: Db,
    matcher: MatcherDep,
    catalogue: CatalogueDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    need_id: Key,
    fields: DecisionFields,
) -> Response:
    """Keep a suggestion for people, or set it aside."""
    factors = read_asked(fields.asked)
    choice = read_decision(fields)
    decide(
        db,
        matcher,
        catalogue,
        need_id,
        choice,
        factors=factors,
        user=user,
        now=now,
        on=today,
    )
    return _back(need_id, factors_query(factors))


@router.post(
    "/{need_id}/decisions/{decision_id}/annuler",
    dependencies=[Depends(Needs(Thing.NEED, Action.WRITE))],
)
def take_back_one(db: Db, user: CurrentUser, now: Now, need_id: Key, decision_id: Key) -> Response:
    """Undo a decision."""
    take_back(db, need_id, decision_id, user=user, now=now)
    return _back(need_id)


@router.post("/{need_id}/annuler", dependencies=[Depends(Needs(Thing.NEED, Action.WRITE))])
def undo(db: Db, user: CurrentUser, now: Now, need_id: Key) -> Response:
    """A confirmation is undone: back to the interview, where it is proposed again."""
    interview_id = unconfirm(db, need_id, user=user, now=now)
    return RedirectResponse(f"/entretiens/{interview_id}#proposals", status_code=303)


def _back(need_id: int, query: str = "") -> Response:
    asked = f"?{query}" if query else ""
    return RedirectResponse(f"/besoins/{need_id}{asked}#suggestions", status_code=303)
