"""The one cookie: the token of a sign-in. Scripts cannot read it, other sites cannot send it."""

from fastapi import Request, Response

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1", "testserver"})


def cookie_name(request: Request) -> str:
    """``__Host-`` binds it to this host over https; on this machine's own http it cannot be."""
    return "__Host-matrice" if _secure(request) else "matrice"


def read_cookie(request: Request) -> str:
    """The token that came, or an empty text."""
    return request.cookies.get(cookie_name(request), "")[:200]


def set_cookie(request: Request, response: Response, token: str) -> None:
    """Give the token for as long as the browser stays open; the server counts the time."""
    response.set_cookie(
        cookie_name(request),
        token,
        path="/",
        secure=_secure(request),
        httponly=True,
        samesite="lax",
    )


def drop_cookie(request: Request, response: Response) -> None:
    """Take the token back."""
    response.delete_cookie(
        cookie_name(request), path="/", secure=_secure(request), httponly=True, samesite="lax"
    )


def _secure(request: Request) -> bool:
    public = str(request.app.state.public_url).startswith("https://")
    return request.url.scheme == "https" or (public and request.url.hostname not in _THIS_MACHINE)
