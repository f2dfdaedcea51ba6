"""The quality page tells the truth: its counts are those of the records, and it leads to them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.readers import load_reference
from data.storage.database import initialise
from data.storage.offer_records import save_offers, set_offers_vanished
from skills.training import (
    ImpreciseDate,
    Place,
    Provider,
    RecruitmentState,
    TrainingOffer,
    TrainingSession,
)
from web.app import create_app
from web.deps import day_of_request
from web.flows.catalogue_quality import contradictions
from web.settings import Settings

ON = date(2026, 11, 23)
REFERENCE = load_reference()


def offer(
    key: str, *sessions: TrainingSession, source: str = "lheo", **facts: object
) -> TrainingOffer:
    return TrainingOffer(source, key, f"Cours {key}", Provider("P"), sessions=sessions, **facts)  # type: ignore[arg-type]


def session(days: int, **facts: object) -> TrainingSession:
    start = ImpreciseDate(ON + timedelta(days=days))
    return TrainingSession("1", start, ImpreciseDate(start.day + timedelta(days=5)), **facts)  # type: ignore[arg-type]


WHOLE = offer("A", session(30, seats=8, place=Place("56121")), certifications=("RNCP38432",),
              level=3, cost=10.0, funding=("x",), accessibility="oui")  # fmt: skip
PAST = offer("B", session(-60), source="onisep")
BARE = offer("C", source="onisep")
WRONG = offer("D", session(10, seats=6, seats_left=9))
CLOSED = offer("E", session(40, state=RecruitmentState.CLOSED))
GONE = offer("F", session(20))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("base")
    settings = Settings(database_url=f"sqlite:///{folder / 'real.sqlite3'}")
    initialise(settings.database_url, kind="real")
    app = create_app(settings, demonstration=False)
    app.dependency_overrides[day_of_request] = lambda: ON
    with Session(app.state.engine) as db:
        save_offers(db, [PAST], on=ON - timedelta(days=90))
        save_offers(db, [WHOLE, BARE, WRONG, CLOSED, GONE], on=ON)
        set_offers_vanished(db, "lheo", ["F"], vanished=True)
        db.commit()
    with TestClient(app) as client:
        yield client


def row(page: str, name: str) -> str:
    found = re.search(rf'<th scope="row">{name}</th>(.*?)</tr>', page)
    assert found is not None, name
    return re.sub(r"<[^>]+>", " ", found[1])


@pytest.mark.parametrize(
    ("name", "known"),
    [("les dates", 4), ("le nombre de places", 2), ("le lieu", 1), ("la certification", 1),
     ("le prix", 1), ("une session encore ouverte", 2)],
)  # fmt: skip
def test_every_share_is_that_of_the_records_shown(site: TestClient, name: str, known: int):
    assert f"{known} sur 5" in row(site.get("/catalogue/qualite").text, name)


def test_each_share_leads_to_the_records_that_lack_it(site: TestClient):
    page = site.get("/catalogue/qualite?manque=place").text
    listed = page.split('id="manque"')[1].split("</ul>")[0]
    assert [key for key in "ABCDEF" if f"Cours {key}" in listed] == ["B", "C", "D", "E"]
    link = re.search(r'href="(/formations/\d+)"', listed)
    assert link is not None
    assert site.get(link[1]).status_code == 200
    assert site.get("/catalogue/qualite?manque=nimporte").status_code == 200


def test_freshness_is_told_source_by_source(site: TestClient):
    page = site.get("/catalogue/qualite").text
    assert re.search(
        r"Onisep\s.*2\s.*0\s.*25 août 2026.*23 novembre 2026", "Onisep " + row(page, "Onisep")
    )
    assert row(page, "Flux LHEO").split()[:2] == ["3", "1"]
    oldest = page.split("Vues il y a le plus longtemps")[1].split("</ul>")[0]
    assert oldest.index("Cours B") < oldest.index("Cours A")


def test_what_is_gone_past_or_contradictory_is_named(site: TestClient):
    page = site.get("/catalogue/qualite").text
    for title, keys in (
        ("Disparues de leur source", "F"),
        ("Toutes leurs sessions sont passées", "BE"),
        ("Contradictions", "D"),
    ):
        listed = page.split(title)[1].split("</ul>")[0]
        assert "".join(key for key in "ABCDEF" if f"Cours {key}" in listed) == keys


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (WHOLE, ()),
        (WRONG, ("more_left_than_seats",)),
        (replace(WHOLE, level=5), ("other_level_than_certification",)),
        (replace(WHOLE, certifications=("RNCP1167",)), ("closed_certification",)),
        (offer("x", TrainingSession("1", ImpreciseDate(ON), ImpreciseDate(date(2026, 1, 1)))),
         ("ends_before_start",)),
    ],
)  # fmt: skip
def test_a_contradiction_is_what_cannot_be_right(one: TrainingOffer, found: tuple[str, ...]):
    assert contradictions(one, REFERENCE) == found


def test_an_empty_catalogue_says_so(real_site: TestClient):
    assert real_site.get("/catalogue/qualite").status_code == 200
