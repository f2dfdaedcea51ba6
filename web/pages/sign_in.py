"""Signing in and out: the password, the code, the first setting of codes."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.accounts import get_credentials
from data.storage.sign_in import close_sign_in
from skills.account import Role
from skills.sign_in import SignIn
from web.cookies import drop_cookie, set_cookie
from web.deps import CurrentUser, Db, MaybeSignIn, Now
from web.flows.second_factor import qr_code, secret_to_show, turn_on
from web.flows.sign_in import complete, give_code, give_password
from web.forms.sign_in import CodeFields, SignInFields, device_of, local_path
from web.render import page, unshared

router = APIRouter()
_HOMES = {
    Role.INTERVIEWER: "/entretiens",
    Role.MANAGER: "/entretiens",
    Role.EMPLOYER: "/besoins",
    Role.COUNSELLOR: "/besoins",
    Role.TRAINING_BODY: "/manques",
    Role.SCHOOL: "/manques",
    Role.ADMINISTRATOR: "/administration",
}


@router.get("/connexion")
def ask_password(request: Request, user: CurrentUser, next: str = "") -> Response:  # noqa: A002
    """The address and the password; whoever is signed in goes on."""
    if user.role is not Role.VISITOR:
        return _go(local_path(next) or _home(user.role))
    return unshared(
        page(request, "sign_in/password.html", email="", next=local_path(next), errors={})
    )


@router.post("/connexion")
def take_password(request: Request, db: Db, now: Now, fields: SignInFields) -> Response:
    """The first half; one sentence for whatever is wrong."""
    if request.app.state.demonstration:
        return _go("/")
    opened = give_password(db, fields.email, fields.password, device=device_of(request), now=now)
    following = local_path(fields.next)
    if opened is None:
        return unshared(
            page(
                request,
                "sign_in/password.html",
                status=422,
                email=fields.email,
                next=following,
                errors={"email": "wrong_sign_in"},
            )
        )
    door = "/connexion/code" if opened.totp_on else "/compte/second-facteur"
    answer = _go(door + (f"?{urlencode({'next': following})}" if following else ""))
    set_cookie(request, answer, opened.token)
    return answer


@router.get("/connexion/code")
def ask_code(request: Request, sign_in: MaybeSignIn, next: str = "") -> Response:  # noqa: A002
    """The code of the application, or a recovery code."""
    if sign_in is None or sign_in.complete:
        return _go("/connexion")
    return unshared(page(request, "sign_in/code.html", next=local_path(next), errors={}))


@router.post("/connexion/code")
def take_code(
    request: Request, db: Db, now: Now, sign_in: MaybeSignIn, fields: CodeFields
) -> Response:
    """The second half: the token changes, and one is in."""
    if sign_in is None or sign_in.complete:
        return _go("/connexion")
    opened = give_code(db, sign_in, fields.code, now=now)
    following = local_path(fields.next)
    if opened is None:
        errors = {"code": "wrong_code"}
        return unshared(
            page(request, "sign_in/code.html", status=422, next=following, errors=errors)
        )
    answer = _go(following or _home(sign_in.user.role))
    set_cookie(request, answer, opened.token)
    return answer


@router.get("/compte/second-facteur")
def show_secret(request: Request, db: Db, sign_in: MaybeSignIn) -> Response:
    """The square to photograph; only before codes are on, and only after the password."""
    if sign_in is None or not _may_set(db, sign_in):
        return _go("/connexion")
    return _second_factor(request, db, sign_in)


@router.post("/compte/second-facteur")
def set_second_factor(
    request: Request, db: Db, now: Now, sign_in: MaybeSignIn, fields: CodeFields
) -> Response:
    """A first right code turns codes on: one is in, and the recovery codes are shown once."""
    if sign_in is None or not _may_set(db, sign_in):
        return _go("/connexion")
    codes = turn_on(db, sign_in.user.id or 0, fields.code, now=now)
    if not codes:
        return _second_factor(request, db, sign_in, errors={"code": "wrong_code"})
    opened = complete(db, sign_in, now=now)
    answer = unshared(
        page(request, "account/recovery_codes.html", codes=codes, home=_home(sign_in.user.role))
    )
    set_cookie(request, answer, opened.token)
    return answer


@router.post("/deconnexion")
def sign_out(request: Request, db: Db, sign_in: MaybeSignIn) -> Response:
    """Close this sign-in, on the server too."""
    if sign_in is not None:
        close_sign_in(db, sign_in.id, of=sign_in.user)
    answer = _go("/")
    drop_cookie(request, answer)
    # Notes kept by the browser until they are sent are nobody else's to find.
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


def _may_set(db: Db, sign_in: SignIn) -> bool:
    return not sign_in.complete and not get_credentials(db, sign_in.user.id or 0).totp_on


def _second_factor(
    request: Request, db: Db, sign_in: SignIn, errors: dict[str, str] | None = None
) -> Response:
    secret = secret_to_show(db, sign_in.user.id or 0)
    return unshared(
        page(
            request,
            "account/second_factor.html",
            status=422 if errors else 200,
            secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
            drawing=qr_code(secret, sign_in.user.email),
            errors=errors or {},
        )
    )


def _home(role: Role) -> str:
    return _HOMES.get(role, "/")


def _go(path: str) -> Response:
    return RedirectResponse(path, status_code=303)
