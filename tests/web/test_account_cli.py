import re

import pytest
from typer.testing import CliRunner

from data.storage.database import initialise
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
