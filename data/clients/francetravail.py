"""France Travail, job offers v2: contracts of apprenticeship and professionalisation.

A token for some minutes, answers by ranges of 150 (206, ``Content-Range``), at most three ROME
codes in a question, nothing past the 3,000th offer of one.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from data.clients.json_api import Answer, JsonApi
from data.clients.kept_pages import KeptPages
from data.clients.search_area import SearchArea
from skills.errors import SourceFailed

_OPENS = "connexion/oauth2/access_token?realm=/partenaire"
_SCOPE = "api_offresdemploiv2 o2dsoffre"
_SEARCH = "/offresdemploi/v2/offres/search"
_A_RANGE = 150
_LAST_START = 3000
_CODES = 3


class FranceTravail:
    """The service, with the token that opens it."""

    def __init__(self, api: JsonApi, sign_in: JsonApi, *, client_id: str, secret: str) -> None:
        self._api, self._sign_in = api, sign_in
        self._form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": secret,
            "scope": _SCOPE,
        }
        self._token = ""

    def fetch(self, pages: KeptPages, area: SearchArea) -> dict[str, Any]:
        """Every offer of the two contracts, each once, as ``FranceTravailImporter`` reads them."""
        offers: dict[str, Any] = {}
        left_out = 0
        for first in range(0, len(area.romes), _CODES):
            for page in self._ranges(pages, area, area.romes[first : first + _CODES]):
                for rank, one in enumerate(page["resultats"]):
                    known = one.get("id") if isinstance(one, dict) else None
                    offers.setdefault(str(known or f"{first}/{len(offers)}/{rank}"), one)
                left_out += page["left_out"]
        answer: dict[str, Any] = {"resultats": list(offers.values())}
        if left_out:
            answer["matrice_left_out"] = left_out
        return answer

    def _ranges(
        self, pages: KeptPages, area: SearchArea, romes: tuple[str, ...]
    ) -> Iterator[dict[str, Any]]:
        start, total = 0, 1
        while start < total:
            params = {
                "codeROME": ",".join(romes),
                "natureContrat": "E2,FS",
                "commune": area.commune,
                "distance": area.km,
                "range": f"{start}-{start + _A_RANGE - 1}",
            }
            page = pages.page(_SEARCH, params, partial(self._range, params))
            total = page["total"]
            start += _A_RANGE
            if start > _LAST_START < total:
                yield {**page, "left_out": total - start}
                return
            yield {**page, "left_out": 0}

    def _range(self, params: dict[str, Any]) -> dict[str, Any]:
        answer = self._ask(params)
        if answer.status == 204:
            return {"resultats": [], "total": 0}
        if answer.status not in (200, 206):
            raise SourceFailed(self._api.source, "answered", str(answer.status))
        found = answer.value.get("resultats") if isinstance(answer.value, dict) else None
        if not isinstance(found, list):
            raise SourceFailed(self._api.source, "shape", "resultats")
        told = re.search(r"/(\d+)\s*$", answer.headers.get("content-range", ""))
        if answer.status == 206 and told is None:
            raise SourceFailed(self._api.source, "shape", "Content-Range")
        return {"resultats": found, "total": int(told[1]) if told else len(found)}

    def _ask(self, params: dict[str, Any]) -> Answer:
        """Ask with the token, once more with a new one when it has run out."""
        for fresh in (False, True):
            if fresh or not self._token:
                self._token = self._new_token()
            answer = self._api.get(_SEARCH, params, token=self._token)
            if answer.status != 401:
                break
        if answer.status in (401, 403):
            raise SourceFailed(self._api.source, "refused", str(answer.status))
        return answer

    def _new_token(self) -> str:
        answer = self._sign_in.post_form(_OPENS, self._form)
        token = answer.value.get("access_token") if isinstance(answer.value, dict) else None
        if answer.status != 200 or not isinstance(token, str) or not token:
            raise SourceFailed(self._api.source, "refused", str(answer.status))
        return token
