"""The demonstration gives the totals of the public text that the project starts from, and every
situation that a screen may show.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.storage.apprenticeships import list_openings, list_places
from data.storage.database import initialise
from data.storage.decisions import held_seats
from data.storage.same_offers import list_same
from matching.seats import why_no_seat
from matching.suggestions import analyse_need
from skills.account import LOCAL_USER
from skills.same_offer import SameVerdict
from skills.training import EntryMode
from web.app import create_app
from web.flows.demonstration import load_demonstration
from web.flows.needs import current_needs
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


def test_the_catalogue_shows_every_situation_of_a_need(demonstration: TestClient):
    app: FastAPI = demonstration.app  # type: ignore[assignment]
    on = date.today()
    with Session(app.state.engine) as db:
        catalogue = app.state.catalogue.current(db)
        needs = current_needs(db, catalogue.reference, user=LOCAL_USER)
        why = {why_no_seat(need, catalogue, on=on, held=held_seats(db)) for need in needs}
        uncovered = [n for n in needs if analyse_need(n, catalogue, on=on).uncovered]
    assert {"", "not_taught", "late", "far", "full"} <= why
    assert uncovered


def test_the_catalogue_is_as_wide_as_its_pages_need(demonstration: TestClient):
    app: FastAPI = demonstration.app  # type: ignore[assignment]
    on = date.today()
    with Session(app.state.engine) as db:
        offers = app.state.catalogue.current(db).offers_
        openings, places = list_openings(db), list_places(db)
        same = [pair.verdict for pair in list_same(db)]
    assert len(offers) >= 60
    sessions = [one for offer in offers for one in offer.sessions]
    assert len(sessions) >= 150
    assert len(openings) >= 40
    assert len(places) >= 15
    starts = [one.starts_on.day for one in sessions if one.starts_on]
    assert min(starts) < on < max(starts)
    assert any(one.places_left == 0 for one in sessions)
    assert any(one.entry is EntryMode.PERMANENT for one in sessions)
    assert any(offer.vanished for offer in offers)
    assert any(len(offer.records) > 1 for offer in offers)
    assert {SameVerdict.SAME, SameVerdict.MAYBE} <= set(same)
    assert {one.employer == "" for one in openings} == {True, False}
    assert {place.seats_left == 0 for place in places} == {True, False}
    assert {place.firm_needed for place in places} >= {True, False}
