"""From an exception to an answer: a status, a sentence, never a trace."""

import logging
from collections.abc import Mapping
from secrets import token_hex
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from skills.errors import (
    BadFile,
    BadLink,
    Conflict,
    DomainError,
    Invalid,
    NotFound,
    SignInNeeded,
    SourceFailed,
    WrongDatabase,
)
from web.error_sentences import error_sentence
from web.render import page

_STATUS: Mapping[type[DomainError], int] = {
    NotFound: 404,
    Invalid: 422,
    BadFile: 422,
    BadLink: 404,
    Conflict: 409,
    WrongDatabase: 503,
    SourceFailed: 502,
}
_HTTP = {
    404: "Cette page n'existe pas, ou n'est pas à vous.",
    405: "Cette adresse ne s'utilise pas ainsi.",
    413: "L'envoi est trop volumineux.",
}
_log = logging.getLogger("matrice")


def add_error_pages(app: FastAPI) -> None:
    """Answer every failure with a page, or with JSON under ``/api/``."""
    app.add_exception_handler(DomainError, _domain)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _unexpected)


def _domain(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)  # noqa: S101 (narrows the type Starlette hands over)
    if isinstance(error, SignInNeeded):
        return _sign_in_first(request, error)
    return _answer(request, _STATUS.get(type(error), 400), error_sentence(error))


def _sign_in_first(request: Request, error: SignInNeeded) -> Response:
    if request.url.path.startswith("/api/"):
        refused = JSONResponse({"error": error_sentence(error)}, 401)
        refused.headers["WWW-Authenticate"] = "Bearer"
        return refused
    door = "/connexion/code" if error.stage == "code" else "/connexion"
    if request.method == "GET":
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        door += "?" + urlencode({"next": asked})
    if "HX-Request" in request.headers:
        return Response(headers={"HX-Redirect": door})
    return RedirectResponse(door, status_code=303)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _answer(request, status, _HTTP.get(status, "La demande n'a pas pu être traitée."))


def _validation(request: Request, error: Exception) -> Response:
    fields = (
        {str(part) for problem in error.errors() for part in problem["loc"][1:2]}
        if isinstance(error, RequestValidationError)
        else set()
    )
    if request.url.path.startswith("/api/"):
        return _answer(request, 422, "Valeur inattendue : " + ", ".join(sorted(fields)))
    # An identifier that is no number names nothing: the page does not exist.
    status = 404 if request.method == "GET" else 422
    return _answer(request, status, _HTTP[404] if status == 404 else "Le formulaire est incomplet.")


def _unexpected(request: Request, error: Exception) -> Response:
    incident = token_hex(4)
    # The route, not the address: an address may hold a secret link.
    route = getattr(request.scope.get("route"), "path", "?")
    _log.error("incident %s on %s", incident, route, exc_info=error)
    sentence = (
        "Quelque chose s'est mal passé de notre côté. "
        "Rien de ce que vous aviez enregistré n'est perdu. "
        f"Si cela recommence, donnez ce numéro : {incident}."
    )
    return _answer(request, 500, sentence)


def _answer(request: Request, status: int, sentence: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": sentence}, status)
    return page(request, "error.html", status=status, sentence=sentence, code=status)
