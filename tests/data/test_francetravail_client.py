"""France Travail asked for its offers: by ranges, behind a token, no more than it gives."""

from pathlib import Path
from typing import Any

import httpx2
import pytest

from data.clients.francetravail import FranceTravail
from data.clients.json_api import JsonApi
from data.clients.kept_pages import KeptPages
from skills.errors import SourceFailed
from tests.data.test_clients import AREA, NOW, Clock, read

OFFER = {
    "id": "FT1", "intitule": "Drapeur", "natureContrat": "Contrat d'apprentissage",
    "romeCode": "H3203", "nombrePostes": 1, "dateCreation": "2026-11-01T00:00:00Z",
    "lieuTravail": {"libelle": "56 - Lorient", "commune": "56121"},
    "contact": {"nom": "Une Personne", "courriel": "une@exemple.example"},
}  # fmt: skip


class FranceTravailStub:
    """Job offers by ranges of 150, behind a token; ``counts`` offers for each group of codes."""

    def __init__(self, *counts: int) -> None:
        self.counts = counts
        self.tokens = 0
        self.expired: set[str] = set()
        self.asked: list[httpx2.Request] = []
        self.groups: list[str] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/connexion/oauth2/access_token":
            assert request.url.params["realm"] == "/partenaire"
            assert b"client_secret=secret" in request.content
            self.tokens += 1
            return httpx2.Response(
                200, json={"access_token": f"jeton{self.tokens}", "expires_in": 300}
            )
        self.asked.append(request)
        token = request.headers["authorization"].removeprefix("Bearer ")
        if token in self.expired:
            return httpx2.Response(401)
        params = request.url.params
        assert params["natureContrat"] == "E2,FS"
        assert len(params["codeROME"].split(",")) <= 3
        if params["codeROME"] not in self.groups:
            self.groups.append(params["codeROME"])
        group = self.groups.index(params["codeROME"])
        total = self.counts[group] if group < len(self.counts) else 0
        first, last = map(int, params["range"].split("-"))
        assert first <= 3000
        assert last - first < 150
        found = [{**OFFER, "id": f"FT{group}-{n}"} for n in range(first, min(last + 1, total))]
        if not found:
            return httpx2.Response(204)
        return httpx2.Response(
            200 if len(found) == total else 206,
            json={"resultats": found, "filtresPossibles": []},
            headers={"content-range": f"offres {first}-{first + len(found) - 1}/{total}"},
        )

    def fetch(self, folder: Path) -> dict[str, Any]:
        transport = httpx2.MockTransport(self.answer)
        api = JsonApi("Essai", "https://api.invalid", transport=transport, pause=Clock())
        opens = JsonApi("Essai", "https://opens.invalid", transport=transport, pause=Clock())
        client = FranceTravail(api, opens, client_id="id", secret="secret")
        try:
            return client.fetch(KeptPages(folder, NOW), AREA)
        finally:
            api.close()
            opens.close()


def test_offers_come_by_ranges_and_each_once(tmp_path: Path):
    stub = FranceTravailStub(320, 40)
    kept, rejected = read(tmp_path, stub.fetch(tmp_path / "pages"))
    assert (len(kept), rejected) == (360, [])
    assert stub.tokens == 1
    assert [r.url.params["range"] for r in stub.asked] == ["0-149", "150-299", "300-449", "0-149"]
    written = "".join(file.read_text("utf-8") for file in (tmp_path / "pages").glob("*.json"))
    assert "Personne" not in written


def test_no_offer_at_all_is_no_fault(tmp_path: Path):
    assert FranceTravailStub().fetch(tmp_path) == {"resultats": []}


def test_a_token_that_has_run_out_is_renewed_once(tmp_path: Path):
    stub = FranceTravailStub(1)
    stub.expired.add("jeton1")
    assert len(stub.fetch(tmp_path)["resultats"]) == 1
    assert stub.tokens == 2
    stub.expired |= {"jeton3", "jeton4"}
    with pytest.raises(SourceFailed, match="refused 401"):
        stub.fetch(tmp_path / "autre")


def test_what_the_service_will_not_give_is_counted(tmp_path: Path):
    kept, (told,) = read(tmp_path, FranceTravailStub(3500).fetch(tmp_path / "pages"))
    assert len(kept) == 3150
    assert (told.why, told.value) == ("left_out", "350")


def test_an_answer_without_its_range_is_said(tmp_path: Path):
    stub = FranceTravailStub(200)
    whole = stub.answer

    def without(request: httpx2.Request) -> httpx2.Response:
        response = whole(request)
        response.headers.pop("content-range", None)
        return response

    stub.answer = without  # type: ignore[method-assign]
    with pytest.raises(SourceFailed, match="Content-Range"):
        stub.fetch(tmp_path)
