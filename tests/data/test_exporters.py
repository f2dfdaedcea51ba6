import csv
import json
from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import Workbook, load_workbook
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from data.exporters.gaps import gaps_frame, heat_frame
from data.exporters.sheet import differences, read_sheet, write_sheet
from data.exporters.skos import concepts_of, read_skos, skos_graph, write_skos
from data.exporters.spreadsheet import as_csv
from data.exporters.tables import export_tables
from data.readers import REFERENCE_FOLDER, load_reference
from skills.errors import BadFile

BASE = "https://matrice.example"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return skos_graph(load_reference(), BASE)


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_skos_read_back_gives_the_same_ontology(form: str):
    reference = load_reference()
    assert read_skos(write_skos(reference, BASE, form), form) == tuple(concepts_of(reference))


def test_every_concept_has_one_french_label_and_no_label_twice(graph: Graph):
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        preferred = list(graph.objects(concept, SKOS.prefLabel))
        assert [label.language for label in preferred].count("fr") == 1
        assert len({label.language for label in preferred}) == len(preferred)
        # S13: preferred and alternative labels are disjoint.
        assert not set(preferred) & set(graph.objects(concept, SKOS.altLabel))


def test_related_broader_and_exact_matches_keep_the_integrity_conditions(graph: Graph):
    # S9: a scheme is no concept; S37: a concept scheme contains its top concepts.
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert schemes
    assert not schemes & concepts
    for top in graph.objects(None, SKOS.hasTopConcept):
        assert (top, SKOS.inScheme, next(iter(schemes))) in graph
    # S27: related is disjoint with broaderTransitive; two levels only, so no cycle.
    for child, parent in graph.subject_objects(SKOS.broader):
        assert (parent, SKOS.narrower, child) in graph
        assert not list(graph.objects(parent, SKOS.broader))
        assert (child, SKOS.related, parent) not in graph
    # S46: exactMatch is disjoint with broadMatch.
    for concept in concepts:
        exact = set(graph.objects(concept, SKOS.exactMatch))
        assert not exact & set(graph.objects(concept, SKOS.broadMatch))


def test_tables_go_out_as_they_are_with_their_schema(tmp_path: Path):
    export_tables(REFERENCE_FOLDER, tmp_path, "v1")
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        with (tmp_path / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
    original = (REFERENCE_FOLDER / "competences" / "competences.csv").read_bytes()
    assert (tmp_path / "competences-competences.csv").read_bytes() == original


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ontology with the first of its ways of saying: all of them take half a minute."""
    folder = tmp_path_factory.mktemp("referentiel") / "reference"
    copytree(REFERENCE_FOLDER, folder)
    phrases = folder / "competences" / "phrases.csv"
    phrases.write_text("".join(phrases.read_text("utf-8").splitlines(keepends=True)[:200]), "utf-8")
    return folder


@pytest.mark.slow
def test_the_whole_ontology_comes_back_from_its_workbook(tmp_path: Path):
    book = tmp_path / "referentiel.xlsx"
    write_sheet(REFERENCE_FOLDER, book)
    assert differences(REFERENCE_FOLDER, read_sheet(REFERENCE_FOLDER, book)) == ()


def test_a_workbook_read_back_changes_nothing(folder: Path, tmp_path: Path):
    book = tmp_path / "referentiel.xlsx"
    write_sheet(folder, book)
    assert differences(folder, read_sheet(folder, book)) == ()


def test_a_corrected_cell_is_shown_as_one_row_out_and_one_in(folder: Path, tmp_path: Path):
    book = tmp_path / "referentiel.xlsx"
    write_sheet(folder, book)
    workbook = load_workbook(book)
    sheet = workbook["competences-families"]
    sheet["C2"] = "Un autre nom"
    workbook.save(book)
    (change,) = differences(folder, read_sheet(folder, book))
    assert change.table == "competences/families.csv"
    assert (len(change.added), len(change.removed)) == (1, 1)
    assert "Un autre nom" in change.added[0]


def a_workbook(path: Path, title: str, rows: list[list[str]]) -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


HEADER = ["code", "position", "label_fr", "label_en"]


@pytest.mark.parametrize(
    ("title", "rows", "why"),
    [
        ("notes", [["a"]], "unknown_sheet"),
        ("competences-families", [["code", "label"]], "header"),
        ("competences-families", [HEADER, ["F-A", "1", "=1+1", "a"]], "formula"),
        ("competences-families", [HEADER, ["F-A", "1", "a", "b", "c"]], "cells"),
    ],
)
def test_a_broken_workbook_is_refused(tmp_path: Path, title: str, rows: list[list[str]], why: str):
    book = a_workbook(tmp_path / "relu.xlsx", title, rows)
    with pytest.raises(BadFile) as refused:
        read_sheet(REFERENCE_FOLDER, book)
    assert refused.value.why == why


def test_what_is_no_workbook_is_refused(tmp_path: Path):
    path = tmp_path / "relu.xlsx"
    path.write_text("pas un classeur", "utf-8")
    with pytest.raises(BadFile, match="not_a_workbook"):
        read_sheet(REFERENCE_FOLDER, path)
    with pytest.raises(BadFile, match="absent"):
        read_sheet(REFERENCE_FOLDER, tmp_path / "rien.xlsx")


def test_gaps_go_out_for_a_spreadsheet_and_never_as_a_formula():
    gap = {
        "code": "C-INFUSE",
        "family": "F-INFUSION",
        "people_min": 2,
        "people_max": 3,
        "weighted": 2.5,
        "seats": 0,
        "finishing": 4,
        "remaining_min": 2,
        "remaining_max": 3,
        "firms": 1,
        "first_wanted": None,
        "last_wanted": None,
        "recent": 2,
        "earlier": 0,
    }
    text = as_csv(gaps_frame([gap], lambda code: f"=HYPERLINK({code})"))
    header, row = text.splitlines()
    assert header.startswith(
        "intitule;code;famille;demande_min;demande_max;demande_pesee;places_a_temps"
    )
    assert row.startswith("'=HYPERLINK(C-INFUSE);C-INFUSE;F-INFUSION;2;3;2.5;0;4;2;3;1;")
    assert as_csv(gaps_frame([], str)).splitlines() == [header]


def test_families_across_columns_are_one_row_each_with_each_measure_by_column():
    cells = [
        {"family": family, "column": column, "remaining_max": n, "people_max": n + 1, "seats": 2}
        for family, n in (("F-B", 1), ("F-A", 5))
        for column in ("3", "6")
    ]
    columns = [("3", "3 mois"), ("6", "6 mois")]
    header, first, second = as_csv(heat_frame(cells, columns, str.lower)).splitlines()
    assert header == (
        "famille;intitule;reste 3 mois;reste 6 mois;demande 3 mois;demande 6 mois;"
        "places 3 mois;places 6 mois"
    )
    assert (first, second) == ("F-B;f-b;1;1;2;2;2;2", "F-A;f-a;5;5;6;6;2;2")
    assert as_csv(heat_frame([], columns, str)).splitlines() == [header]
