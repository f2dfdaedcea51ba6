"""Interviews from a table: shown first, kept once, each wrong line named."""

import html
import re

import pytest
from fastapi.testclient import TestClient

HEADER = "Raison sociale;SIRET;Ville;Date;Besoin exprimé;Poste;Nombre;Échéance"
ROWS = (
    "Chantier du tableau;;Lorient;12/03/2026;Deux stratifieurs pour mars;stratifieur;2;01/03/2027",
    "Chantier du tableau;;Lorient;12/03/2026;Et un peintre;peintre;1-2;",
)


@pytest.fixture(scope="module", autouse=True)
def _stay(site: TestClient) -> None:
    site.follow_redirects = False


def send(site: TestClient, *rows: str, name: str = "mars.csv") -> str:
    content = "\n".join((HEADER, *rows)).encode()
    answer = site.post("/entretiens/importer", files={"file": (name, content)})
    assert answer.status_code in (200, 422)
    return answer.text


def form(page: str) -> dict[str, object]:
    """What the preview would send, as a browser would."""
    table = html.unescape(re.search(r'name="table" value="(.*?)"', page, re.DOTALL).group(1))
    selects = re.findall(r"<select[^>]*name=\"columns\">(.*?)</select>", page, re.DOTALL)
    chosen = [re.search(r'value="(\d*)" selected', one) for one in selects]
    return {"table": table, "columns": [m.group(1) if m else "" for m in chosen]}


def count(site: TestClient) -> int:
    return site.get("/entretiens").text.count("Chantier du tableau")


def test_nothing_is_written_before_it_is_confirmed_and_twice_is_once(site: TestClient):
    page = send(site, *ROWS)
    assert "2 lignes nouvelles" in page
    assert count(site) == 0
    done = site.post("/entretiens/importer/appliquer", data=form(page)).text
    assert "2 lignes enregistrées" in done
    assert count(site) == 2
    again = send(site, *ROWS)
    assert "0 ligne nouvelle" in again
    assert "2 déjà connues" in again
    site.post("/entretiens/importer/appliquer", data=form(page))
    assert count(site) == 2
    assert "Deux stratifieurs pour mars" in site.get("/besoins").text


def test_the_columns_chosen_are_remembered(site: TestClient):
    header = "Qui;Quand;Quoi;Autre"
    content = f"{header}\nChantier des colonnes;01/02/2026;Un drapeur;x".encode()
    first = site.post("/entretiens/importer", files={"file": ("a.csv", content)}).text
    sent = form(first) | {"columns": ["0", "", "", "1", "2", "", "", ""]}
    site.post("/entretiens/importer/appliquer", data=sent)
    again = site.post("/entretiens/importer", files={"file": ("a.csv", content)}).text
    assert form(again)["columns"] == ["0", "", "", "1", "2", "", "", ""]
    assert "1 déjà connue" in again


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("A;12345678901234;Lorient;12/03/2026;x;;;", "ligne 2, siret"),
        ("A;;Atlantis;12/03/2026;x;;;", "« Atlantis » n'est pas une commune"),
        ("A;;Lorient;31/02/2026;x;;;", "« 31/02/2026 » n'est pas une date passée"),
        ("A;;Lorient;12/03/2099;x;;;", "n'est pas une date passée"),
        ("A;;Lorient;12/03/2026;;;;", "il faut les mots"),
        (";;Lorient;12/03/2026;x;;;", "il faut un nom"),
        ("A;;Lorient;12/03/2026;x;;1000000;", "n'est pas un nombre de personnes"),
        ("A;;Lorient;12/03/2026;x;astronaute;;", "« astronaute » n'est pas un métier connu"),
    ],
)
def test_a_wrong_line_is_named_and_costs_only_itself(site: TestClient, row: str, sentence: str):
    page = html.unescape(send(site, row, ROWS[0].replace("Deux", "Trois")))
    assert sentence in page or sentence.capitalize() in page
    assert "Trois stratifieurs" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1"), ("a.xlsx", b"x"), ("a.csv", b" "), ("a.xlsm", b"PK\x03\x04")],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(site, name: str, content: bytes):
    answer = site.post("/entretiens/importer", files={"file": (name, content)})
    assert answer.status_code == 422
    assert name in answer.text


def test_a_table_that_comes_back_changed_is_refused(site: TestClient):
    sent = {"table": "{", "columns": ["0"]}
    assert site.post("/entretiens/importer/appliquer", data=sent).status_code == 422


def test_the_template_is_read_by_the_import_itself(site: TestClient):
    template = site.get("/entretiens/importer/modele.xlsx").content
    page = site.post("/entretiens/importer", files={"file": ("m.xlsx", template)}).text
    assert "1 ligne nouvelle" in page
    assert all(column != "" for column in form(page)["columns"])


def test_the_notes_of_a_document_fill_the_notebook(site: TestClient):
    text = "Il nous faut deux drapeurs."
    page = site.post("/entretiens/importer/notes", files={"file": ("n.txt", text.encode())}).text
    assert text in page
    assert 'name="held_on"' in page
    wrong = site.post("/entretiens/importer/notes", files={"file": ("n.odt", b"x")})
    assert wrong.status_code == 422
