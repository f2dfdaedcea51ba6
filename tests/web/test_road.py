"""The main job, page by page: notes, proposed needs, a decision, suggestions, gaps."""

import re
from datetime import date

import pytest
from fastapi.testclient import TestClient

from data.demo import demo_offers
from data.readers import load_reference
from data.storage.engine import open_engine
from matching.matcher import Matcher
from web.flows.importing import save_taught
from web.settings import Settings

NOTES = (
    "on galère à trouver des gars qui savent faire de l'infusion, il nous en faut trois pour "
    "septembre, pas besoin de drapage"
)


@pytest.fixture(scope="module")
def catalogue(site: TestClient, settings: Settings) -> None:
    from sqlmodel import Session

    matcher = Matcher().fit(load_reference())
    engine = open_engine(settings.database_url)
    with Session(engine) as db:
        save_taught(db, matcher, demo_offers(date.today()), on=date.today())
        db.commit()
    engine.dispose()


@pytest.fixture
def interview(site: TestClient) -> str:
    answer = site.post(
        "/entretiens",
        data={"firm": "Essai", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    return answer.headers["location"]


def fields_of(page: str) -> dict[str, str]:
    """What the first proposal's form would send if one only pressed « Confirmer »."""
    form = page[page.index("<form") : page.index("</form>")]
    sent = dict(re.findall(r'name="(start|end|headcount_m..|wanted_by)"[^>]*value="([^"]*)"', form))
    sent["competences"] = re.findall(r'name="competences" value="(C-[A-Z-]+)"', form)
    return sent


def test_the_notes_are_shown_with_what_was_understood(site: TestClient, interview: str):
    page = site.get(interview).text
    assert "Infuser une pièce sous vide" in page
    assert (
        '<mark class="m-not_asked" title="Draper des plis de préimprégné : pas demandé">'
        "drapage</mark>" in page
    )
    assert fields_of(page) == {
        "start": "0",
        "end": str(len(NOTES)),
        "headcount_min": "3",
        "headcount_max": "3",
        "wanted_by": "2027-09-01",
        "competences": ["C-INFUSE"],
    }


@pytest.mark.usefixtures("catalogue")
def test_a_confirmed_need_has_suggestions_with_their_reasons(site: TestClient, interview: str):
    answer = site.post(
        f"{interview}/besoins", data=fields_of(site.get(interview).text), follow_redirects=False
    )
    assert answer.status_code == 303
    page = site.get(interview).text
    need = re.search(r'href="(/besoins/\d+)"', page)
    assert need
    shown = site.get(need.group(1)).text
    assert "enseigne la compétence demandée" in shown
    assert "Infusion sous vide" in shown
    assert "D&#39;où vient le score" in shown
    assert "Infuser une pièce sous vide" in site.get("/manques").text
    assert "Essai" in site.get("/besoins").text
    table = site.get("/manques.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert "Infuser une pièce sous vide;C-INFUSE" in table.text


def test_confirming_twice_keeps_one_need(site: TestClient, interview: str):
    sent = fields_of(site.get(interview).text)
    before = len(site.get("/api/v1/needs").json())
    for _ in range(2):
        site.post(f"{interview}/besoins", data=sent)
    assert len(site.get("/api/v1/needs").json()) == before + 1


def test_a_discarded_proposal_is_not_proposed_again(site: TestClient, interview: str):
    sent = fields_of(site.get(interview).text)
    site.post(f"{interview}/ecarts", data=sent)
    page = site.get(interview).text
    assert "Plus rien à décider" in page
    assert "Aucun pour l'instant" in page


def test_htmx_gets_the_block_and_the_page_holds_the_same(site: TestClient, interview: str):
    page = site.get(interview).text
    block = site.get(interview, headers={"HX-Request": "true", "HX-Target": "proposals"})
    assert block.headers["vary"] == "HX-Request"
    assert "<html" not in block.text
    assert block.text.strip() in page
    boosted = site.get(interview, headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert boosted.text == page


def test_what_was_typed_comes_back_with_its_errors(site: TestClient):
    answer = site.post(
        "/entretiens",
        data={"firm": "", "commune": "99999", "held_on": "2999-01-01", "notes": "mes notes"},
    )
    assert answer.status_code == 422
    assert "mes notes" in answer.text
    assert answer.text.count("field-error") == 3
    assert "Une date passée est attendue" in answer.text


def test_absurd_numbers_of_people_are_asked_about(site: TestClient, interview: str):
    sent = fields_of(site.get(interview).text) | {"headcount_max": "1000000"}
    answer = site.post(f"{interview}/besoins", data=sent)
    assert answer.status_code == 422
    assert "Des nombres de 1 à 500 sont attendus" in answer.text
    assert "1000000" in answer.text


@pytest.mark.parametrize(
    "path", ["/entretiens/9999", "/besoins/9999", "/besoins/abc", "/nulle-part"]
)
def test_a_page_that_is_not_there_says_so(site: TestClient, path: str):
    answer = site.get(path)
    assert answer.status_code == 404
    assert "Cette page n&#39;est pas là" in answer.text or "n'est pas là" in answer.text
    assert "Traceback" not in answer.text


def test_the_api_gives_the_same_shapes_as_json(site: TestClient, interview: str):
    number = interview.rsplit("/", 1)[1]
    reading = site.get(f"/api/v1/interviews/{number}/reading").json()
    (proposal,) = reading["proposals"]
    assert proposal["headcount"] == {"minimum": 3, "maximum": 3}
    assert [m["code"] for m in proposal["not_asked"]] == ["C-DRAPE-PREPREG"]
    assert site.get("/api/v1/needs/9999").json() == {
        "error": "Ce besoin n'existe pas, ou n'est pas à vous."
    }
    assert "/api/v1/gaps" in site.get("/api/v1/openapi.json").json()["paths"]
