import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import data.storage.tables  # noqa: F401 (declares the tables)
from data.storage import database
from data.storage.database import HEAD, check_database, initialise
from data.storage.engine import open_engine
from skills.errors import WrongDatabase


def why_refused(url: str, kind: str = "real") -> str:
    engine = open_engine(url)
    try:
        with pytest.raises(WrongDatabase) as refused:
            check_database(engine, kind=kind)
    finally:
        engine.dispose()
    return refused.value.why


def test_a_new_database_is_up_to_date_and_of_its_kind(database_url: str):
    assert initialise(database_url, kind="real")
    engine = open_engine(database_url)
    check_database(engine, kind="real")
    engine.dispose()
    assert not initialise(database_url, kind="real")


def test_demonstration_and_real_data_never_share_a_database(database_url: str):
    initialise(database_url, kind="demonstration")
    assert why_refused(database_url, "real") == "other_kind"
    with pytest.raises(WrongDatabase, match="other_kind"):
        initialise(database_url, kind="real")


def test_a_database_that_is_absent_is_said_to_be(tmp_path: Path):
    assert why_refused(f"sqlite:///{tmp_path}/rien.sqlite3") == "absent"
    assert not (tmp_path / "rien.sqlite3").exists()


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("pas une base", "utf-8")
    with pytest.raises(WrongDatabase, match="not_a_database"):
        initialise(f"sqlite:///{path}", kind="real")
    assert path.read_text("utf-8") == "pas une base"


def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "autre.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE facture (id INTEGER)")
    other.close()
    with pytest.raises(WrongDatabase, match="not_a_database"):
        initialise(f"sqlite:///{path}", kind="real")


def test_a_database_of_a_later_version_is_refused(tmp_path: Path):
    path = tmp_path / "matrice.sqlite3"
    initialise(f"sqlite:///{path}", kind="real")
    with sqlite3.connect(path) as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
    later.close()
    assert why_refused(f"sqlite:///{path}") == "newer_version"


def test_a_migration_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    url = f"sqlite:///{tmp_path / 'matrice.sqlite3'}"

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(database, "insert", broken)
    with pytest.raises(RuntimeError):
        initialise(url, kind="real")
    monkeypatch.undo()
    assert why_refused(url) == "absent"
    assert initialise(url, kind="real")


def test_an_address_of_another_kind_is_refused():
    with pytest.raises(WrongDatabase, match="bad_address"):
        open_engine("mysql://ici/base")
    with pytest.raises(WrongDatabase, match="bad_address"):
        open_engine("n'importe quoi")


def test_the_migrations_make_the_tables_and_go_down_again(database_url: str):
    initialise(database_url, kind="real")
    engine = open_engine(database_url)
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        from alembic.autogenerate import compare_metadata

        assert compare_metadata(context, SQLModel.metadata) == []
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        connection.commit()
    engine.dispose()
    assert initialise(database_url, kind="real")


def test_a_database_from_before_accounts_keeps_its_interviews_and_needs(database_url: str):
    initialise(database_url, kind="real")
    engine = open_engine(database_url)
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        for statement in (
            "INSERT INTO firm (id, name, commune, siret) VALUES (1, 'F', '', '')",
            (
                "INSERT INTO interview (id, firm_id, held_on, author, notes)"
                " VALUES (1, 1, '2026-11-20', 'x', 'n')"
            ),
            (
                'INSERT INTO need (id, interview_id, evidence_kind, quote, start, "end",'
                " occupation, state, decided_by, decided_at, reference_version)"
                " VALUES (1, 1, 'said', 'n', 0, 1, '', 'sent', 'x', '2026-11-20 09:00:00', 'v')"
            ),
        ):
            connection.exec_driver_sql(statement)
        connection.commit()
    assert not initialise(database_url, kind="real")
    with engine.connect() as connection:
        for table in ("interview", "need"):
            query = f"SELECT count(*) FROM {table}"
            assert connection.exec_driver_sql(query).scalar() == 1
    engine.dispose()
