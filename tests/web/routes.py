"""Every route of the site, and addresses made of their patterns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import FastAPI


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path pattern."""

    method: str
    pattern: str

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(re.findall(r"\{(\w+)(?::\w+)?\}", self.pattern))

    def path(self, values: Mapping[str, object]) -> str:
        return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: str(values[found[1]]), self.pattern)


def routes_of(app: FastAPI) -> tuple[Route, ...]:
    """The routes as the application matches them, however deep their routers are; HEAD aside."""
    return tuple(sorted(set(_walk(app.routes)), key=lambda route: (route.pattern, route.method)))


def _walk(routes: object) -> Iterator[Route]:
    for route in routes:  # type: ignore[attr-defined]
        inside = getattr(route, "effective_route_contexts", None)
        if inside is not None:
            yield from _walk(inside())
            continue
        for method in (route.methods or ()) if route.path else ():
            if method != "HEAD":
                yield Route(method, route.path)
