"""What every answer carries and what no request may do, whatever the page."""

from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from web.limits import Limiter, client_of

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LARGEST_BODY = 6 * 1024 * 1024
"""Bytes; the largest notes accepted are 5 MB."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "testserver"})
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


_STRICT = ((b"strict-transport-security", b"max-age=31536000"),)


class Shield:
    """ASGI wrapper: security headers on all answers; foreign hosts, cross-site writes, huge bodies
    and doors tried too often refused.

    Parameters
    ----------
    public_url : the site's own address; its host is served beside this machine's, and only by
        https when it says so. Any other ``Host`` is a rebinding attack.
    tries_a_minute : see ``Limiter``.
    trusted_proxies : addresses whose ``X-Forwarded-For`` is believed.
    """

    def __init__(
        self,
        app: App,
        public_url: str = "",
        tries_a_minute: int = 30,
        trusted_proxies: Collection[str] = (),
    ) -> None:
        self.app = app
        public = urlsplit(public_url)
        # The example address that the settings begin with is nobody's.
        own = (
            public.hostname if public.hostname and not public.hostname.endswith(".example") else ""
        )
        self.hosts = _LOOPBACK | ({own} if own else set())
        self.headers = _HEADERS + (_STRICT if own and public.scheme == "https" else ())
        self.limiter = Limiter(tries_a_minute)
        self.trusted = frozenset(trusted_proxies)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = {name for name, _ in message["headers"]}
                message["headers"] += [h for h in self.headers if h[0] not in known]
            await send(message)

        headers = dict(scope["headers"])
        refusal = _refusal(scope["method"], headers, self.hosts)
        wait = (
            0
            if refusal
            else self.limiter.wait(self._client(scope, headers), scope["method"], scope["path"])
        )
        if wait:
            sentence = f"Trop d'essais à la suite. Réessayez dans {wait} secondes."
            await _refuse(send_with_headers, 429, sentence, (b"retry-after", str(wait).encode()))
            return
        if refusal:
            await _refuse(send_with_headers, *refusal)
            return
        await self.app(scope, _limited(receive), send_with_headers)

    def _client(self, scope: Message, headers: dict[bytes, bytes]) -> str:
        peer = (scope.get("client") or ("", 0))[0]
        forwarded = headers.get(b"x-forwarded-for", b"").decode("latin-1")
        return client_of(peer, forwarded, self.trusted)


def _refusal(
    method: str, headers: dict[bytes, bytes], hosts: Collection[str | None]
) -> tuple[int, str] | None:
    host = headers.get(b"host", b"").decode("latin-1")
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        name = None
    if name not in hosts:
        return (
            421,
            "Cette adresse n'est pas servie ici. Ouvrez le site par son adresse, ou par http://127.0.0.1.",
        )
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length) > LARGEST_BODY:
        return 413, "L'envoi est trop volumineux : 6 Mo au plus."
    if method in _WRITES:
        site = headers.get(b"sec-fetch-site", b"same-origin")
        origin = headers.get(b"origin", b"").decode("latin-1")
        if site not in (b"same-origin", b"none") or (origin and urlsplit(origin).netloc != host):
            return 403, "L'envoi vient d'un autre site : il est refusé."
    return None


def _limited(receive: Receive) -> Receive:
    """The request's body, cut off when a chunked one grows past the limit."""
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > LARGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return limited


async def _refuse(send: Send, status: int, sentence: str, *more: tuple[bytes, bytes]) -> None:
    body = sentence.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
