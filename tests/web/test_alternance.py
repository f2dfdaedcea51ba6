"""Apprenticeship from both sides, as pages and as other programs read it."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.readers import load_reference
from data.storage.database import initialise
from data.storage.whole_records import save_whole
from skills.apprenticeship import (
    ApprenticeContract,
    ApprenticeshipOpening,
    ApprenticeshipPlace,
)
from skills.training import DatePrecision, ImpreciseDate, Place, Provider
from web.app import create_app
from web.deps import day_of_request
from web.flows.offer_files import job_json
from web.settings import Settings

ON = date(2026, 11, 23)
REFERENCE = load_reference()
START = ImpreciseDate(ON + timedelta(days=280))
EVIL = "Stratifieur </script><script>alert(1)</script>"


def opening(key: str, title: str = "Contrat A", **facts: object) -> ApprenticeshipOpening:
    told = {
        "certification": "RNCP38432",
        "occupation": "O-LAMINATOR",
        "level": 3,
        "starts_on": START,
        "place": Place("56121"),
        "contracts": (ApprenticeContract.APPRENTICESHIP,),
        **facts,
    }
    return ApprenticeshipOpening("essai", key, title, **told)  # type: ignore[arg-type]


def place(key: str, title: str, **facts: object) -> ApprenticeshipPlace:
    told = {
        "certifications": ("RNCP38432",),
        "level": 3,
        "starts_on": START,
        "place": Place("56098"),
        "seats": 12,
        "seats_left": 4,
        **facts,
    }
    return ApprenticeshipPlace("essai", key, title, Provider("CFA inventé"), **told)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("base")
    settings = Settings(database_url=f"sqlite:///{folder / 'real.sqlite3'}")
    initialise(settings.database_url, kind="real")
    app = create_app(settings, demonstration=False)
    app.dependency_overrides[day_of_request] = lambda: ON
    with Session(app.state.engine) as db:
        other = opening("3", "Autre diplôme", certification="RNCP38409", occupation="")
        openings = [opening("1"), opening("2", EVIL, employer="Firme"), other]
        places = [place("1", "Cours qui reste"), place("2", "Cours complet", seats_left=0)]
        save_whole(db, ApprenticeshipOpening, openings, on=ON)
        save_whole(db, ApprenticeshipPlace, places, on=ON)
        db.commit()
    with TestClient(app) as client:
        yield client


def address(site: TestClient, title: str) -> str:
    page = site.get("/alternance").text
    found = re.search(rf'href="(/alternance/\w+/\d+)">{re.escape(title)}', page)
    assert found is not None, title
    return found[1]


def test_each_side_says_how_many_of_the_other_go_with_it(site: TestClient):
    page = site.get("/alternance").text
    assert "1 cours avec des places convient" in page
    assert "2 entreprises cherchent cet apprenti" in page
    assert "Aucun cours connu ne convient" in page
    assert (
        "Complet : il n&#39;est plus proposé" in page or "Complet : il n'est plus proposé" in page
    )


def test_a_contract_shows_its_courses_and_a_course_its_firms(site: TestClient):
    contract = site.get(address(site, "Contrat A")).text
    assert "Cours qui reste" in contract
    assert "Cours complet" not in contract
    assert "Même diplôme" in contract
    course = site.get(address(site, "Cours qui reste")).text
    assert "Contrat A" in course
    assert "Autre diplôme" not in course
    full = site.get(address(site, "Cours complet")).text
    assert "Le cours est complet" in full
    assert site.get("/alternance/contrats/9999").status_code == 404
    assert site.get("/alternance/places/9999").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("places=1", "Cours qui reste", "Cours complet"),
        ("metier=O-LAMINATOR", "Contrat A", "Autre diplôme"),
        ("niveau=4", "Aucun contrat connu ici", "Contrat A"),
        ("pres=56121&km=10", "Contrat A", "Aucune place connue ici"),
        ("pres=29233&km=10", "Aucun contrat connu ici", "Contrat A"),
        ("page=99", "Contrat A", "zzz"),
    ],
)
def test_the_facets_keep_what_answers(site: TestClient, query: str, shown: str, hidden: str):
    page = site.get(f"/alternance?{query}").text
    assert shown in page
    assert hidden not in page


def test_a_contract_is_a_job_posting_that_never_leaves_its_script(site: TestClient):
    page = site.get(address(site, EVIL.split(" <", maxsplit=1)[0])).text
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert script is not None
    posting = json.loads(script[1])
    assert posting["@type"] == "JobPosting"
    assert posting["title"] == EVIL
    assert posting["hiringOrganization"]["name"] == "Firme"
    assert posting["jobLocation"]["address"]["addressLocality"] == "Lorient"
    assert posting["employmentType"] == "TEMPORARY"
    assert posting["jobStartDate"] == START.day.isoformat()


def test_what_is_not_known_is_left_out_of_a_job_posting():
    bare = ApprenticeshipOpening("essai", "x", "Titre")
    posting = json.loads(job_json(bare, REFERENCE, site="http://x"))
    assert posting["hiringOrganization"]["name"] == "confidentiel"
    assert posting["employmentType"] == "OTHER"
    assert not {"jobLocation", "jobStartDate", "datePosted", "totalJobOpenings"} & set(posting)
    month = opening("y", starts_on=ImpreciseDate(date(2027, 9, 1), DatePrecision.MONTH))
    assert json.loads(job_json(month, REFERENCE, site=""))["jobStartDate"] == "2027-09"
