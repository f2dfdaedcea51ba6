import json
import re
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from web.cli import app, main
from web.settings import Settings

RUN = CliRunner()
FIXTURE = Path(__file__).parent.parent / "fixtures" / "lheo" / "flow-2.2.xml"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MATRICE_DATABASE_URL", f"sqlite:///{tmp_path / 'base.sqlite3'}")
    monkeypatch.setenv("MATRICE_DEMONSTRATION_URL", f"sqlite:///{tmp_path / 'demo.sqlite3'}")
    assert RUN.invoke(app, ["init"]).exit_code == 0
    return tmp_path


def refusal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *args: str) -> str:
    monkeypatch.setattr(sys, "argv", ["matrice", *args])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code not in (0, None)
    return capsys.readouterr().err


def test_a_file_is_imported_and_its_faults_are_said_line_by_line(base: Path):
    answer = RUN.invoke(app, ["import", str(FIXTURE)])
    assert "1 formations lues, 1 nouvelles" in answer.output
    assert "SIRET" in answer.output
    again = RUN.invoke(app, ["import", str(FIXTURE), "--json"])
    assert json.loads(again.output)["unchanged"] == 1


def test_the_catalogue_is_written_as_lheo_that_reads_back_the_same(base: Path, shared: Path):
    RUN.invoke(app, ["import", str(FIXTURE)])
    out = base / "formations.xml"
    xsd = shared / "samples" / "lheo" / "lheo-2.3-derived.xsd"
    answer = RUN.invoke(app, ["export", "lheo", "--out", str(out), "--schema", str(xsd)])
    assert answer.output == f"1 formations dans {out}\n"
    again = RUN.invoke(app, ["import", str(out), "--json"])
    assert json.loads(again.output)["unchanged"] == 1


def test_a_file_against_a_schema_is_not_written(
    base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    RUN.invoke(app, ["import", str(FIXTURE)])
    xsd, out = base / "autre.xsd", base / "formations.xml"
    xsd.write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="a"/></schema>')
    command = ("export", "lheo", "--out", str(out), "--schema", str(xsd))
    assert "ne suit pas le schéma" in refusal(capsys, monkeypatch, *command)
    assert not out.exists()


def test_a_text_is_linked_as_json(base: Path):
    answer = RUN.invoke(app, ["link", "besoin d'infusion, pas de drapage", "--json"])
    mentions = json.loads(answer.output)["mentions"]
    assert [(m["code"], m["polarity"]) for m in mentions] == [
        ("C-INFUSE", "asked"),
        ("C-DRAPE-PREPREG", "not_asked"),
    ]


def test_notes_are_analysed_to_a_suggested_course(base: Path):
    RUN.invoke(app, ["import", str(FIXTURE)])
    notes = base / "notes.txt"
    notes.write_text("il nous faut deux personnes pour l'infusion", "utf-8")
    answer = RUN.invoke(app, ["analyse", str(notes), "--json", "--on", "2026-11-23"])
    found = json.loads(answer.output)
    assert found["on"] == "2026-11-23"
    (need,) = found["needs"]
    assert need["analysis"]["suggestions"][0]["offer"]["title"] == "Opérateur composite d'essai"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"\xff\xfeb\x00", "UTF-8"),
        (None, "n'existe pas"),
    ],
)
def test_notes_that_cannot_be_read_are_refused(
    base: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
    said: str,
):
    notes = base / "notes.txt"
    if content is not None:
        notes.write_bytes(content)
    assert said in refusal(capsys, monkeypatch, "analyse", str(notes))


def test_the_demonstration_is_not_imported_into_a_real_base(
    base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MATRICE_DEMONSTRATION_URL", Settings().database_url)
    assert "ne se mélangent pas" in refusal(capsys, monkeypatch, "init", "--demonstration")


def test_a_broken_file_ends_in_one_sentence_and_changes_nothing(
    base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    broken = base / "offres.xml"
    broken.write_text("<lheo><offres><formation numero='1'>", "utf-8")
    said = refusal(capsys, monkeypatch, "import", str(broken))
    assert "offres.xml, ligne 1" in said
    assert "Traceback" not in said


def test_a_setting_that_is_not_as_expected_is_named(
    base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MATRICE_PORT", "abc")
    said = refusal(capsys, monkeypatch, "serve")
    assert said.startswith("MATRICE_PORT (« abc »)")


def test_a_port_already_taken_is_said_with_another_to_try(
    base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = refusal(capsys, monkeypatch, "serve", "--port", str(taken.getsockname()[1]))
    assert "Essayez ./run --port" in said


def test_the_reference_of_the_project_is_clean():
    answer = RUN.invoke(app, ["check"])
    assert answer.output.strip().endswith("0 erreurs, 0 remarques.")


def test_the_reference_agrees_with_the_public_tables(shared: Path):
    answer = RUN.invoke(app, ["check", "--reference", str(shared / "reference")])
    assert answer.exit_code == 0, answer.output


def test_help_needs_no_heavy_import():
    heavy = ("pandas", "sklearn", "sqlmodel", "fastapi", "lxml", "alembic", "matching")
    code = (
        "import sys; from typer.testing import CliRunner; from web.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_demo_data_load_once(base: Path):
    first = RUN.invoke(app, ["init", "--demonstration"])
    assert re.search(
        r"\d+ formations, 47 entretiens, 118 projets et \d+ besoins fictifs", first.output
    )
    assert RUN.invoke(app, ["init", "--demonstration"]).output == ""
    assert date.today()  # dates are relative to this day
