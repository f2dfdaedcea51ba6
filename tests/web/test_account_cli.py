import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session
from typer.testing import CliRunner

from data.storage.accounts import find_credentials
from data.storage.database import initialise
from data.storage.engine import open_engine
from data.storage.journal import add_entry
from data.storage.sign_in import open_sign_in
from skills.errors import NotFound
from skills.journal import Deed, Entry
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


def test_a_purge_forgets_what_is_past_its_time_and_nothing_else(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'base.sqlite3'}"
    monkeypatch.setenv("MATRICE_DATABASE_URL", url)
    initialise(url, kind="real")
    CliRunner().invoke(commands, ["account", "create", "un@essai.example", "Une"])
    engine = open_engine(url)
    with Session(engine) as db:
        who = find_credentials(db, "un@essai.example")
        for age in (timedelta(), timedelta(hours=13), timedelta(days=400)):
            at = datetime.now(UTC) - age
            open_sign_in(db, who.account, complete=True, device="x", now=at)
            add_entry(db, Entry(at, who.account, "Une", Deed.SAW, "need", 1))
        db.commit()
    engine.dispose()
    done = CliRunner().invoke(commands, ["account", "purge"])
    assert "2 connexions et liens périmés, 1 lignes du journal" in done.output
    done = CliRunner().invoke(commands, ["account", "purge"])
    assert "0 connexions et liens périmés, 0 lignes" in done.output
