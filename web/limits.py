"""How often one address may try what opens doors: signing in, secret links, forgotten passwords."""

import re
from collections import OrderedDict
from collections.abc import Callable, Collection
from threading import Lock
from time import monotonic

_GUARDED = re.compile(r"/(connexion|invitation|mot-de-passe|lien|declarer|visite)(?:/|$)")
_FORMS = ("connexion", "mot-de-passe", "declarer")
_MOST_KNOWN = 10_000  # addresses remembered at once; the one not heard for longest goes first
_MINUTE = 60.0


class Limiter:
    """A bucket of tries for each address and kind of door, filled again within a minute."""

    def __init__(self, tries_a_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self.tries = tries_a_minute
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, client: str, method: str, path: str) -> int:
        """Seconds to wait before another try, 0 when it may be made now; the try is counted.

        Reading the form that signs in is free; a link is tried by reading it.
        """
        door = _GUARDED.match(path)
        if door is None or (method in ("GET", "HEAD") and door[1] in _FORMS):
            return 0
        key = client, door[1]
        with self._lock:
            now = self._clock()
            left, then = self._buckets.pop(key, (float(self.tries), now))
            left = min(float(self.tries), left + (now - then) * self.tries / _MINUTE)
            allowed = left >= 1
            self._buckets[key] = (left - 1 if allowed else left, now)
            while len(self._buckets) > _MOST_KNOWN:
                self._buckets.popitem(last=False)
        return 0 if allowed else max(1, round((1 - left) * _MINUTE / self.tries))


def client_of(peer: str, forwarded: str, trusted: Collection[str]) -> str:
    """The address that asks: the peer's, unless it is a trusted proxy; then the last address that
    ``X-Forwarded-For`` names and that is not one.
    """
    if peer not in trusted:
        return peer
    for address in reversed([part.strip() for part in forwarded.split(",")]):
        if address and address not in trusted:
            return address
    return peer
