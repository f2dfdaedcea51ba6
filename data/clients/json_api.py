"""One question to a service that answers JSON: patient with it, and with the network."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from json import JSONDecodeError
from typing import Any

import httpx2

from skills.errors import SourceFailed

MOST_TRIES = 5
LONGEST_WAIT = 120.0  # seconds; a service that asks for more is left for another day
_TOO_MANY = (419, 429)  # the contract of one service writes 419 where it says 429
_TIMEOUT = httpx2.Timeout(30.0, connect=10.0)

Params = Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: its status, its headers by lower-case name, what the JSON holds."""

    status: int
    headers: Mapping[str, str]
    value: Any


class JsonApi:
    """Asks one service, again where that may help: cut connections, time-outs, errors of the
    service, JSON that ends too soon, and « too many » after the wait that it asks for.

    Parameters
    ----------
    transport : what carries the requests; None for the network.
    pause : waits for a number of seconds.
    """

    def __init__(
        self,
        source: str,
        base: str,
        *,
        transport: httpx2.BaseTransport | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.source = source
        self._pause = pause
        self._client = httpx2.Client(
            base_url=base.rstrip("/") + "/",
            timeout=_TIMEOUT,
            transport=transport,
            headers={"User-Agent": "Matrice", "Accept": "application/json"},
        )

    def get(self, path: str, params: Params, *, token: str) -> Answer:
        """Ask for a page; ``SourceFailed`` when it cannot be had."""
        headers = {"Authorization": f"Bearer {token}"}
        return self._ask(
            lambda: self._client.get(path.lstrip("/"), params=dict(params), headers=headers)
        )

    def post_form(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form; ``SourceFailed`` when it gets no answer."""
        return self._ask(lambda: self._client.post(path, data=dict(form)))

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def _ask(self, send: Callable[[], httpx2.Response]) -> Answer:
        failure = SourceFailed(self.source, "unreachable")
        for turn in range(MOST_TRIES):
            wait = 2.0**turn
            try:
                response = send()
            except httpx2.TransportError as error:
                failure = SourceFailed(self.source, "unreachable", type(error).__name__)
            else:
                if response.status_code in _TOO_MANY:
                    asked = _asked_wait(response.headers.get("retry-after", ""))
                    wait = max(wait, asked)
                    failure = SourceFailed(self.source, "too_many", f"{wait:.0f}")
                    if asked > LONGEST_WAIT:
                        break
                elif response.status_code >= 500:
                    failure = SourceFailed(self.source, "broken", str(response.status_code))
                else:
                    try:
                        return _answer(response)
                    except (JSONDecodeError, UnicodeDecodeError):
                        failure = SourceFailed(self.source, "not_json")
            if turn + 1 < MOST_TRIES:
                self._pause(wait)
        raise failure


def _answer(response: httpx2.Response) -> Answer:
    empty = response.status_code == 204 or not response.content
    value = None if empty else response.json()
    return Answer(response.status_code, dict(response.headers), value)


def _asked_wait(text: str) -> float:
    """Seconds of a ``Retry-After``, given as a number or as an instant; 0 for anything else."""
    if text.isascii() and text.isdecimal() and len(text) < 9:
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())
