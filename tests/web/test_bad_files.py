"""Files that are broken, too large, or meant to harm: one sentence, and the catalogue as before."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.importers.base import find_importer, importers
from data.importers.documents import read_document
from data.readers import load_reference
from data.storage.offers import list_offers
from matching.matcher import Matcher
from skills.account import VISITOR, Role
from skills.errors import BadFile
from tests.web.people import LORIENT, a_person, an_organisation, signed_in
from web.error_sentences import error_sentence
from web.flows.importing import import_file, preview_file

ON = date(2026, 11, 23)
MATCHER = Matcher().fit(load_reference())
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
HEADERS = {
    "mcf": "numero_formation;intitule_formation",
    "onisep": "action_de_formation_af_identifiant_onisep;for_libelle",
    "sheet": "Intitulé;Organisme",
    "register": "Numero_Fiche;Intitule",
}
JSON_KEYS = ('"data"', '"jobs"', '"resultats"', '"formations"')


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def that_lies(content: bytes, said: int = 100) -> bytes:
    """A zip whose parts announce that they are small."""
    out = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = out.find(mark)
        while at >= 0:
            out[at + place : at + place + 4] = said.to_bytes(4, "little")
            at = out.find(mark, at + 4)
    return bytes(out)


def a_book(sheet: str, *, strings: str = "") -> bytes:
    """A workbook with this sheet in it, as its XML says."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return zipped(
        {
            "xl/workbook.xml": f'<workbook {main} xmlns:r="{relations}"><sheets><sheet name="a" '
            'sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships {packages}><Relationship Id="r1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
            f'Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>".encode(),
            "xl/sharedStrings.xml": f"{strings}<sst {main}><si><t>Intitulé</t></si></sst>".encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet {main}>{sheet}</worksheet>".encode(),
        }
    )


BOMB = b" " * 210_000_000
DEEP = "[" * 200_000


CASES: dict[str, Callable[[], tuple[str, bytes]]] = {
    "empty": lambda: ("offres.xml", b""),
    "spaces": lambda: ("offres.csv", b" \n\t"),
    "noise": lambda: ("offres.bin", bytes(range(256)) * 40),
    "lheo, laughs": lambda: ("a.xml", f"{LAUGHS}<lheo>&l11;</lheo>".encode()),
    "lheo, laughs in an attribute": lambda: (
        "a.xml",
        f'{LAUGHS}<lheo><offres><formation numero="&l11;"/></offres></lheo>'.encode(),
    ),
    "lheo, a file of the machine": lambda: ("a.xml", f"{OUTSIDE}<lheo>&e;</lheo>".encode()),
    "lheo, an encoding that lies": lambda: (
        "a.xml",
        '<?xml version="1.0" encoding="UTF-8"?><lheo>é</lheo>'.encode("latin-1"),
    ),
    "lheo, cut": lambda: ("a.xml", b"<lheo><offres><formation>"),
    "lheo, too deep": lambda: ("a.xml", b"<lheo>" + b"<a>" * 5000),
    "register, laughs": lambda: ("a.xml", f"{LAUGHS}<FICHES>&l11;</FICHES>".encode()),
    "register, a file of the machine": lambda: (
        "a.xml",
        f"{OUTSIDE}<FICHES><FICHE>&e;</FICHE></FICHES>".encode(),
    ),
    "register, a bomb": lambda: (
        "export-fiches.zip",
        zipped({"export_fiches_RNCP_V4_1.xml": b"<FICHES>" + BOMB}),
    ),
    "register tables, a bomb": lambda: (
        "export-fiches-csv.zip",
        zipped({"export_fiches_CSV_Standard_2026_01_01.csv": b"Numero_Fiche;\n" + BOMB}),
    ),
    "register, a zip cut short": lambda: (
        "export-fiches.zip",
        zipped({"export_fiches_RNCP_V4_1.xml": b"<FICHES/>"})[:-30],
    ),
    "another XML": lambda: ("a.xml", b"<html><body/></html>"),
    "json, of a list": lambda: ("a.json", b'[{"resultats": []}]'),
    "json, cut": lambda: ("a.json", b'{"resultats": [{"id": "1"'),
    "json, in Latin-1": lambda: ("a.json", '{"resultats": [{"id": "é"}]}'.encode("latin-1")),
    "json, too deep": lambda: ("a.json", ('{"resultats": ' + DEEP).encode()),
    "workbook, a bomb": lambda: ("a.xlsx", zipped({"xl/worksheets/sheet1.xml": BOMB})),
    "ods, a bomb": lambda: ("a.ods", zipped({"content.xml": BOMB})),
    "workbook, a bomb that lies": lambda: ("a.xlsx", that_lies(a_book(" " * 210_000_000))),
    "register, a bomb that lies": lambda: (
        "export-fiches.zip",
        that_lies(zipped({"export_fiches_RNCP_V4_1.xml": b"<FICHES>" + BOMB})),
    ),
    "workbook that is none": lambda: ("a.xlsx", b"PK\x03\x04" + b"\x00" * 50),
    "workbook, laughs": lambda: (
        "a.xlsx",
        a_book(
            '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>', strings=LAUGHS
        ),
    ),
    "ods, laughs": lambda: (
        "a.ods",
        zipped({"mimetype": b"x", "content.xml": f"{LAUGHS}<a>&l11;</a>".encode()}),
    ),
    **{
        f"{kind}, in Latin-1": (
            lambda header=header: ("a.csv", f"{header}\n1;é\n".encode("latin-1"))
        )
        for kind, header in HEADERS.items()
        if kind not in ("sheet", "register")  # which people save so: it is read; a part is refused
    },
    **{
        f"{kind}, 100,000 columns": (
            lambda header=header: ("a.csv", (header + ";x" * 100_000 + "\n1;a\n").encode())
        )
        for kind, header in HEADERS.items()
    },
    **{
        f"json, {key} of another shape ({value})": (
            lambda key=key, value=value: ("a.json", f"{{{key}: {value}}}".encode())
        )
        for key in JSON_KEYS
        for value in ("3", '"a"', "null", "{}")
    },
}


@pytest.fixture(scope="module")
def manager(real_site: TestClient) -> TestClient:
    app = real_site.app
    body = an_organisation(app, Role.MANAGER, "Territoire")
    person = a_person(
        app, Role.MANAGER, email="m@essai.example", organisation=body, perimeter=(LORIENT,)
    )
    client = signed_in(app, person)
    table = "Intitulé;Organisme\nCours A;Inventé\n=1+1;@Inventé\n"
    path = Path(app.state.engine.url.database).with_name("cours.csv")
    path.write_text(table, "utf-8")
    with Session(app.state.engine) as db:
        import_file(db, MATCHER, path, on=ON)
        db.commit()
    return client


def titles(client: TestClient) -> list[str]:
    with Session(client.app.state.engine) as db:
        return [one.title for one in list_offers(db, visible_to=VISITOR)]


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_in_one_sentence_and_the_catalogue_is_as_before(
    manager: TestClient, tmp_path: Path, case: str
):
    name, content = CASES[case]()
    path = tmp_path / name
    path.write_bytes(content)
    before = titles(manager)
    with Session(manager.app.state.engine) as db:
        with pytest.raises(BadFile) as refused:
            preview_file(db, path)
        with pytest.raises(BadFile):
            import_file(db, MATCHER, path, on=ON)
        db.rollback()
    sentence = error_sentence(refused.value)
    assert sentence.startswith(name)
    assert "\n" not in sentence.strip()
    assert titles(manager) == before
    if len(content) < 1_000_000:
        answer = manager.post("/imports/apercu", files={"file": (name, content)})
        assert answer.status_code == 422
        assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("notes.docx", {"word/document.xml": BOMB}),
        ("notes.docx", {"word/document.xml": f"{LAUGHS}<w>&l11;</w>".encode()}),
        ("notes.docx", {"[Content_Types].xml": f"{LAUGHS}<Types>&l11;</Types>".encode()}),
    ],
    ids=["bomb", "laughs", "laughs in its list"],
)
def test_a_document_that_unfolds_is_refused(name: str, files: dict[str, bytes]):
    with pytest.raises(BadFile):
        read_document(name, zipped(files))


def test_no_cell_of_the_catalogue_is_a_formula_for_who_opens_it(manager: TestClient):
    lines = manager.get("/formations.csv").text.splitlines()
    (cells,) = [line.split(",") for line in lines if "1+1" in line]
    assert cells[1] == "'=1+1"
    assert cells[2] == "'@Inventé"


def test_every_importer_is_among_those_that_were_tried():
    named = {importer.name for importer in importers()}
    assert named == {
        "RNCP et RS (XML)",
        "RNCP et RS (CSV)",
        "LHEO",
        "Catalogue de l'apprentissage",
        "France Travail",
        "API Alternance",
        "API Alternance (certifications)",
        "Mon Compte Formation",
        "Onisep",
        "Tableau",
    }


def test_numbers_that_no_machine_holds_are_told_and_passed_over(tmp_path: Path):
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps({"resultats": [{"id": 1, "intitule": "x"}]}).replace("1", "9" * 5000)
    )
    with pytest.raises(BadFile, match="json"):
        list(find_importer(path).read(path))
