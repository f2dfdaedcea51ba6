from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from data.storage.database import initialise
from web.app import create_app
from web.limits import Limiter, client_of
from web.settings import Settings


class Clock:
    """A clock that tests move."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_door_tried_too_often_stays_shut_until_the_bucket_fills():
    clock = Clock()
    limiter = Limiter(2, clock)
    tries = [limiter.wait("a", "POST", "/connexion") for _ in range(3)]
    assert tries == [0, 0, 30]
    clock.now = 30
    assert limiter.wait("a", "POST", "/connexion") == 0


def test_each_address_and_each_door_has_its_own_bucket():
    limiter = Limiter(1, Clock())
    assert limiter.wait("a", "POST", "/connexion") == 0
    assert limiter.wait("b", "POST", "/connexion") == 0
    assert limiter.wait("a", "GET", "/lien/xyz") == 0
    assert limiter.wait("a", "GET", "/lien/autre") > 0


@pytest.mark.parametrize("path", ["/", "/besoins", "/connexions", "/statique/matrice.css"])
def test_other_pages_are_not_counted(path: str):
    limiter = Limiter(1, Clock())
    assert [limiter.wait("a", "POST", path) for _ in range(3)] == [0, 0, 0]


def test_reading_the_form_is_not_a_try():
    limiter = Limiter(1, Clock())
    assert [limiter.wait("a", "GET", "/connexion") for _ in range(3)] == [0, 0, 0]


def test_addresses_without_end_do_not_fill_the_memory():
    limiter = Limiter(1, Clock())
    for number in range(12_000):
        limiter.wait(str(number), "POST", "/connexion")
    assert len(limiter._buckets) == 10_000


def test_a_forwarded_address_is_believed_from_a_trusted_proxy_only():
    assert client_of("9.9.9.9", "1.2.3.4", ()) == "9.9.9.9"
    assert (
        client_of("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", ("10.0.0.1", "10.0.0.2")) == "1.2.3.4"
    )
    assert client_of("10.0.0.1", "", ("10.0.0.1",)) == "10.0.0.1"


@given(st.text(max_size=40))
def test_any_forwarded_header_gives_an_address(forwarded: str):
    assert client_of("10.0.0.1", forwarded, ("10.0.0.1",))


def test_the_site_says_how_long_to_wait(tmp_path: Path):
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'base.sqlite3'}", tries_a_minute=2)
    initialise(settings.database_url, kind="real")
    with TestClient(create_app(settings, demonstration=False)) as client:
        sent = {"email": "x@y.example", "password": "faux"}
        for _ in range(2):
            assert client.post("/connexion", data=sent).status_code != 429
        refused = client.post("/connexion", data=sent)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert "Réessayez" in refused.text


def test_the_sites_own_address_is_served_and_kept_to_https(tmp_path: Path):
    settings = Settings(
        demonstration_url=f"sqlite:///{tmp_path / 'base.sqlite3'}",
        public_url="https://matrice.lorient.test",
    )
    initialise(settings.demonstration_url, kind="demonstration")
    with TestClient(create_app(settings, demonstration=True)) as client:
        answer = client.get("/sante", headers={"Host": "matrice.lorient.test"})
        assert answer.status_code == 200
        assert "max-age" in answer.headers["strict-transport-security"]
        assert client.get("/sante", headers={"Host": "autre.test"}).status_code == 421
