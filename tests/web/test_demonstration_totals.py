"""The demonstration gives the totals of the public text that the project starts from."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from data.storage.database import initialise
from web.app import create_app
from web.flows.demonstration import load_demonstration
from web.settings import Settings


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("base")
    settings = Settings(demonstration_url=f"sqlite:///{folder / 'demo.sqlite3'}")
    initialise(settings.demonstration_url, kind="demonstration")
    load_demonstration(settings.demonstration_url, on=date.today())
    with TestClient(create_app(settings, demonstration=True)) as client:
        yield client


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("47", "entreprises rencontrées"),
        ("118", "projets annoncés"),
        ("224\u00a0M€", "investissement annoncé"),
        ("739", "emplois annoncés"),
    ],
)
def test_the_committee_gives_the_totals_of_the_source(
    demonstration: TestClient, value: str, label: str
):
    page = demonstration.get("/comite").text
    assert f"<strong>{value}</strong> <span>{label}</span>" in page


def test_the_envelope_is_that_of_the_source(demonstration: TestClient):
    assert "Enveloppe dédiée au territoire : 1,5\u00a0M€" in demonstration.get("/comite").text


def test_the_campaign_met_every_firm_of_the_source(demonstration: TestClient):
    assert "<dt>rencontrée</dt><dd>47</dd>" in demonstration.get("/campagnes/1").text
