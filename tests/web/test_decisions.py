"""Deciding about suggestions: kept with its analysis, undone, seen by the other needs."""

import json
import re

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.storage.decisions import held_seats
from data.storage.offer_records import save_offers
from data.storage.tables import DecisionRow
from skills.account import Role
from tests.matching.test_bundles import ON, offer
from tests.web.people import LORIENT, a_person, an_organisation, signed_in
from web.deps import day_of_request

NOTES = "Il nous faut deux personnes pour faire de l'infusion. Le patron hésite."
CHOICE = {"source": "e", "key": "seats", "session": "1", "verdict": "kept", "people": "2"}


@pytest.fixture(autouse=True)
def _catalogue(site: TestClient) -> None:
    site.follow_redirects = False
    site.app.dependency_overrides[day_of_request] = lambda: ON
    with Session(site.app.state.engine) as db:
        save_offers(db, [offer("seats", "C-INFUSE", left=3), offer("twin", "C-INFUSE", left=3)])
        db.commit()


@pytest.fixture
def need(site: TestClient) -> str:
    sent = {"firm": "Chantier décidé", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES}
    interview = site.post("/entretiens", data=sent).headers["location"]
    end = NOTES.index(" Le patron")
    site.post(f"{interview}/besoins", data={"start": "0", "end": str(end),
                                            "competences": "C-INFUSE"})  # fmt: skip
    return re.search(r'href="(/besoins/\d+)"', site.get(interview).text).group(1)


@pytest.fixture(autouse=True)
def _forget(site: TestClient) -> object:
    yield
    with Session(site.app.state.engine) as db:
        for row in db.exec(select(DecisionRow)):
            db.delete(row)
        db.commit()


def ranked(site: TestClient, need: str) -> list[str]:
    found = site.get(need.replace("/besoins", "/api/v1/needs")).json()["suggestions"]
    return [one["offer"]["key"] for one in found if one["offer"]["source"] == "e"]


def standing(site: TestClient) -> list[DecisionRow]:
    with Session(site.app.state.engine) as db:
        return [row for row in db.exec(select(DecisionRow)) if row.undone_at is None]


def test_a_suggestion_that_is_kept_stands_apart_with_what_it_was_decided_on(site, need):
    answer = site.post(f"{need}/decisions", data={**CHOICE, "words": "le centre  confirme"})
    assert answer.headers["location"] == f"{need}#suggestions"
    page = site.get(need).text
    kept = page.split("Ce qui est retenu")[1].split("Ce qui répond")[0]
    assert "pour 2 personnes" in kept
    assert "« le centre confirme »" in kept
    assert "3 places libres ce jour-là" in kept
    assert "2 personnes ont déjà une place retenue" in page
    (row,) = standing(site)
    basis = json.loads(row.analysis)
    assert basis["rank"] >= 1
    assert sum(points for _, points in basis["reasons"]) == pytest.approx(basis["score"])
    assert "retenue pour 2" in page.split("Histoire de ce besoin")[1]


def test_other_needs_see_fewer_seats_and_it_is_said(site, need):
    other = site.post("/entretiens", data={"firm": "Chantier voisin", "commune": "56121",
                                           "held_on": "2026-11-20", "notes": NOTES})  # fmt: skip
    interview = other.headers["location"]
    site.post(f"{interview}/besoins", data={"start": "0", "end": "20", "competences": "C-INFUSE"})
    neighbour = re.search(r'href="(/besoins/\d+)"', site.get(interview).text).group(1)
    assert ranked(site, neighbour) == ["seats", "twin"]
    site.post(f"{need}/decisions", data={**CHOICE, "people": "3"})
    assert ranked(site, neighbour) == ["twin", "seats"]
    assert ranked(site, need) == ["seats", "twin"]  # its own seats are its own
    page = site.get(neighbour).text
    assert "3 places retenues pour d'autres besoins" in page.replace("&#39;", "'")


def test_a_decision_taken_back_frees_its_seats_and_stays_written(site, need):
    site.post(f"{need}/decisions", data=CHOICE)
    (row,) = standing(site)
    assert site.post(f"{need}/decisions/{row.id}/annuler").status_code == 303
    assert standing(site) == []
    with Session(site.app.state.engine) as db:
        assert db.get(DecisionRow, row.id).undone_at is not None
        assert held_seats(db) == ()
    assert site.post(f"{need}/decisions/{row.id}/annuler").status_code == 404


def test_deciding_again_on_a_session_replaces_what_was_decided(site, need):
    site.post(f"{need}/decisions", data=CHOICE)
    site.post(f"{need}/decisions", data={**CHOICE, "verdict": "set_aside", "people": "x"})
    (row,) = standing(site)
    assert (row.verdict, row.people) == ("set_aside", 0)
    assert "1 proposition écartée" in site.get(need).text


def test_a_need_that_is_over_holds_no_seat(site, need):
    site.post(f"{need}/decisions", data=CHOICE)
    for state in ("sent", "taken", "solved"):
        site.post(f"{need}/etat", data={"state": state})
    with Session(site.app.state.engine) as db:
        assert held_seats(db) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"people": "4"}, "Il ne reste pas autant de places libres"),
        ({"people": "0"}, "de 1 à 999"),
        ({"people": "deux"}, "de 1 à 999"),
        ({"key": "nothing"}, "plus proposée"),
        ({"verdict": "maybe"}, "Choisissez une réponse"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_kept(site, need, change, words):
    answer = site.post(f"{need}/decisions", data={**CHOICE, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert standing(site) == []


def test_what_counts_is_changed_for_oneself_and_the_page_says_so(site, need):
    usual = site.get(need).text
    assert "L&#39;ordre pèse ce qui est enseigné (45 %)" in usual
    page = site.get(need, params={"enseigne": "0", "distance": "2", "date": "n'importe"}).text
    order = re.search(r"L&#39;ordre pèse ([^.]*)\.", page).group(1)
    assert order.startswith("la distance (43 %)")
    assert "ce qui est enseigné" not in order
    assert 'name="asked" value="enseigne=0&amp;distance=2"' in page


def test_the_order_looked_at_is_the_one_that_is_written(site, need):
    asked = "enseigne=0&distance=2"
    answer = site.post(f"{need}/decisions", data={**CHOICE, "asked": asked})
    assert answer.headers["location"] == f"{need}?{asked}#suggestions"
    (row,) = standing(site)
    assert dict(json.loads(row.analysis)["weights"])["coverage"] == 0


def test_who_only_reads_needs_decides_nothing(site, need):
    organisation = an_organisation(site.app, Role.COUNSELLOR, "Conseil")
    person = a_person(site.app, Role.COUNSELLOR, email="lit@essai.example",
                      organisation=organisation, perimeter=(LORIENT,))  # fmt: skip
    site.post(f"{need}/etat", data={"state": "sent"})
    reader = signed_in(site.app, person)
    assert "Décider" not in reader.get(need).text
    assert reader.post(f"{need}/decisions", data=CHOICE).status_code == 404


def test_a_course_one_has_in_mind_is_explained_beside_the_first(site, need):
    page = site.get(f"{need}/pourquoi-pas", params={"q": "x"}).text
    assert "C&#39;est la première" in page
    assert "Elle est proposée, en 2" in page
    assert "ne s'appelle ainsi" in site.get(f"{need}/pourquoi-pas?q=inconnue").text
    assert "Écrivez un mot" in site.get(f"{need}/pourquoi-pas").text
    told = site.get(need.replace("/besoins", "/api/v1/needs") + "/why-not?words=x").json()
    assert [(one["verdict"], one["rank"]) for one in told] == [("first", 1), ("lower", 2)]


def test_suggestions_alone_are_served_with_the_weights_one_asks_for(site, need):
    address = need.replace("/besoins", "/api/v1/needs") + "/suggestions"
    usual, mine = site.get(address).json(), site.get(f"{address}?coverage=0&in_reach=0").json()
    assert usual == site.get(need.replace("/besoins", "/api/v1/needs")).json()["suggestions"]
    assert {r["kind"] for r in mine[0]["reasons"] if r["weight"]} <= {
        "in_time", "seats", "reliability", "unseen",
    }  # fmt: skip
    assert site.get(f"{address}?coverage=-1").status_code == 422
