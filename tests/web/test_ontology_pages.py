import json
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from typer.testing import CliRunner

from data.exporters.sheet import write_sheet
from data.readers import REFERENCE_FOLDER, load_reference
from skills.need import NeededCompetence
from web.cli import app

RUN = CliRunner()
REFERENCE = load_reference()


def test_typing_with_a_slip_finds_the_competence(site: TestClient):
    page = site.get("/competences", params={"q": "infuzion"}).text
    assert 'href="/competences/C-INFUSE"' in page
    block = site.get(
        "/competences",
        params={"q": "infuzion"},
        headers={"HX-Request": "true", "HX-Target": "results"},
    ).text
    assert block.strip() in page
    assert "Rien ne ressemble" in site.get("/competences", params={"q": "zzzzqqqq"}).text


def test_the_tree_shows_every_competence(site: TestClient):
    page = site.get("/competences").text
    assert all(f'href="/competences/{code}"' in page for code in REFERENCE.competences)


@pytest.mark.parametrize("code", sorted(REFERENCE.occupations))
def test_every_occupation_has_its_page(site: TestClient, code: str):
    answer = site.get(f"/metiers/{code}")
    assert answer.status_code == 200
    assert "Les gestes du métier" in answer.text


@pytest.mark.parametrize("code", sorted(REFERENCE.certifications))
def test_every_certification_has_its_page(site: TestClient, code: str):
    assert site.get(f"/certifications/{code}").status_code == 200


def test_every_competence_has_its_page(site: TestClient):
    for code in REFERENCE.competences:
        assert site.get(f"/competences/{code}").status_code == 200


def test_a_competence_shows_its_drawings(site: TestClient):
    page = site.get("/competences/C-INFUSE").text
    assert 'aria-labelledby="D-INFUSION-title D-INFUSION-desc"' in page
    assert "À quoi cela ressemble" not in site.get("/competences/C-TEAMWORK").text


def test_a_code_that_is_not_there_is_not_found(site: TestClient):
    for path in ("/competences/C-NOTHING", "/metiers/O-NOTHING", "/certifications/X", "/id/x/y"):
        assert site.get(path).status_code == 404


@pytest.mark.parametrize(
    ("accept", "kind", "start"),
    [
        ("text/turtle", "text/turtle", "@prefix"),
        ("application/ld+json", "application/ld+json", "["),
    ],
)
def test_a_stable_address_gives_data_to_machines(
    site: TestClient, accept: str, kind: str, start: str
):
    answer = site.get("/id/competence/C-INFUSE", headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["vary"] == "Accept"
    assert answer.text.startswith(start)
    assert "Infuser une pièce sous vide" in json.dumps(answer.text, ensure_ascii=False)


def test_a_stable_address_leads_people_to_the_page(site: TestClient):
    for address, page in (
        ("/id/competence/C-INFUSE", "/competences/C-INFUSE"),
        ("/id/metier/O-DRAPER", "/metiers/O-DRAPER"),
        ("/id/referentiel", "/competences"),
    ):
        answer = site.get(address, headers={"Accept": "text/html"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, page)


def test_the_counts_asked_for_are_reached():
    counts = json.loads(RUN.invoke(app, ["ontology", "stats", "--json"]).output)
    assert counts["competences"] >= 220
    assert counts["competences_with_levels"] >= 80
    assert counts["occupations"] >= 36
    assert counts["grants_own_reading"] <= counts["grants"]


def test_a_reviewed_workbook_is_shown_then_written(tmp_path: Path):
    folder = tmp_path / "reference"
    shutil.copytree(REFERENCE_FOLDER, folder)
    book = tmp_path / "relu.xlsx"
    write_sheet(folder, book)
    workbook = load_workbook(book)
    workbook["competences-families"]["C2"] = "Un autre nom"
    workbook.save(book)
    answer = RUN.invoke(app, ["ontology", "apply", str(book), "--folder", str(folder)])
    assert answer.exit_code == 0
    assert "+ F-ASSEMBLY" in answer.output
    assert "Un autre nom" in (folder / "competences" / "families.csv").read_text("utf-8")


def test_a_workbook_that_breaks_the_ontology_changes_nothing(tmp_path: Path):
    folder = tmp_path / "reference"
    shutil.copytree(REFERENCE_FOLDER, folder)
    book = tmp_path / "relu.xlsx"
    write_sheet(folder, book)
    workbook = load_workbook(book)
    workbook["occupations-requirements"]["B2"] = "C-NOTHING"
    workbook.save(book)
    before = (folder / "occupations" / "requirements.csv").read_bytes()
    answer = RUN.invoke(app, ["ontology", "apply", str(book), "--folder", str(folder)])
    assert answer.exit_code == 1
    assert "C-NOTHING" in answer.output
    assert (folder / "occupations" / "requirements.csv").read_bytes() == before


def test_skos_is_exported_to_a_file(tmp_path: Path):
    out = tmp_path / "matrice.ttl"
    assert RUN.invoke(app, ["export", "skos", "--out", str(out)]).exit_code == 0
    assert "skos:Concept" in out.read_text("utf-8")
    assert RUN.invoke(app, ["export", "skos", "--format", "pdf"]).exit_code == 2


def test_an_old_code_reads_as_the_one_that_replaces_it():
    from dataclasses import replace

    from matching.coverage import asked_competences

    reference = replace(REFERENCE, replaced={"C-OLD": "C-OLDER", "C-OLDER": "C-INFUSE"})
    (asked,) = asked_competences([NeededCompetence("C-OLD")], "", reference)
    assert asked.code == "C-INFUSE"


def test_every_table_of_the_package_is_served(site: TestClient):
    package = site.get("/id/referentiel/datapackage.json").json()
    for resource in package["resources"]:
        answer = site.get(f"/id/referentiel/{resource['path']}")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        header = answer.text.splitlines()[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]
    assert site.get("/id/referentiel/secrets.csv").status_code == 404
    assert site.get("/id/referentiel/..%2Fweights.csv").status_code == 404
