"""Accounts, for those who give them. Organisations and firms are in ``organisations.py``."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.accounts import get_account, list_accounts
from data.storage.organisations import list_organisations
from skills.account import GIVEN_ROLES, Account, User
from skills.errors import Invalid
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, Needs, Now, ReferenceDep
from web.flows.administration import decide_account, remove_account
from web.flows.invitations import invite, invite_again
from web.forms.administration import AccountFields, read_account
from web.forms.sign_in import site_of
from web.pages import organisations
from web.render import page, unshared

router = APIRouter(
    prefix="/administration", dependencies=[Depends(Needs(Thing.ORGANISATION, Action.WRITE))]
)
router.include_router(organisations.router)


@router.get("")
def show(request: Request, db: Db, user: CurrentUser) -> Response:
    """Who may come in, and from where."""
    return page(
        request,
        "administration/index.html",
        accounts=list_accounts(db, visible_to=user),
        organisations=list_organisations(db, visible_to=user),
    )


@router.get("/comptes/nouveau")
def new(request: Request, db: Db, user: CurrentUser, reference: ReferenceDep) -> Response:
    """An empty invitation."""
    return _form(request, db, user, reference, account=None, fields=None, errors={})


@router.post("/comptes")
def create(
    request: Request,
    db: Db,
    user: CurrentUser,
    reference: ReferenceDep,
    now: Now,
    fields: AccountFields,
) -> Response:
    """The account is made, and the link that opens it is shown once, to hand over."""
    choice, errors = read_account(fields, reference, list_organisations(db, visible_to=user))
    if choice is not None:
        try:
            _, link = invite(
                db,
                email=choice.email,
                name=choice.name,
                role=choice.role,
                organisation=choice.organisation,
                perimeter=choice.perimeter,
                by=user,
                now=now,
                site=site_of(request),
            )
        except Invalid as invalid:
            errors = {invalid.field: invalid.expected}
        else:
            return _invited(request, choice.name, link)
    return _form(request, db, user, reference, account=None, fields=fields, errors=errors)


@router.get("/comptes/{account_id}")
def show_account(
    request: Request, db: Db, user: CurrentUser, reference: ReferenceDep, account_id: Key
) -> Response:
    """One account."""
    account = get_account(db, account_id, visible_to=user)
    return _form(request, db, user, reference, account=account, fields=None, errors={})


@router.post("/comptes/{account_id}")
def change(
    request: Request,
    db: Db,
    user: CurrentUser,
    reference: ReferenceDep,
    now: Now,
    account_id: Key,
    fields: AccountFields,
) -> Response:
    """What was decided is kept; the person signs in again."""
    account = get_account(db, account_id, visible_to=user)
    choice, errors = read_account(
        fields, reference, list_organisations(db, visible_to=user), with_email=False
    )
    if choice is not None:
        try:
            decide_account(db, account_id, choice, by=user, now=now)
        except Invalid as invalid:
            errors = {invalid.field: invalid.expected}
        else:
            return RedirectResponse("/administration", status_code=303)
    return _form(request, db, user, reference, account=account, fields=fields, errors=errors)


@router.post("/comptes/{account_id}/inviter")
def again(request: Request, db: Db, user: CurrentUser, now: Now, account_id: Key) -> Response:
    """A new link, for a telephone lost with its codes: password and second factor start anew."""
    account = get_account(db, account_id, visible_to=user)
    link = invite_again(db, account, by=user, now=now, site=site_of(request))
    return _invited(request, account.name, link)


@router.post("/comptes/{account_id}/supprimer")
def delete(request: Request, db: Db, user: CurrentUser, now: Now, account_id: Key) -> Response:
    """The account is gone; what it wrote stays."""
    try:
        remove_account(db, account_id, by=user, now=now)
    except Invalid as invalid:
        return page(
            request,
            "administration/refused.html",
            status=422,
            why=invalid.expected,
            back=f"/administration/comptes/{account_id}",
        )
    return RedirectResponse("/administration", status_code=303)


def _invited(request: Request, name: str, link: str) -> Response:
    return unshared(
        page(request, "administration/invited.html", person=name, link=link), sends=False
    )


def _form(
    request: Request,
    db: Db,
    user: User,
    reference: ReferenceDep,
    *,
    account: Account | None,
    fields: AccountFields | None,
    errors: dict[str, str],
) -> Response:
    typed: dict[str, object] = {
        "email": "", "name": "", "role": "", "organisation": "", "perimeter": (), "enabled": True,
    }  # fmt: skip
    if account is not None:
        typed = {
            "email": account.email,
            "name": account.name,
            "role": account.role.value,
            "organisation": account.organisation or "",
            "perimeter": account.perimeter,
            "enabled": account.enabled,
        }
    if fields is not None:
        typed |= {k: v for k, v in fields.model_dump().items() if account is None or k != "email"}
    return page(
        request,
        "administration/account.html",
        status=422 if errors else 200,
        account=account,
        fields=typed,
        errors=errors,
        roles=[(role.value, role.label) for role in GIVEN_ROLES],
        organisations=[
            (o.id, f"{o.name} ({o.kind.label})") for o in list_organisations(db, visible_to=user)
        ],
        epcis=sorted(reference.epcis.values(), key=lambda e: (not e.in_territory, e.name)),
    )
