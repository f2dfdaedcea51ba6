"""One's own account: who one is, where one is signed in, password, codes, API tokens."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from data.storage.accounts import get_account
from data.storage.organisations import get_organisation
from data.storage.sign_in import close_sign_in, list_sign_ins
from data.storage.tokens import list_api_tokens, make_api_token, revoke_api_token
from skills.account import User
from skills.errors import NotFound
from skills.journal import Deed
from skills.organisation import OrganisationKind
from skills.rights import SCOPES, may
from skills.sign_in import SignIn
from web.cookies import drop_cookie
from web.deps import CurrentUser, Db, Key, MaybeSignIn, Now
from web.flows.journal import note
from web.flows.second_factor import check_code, new_recovery_codes
from web.flows.sign_in import change_password
from web.forms.sign_in import CodeFields, NewPasswordFields
from web.render import page, unshared

router = APIRouter(prefix="/compte")
_DAYS = (30, 90, 365)
TEACHES = (OrganisationKind.TRAINING_BODY, OrganisationKind.SCHOOL)


class _TokenForm(BaseModel):
    name: str = Field("", max_length=1000)
    scopes: list[str] = []
    days: int = 90


TokenFields = Annotated[_TokenForm, Form()]


@router.get("")
def show(request: Request, db: Db, user: CurrentUser, now: Now, sign_in: MaybeSignIn) -> Response:
    """All of it on one page."""
    return _show(request, db, user, now, sign_in, {})


@router.post("/mot-de-passe")
def password(
    request: Request,
    db: Db,
    user: CurrentUser,
    now: Now,
    sign_in: MaybeSignIn,
    fields: NewPasswordFields,
) -> Response:
    """A new password; every sign-in closes, this one too."""
    _whose(user)
    errors = {"again": "password_twice"} if fields.password != fields.again else {}
    errors = errors or change_password(db, user, fields.current, fields.password, now=now)
    if errors:
        return _show(request, db, user, now, sign_in, errors)
    answer = RedirectResponse("/connexion", status_code=303)
    drop_cookie(request, answer)
    return answer


@router.post("/codes")
def codes(
    request: Request,
    db: Db,
    user: CurrentUser,
    now: Now,
    sign_in: MaybeSignIn,
    fields: CodeFields,
) -> Response:
    """New recovery codes, against a code of the application."""
    if not check_code(db, _whose(user), fields.code, now=now):
        return _show(request, db, user, now, sign_in, {"code": "wrong_code"})
    made = new_recovery_codes(db, _whose(user))
    note(db, user, Deed.CHANGED, "account", user.id, now=now, detail="codes de secours")
    return unshared(page(request, "account/recovery_codes.html", codes=made, home="/compte"))


@router.post("/connexions/{sign_in_id}/fermer")
def close(db: Db, user: CurrentUser, sign_in_id: Key) -> Response:
    """Close a sign-in: that browser is out at its next page."""
    if not close_sign_in(db, sign_in_id, of=user):
        raise NotFound("sign_in", sign_in_id)
    return RedirectResponse("/compte", status_code=303)


@router.post("/jetons")
def make_token(
    request: Request,
    db: Db,
    user: CurrentUser,
    now: Now,
    sign_in: MaybeSignIn,
    fields: TokenFields,
) -> Response:
    """A token for a program, shown once."""
    _whose(user)
    name = " ".join(fields.name.split())
    errors = {}
    if not name:
        errors["name"] = "required"
    elif len(name) > 100:
        errors["name"] = "too_long"
    scopes = tuple(scope for scope in fields.scopes if scope in _scopes(user))
    if not scopes:
        errors["scopes"] = "scopes"
    if errors:
        return _show(request, db, user, now, sign_in, errors)
    days = fields.days if fields.days in _DAYS else _DAYS[0]
    token = make_api_token(
        db, name, scopes, of=user, now=now, expires_at=now + timedelta(days=days)
    )
    note(db, user, Deed.CREATED, "token", now=now, detail=f"{name} : {', '.join(scopes)}")
    return unshared(page(request, "account/token.html", token=token, program=name, days=days))


@router.post("/jetons/{token_id}/retirer")
def revoke(db: Db, user: CurrentUser, now: Now, token_id: Key) -> Response:
    """Take a token back."""
    revoke_api_token(db, token_id, of=user, now=now)
    note(db, user, Deed.DELETED, "token", token_id, now=now)
    return RedirectResponse("/compte", status_code=303)


def _whose(user: User) -> int:
    if user.id is None:  # the demonstration's local desk has no account
        raise NotFound("account", None)
    return user.id


def _scopes(user: User) -> tuple[str, ...]:
    return tuple(scope for scope, right in SCOPES.items() if may(user, *right))


def _show(
    request: Request,
    db: Db,
    user: User,
    now: Now,
    sign_in: SignIn | None,
    errors: dict[str, str],
) -> Response:
    account = get_account(db, _whose(user), visible_to=user)
    body = (
        get_organisation(db, account.organisation, visible_to=user)
        if account.organisation
        else None
    )
    hours = request.app.state.settings.sign_in_hours
    return page(
        request,
        "account/show.html",
        status=422 if errors else 200,
        account=account,
        siret=body.siret if body and body.kind in TEACHES else "",
        sign_ins=list_sign_ins(db, visible_to=user, since=now - timedelta(hours=hours)),
        current=sign_in.id if sign_in else None,
        tokens=list_api_tokens(db, visible_to=user),
        scopes=[(scope, SCOPES[scope]) for scope in _scopes(user)],
        days=_DAYS,
        now=now,
        errors=errors,
    )
