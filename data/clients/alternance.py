"""API Alternance: courses by apprenticeship and contracts around a place.

Contract: api-alternance-sdk 2.17.0. One key, ``Authorization: Bearer``; courses come by pages, jobs
in one answer of at most 150 for each of its sources.
"""

from collections.abc import Iterator
from typing import Any

from data.clients.json_api import JsonApi, Params
from data.clients.kept_pages import KeptPages
from data.clients.search_area import SearchArea
from skills.errors import SourceFailed

_A_PAGE = 100
_MOST_PAGES = 1000


def fetch_alternance(
    api: JsonApi, pages: KeptPages, area: SearchArea, *, key: str
) -> dict[str, Any]:
    """The answers of the two searches, whole, as ``AlternanceImporter`` reads them."""
    return {
        "data": list(_courses(api, pages, area, key)),
        **_jobs(api, pages, area, key),
    }


def _courses(api: JsonApi, pages: KeptPages, area: SearchArea, key: str) -> Iterator[Any]:
    for index in range(_MOST_PAGES):
        params = {**_around(area), "page_size": _A_PAGE, "page_index": index}
        page = _page(api, pages, "/formation/v1/search", params, key)
        found = page.get("data")
        if not isinstance(found, list):
            raise SourceFailed(api.source, "shape", "data")
        yield from found
        pagination = page.get("pagination")
        count = pagination.get("page_count") if isinstance(pagination, dict) else None
        if not isinstance(count, int):
            raise SourceFailed(api.source, "shape", "pagination.page_count")
        if not found or index + 1 >= count:
            return


def _jobs(api: JsonApi, pages: KeptPages, area: SearchArea, key: str) -> dict[str, Any]:
    page = _page(api, pages, "/job/v1/search", _around(area), key)
    if not isinstance(page.get("jobs"), list):
        raise SourceFailed(api.source, "shape", "jobs")
    # Firms that may hire and offer nothing yet, ``recruiters``, are no part of a catalogue.
    return {"jobs": page["jobs"], "warnings": page.get("warnings", [])}


def _around(area: SearchArea) -> dict[str, str | int | float]:
    return {
        "latitude": area.centre.latitude,
        "longitude": area.centre.longitude,
        "radius": min(area.km, 200),
        "romes": ",".join(area.romes),
    }


def _page(api: JsonApi, pages: KeptPages, path: str, params: Params, key: str) -> dict[str, Any]:
    def fetch() -> Any:
        answer = api.get(path, params, token=key)
        if answer.status in (401, 403):
            raise SourceFailed(api.source, "refused", str(answer.status))
        if answer.status != 200:
            said = answer.value.get("message", "") if isinstance(answer.value, dict) else ""
            raise SourceFailed(api.source, "answered", f"{answer.status} {said}"[:200].strip())
        return answer.value

    page = pages.page(path, params, fetch)
    if not isinstance(page, dict):
        raise SourceFailed(api.source, "shape", path)
    return page
