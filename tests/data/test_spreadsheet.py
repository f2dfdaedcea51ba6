"""Tables and documents as partners send them."""

import io
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook

from data.importers.columns import propose_columns, signature
from data.importers.documents import read_document
from data.importers.spreadsheet import read_spreadsheet
from skills.errors import BadFile


def book(*rows: tuple[object, ...], merge: str = "") -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if merge:
        made.active.merge_cells(merge)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def bomb(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * 250_000_000)
    return out.getvalue()


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_whatever_its_separator_and_encoding(mark: str, encoding: str):
    text = mark.join(("Entreprise", "Métier")) + "\r\n" + mark.join(("Côté", "drapeur")) + "\r\n"
    sheet = read_spreadsheet("a.csv", text.encode(encoding))
    assert sheet.header == ("Entreprise", "Métier")
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ("Côté", "drapeur"))]


def test_lines_are_those_of_the_users_own_file():
    text = 'Liste de mars\n\nEntreprise;Notes\nA;"deux\nlignes"\n\nB;z\n'
    sheet = read_spreadsheet("a.csv", text.encode())
    assert sheet.header == ("Entreprise", "Notes")
    assert [row.line for row in sheet.rows if any(row.cells)] == [4, 7]


def test_a_workbook_gives_days_and_whole_numbers_as_one_reads_them():
    from datetime import date

    content = book(("Entreprise", "Jour", "Nombre"), ("A", date(2026, 3, 1), 2.0))
    assert read_spreadsheet("a.xlsx", content).rows[0].cells == ("A", "2026-03-01", "2")


def test_merged_cells_are_known_by_their_lines():
    content = book(("A", "B"), ("x", "y"), ("z", "t"), ("u", "v"), merge="A2:A3")
    assert read_spreadsheet("a.xlsx", content).merged == {2, 3}


def test_a_formula_is_a_value_and_is_never_run():
    content = book(("Entreprise", "Nombre"), ("A", "=1+1"))
    assert "=" not in read_spreadsheet("a.xlsx", content).rows[0].cells[1]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\x00\x01", "unknown_table"),
        ("a.pdf", b"%PDF", "unknown_table"),
        ("a.xlsx", b"not a zip", "not_a_workbook"),
        ("a.xls", b"not a book", "not_a_workbook"),
        ("a.csv", ";".join(["c"] * 100_000).encode(), "too_many_columns"),
        ("a.csv", b"a;b\n" + b"1;2\n" * 20_001, "too_many_rows"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, content: bytes, why: str):
    with pytest.raises(BadFile) as refused:
        read_spreadsheet(name, content)
    assert refused.value.why == why


def test_an_archive_that_unpacks_without_end_is_refused():
    for read, name, part in (
        (read_spreadsheet, "a.xlsx", "xl/worksheets/sheet1.xml"),
        (read_document, "a.docx", "word/document.xml"),
    ):
        with pytest.raises(BadFile) as refused:
            read(name, bomb(part))
        assert refused.value.why == "unpacks_too_large"


def test_a_document_is_read_with_its_tables():
    document = Document()
    document.add_paragraph("Chantier de vingt personnes.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "drapeurs"
    table.rows[0].cells[1].text = "2"
    out = io.BytesIO()
    document.save(out)
    assert read_document("n.docx", out.getvalue()) == "Chantier de vingt personnes.\ndrapeurs ; 2"
    assert read_document("n.txt", "été\r\nhiver".encode("cp1252")) == "été\nhiver"
    for name, content in (("n.docx", b"rien"), ("n.doc", b"x"), ("n.txt", b"\x00")):
        with pytest.raises(BadFile):
            read_document(name, content)


def test_columns_are_proposed_by_what_people_call_them():
    fields = {"firm": ("entreprise", "raison sociale"), "day": ("date de l'entretien",)}
    assert propose_columns(("Nb", "RAISON SOCIALE", "Date entretien"), fields) == {
        "firm": 1,
        "day": 2,
    }
    assert propose_columns(("", "zzz"), fields) == {}


def test_a_table_is_recognised_by_its_header_and_kind():
    assert signature("a", ("Métier", "X")) == signature("a", ("metier", "x"))
    assert signature("a", ("x",)) != signature("b", ("x",))
