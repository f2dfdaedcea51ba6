import re

import pytest
from typer.testing import CliRunner

from data.storage.database import initialise
from skills.errors import NotFound
from web.cli import app as commands


def test_the_first_administrator_comes_from_the_command_line(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'base.sqlite3'}"
    monkeypatch.setenv("MATRICE_DATABASE_URL", url)
    initialise(url, kind="real")
    done = CliRunner().invoke(commands, ["account", "create", "Un@Essai.example", "Une"])
    assert done.exit_code == 0, done.output
    assert re.search(r"http://127\.0\.0\.1:\d+/invitation/[\w-]{43}", done.output)
    with pytest.raises(Exception, match="new_email"):
        CliRunner().invoke(
            commands, ["account", "create", "un@essai.example", "Une"], catch_exceptions=False
        )


def test_an_administrator_who_lost_everything_comes_back_by_the_command_line(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'base.sqlite3'}"
    monkeypatch.setenv("MATRICE_DATABASE_URL", url)
    initialise(url, kind="real")
    links = []
    for words in (["create", "un@essai.example", "Une"], ["invite", "UN@essai.example"]):
        done = CliRunner().invoke(commands, ["account", *words])
        assert done.exit_code == 0, done.output
        links += re.findall(r"/invitation/[\w-]{43}", done.output)
    assert len(set(links)) == 2
    with pytest.raises(NotFound):
        CliRunner().invoke(
            commands, ["account", "invite", "autre@essai.example"], catch_exceptions=False
        )
