"""Links that are mailed: an invitation, a new password."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.sign_in import read_mailed_link
from web.cookies import set_cookie
from web.deps import Db, Now
from web.flows.invitations import accept, ask_new_password, choose_new_password, invited
from web.forms.sign_in import NewPasswordFields, SignInFields, device_of, site_of
from web.render import page, unshared

router = APIRouter()


@router.get("/invitation/{token}")
def show_invitation(request: Request, db: Db, now: Now, token: str) -> Response:
    """Who is invited, and a password to choose."""
    name, email = invited(db, token, now=now)
    return unshared(page(request, "invitations/show.html", person=name, email=email, errors={}))


@router.post("/invitation/{token}")
def take_invitation(
    request: Request, db: Db, now: Now, token: str, fields: NewPasswordFields
) -> Response:
    """The password is kept; the second factor is next."""
    name, email = invited(db, token, now=now)
    errors = {"again": "password_twice"} if fields.password != fields.again else {}
    opened = None
    if not errors:
        opened, errors = accept(db, token, fields.password, device=device_of(request), now=now)
    if opened is None:
        return unshared(
            page(
                request,
                "invitations/show.html",
                status=422,
                person=name,
                email=email,
                errors=errors,
            )
        )
    answer = RedirectResponse("/compte/second-facteur", status_code=303)
    set_cookie(request, answer, opened.token)
    return unshared(answer)


@router.get("/mot-de-passe")
def forgotten(request: Request) -> Response:
    """Which address to write to."""
    return unshared(page(request, "invitations/forgotten.html", asked=False))


@router.post("/mot-de-passe")
def ask(request: Request, db: Db, now: Now, fields: SignInFields) -> Response:
    """The same page whatever the address: it tells nothing of who exists."""
    ask_new_password(db, fields.email, now=now, site=site_of(request))
    return unshared(page(request, "invitations/forgotten.html", asked=True))


@router.get("/mot-de-passe/{token}")
def show_new(request: Request, db: Db, now: Now, token: str) -> Response:
    """A new password to choose."""
    read_mailed_link(db, token, "password", now=now)
    return unshared(page(request, "invitations/new_password.html", errors={}))


@router.post("/mot-de-passe/{token}")
def take_new(request: Request, db: Db, now: Now, token: str, fields: NewPasswordFields) -> Response:
    """The new password is kept, and every sign-in of the old one is closed."""
    read_mailed_link(db, token, "password", now=now)
    errors = {"again": "password_twice"} if fields.password != fields.again else {}
    if not errors and (why := choose_new_password(db, token, fields.password, now=now)):
        errors = {"password": why}
    if errors:
        answer = page(request, "invitations/new_password.html", status=422, errors=errors)
        return unshared(answer)
    return RedirectResponse("/connexion", status_code=303)
