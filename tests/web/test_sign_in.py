"""Signing in and out, and what is refused on the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.storage.tables import AccountRow, MailedLinkRow, RecoveryCodeRow, SignInRow
from skills.account import Role
from tests.web.people import (
    LORIENT,
    PASSWORD,
    SECRET,
    Person,
    a_person,
    an_organisation,
    signed_in,
)
from web.deps import _now

_NUMBERS = count(1)


@dataclass
class Clock:
    now: datetime

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def code(self) -> str:
        return pyotp.TOTP(SECRET).at(int(self.now.timestamp()))


@pytest.fixture
def clock(real_site: TestClient) -> Iterator[Clock]:
    clock = Clock(datetime.now(UTC))
    real_site.app.dependency_overrides[_now] = lambda: clock.now
    yield clock
    real_site.app.dependency_overrides.clear()


@pytest.fixture
def person(real_site: TestClient) -> Person:
    app, number = real_site.app, next(_NUMBERS)
    organisation = an_organisation(app, Role.INTERVIEWER, f"Branche {number}")
    return a_person(
        app,
        Role.INTERVIEWER,
        email=f"personne{number}@essai.example",
        organisation=organisation,
        perimeter=(LORIENT,),
        password=PASSWORD,
    )


@pytest.fixture
def visitor(real_site: TestClient) -> TestClient:
    return signed_in(real_site.app, None)


def give_password(client: TestClient, email: str, password: str = PASSWORD, **more: str):
    return client.post("/connexion", data={"email": email, "password": password, **more})


def test_a_password_then_a_code_open_the_site(visitor, person, clock):
    first = give_password(visitor, person.email)
    assert first.headers["location"] == "/connexion/code"
    half = visitor.cookies["matrice"]
    assert visitor.get("/entretiens").headers["location"].startswith("/connexion/code")
    second = visitor.post("/connexion/code", data={"code": clock.code()})
    assert second.headers["location"] == "/entretiens"
    assert visitor.cookies["matrice"] != half
    assert visitor.get("/entretiens").status_code == 200
    assert visitor.get("/connexion").headers["location"] == "/entretiens"


def test_the_cookie_is_hidden_from_scripts_and_from_other_sites(visitor, person, clock):
    said = give_password(visitor, person.email).headers["set-cookie"]
    assert "HttpOnly" in said
    assert "SameSite=lax" in said
    assert "Path=/" in said


def test_a_token_planted_before_signing_in_opens_nothing_after(real_site, visitor, person, clock):
    give_password(visitor, person.email)
    planted = visitor.cookies["matrice"]
    visitor.post("/connexion/code", data={"code": clock.code()})
    thief = signed_in(real_site.app, None)
    thief.cookies.set("matrice", planted)
    assert thief.get("/entretiens").status_code == 303
    thief.cookies.set("matrice", "choisi-par-moi")
    give_password(thief, person.email)
    assert thief.cookies.get("matrice", domain="testserver.local") != "choisi-par-moi"


def test_a_code_is_used_once(real_site, visitor, person, clock):
    give_password(visitor, person.email)
    code = clock.code()
    assert visitor.post("/connexion/code", data={"code": code}).status_code == 303
    other = signed_in(real_site.app, None)
    give_password(other, person.email)
    refused = other.post("/connexion/code", data={"code": code})
    assert refused.status_code == 422
    assert "a déjà servi" in refused.text
    clock.later(seconds=30)
    assert other.post("/connexion/code", data={"code": clock.code()}).status_code == 303


@pytest.mark.parametrize("code", ["", "000000", "12345", "abcdef", "１２３４５６", "1" * 90])
def test_a_wrong_code_is_refused(visitor, person, clock, code):
    give_password(visitor, person.email)
    assert visitor.post("/connexion/code", data={"code": code}).status_code == 422
    assert visitor.get("/entretiens").status_code == 303


def test_an_unknown_address_a_wrong_password_and_a_locked_account_read_alike(
    real_site, person, clock
):
    def refused(email: str, password: str) -> tuple[int, str]:
        answer = give_password(signed_in(real_site.app, None), email, password)
        return answer.status_code, answer.text.replace(email, "…")

    unknown = refused("personne@ailleurs.example", PASSWORD)
    wrong = refused(person.email, "un autre mot de passe")
    for _ in range(5):
        refused(person.email, "un autre mot de passe")
    locked = refused(person.email, PASSWORD)
    assert unknown == wrong == locked
    assert unknown[0] == 422


def test_an_account_is_locked_for_longer_and_longer(real_site, person, clock):
    def tried(password: str) -> int:
        return give_password(signed_in(real_site.app, None), person.email, password).status_code

    for _ in range(5):
        tried("faux mot de passe")
    assert tried(PASSWORD) == 422
    clock.later(seconds=61)
    tried("faux mot de passe")
    clock.later(seconds=61)
    assert tried(PASSWORD) == 422  # two minutes the second time
    clock.later(seconds=61)
    assert tried(PASSWORD) == 303


def test_guessing_codes_locks_the_account_too(visitor, person, clock):
    give_password(visitor, person.email)
    for _ in range(5):
        visitor.post("/connexion/code", data={"code": "000000"})
    assert visitor.post("/connexion/code", data={"code": clock.code()}).status_code == 422


def test_a_sign_in_ends_when_nothing_is_asked_for_half_an_hour(visitor, person, clock):
    client = signed_in(visitor.app, person)
    for _ in range(3):
        clock.later(minutes=20)
        assert client.get("/entretiens").status_code == 200
    clock.later(minutes=31)
    assert client.get("/entretiens").status_code == 303


def test_a_sign_in_ends_after_twelve_hours_whatever_one_does(visitor, person, clock):
    client = signed_in(visitor.app, person)
    for _ in range(25):
        clock.later(minutes=28)
        client.get("/entretiens")
    assert clock.now
    clock.later(minutes=28)
    assert client.get("/entretiens").status_code == 303


def test_half_a_sign_in_lasts_a_quarter_of_an_hour(visitor, person, clock):
    give_password(visitor, person.email)
    clock.later(minutes=16)
    answer = visitor.post("/connexion/code", data={"code": clock.code()})
    assert answer.headers["location"] == "/connexion"


def test_signing_out_closes_on_the_server(real_site, person):
    client = signed_in(real_site.app, person)
    client.post("/deconnexion")
    assert signed_in(real_site.app, person).get("/entretiens").status_code == 303


def test_one_closes_another_of_ones_own_sign_ins_only(real_site, visitor, person, clock):
    give_password(visitor, person.email)
    visitor.post("/connexion/code", data={"code": clock.code()})
    with Session(real_site.app.state.engine) as db:
        first = db.exec(select(SignInRow).where(SignInRow.account_id == person.account)).first()
        other = db.exec(select(SignInRow).where(SignInRow.account_id != person.account)).first()
    assert visitor.post(f"/compte/connexions/{first.id}/fermer").status_code == 303
    assert signed_in(real_site.app, person).get("/entretiens").status_code == 303
    assert other is not None
    assert visitor.post(f"/compte/connexions/{other.id}/fermer").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        "https://ailleurs.example/",
        "//ailleurs.example",
        "/\\ailleurs.example",
        "javascript:alert(1)",
        "/\t/ailleurs.example",
        "ailleurs",
        "/a\r\nSet-Cookie: x=1",
    ],
)
def test_nobody_is_sent_to_another_site_after_signing_in(visitor, person, clock, asked):
    give_password(visitor, person.email, next=asked)
    answer = visitor.post("/connexion/code", data={"code": clock.code(), "next": asked})
    assert answer.headers["location"] == "/entretiens"


def test_one_comes_back_to_the_page_that_was_asked_for(visitor, person, clock):
    asked = visitor.get("/entretiens/nouveau").headers["location"]
    assert asked == "/connexion?next=%2Fentretiens%2Fnouveau"
    give_password(visitor, person.email, next="/entretiens/nouveau")
    answer = visitor.post(
        "/connexion/code", data={"code": clock.code(), "next": "/entretiens/nouveau"}
    )
    assert answer.headers["location"] == "/entretiens/nouveau"


def test_no_token_code_or_password_is_kept_as_it_is(real_site, visitor, person, clock):
    give_password(visitor, person.email)
    token = visitor.cookies["matrice"]
    with Session(real_site.app.state.engine) as db:
        kept = [row.token_hash for row in db.exec(select(SignInRow))]
        hashes = [row.password_hash for row in db.exec(select(AccountRow))]
    assert token not in kept
    assert all(len(one) == 64 for one in kept)
    assert any(one.startswith("$argon2id$") for one in hashes)
    assert not any(PASSWORD in one for one in hashes)


def test_an_account_that_is_closed_is_out_at_once(real_site, person):
    client = signed_in(real_site.app, person)
    with Session(real_site.app.state.engine) as db:
        row = db.get(AccountRow, person.account)
        row.enabled = False
        db.add(row)
        db.commit()
    assert client.get("/entretiens").status_code == 303


def test_a_recovery_code_replaces_a_code_once(real_site, visitor, person, clock):
    client = signed_in(real_site.app, person)
    page = client.post("/compte/codes", data={"code": clock.code()}).text
    codes = re.findall(r"<code>([a-z0-9-]{17})</code>", page)
    assert len(set(codes)) == 10
    with Session(real_site.app.state.engine) as db:
        kept = db.exec(select(RecoveryCodeRow.code_hash)).all()
    assert not set(codes) & set(kept)
    give_password(visitor, person.email)
    typed = codes[0].upper().replace("-", " ")
    assert visitor.post("/connexion/code", data={"code": typed}).status_code == 303
    other = signed_in(real_site.app, None)
    give_password(other, person.email)
    assert other.post("/connexion/code", data={"code": codes[0]}).status_code == 422


def test_changing_the_password_asks_for_the_old_one_and_closes_everything(real_site, person, clock):
    client = signed_in(real_site.app, person)
    new = "cinq pommes dans un seau"
    sent = {"current": "pas le bon du tout", "password": new, "again": new}
    assert client.post("/compte/mot-de-passe", data=sent).status_code == 422
    sent["current"] = PASSWORD
    for weak in ("court", "motdepasse2026", "123456789012345"):
        refused = client.post("/compte/mot-de-passe", data=sent | {"password": weak, "again": weak})
        assert refused.status_code == 422
    assert client.post("/compte/mot-de-passe", data=sent).status_code == 303
    assert signed_in(real_site.app, person).get("/entretiens").status_code == 303
    assert give_password(signed_in(real_site.app, None), person.email, new).status_code == 303


def test_a_forgotten_password_says_nothing_of_who_exists(real_site, visitor, person, clock):
    known = visitor.post("/mot-de-passe", data={"email": person.email})
    unknown = visitor.post("/mot-de-passe", data={"email": "personne@ailleurs.example"})
    nothing = visitor.post("/mot-de-passe", data={"email": "pas une adresse"})
    assert known.text == unknown.text == nothing.text
    assert known.status_code == unknown.status_code == nothing.status_code == 200
    with Session(real_site.app.state.engine) as db:
        links = db.exec(
            select(MailedLinkRow).where(MailedLinkRow.account_id == person.account)
        ).all()
    assert [link.kind for link in links] == ["password"]
