"""Projects: announced beside observed, and what each may ask for."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.aid_requests import add_aid_request
from data.storage.needs import get_need
from data.storage.project_facts import add_fact, tie_need
from skills.aid_request import AidRequest, AidState
from skills.journal import Deed
from skills.project import FactKind, ProjectNature
from skills.rights import Action, Thing, may
from web.deps import CurrentUser, Db, Key, Needs, Now, ReferenceDep, Today
from web.flows.aids import get_aid, who_answers
from web.flows.journal import note
from web.flows.steering import find_project, project_page, project_views
from web.forms.steering import (
    AidRequestFields,
    FactFields,
    in_list,
    read_amount_or_none,
    read_fact,
)
from web.render import page

router = APIRouter(prefix="/projets", dependencies=[Depends(Needs(Thing.PROJECT, Action.READ))])
_MOST = 150


@router.get("")
def list_all(
    request: Request, db: Db, user: CurrentUser, nature: str = "", tout: str = ""
) -> Response:
    """The projects, latest first: what was announced beside what was observed."""
    views = project_views(db, user=user)
    kept = [v for v in views if not nature or v.project.nature.value == nature]
    return page(
        request,
        "projects/list.html",
        views=kept if tout else kept[:_MOST],
        total=len(kept),
        sums={
            "investment": sum(v.project.investment or 0 for v in kept),
            "jobs": sum(v.project.jobs or 0 for v in kept),
            "invested": sum(v.invested or 0 for v in kept),
            "hired": sum(v.hired or 0 for v in kept),
            "opened": sum(v.opened_on is not None for v in kept),
        },
        natures=[(n.value, n.label) for n in ProjectNature],
        nature=nature,
    )


@router.get("/{project_id}")
def show(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    project_id: Key,
) -> Response:
    """One project."""
    return _show(request, db, reference, user, today, project_id, {}, {})


@router.post("/{project_id}/observations")
def observe(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    project_id: Key,
    fields: FactFields,
) -> Response:
    """What was observed is kept, with its day and who said so."""
    find_project(db, project_id, user=user)
    fact, errors = read_fact(fields, project_id, by=user.name, today=today)
    if fact is None:
        typed = fields.model_dump()
        return _show(request, db, reference, user, today, project_id, typed, errors)
    add_fact(db, fact)
    note(db, user, Deed.CHANGED, "project", project_id, now=now, detail=fact.kind.label)
    return RedirectResponse(f"/projets/{project_id}", status_code=303)


@router.post("/{project_id}/besoins/{need_id}")
def tie(db: Db, user: CurrentUser, project_id: Key, need_id: Key) -> Response:
    """A need is said to come from the project."""
    find_project(db, project_id, user=user)
    get_need(db, need_id, visible_to=user)
    tie_need(db, project_id, need_id)
    return RedirectResponse(f"/projets/{project_id}", status_code=303)


@router.post("/{project_id}/aides")
def ask_aid(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    now: Now,
    project_id: Key,
    fields: AidRequestFields,
) -> Response:
    """An aid is noted for the project, in the territory's envelope or not."""
    view = project_page(db, reference, project_id, user=user, on=today)
    aid = get_aid(reference, fields.aid)
    errors: dict[str, str] = {}
    amount = read_amount_or_none(fields.amount, errors)
    state = in_list(AidState, fields.state or AidState.FOUND.value, errors, "state")
    chosen = {str(one.id): one.id for one in view.envelopes}
    if fields.envelope and fields.envelope not in chosen:
        errors["envelope"] = "in_list"
    if errors or state is None:
        typed = fields.model_dump()
        return _show(request, db, reference, user, today, project_id, typed, errors)
    partners = who_answers(reference, aid)
    add_aid_request(
        db,
        AidRequest(
            aid.code,
            state,
            today,
            today,
            project=project_id,
            partner=partners[0].code if partners else "",
            envelope=chosen.get(fields.envelope),
            amount=amount,
        ),
        by=user,
    )
    note(db, user, Deed.CHANGED, "project", project_id, now=now, detail=f"aide : {aid.title}")
    return RedirectResponse(f"/projets/{project_id}#aides", status_code=303)


def _show(
    request: Request,
    db: Db,
    reference: ReferenceDep,
    user: CurrentUser,
    today: Today,
    project_id: int,
    typed: dict[str, object],
    errors: dict[str, str],
) -> Response:
    empty: dict[str, object] = {
        "kind": "", "amount": "", "on": today.isoformat(), "said_by": "", "aid": "", "state": "",
        "envelope": "",
    }  # fmt: skip
    shown = project_page(db, reference, project_id, user=user, on=today)
    return page(
        request,
        "projects/show.html",
        status=422 if errors else 200,
        shown=shown,
        kinds=[(k.value, k.label) for k in FactKind],
        states=[(s.value, s.label) for s in AidState],
        fields={**empty, **typed},
        errors=errors,
        steers=may(user, Thing.STEERING, Action.WRITE),
        on=today,
    )
