"""Organisations and firms, for those who keep them; included by ``administration.py``."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.firms import get_firm_use, list_firms
from data.storage.organisations import count_of_organisation, get_organisation
from skills.account import User
from skills.organisation import Organisation, OrganisationKind
from web.deps import CurrentUser, Db, Key, Now, ReferenceDep
from web.flows.administration import keep_organisation, merge, remove_organisation
from web.forms.administration import MergeFields, OrganisationFields, read_organisation
from web.render import page

router = APIRouter()


@router.get("/organisations/nouvelle")
def new(request: Request, db: Db, user: CurrentUser, reference: ReferenceDep) -> Response:
    """An empty form."""
    return _form(request, db, user, reference, None, fields=None, errors={})


@router.post("/organisations")
def create(
    request: Request,
    db: Db,
    user: CurrentUser,
    reference: ReferenceDep,
    now: Now,
    fields: OrganisationFields,
) -> Response:
    """The organisation is kept."""
    return _keep(request, db, user, reference, now, fields, None)


@router.get("/organisations/{organisation_id}")
def show(
    request: Request, db: Db, user: CurrentUser, reference: ReferenceDep, organisation_id: Key
) -> Response:
    """One organisation, and what deleting it would do."""
    organisation = get_organisation(db, organisation_id, visible_to=user)
    return _form(request, db, user, reference, organisation, fields=None, errors={})


@router.post("/organisations/{organisation_id}")
def change(
    request: Request,
    db: Db,
    user: CurrentUser,
    reference: ReferenceDep,
    now: Now,
    organisation_id: Key,
    fields: OrganisationFields,
) -> Response:
    """What was decided is kept."""
    organisation = get_organisation(db, organisation_id, visible_to=user)
    return _keep(request, db, user, reference, now, fields, organisation)


@router.post("/organisations/{organisation_id}/supprimer")
def delete(db: Db, user: CurrentUser, now: Now, organisation_id: Key) -> Response:
    """The organisation is gone; accounts and interviews stay."""
    remove_organisation(db, organisation_id, by=user, now=now)
    return RedirectResponse("/administration", status_code=303)


@router.get("/fusion")
def show_merge(
    request: Request, db: Db, user: CurrentUser, kept: str = "", dropped: str = ""
) -> Response:
    """Two firms to choose, then what making them one would do."""
    return _merge_page(request, db, user, kept, dropped)


@router.post("/fusion")
def do_merge(
    request: Request, db: Db, user: CurrentUser, now: Now, fields: MergeFields
) -> Response:
    """The two are one."""
    chosen = _two(db, user, fields.kept, fields.dropped)
    if chosen is None:
        return _merge_page(request, db, user, fields.kept, fields.dropped)
    merge(db, *chosen, by=user, now=now)
    return RedirectResponse("/administration/fusion", status_code=303)


def _two(db: Db, user: User, kept: str, dropped: str) -> tuple[int, int] | None:
    known = {str(firm.id): firm.id for firm in list_firms(db, visible_to=user)}
    first, second = known.get(kept), known.get(dropped)
    return (first, second) if first and second and first != second else None


def _merge_page(request: Request, db: Db, user: User, kept: str, dropped: str) -> Response:
    chosen = _two(db, user, kept, dropped)
    wrong = bool(kept or dropped) and chosen is None
    return page(
        request,
        "administration/merge.html",
        status=422 if wrong else 200,
        firms=[(f.id, f.name) for f in list_firms(db, visible_to=user)],
        kept=kept,
        dropped=dropped,
        uses=tuple(get_firm_use(db, one, visible_to=user) for one in chosen or ()),
        errors={"kept": "two_firms"} if wrong else {},
    )


def _keep(
    request: Request,
    db: Db,
    user: User,
    reference: ReferenceDep,
    now: Now,
    fields: OrganisationFields,
    before: Organisation | None,
) -> Response:
    firms = tuple(f.id for f in list_firms(db, visible_to=user) if f.id is not None)
    organisation, errors = read_organisation(fields, reference, firms)
    if organisation is None:
        return _form(request, db, user, reference, before, fields=fields, errors=errors)
    keep_organisation(db, replace(organisation, id=before.id if before else None), by=user, now=now)
    return RedirectResponse("/administration", status_code=303)


def _form(
    request: Request,
    db: Db,
    user: User,
    reference: ReferenceDep,
    organisation: Organisation | None,
    *,
    fields: OrganisationFields | None,
    errors: dict[str, str],
) -> Response:
    shown = organisation or Organisation(OrganisationKind.FIRM, "")
    typed: dict[str, object] = {
        "kind": shown.kind.value,
        "name": shown.name,
        "siret": shown.siret,
        "epci": shown.epci,
        "verified": shown.verified,
        "firm": shown.firm or "",
    }
    epcis = sorted(reference.epcis.values(), key=lambda e: (not e.in_territory, e.name))
    known = organisation is not None and organisation.id is not None
    return page(
        request,
        "administration/organisation.html",
        status=422 if errors else 200,
        organisation=organisation,
        effects=count_of_organisation(db, shown.id or 0) if known else (0, 0),
        fields=fields.model_dump() if fields is not None else typed,
        errors=errors,
        kinds=[(kind.value, kind.label) for kind in OrganisationKind],
        epcis=[(epci.code, epci.name) for epci in epcis],
        firms=[(f.id, f.name) for f in list_firms(db, visible_to=user)],
    )
