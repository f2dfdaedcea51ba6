"""The journal: what is written in it, who reads it, and undoing what it says."""

import re
from datetime import date

import pytest
from fastapi.testclient import TestClient

from skills.account import Role
from tests.web.people import LORIENT, QUIMPERLE, Person, a_person, an_organisation, signed_in

NOTES = "il nous faut trois stratifieurs qui savent faire de l'infusion"


@pytest.fixture(scope="module")
def people(real_site: TestClient) -> dict[Role, Person]:
    app = real_site.app
    branch = an_organisation(app, Role.MANAGER, "Branche d'essai")
    return {
        role: a_person(
            app,
            role,
            email=f"{role.value}@essai.example",
            organisation=branch,
            perimeter=(LORIENT,),
            name=f"Moi {role.value}",
        )
        for role in (Role.INTERVIEWER, Role.MANAGER, Role.ADMINISTRATOR)
    }


@pytest.fixture
def author(real_site: TestClient, people) -> TestClient:
    return signed_in(real_site.app, people[Role.INTERVIEWER])


@pytest.fixture
def manager(real_site: TestClient, people) -> TestClient:
    return signed_in(real_site.app, people[Role.MANAGER])


@pytest.fixture
def interview(author: TestClient) -> str:
    sent = {"firm": "Essai", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES}
    return author.post("/entretiens", data=sent).headers["location"]


@pytest.fixture
def need(author: TestClient, interview: str) -> str:
    sent = {"start": "0", "end": str(len(NOTES)), "competences": "C-INFUSE"}
    assert author.post(f"{interview}/besoins", data=sent).status_code == 303
    return re.search(r'href="(/besoins/\d+)"', author.get(interview).text).group(1)


def lines(client: TestClient, address: str) -> list[str]:
    rows = re.findall(r"<tr><td>(.*?)</tr>", client.get(address).text, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s+", " ", row) for row in rows]


def test_reading_and_deciding_leave_a_line_each(author, manager, interview, need):
    author.get(need)
    author.get(f"/api/v1{interview.replace('entretiens', 'interviews')}")
    found = " ".join(lines(manager, "/journal"))
    number = need.rsplit("/", 1)[1]
    assert re.search(rf"Moi interviewer\s+a créé\s+besoin nº {number}", found)
    assert re.search(rf"Moi interviewer\s+a vu\s+besoin nº {number}", found)
    assert re.search(rf"a vu\s+entretien nº {interview.rsplit('/', 1)[1]}", found)


def test_the_journal_is_searched_by_account_thing_and_day(author, manager, people, need):
    mine = people[Role.INTERVIEWER].account
    today = date.today().isoformat()
    assert lines(manager, f"/journal?compte={mine}&objet=need&jour={today}")
    assert not lines(manager, "/journal?jour=2001-01-01")
    assert not lines(manager, "/journal?compte=999999")
    assert all("besoin" in line for line in lines(manager, "/journal?objet=need"))
    for wild in ("compte=x", "objet='--", "jour=hier", "apres=-1", "compte=" + "9" * 40):
        assert manager.get(f"/journal?{wild}").status_code == 200


def test_a_manager_of_elsewhere_and_the_author_do_not_read_it(real_site, author, need):
    app = real_site.app
    other = a_person(
        app,
        Role.MANAGER,
        email="ailleurs@essai.example",
        organisation=an_organisation(app, Role.MANAGER, "Ailleurs"),
        perimeter=(QUIMPERLE,),
    )
    assert lines(signed_in(app, other), "/journal") == []
    assert author.get("/journal").status_code == 404


def test_an_administrator_reads_that_a_need_changed_and_not_what_it_says(
    real_site, manager, people, need
):
    admin = signed_in(real_site.app, people[Role.ADMINISTRATOR])
    page = manager.get("/journal").text
    assert "« il nous faut trois stratifieurs" in page
    assert "Infuser une pièce sous vide ; à qualifier" in page
    text = admin.get("/journal").text
    assert f"besoin nº {need.rsplit('/', 1)[1]}" in text
    assert "stratifieurs" not in text


def test_a_confirmation_is_undone_and_its_proposal_comes_back(author, manager, interview, need):
    assert "Annuler la confirmation" in author.get(need).text
    assert author.post(f"{need}/annuler").headers["location"].startswith(interview)
    assert author.get(need).status_code == 404
    assert 'class="card proposal"' in author.get(interview).text
    assert author.post(f"{need}/annuler").status_code == 404
    assert any("a annulé" in line for line in lines(manager, "/journal"))


def test_a_refusal_is_undone_too(author, interview):
    page = author.get(interview).text
    sent = dict(re.findall(r'name="(start|end)" value="(\d+)"', page))
    author.post(f"{interview}/ecarts", data=sent)
    refused = author.get(interview).text
    assert 'class="card proposal"' not in refused
    assert "1 proposition à l&#39;écart" in refused or "1 proposition à l'écart" in refused
    author.post(f"{interview}/ecarts/reprendre", data=sent)
    assert 'class="card proposal"' in author.get(interview).text


def test_taking_the_table_of_gaps_away_leaves_a_line_and_a_visitor_none(
    real_site, author, manager, need
):
    assert author.get("/manques.csv").status_code == 200
    assert real_site.get("/manques.csv").status_code == 200
    exported = [line for line in lines(manager, "/journal") if "a exporté" in line]
    assert len(exported) == 1
    assert "Moi interviewer" in exported[0]
