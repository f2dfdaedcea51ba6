"""``matrice suggest`` and ``matrice gaps`` on the demonstration, as words and as JSON."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from web.cli import app

RUN = CliRunner()


@pytest.fixture(scope="module", autouse=True)
def _demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    base: Path = tmp_path_factory.mktemp("base") / "demo.sqlite3"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MATRICE_DEMONSTRATION_URL", f"sqlite:///{base}")
        assert RUN.invoke(app, ["init", "--demonstration"]).exit_code == 0
        yield


def said(*words: str) -> str:
    answer = RUN.invoke(app, [*words, "--demonstration"])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_need_is_answered_with_reasons_places_and_what_is_missing():
    words = said("suggest", "1")
    assert "1. " in words
    assert "enseigne 6 des 11 compétences demandées" in words
    assert "Apprentissage : " in words
    assert "Manque : Conduire un autoclave : enseignée, mais trop tard" in words
    assert "Ont une place : 0 sur 1. Toutes les sessions finissent après" in words


def test_the_answer_as_json_is_the_one_of_the_api():
    found = json.loads(said("suggest", "1", "--json"))
    assert found["analysis"]["suggestions"][0]["reasons"][0]["kind"] == "coverage"
    assert found["answers"]["bundle"]["missing"][0]["why"] == "late"


def test_gaps_go_by_line_and_families_across_places():
    lines = json.loads(said("gaps", "--by", "family", "--months", "6", "--json"))
    assert lines[0]["code"].startswith("F-")
    table = json.loads(said("gaps", "--across", "place", "--json"))
    assert "200042174" in table["columns"]
    header, *rows = said("gaps", "--across", "horizon", "--epci", "200042174").splitlines()
    assert header == "famille\t3\t6\t12\t24"
    assert rows


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--by", "mot"], "écrivez competence, family ou occupation"),
        (["--across", "mot"], "écrivez horizon ou place"),
        (["--epci", "12"], "CA Lorient Agglomération"),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_can(words: list[str], expected: str):
    answer = RUN.invoke(app, ["gaps", "--demonstration", *words])
    assert answer.exit_code == 2
    assert expected in answer.output
