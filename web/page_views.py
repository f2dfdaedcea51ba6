"""Pages seen, as totals of a day by family of pages: nothing is kept of who saw them."""

from collections import Counter
from datetime import date
from threading import Lock
from time import monotonic
from typing import Any

import anyio.to_thread
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.storage.road_map import add_views

_EVERY_SECONDS, _EVERY_VIEWS = 60.0, 200


class PageViews:
    """Counts pages in memory, and writes the day's totals now and then."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._seen: Counter[tuple[date, str]] = Counter()
        self._written = monotonic()

    def add(self, pattern: str) -> bool:
        """Count a page by its route (never its address); whether it is time to write."""
        family = pattern.strip("/").split("/")[0] or "accueil"
        with self._lock:
            self._seen[date.today(), family] += 1
            waited = monotonic() - self._written
            return waited > _EVERY_SECONDS or self._seen.total() >= _EVERY_VIEWS

    def write(self) -> None:
        """Add what was counted to the stored totals."""
        with self._lock:
            seen, self._seen = self._seen, Counter()
            self._written = monotonic()
        if not seen:
            return
        with Session(self._engine) as db:
            for day in {day for day, _ in seen}:
                add_views(db, day, {page: n for (when, page), n in seen.items() if when == day})
            db.commit()


class CountPages:
    """Counts each page that was shown: GET, answered 200 with HTML."""

    def __init__(self, app: ASGIApp, *, views: PageViews) -> None:
        self.app, self.views = app, views

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        shown = False

        async def watch(message: Message) -> None:
            nonlocal shown
            if message["type"] == "http.response.start" and message["status"] == 200:
                kinds = (v for k, v in message["headers"] if k.lower() == b"content-type")
                shown = any(kind.startswith(b"text/html") for kind in kinds)
            await send(message)

        await self.app(scope, receive, watch)
        pattern: Any = getattr(scope.get("route"), "path", None)
        if shown and isinstance(pattern, str) and self.views.add(pattern):
            await anyio.to_thread.run_sync(self.views.write)
