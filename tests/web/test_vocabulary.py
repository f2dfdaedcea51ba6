"""The review queue as pages and commands, over processes that share a database."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session
from typer.testing import CliRunner

from data.readers import REFERENCE_FOLDER
from data.storage.database import initialise
from data.storage.engine import open_engine
from data.storage.learnt import propose_label
from skills.learnt import LabelKind, LearntLabel
from web.app import create_app
from web.cli import app, main
from web.settings import Settings

RUN = CliRunner()
QUEUE = "/atelier/vocabulaire"
ON = date(2026, 11, 23)


def queue_labels(database: Path, *labels: LearntLabel) -> None:
    engine = open_engine(f"sqlite:///{database}")
    with Session(engine) as db:
        for label in labels:
            assert propose_label(db, label) is not None
        db.commit()
    engine.dispose()


def a_label(phrase: str, kind: LabelKind = LabelKind.ALIAS, code: str = "C-INFUSE") -> LearntLabel:
    return LearntLabel(code, phrase, kind, f"… {phrase} …", "need:1", "moi", ON)


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[tuple[TestClient, TestClient]]:
    settings = Settings(demonstration_url=f"sqlite:///{tmp_path / 'base.sqlite3'}")
    initialise(settings.demonstration_url, kind="demonstration")
    with (
        TestClient(create_app(settings, demonstration=True)) as one,
        TestClient(create_app(settings, demonstration=True)) as other,
    ):
        yield one, other


def noted(site: TestClient, notes: str) -> str:
    answer = site.post(
        "/entretiens",
        data={"firm": "Essai", "held_on": "2026-11-20", "notes": notes},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    return str(answer.headers["location"])


def reading(site: TestClient, interview: str) -> dict[str, object]:
    return dict(site.get(f"/api/v1/interviews/{interview.rsplit('/', 1)[1]}/reading").json())


def corrected(site: TestClient, interview: str, instead: str) -> int:
    """Confirm the first proposal, its first link said to mean something else."""
    page = site.get(interview).text
    form = page[page.index("<form") : page.index("</form>")]
    sent: dict[str, object] = dict(re.findall(r'name="(start|end)" value="(\d+)"', form))
    read = re.findall(r'name="read" value="([A-Z-]+)"', form)
    sent |= {
        "competences": re.findall(r'name="competences" value="([A-Z-]+)"', form),
        "read": read,
        "instead": [instead, *[""] * (len(read) - 1)],
    }
    return site.post(f"{interview}/besoins", data=sent).status_code


def test_a_correction_is_queued_approved_in_one_process_and_read_in_the_other(
    sites: tuple[TestClient, TestClient],
):
    one, other = sites
    told = noted(one, "il nous faut trois personnes pour l'infusion, dès que possible")
    assert corrected(one, told, "une compétence inventée") == 422
    assert "Rien à relire" in one.get("/atelier/vocabulaire").text
    assert corrected(one, told, "Souder des métaux") == 200
    (need,) = one.get("/api/v1/needs").json()
    assert "C-WELD-METAL" in [c["code"] for c in need["competences"]]
    assert "+" not in need["reference_version"]
    before = reading(other, told)

    queue = one.get("/atelier/vocabulaire").text
    assert "ne veut pas dire" in queue
    stop = re.search(
        r'(/atelier/vocabulaire/\d+)/approuver"(?:(?!</form>).)*Ne plus lire', queue, re.S
    )
    assert stop
    refused = one.post(f"{stop.group(1)}/approuver", data={"phrase": "infusion"})
    assert refused.status_code == 422
    assert "Rien n&#39;a changé" in refused.text or "Rien n'a changé" in refused.text
    assert reading(other, told) == before

    one.post(f"{stop.group(1)}/approuver", data={"phrase": "personnes pour l'infusion"})
    after = reading(other, told)
    assert "C-INFUSE" in str(before)
    assert "'C-INFUSE'" not in str(after["linked"])
    assert "+1" in other.get(told).text

    assert "Annuler" in one.get("/atelier/vocabulaire").text
    other.post(f"{stop.group(1)}/annuler")
    assert reading(one, told) == reading(other, told) == before


def test_applied_aliases_are_given_as_a_table_and_what_cannot_be_is_refused(
    sites: tuple[TestClient, TestClient],
):
    site, _ = sites
    told = noted(site, "il nous faut trois personnes pour l'infusion")
    corrected(site, told, "Souder des métaux")
    queue = site.get("/atelier/vocabulaire").text
    alias = re.search(
        r'(/atelier/vocabulaire/(\d+))/approuver"(?:(?!</form>).)*Apprendre', queue, re.S
    )
    assert alias
    site.post(f"{alias.group(1)}/approuver", data={"phrase": "bricoler l'essai"})
    (stop,) = re.findall(r"/atelier/vocabulaire/(\d+)/approuver", site.get(QUEUE).text)
    assert f"essai={stop}" not in site.get(QUEUE).text  # it may not be applied as it stands
    assert site.get(f"{QUEUE}?essai={stop}").status_code == 422
    table = site.get("/atelier/vocabulaire.csv")
    assert table.text == (
        "competence,alias,language,register\nC-WELD-METAL,bricoler l'essai,fr,shop\n"
    )
    assert site.get("/atelier/vocabulaire?essai=9999").status_code == 404
    assert site.post("/atelier/vocabulaire/9999/refuser").status_code == 404
    assert site.post(f"{alias.group(1)}/refuser").status_code == 422


def test_what_a_label_would_change_is_told_and_nothing_is_applied(
    sites: tuple[TestClient, TestClient], tmp_path: Path
):
    site, _ = sites
    told = noted(site, "il nous faut trois personnes pour zinguer la bouillotte")
    before = reading(site, told)
    queue_labels(tmp_path / "base.sqlite3", a_label("zinguer la bouillotte"))
    page = site.get(QUEUE).text
    assert '<mark class="m-asked">zinguer la bouillotte</mark>' in page
    effect = re.search(r'href="(/atelier/vocabulaire\?essai=\d+)', page)
    assert effect
    shown = site.get(effect.group(1)).text
    assert "1 entretien serait lu" in shown
    assert f'<a href="{told}">Essai</a> · lu en plus : Infuser une pièce sous vide' in shown
    assert reading(site, told) == before


def test_a_label_whose_code_is_no_more_is_shown_as_such(
    sites: tuple[TestClient, TestClient], tmp_path: Path
):
    site, _ = sites
    queue_labels(tmp_path / "base.sqlite3", a_label("<b>mot</b>", code="C-NOWHERE"))
    page = site.get("/atelier/vocabulaire").text
    assert "n'est plus dans le référentiel" in page
    assert "<b>mot" not in page


# The commands.


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real database with one alias and one stop-pair waiting."""
    path = tmp_path / "base.sqlite3"
    monkeypatch.setenv("MATRICE_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("MATRICE_DEMONSTRATION_URL", f"sqlite:///{tmp_path / 'demo.sqlite3'}")
    assert RUN.invoke(app, ["init"]).exit_code == 0
    queue_labels(
        path,
        a_label("zinguer la bouillotte"),
        a_label("personnes pour l'infusion", LabelKind.STOP),
    )
    return tmp_path


def run(*command: str) -> str:
    answer = RUN.invoke(app, list(command))
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def linked(text: str, *options: str) -> list[str]:
    found = json.loads(run("link", text, "--json", *options))
    return [mention["code"] for mention in found["mentions"]]


def test_the_commands_decide_and_link_reads_with_what_they_applied(base: Path):
    text = "deux personnes pour l'infusion, et savoir zinguer la bouillotte"
    before = run("link", text, "--json")
    rows = json.loads(run("vocabulary", "list", "--json"))
    assert [(row["id"], row["kind"], row["state"]) for row in rows] == [
        (2, "stop", "waiting"),
        (1, "alias", "waiting"),
    ]
    run("vocabulary", "approve", "1")
    assert linked(text).count("C-INFUSE") == before.count('"C-INFUSE"') + 1
    run("vocabulary", "approve", "2")
    assert linked(text) == ["C-INFUSE"]
    assert "« zinguer la bouillotte » C-INFUSE" in run("vocabulary", "list", "--state", "approved")
    run("vocabulary", "undo", "1")
    run("vocabulary", "undo", "2")
    assert run("link", text, "--json") == before
    run("vocabulary", "undo", "1")
    run("vocabulary", "refuse", "1")
    assert "refusé" in run("vocabulary", "list")


def test_notes_are_analysed_with_what_was_applied(base: Path):
    notes = base / "notes.txt"
    notes.write_text("il nous faut deux gars qui savent zinguer la bouillotte", "utf-8")
    run("vocabulary", "approve", "1")
    found = json.loads(run("analyse", str(notes), "--json"))
    assert found["reference_version"].endswith("+1")
    assert "C-INFUSE" in str(found["needs"])


def test_link_needs_no_database(base: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MATRICE_DATABASE_URL", f"sqlite:///{base / 'absent.sqlite3'}")
    assert linked("l'infusion d'une coque")
    assert not (base / "absent.sqlite3").exists()
    (base / "autre.txt").write_text("pas une base", "utf-8")
    monkeypatch.setenv("MATRICE_DATABASE_URL", f"sqlite:///{base / 'autre.txt'}")
    answer = RUN.invoke(app, ["link", "l'infusion d'une coque", "--json"])
    assert answer.exit_code == 0
    assert "mots appris laissés de côté" in answer.stderr
    assert json.loads(answer.stdout)["mentions"]


def test_exported_aliases_put_in_the_reference_pass_its_check(base: Path, shared: Path):
    run("vocabulary", "approve", "1")
    run("vocabulary", "approve", "2")
    assert run("vocabulary", "export") == (
        "competence,alias,language,register\nC-INFUSE,zinguer la bouillotte,fr,shop\n"
    )
    folder = base / "reference"
    shutil.copytree(REFERENCE_FOLDER, folder)
    aliases = folder / "competences" / "aliases.csv"
    assert "1 lignes" in run("vocabulary", "export", "--into", str(aliases))
    assert "0 lignes" in run("vocabulary", "export", "--into", str(aliases))
    public = str(shared / "reference")
    said = run("check", "--folder", str(folder), "--reference", public)
    assert said.strip().endswith("0 erreurs, 0 remarques.")
    assert run("vocabulary", "export", "--out", str(base / "mots.csv"))
    assert (base / "mots.csv").read_text("utf-8").count("\n") == 2


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("approve", "99"), "n'existe pas"),
        (("undo", "1"), "décidée entre-temps"),
        (("approve", "2", "--phrase", "infusion"), "corrigez le référentiel"),
        (("approve", "1", "--phrase", "un deux trois quatre cinq six sept huit neuf"), "huit mots"),
        (("list", "--state", "peut-être"), "« peut-être »"),
        (("export", "--into", "nulle-part.csv"), "n'existe pas"),
    ],
    ids=["absent", "not decided", "contradiction", "too long", "state", "no file"],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    base: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    said: str,
):
    before = run("vocabulary", "list")
    monkeypatch.setattr(sys, "argv", ["matrice", "vocabulary", *command])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code not in (0, None)
    assert said in capsys.readouterr().err
    assert run("vocabulary", "list") == before
