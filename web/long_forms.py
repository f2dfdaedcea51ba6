"""Forms that hold long texts: notes of up to five megabytes."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import FormData
from starlette.requests import AwaitableOrContextManager  # type: ignore[attr-defined]

from web.security import LARGEST_BODY


class _LongRequest(Request):
    def form(self, **limits: Any) -> AwaitableOrContextManager[FormData]:
        return super().form(**{**limits, "max_part_size": LARGEST_BODY})


class LongForms(APIRoute):
    """A route whose fields may be as long as a body may be; the usual limit is one megabyte."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            return await handler(_LongRequest(request.scope, request.receive))

        return handle
