"""The firm's side of an interview, by its secret link."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from data.storage.needs import list_needs
from data.storage.promises import list_hosts
from data.storage.tables import LetterRow
from skills.account import STATISTICS
from tests.web.people import signed_in
from web.deps import _now

NOTES = (
    "Il nous faut trois stratifieurs qui savent faire de l'infusion. "
    "Le patron hésite à vendre. Il faut aussi un peintre."
)
LATER = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()


@pytest.fixture(scope="module", autouse=True)
def _stay(site: TestClient) -> None:
    site.follow_redirects = False


@pytest.fixture
def interview(site: TestClient) -> str:
    sent = {"firm": "Chantier relu", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES}
    there = site.post("/entretiens", data=sent).headers["location"]
    for words, codes in (
        ("Il nous faut trois stratifieurs qui savent faire de l'infusion.",
         ["C-INFUSE", "C-VACUUM-BAG"]),
        ("Il faut aussi un peintre.", ["C-INFUSE"]),
    ):  # fmt: skip
        start = NOTES.index(words)
        asked = {"start": str(start), "end": str(start + len(words)), "competences": codes}
        site.post(f"{there}/besoins", data=asked)
    site.post(f"{there}/notes-privees", data={"text": "MARQUE-PRIVEE"})
    return there


@pytest.fixture
def link(site: TestClient, interview: str) -> str:
    page = site.post(f"{interview}/lien", data={"email": ""}).text
    return re.search(r"http://testserver(/lien/[\w-]{43})", page).group(1)


@pytest.fixture
def firm(site: TestClient) -> TestClient:
    return signed_in(site.app, None)


def lines(firm: TestClient, link: str) -> list[str]:
    return re.findall(rf'action="({link}/besoins/\d+)"', firm.get(link).text)


def asked(site: TestClient) -> int:
    with Session(site.app.state.engine) as db:
        return len(list_needs(db, visible_to=STATISTICS))


def test_the_firm_reads_what_was_kept_and_nothing_else(firm, link):
    page = firm.get(link).text
    assert "trois stratifieurs" in page
    assert "un peintre" in page
    assert "hésite à vendre" not in page
    assert "MARQUE-PRIVEE" not in page
    assert firm.get(link).headers["cache-control"] == "no-store"


def test_the_firm_confirms_and_corrects(firm, link):
    first, second = lines(firm, link)
    firm.post(first, data={"action": "confirm"})
    firm.post(second, data={"action": "correct", "headcount_min": "4", "wanted_by": LATER})
    page = firm.get(link).text
    assert "confirmé par l&#39;entreprise" in page
    assert "corrigé par l&#39;entreprise" in page
    assert "4 personnes" in page


def test_a_competence_that_was_not_asked_for_is_taken_out(firm, link):
    first = lines(firm, link)[0]
    sent = {"action": "correct", "shown": ["C-INFUSE", "C-VACUUM-BAG"], "kept": ["C-INFUSE"]}
    firm.post(first, data=sent)
    assert 'value="C-VACUUM-BAG"' not in firm.get(link).text
    again = firm.post(lines(firm, link)[0], data={**sent, "shown": ["C-INFUSE"], "kept": []})
    assert again.status_code == 422


@pytest.mark.parametrize("action", ["hide", "pause"])
def test_what_the_firm_hides_or_pauses_counts_no_more_until_it_takes_it_back(
    site, firm, link, action
):
    before, first = asked(site), lines(firm, link)[0]
    firm.post(first, data={"action": action})
    assert asked(site) == before - 1
    firm.post(first, data={"action": "resume"})
    assert asked(site) == before


def test_the_firm_withdraws_a_need_once_however_often_it_is_sent(firm, link):
    first = lines(firm, link)[0]
    for _ in range(2):
        firm.post(first, data={"action": "withdraw", "words": "Poste pourvu"})
    page = firm.get(link).text
    assert page.count("Poste pourvu") == 1
    assert "Retiré" in page


def test_what_the_firm_offers_is_dated_named_only_if_it_says_so_and_revocable(site, firm, link):
    def hosts() -> list[str]:
        with Session(site.app.state.engine) as db:
            return [h.kind.value for h in list_hosts(db) if h.firm_name == "Chantier relu"]

    firm.post(f"{link}/engagements", data={"promises": ["visit", "apprentice"]})
    assert hosts() == []
    firm.post(f"{link}/engagements", data={"promises": ["visit", "apprentice"], "named": "1"})
    assert sorted(hosts()) == ["apprentice", "visit"]
    firm.post(f"{link}/engagements", data={"promises": ["visit"], "named": "1"})
    assert hosts() == ["visit"]
    firm.post(f"{link}/engagements", data={})
    assert hosts() == []


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "correct", "headcount_min": "1000000"},
        {"action": "correct", "wanted_by": "2001-01-01"},
        {"action": "delete everything"},
    ],
)
def test_a_wrong_answer_is_said_and_nothing_is_written(firm, link, sent):
    first = lines(firm, link)[0]
    before = firm.get(link).text
    assert firm.post(first, data=sent).status_code == 422
    assert firm.get(link).text == before


def test_a_link_reaches_no_need_of_another_interview(site, firm, link, interview):
    number = int(interview.rsplit("/", 1)[1])
    sent = {"firm": "Autre", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES}
    other = site.post("/entretiens", data=sent).headers["location"]
    assert int(other.rsplit("/", 1)[1]) != number
    start = NOTES.index("Il faut")
    site.post(f"{other}/besoins", data={"start": str(start), "end": str(len(NOTES)),
                                        "competences": "C-INFUSE"})  # fmt: skip
    need = re.search(r"/besoins/(\d+)", site.get(other).text.split("Besoins confirmés")[1]).group(1)
    assert firm.post(f"{link}/besoins/{need}", data={"action": "hide"}).status_code == 404


def test_an_old_link_opens_nothing(site, firm, link):
    site.app.dependency_overrides[_now] = lambda: datetime.now(UTC) + timedelta(days=400)
    try:
        assert firm.get(link).status_code == 404
        assert firm.post(f"{link}/engagements", data={}).status_code == 404
    finally:
        site.app.dependency_overrides.clear()


def test_the_link_is_written_to_the_firm_when_an_address_is_given(site, interview):
    site.post(f"{interview}/lien", data={"email": "patron@chantier.example"})
    with Session(site.app.state.engine) as db:
        letter = db.exec(select(LetterRow).where(LetterRow.to == "patron@chantier.example")).one()
    assert "retenu" in letter.subject
    assert site.post(f"{interview}/lien", data={"email": "pas une adresse"}).status_code == 422
