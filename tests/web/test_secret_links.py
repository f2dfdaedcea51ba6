"""Secret links and API tokens: what they open, and what they never do."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.storage.tables import AccountRow, ApiTokenRow, SecretLinkRow
from skills.account import Role
from tests.web.people import LORIENT, Person, a_person, an_organisation, signed_in
from web.deps import _now

NOTES = "Avant tout, un secret. Il nous faut trois stratifieurs qui savent faire de l'infusion."


@pytest.fixture(scope="module")
def author(real_site: TestClient) -> Person:
    app = real_site.app
    branch = an_organisation(app, Role.INTERVIEWER, "Branche d'essai")
    return a_person(
        app,
        Role.INTERVIEWER,
        email="auteur@essai.example",
        organisation=branch,
        perimeter=(LORIENT,),
    )


@pytest.fixture
def client(real_site: TestClient, author: Person) -> TestClient:
    return signed_in(real_site.app, author)


@pytest.fixture
def visitor(real_site: TestClient) -> TestClient:
    return signed_in(real_site.app, None)


@pytest.fixture
def need(client: TestClient) -> str:
    sent = {"firm": "Essai", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES}
    interview = client.post("/entretiens", data=sent).headers["location"]
    start = NOTES.index("Il nous")
    asked = {"start": str(start), "end": str(len(NOTES)), "competences": "C-INFUSE"}
    client.post(f"{interview}/besoins", data=asked)
    return re.search(r'href="(/besoins/\d+)"', client.get(interview).text).group(1)


@pytest.fixture
def link(client: TestClient, need: str) -> str:
    page = client.post(f"{need}/lien").text
    return re.search(r"http://testserver(/lien/[\w-]{43})", page).group(1)


@pytest.fixture
def later(real_site: TestClient) -> Iterator[dict[str, timedelta]]:
    moved = {"by": timedelta()}
    real_site.app.dependency_overrides[_now] = lambda: datetime.now(UTC) + moved["by"]
    yield moved
    real_site.app.dependency_overrides.clear()


@pytest.fixture
def token(client: TestClient) -> str:
    sent = {"name": "Tableur", "scopes": ["needs:read"], "days": "30"}
    page = client.post("/compte/jetons", data=sent).text
    return re.search(r"<code>([\w-]{43})</code>", page).group(1)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_link_opens_one_need_and_nothing_around_it(visitor, link, need):
    answer = visitor.get(link)
    assert answer.status_code == 200
    assert "stratifieurs" in answer.text
    assert "un secret" not in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert visitor.get(need).status_code == 303


def test_only_the_digest_of_a_link_is_kept(visitor, link):
    with Session(visitor.app.state.engine) as db:
        kept = db.exec(select(SecretLinkRow.token_hash)).all()
    assert all(len(one) == 64 for one in kept)
    assert link.rsplit("/", 1)[1] not in kept


@pytest.mark.parametrize("forged", ["x", "A" * 43, "é%00", "A" * 5000])
def test_a_forged_link_is_refused_in_a_plain_sentence(visitor, forged):
    answer = visitor.get(f"/lien/{forged}")
    assert answer.status_code == 404
    assert "n&#39;est pas valable" in answer.text


def test_a_link_expires_and_is_revoked_by_its_maker_only(
    real_site, client, visitor, link, author, later
):
    later["by"] = timedelta(days=31)
    assert visitor.get(link).status_code == 404
    later["by"] = timedelta()
    number = re.search(r'action="(/liens/\d+/retirer)"', client.get("/liens").text).group(1)
    other = a_person(
        real_site.app,
        Role.INTERVIEWER,
        email=f"autre{number.split('/')[2]}@essai.example",
        organisation=author.organisation,
        perimeter=(LORIENT,),
    )
    assert signed_in(real_site.app, other).post(number).status_code == 404
    assert visitor.get(link).status_code == 200
    assert client.post(number).status_code == 303
    assert visitor.get(link).status_code == 404


def test_a_link_to_a_need_that_is_gone_opens_nothing(client, visitor, link, need):
    client.post(f"{need}/annuler")
    assert visitor.get(link).status_code == 404


def test_a_failure_logs_the_route_and_not_the_secret(real_site, link, monkeypatch):
    said: list[tuple[object, ...]] = []

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("web.pages.shared.open_shared", broken)
    monkeypatch.setattr("web.errors._log.error", lambda *words, **_: said.append(words))
    careful = TestClient(real_site.app, raise_server_exceptions=False)
    answer = careful.get(link)
    assert answer.status_code == 500
    assert "/lien/{token}" in said[0]
    assert link.rsplit("/", 1)[1] not in repr(said)
    assert "Traceback" not in answer.text


def test_a_token_reads_what_was_ticked_within_its_makers_reach(visitor, token, need):
    answer = visitor.get("/api/v1/needs", headers=bearer(token))
    assert answer.status_code == 200
    assert f'"id":{need.rsplit("/", 1)[1]}' in answer.text
    assert visitor.get("/api/v1/interviews", headers=bearer(token)).status_code == 404
    assert visitor.get("/besoins", headers=bearer(token)).status_code == 303


@pytest.mark.parametrize(
    "header", ["Bearer x", "Bearer", "Basic eDp5", "Bearer " + "A" * 43, "bearer  é", "x"]
)
def test_a_forged_token_is_refused(visitor, header):
    answer = visitor.get("/api/v1/needs", headers={"Authorization": header.encode()})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "jeton" in answer.json()["error"]


def test_a_forged_token_does_not_fall_back_on_the_cookie(client):
    assert client.get("/api/v1/needs").status_code == 200
    assert client.get("/api/v1/needs", headers=bearer("faux")).status_code == 401


def test_a_token_expires_is_revoked_and_goes_with_its_account(
    real_site, client, visitor, token, author, later
):
    later["by"] = timedelta(days=31)
    assert visitor.get("/api/v1/needs", headers=bearer(token)).status_code == 401
    later["by"] = timedelta()
    number = re.search(r'action="(/compte/jetons/\d+/retirer)"', client.get("/compte").text)
    client.post(number.group(1))
    assert visitor.get("/api/v1/needs", headers=bearer(token)).status_code == 401
    with Session(real_site.app.state.engine) as db:
        row = db.exec(select(ApiTokenRow).order_by(ApiTokenRow.id.desc())).first()
        row.revoked_at = None
        db.get(AccountRow, author.account).enabled = False
        db.commit()
    assert visitor.get("/api/v1/needs", headers=bearer(token)).status_code == 401
    with Session(real_site.app.state.engine) as db:
        db.get(AccountRow, author.account).enabled = True
        db.commit()
    assert visitor.get("/api/v1/needs", headers=bearer(token)).status_code == 200


def test_a_token_without_a_name_or_a_right_is_not_made(client):
    for sent in ({"scopes": ["needs:read"]}, {"name": "x"}, {"name": "x", "scopes": ["tout"]}):
        assert client.post("/compte/jetons", data=sent).status_code == 422
