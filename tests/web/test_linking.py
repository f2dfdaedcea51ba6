import json
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from web.cli import app, main

RUN = CliRunner()
TEXT = "il nous faut deux drapeurs confirmés pour mars, en CDI, on peut faire visiter l'atelier"


def test_a_file_is_linked_line_by_line_in_its_order(tmp_path: Path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        {"id": "a", "text": TEXT, "on": "2026-11-23"},
        {"id": "b", "text": "Rien à dire."},
        {"id": "c", "text": "pas besoin d'infusion"},
    ]
    source.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", "utf-8")
    assert RUN.invoke(app, ["link", "--jsonl", str(source), "--out", str(out)]).exit_code == 0
    first, second, third = (json.loads(line) for line in out.read_text("utf-8").splitlines())
    (drapers,) = first["occupations"]
    assert (drapers["code"], drapers["headcount_min"], drapers["headcount_max"]) == (
        "O-DRAPER",
        2,
        2,
    )
    assert (drapers["when"], drapers["contract"], drapers["level"]) == (
        "2027-03-01",
        "permanent",
        3,
    )
    assert TEXT[drapers["start"] : drapers["end"]] == drapers["quote"] == "drapeurs"
    assert [c["kind"] for c in first["commitments"]] == ["visit"]
    assert second == {
        "id": "b",
        "mentions": [],
        "occupations": [],
        "commitments": [],
        "unlinked": [],
    }
    (infusion,) = third["mentions"]
    assert (infusion["code"], infusion["polarity"], infusion["grain"]) == (
        "C-INFUSE",
        "not_asked",
        "competence",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"id": "a", "text": "x"}\nrien\n', "ligne 2"),
        (b'{"id": "a"}\n', "ligne 1"),
        (b'["a"]\n', "ligne 1"),
        (b'{"text": "x", "on": "demain"}\n', "demain"),
        (b'{"text": "\xe9"}\n', "UTF-8"),
    ],
)
def test_a_line_that_is_no_record_is_refused_with_its_number(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    said: str,
):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(content)
    monkeypatch.setattr(sys, "argv", ["matrice", "link", "--jsonl", str(source), "--out", str(out)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_the_bench_shows_the_words_and_their_reasons_and_keeps_nothing(site: TestClient):
    before = len(site.get("/api/v1/interviews").json())
    page = site.post("/atelier/lier", data={"text": TEXT}).text
    assert "« drapeurs » : " in page
    assert "Pourquoi ce métier" in page
    block = site.post(
        "/atelier/lier",
        data={"text": TEXT},
        headers={"HX-Request": "true", "HX-Target": "answer"},
    ).text
    assert block.strip() in page
    assert len(site.get("/api/v1/interviews").json()) == before


@pytest.mark.parametrize(("text", "status"), [("", 422), ("x" * 20_001, 422), ("<b>😀\x01", 200)])
def test_the_bench_answers_whatever_is_pasted(site: TestClient, text: str, status: int):
    assert site.post("/atelier/lier", data={"text": text}).status_code == status
