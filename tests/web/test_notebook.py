"""The notebook: notes that are never lost nor written over, cards cut otherwise, projects."""

import re

import pytest
from fastapi.testclient import TestClient

NOTES = (
    "Il nous faut trois stratifieurs pour mars 2027. Un peintre en janvier aussi. "
    "Rien d'autre pour l'instant."
)


@pytest.fixture(scope="module", autouse=True)
def _stay(site: TestClient) -> None:
    site.follow_redirects = False


@pytest.fixture
def interview(site: TestClient) -> str:
    sent = {"firm": "Essai", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES}
    return site.post("/entretiens", data=sent).headers["location"]


def version(site: TestClient, interview: str) -> str:
    page = site.get(f"{interview}/cahier").text
    return re.search(r'name="version" value="(\d+)"', page).group(1)


def confirm(site: TestClient, interview: str, words: str, **more: str) -> None:
    start = NOTES.index(words)
    sent = {"start": str(start), "end": str(start + len(words)), "competences": "C-INFUSE", **more}
    assert site.post(f"{interview}/besoins", data=sent).status_code == 303


def test_notes_are_saved_as_one_writes(site: TestClient, interview: str):
    sent = {"notes": NOTES + " Et deux drapeurs.", "version": version(site, interview)}
    answer = site.post(f"{interview}/notes", data=sent, headers={"Accept": "application/json"})
    assert answer.json() == {"version": int(sent["version"]) + 1}
    assert "Et deux drapeurs." in site.get(f"{interview}/cahier").text


def test_two_who_write_at_once_never_write_over_each_other(site: TestClient, interview: str):
    first = version(site, interview)
    site.post(f"{interview}/notes", data={"notes": "Version A.", "version": first})
    late = {"notes": "Version B.", "version": first}
    as_json = site.post(f"{interview}/notes", data=late, headers={"Accept": "application/json"})
    assert as_json.status_code == 409
    page = site.post(f"{interview}/notes", data=late)
    assert page.status_code == 409
    assert "Version A." in page.text
    assert "Version B." in page.text
    again = {"notes": "A et B.", "version": version(site, interview)}
    assert site.post(f"{interview}/notes", data=again).status_code == 303
    assert "A et B." in site.get(f"{interview}/cahier").text


def test_what_was_decided_follows_its_words(site: TestClient, interview: str):
    confirm(site, interview, "Un peintre en janvier aussi.")
    before = "Bonjour à tous. "
    sent = {"notes": before + NOTES, "version": version(site, interview)}
    site.post(f"{interview}/notes", data=sent)
    page = site.get(interview).text
    assert "Un peintre en janvier aussi." in page
    start = (before + NOTES).index("Un peintre")
    assert f'id="p{start}-' not in page  # it is not proposed again


def test_words_that_are_gone_stay_with_their_need(site: TestClient, interview: str):
    confirm(site, interview, "Un peintre en janvier aussi.")
    sent = {"notes": "Tout autre chose.", "version": version(site, interview)}
    site.post(f"{interview}/notes", data=sent)
    assert "Un peintre en janvier aussi." in site.get(interview).text


@pytest.mark.parametrize(("notes", "sentence"), [("", "Remplissez"), ("x" * 5_000_001, "long")])
def test_empty_or_endless_notes_are_refused(site: TestClient, interview: str, notes, sentence):
    sent = {"notes": notes, "version": version(site, interview)}
    answer = site.post(f"{interview}/notes", data=sent)
    assert answer.status_code == 422
    assert NOTES.replace("'", "&#39;") in site.get(f"{interview}/cahier").text


def test_a_card_is_cut_and_its_halves_are_confirmed_apart(site: TestClient, interview: str):
    whole = (NOTES.index("Il nous"), NOTES.index("Rien"))
    cut = NOTES.index("Un peintre")
    sent = {"start": str(whole[0]), "end": str(whole[1]), "cut": str(cut)}
    there = site.post(f"{interview}/cartes", data=sent).headers["location"]
    page = site.get(there.partition("#")[0]).text
    assert f'id="p{cut}-{whole[1]}"' in page
    assert 'name="carte"' in page
    confirm(site, interview, "Un peintre en janvier aussi.")
    assert site.get(interview).text.count('class="card need"') == 1


def test_a_passage_of_the_notes_is_made_a_card(site: TestClient, interview: str):
    there = site.post(f"{interview}/cartes", data={"words": "Rien d'autre"}).headers["location"]
    start = NOTES.index("Rien d'autre")
    assert f"carte={start}-{start + 12}" in there
    assert site.get(there.partition("#")[0]).status_code == 200
    wrong = site.post(f"{interview}/cartes", data={"words": "pas là"}).headers["location"]
    assert "Ces mots ne sont pas dans les notes" in site.get(wrong.partition("#")[0]).text


def test_what_a_firm_offers_is_kept_from_the_card(site: TestClient, interview: str):
    confirm(site, interview, "Il nous faut trois stratifieurs pour mars 2027.",
            commitments="visit", contract="permanent", unsure="1")  # fmt: skip
    need = re.search(r'href="(/besoins/\d+)"', site.get(interview).text).group(1)
    kept = site.get(need.replace("/besoins", "/api/v1/needs")).json()
    assert kept["need"]["commitments"] == ["visit"]
    assert kept["need"]["contract"] == "permanent"
    assert kept["need"]["sure"] is False


def test_projects_are_noted_and_taken_back(site: TestClient, interview: str):
    wrong = site.post(f"{interview}/projets", data={"title": "Four", "investment": "beaucoup"})
    assert wrong.status_code == 422
    assert "250 k€" in wrong.text
    assert 'value="Four"' in wrong.text
    sent = {"title": "Second four", "nature": "extension", "investment": "1,2 M€", "jobs": "6"}
    site.post(f"{interview}/projets", data=sent)
    page = site.get(f"{interview}/cahier").text
    assert "Second four" in page
    assert "1,2\u00a0M€" in page
    assert "6 emplois" in page
    project = re.search(r'action="(/entretiens/projets/\d+/retirer)"', page).group(1)
    site.post(project)
    assert "Second four" not in site.get(f"{interview}/cahier").text


def test_private_notes_are_kept_apart(site: TestClient, interview: str):
    site.post(f"{interview}/notes-privees", data={"text": "Chiffre sensible"})
    assert "Chiffre sensible" in site.get(f"{interview}/cahier").text
    assert "Chiffre sensible" not in site.get(interview).text


def test_a_firm_is_found_again_by_its_siret(site: TestClient):
    sent = {"firm": "Atelier Un", "commune": "56121", "held_on": "2026-11-20", "notes": NOTES,
            "siret": "732 829 320 00074"}  # fmt: skip
    site.post("/entretiens", data=sent)
    other = site.post("/entretiens", data={**sent, "firm": "ATELIER UN SARL"}).headers["location"]
    assert "Atelier Un" in site.get(other).text
    wrong = site.post("/entretiens", data={**sent, "siret": "00000000000000"})
    assert wrong.status_code == 422
    assert "SIRET" in wrong.text
    assert NOTES.split(".", maxsplit=1)[0] in wrong.text


def test_signing_out_clears_what_the_browser_keeps(real_site: TestClient):
    answer = TestClient(real_site.app, follow_redirects=False).post("/deconnexion")
    assert answer.headers["clear-site-data"] == '"storage"'
