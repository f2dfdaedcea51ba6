"""Create a database, bring it up to date, check that it is the one expected."""

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.exc import DatabaseError, OperationalError, ProgrammingError
from sqlmodel import Session

from data.storage.engine import open_engine, sqlite_file
from data.storage.tables import AboutRow
from skills.errors import WrongDatabase

HEAD = "0075"
"""The latest migration; a test holds it against the migrations themselves."""

KINDS = ("demonstration", "real")


def initialise(url: str, *, kind: str) -> bool:
    """Create the database or bring it up to date; give whether it was created.

    A database of the other kind, or made by a later version, is refused and left as it is.
    """
    engine = open_engine(url)
    try:
        revision = _revision(engine)
        if revision is None:
            _make_folder(engine)
        elif revision != HEAD:
            _refuse_unknown(engine, revision)
        if revision is not None:
            _check_kind(engine, kind)
        if revision != HEAD:
            _upgrade(engine, kind=kind if revision is None else None)
        return revision is None
    finally:
        engine.dispose()


def check_database(engine: Engine, *, kind: str) -> None:
    """Raise ``WrongDatabase`` unless the database is there, up to date and of the kind expected."""
    revision = _revision(engine)
    if revision is None:
        raise WrongDatabase(_name(engine), "absent", kind)
    if revision != HEAD:
        _refuse_unknown(engine, revision)
        raise WrongDatabase(_name(engine), "older_version", revision)
    _check_kind(engine, kind)


def is_demonstration(db: Session) -> bool:
    """Whether this is the demonstration's database: nothing real is fetched into it."""
    row = db.get(AboutRow, "kind")
    return row is not None and row.value == "demonstration"


def _revision(engine: Engine) -> str | None:
    """The migration that the database is at, or None if it is empty or absent."""
    file = sqlite_file(engine)
    if file is not None:
        if not file.exists():
            return None
        if file.is_dir():
            raise WrongDatabase(_name(engine), "not_a_database")
        if file.stat().st_size and not os.access(file, os.W_OK):
            raise WrongDatabase(_name(engine), "read_only")
    try:
        with engine.connect() as connection:
            if not engine.dialect.has_table(connection, "alembic_version"):
                if _tables(engine, connection):
                    raise WrongDatabase(_name(engine), "not_a_database")
                return None
            row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
            return str(row[0]) if row else None
    except OperationalError as error:
        raise WrongDatabase(_name(engine), "unreachable", _first_line(error)) from None
    except DatabaseError as error:
        raise WrongDatabase(_name(engine), "not_a_database", _first_line(error)) from None


def _tables(engine: Engine, connection: Connection) -> list[str]:
    return engine.dialect.get_table_names(connection)


def _check_kind(engine: Engine, kind: str) -> None:
    try:
        with Session(engine) as db:
            row = db.get(AboutRow, "kind")
    except (OperationalError, ProgrammingError):
        row = None
    if row is None or row.value != kind:
        raise WrongDatabase(_name(engine), "other_kind", row.value if row else "")


def _refuse_unknown(engine: Engine, revision: str) -> None:
    from alembic.script import ScriptDirectory

    known = {s.revision for s in ScriptDirectory(str(_migrations())).walk_revisions()}
    if revision not in known:
        raise WrongDatabase(_name(engine), "newer_version", revision)


def _upgrade(engine: Engine, *, kind: str | None) -> None:
    """Run the migrations that are missing, all or none; ``kind`` is written into a new database."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_migrations()))
    try:
        with engine.connect() as connection:
            if sqlite_file(engine) is not None:
                # Kept in the file: from then on readers no longer wait for the writer.
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                connection.commit()
                # Python's driver would commit before each CREATE TABLE and leave half a database.
                driver = connection.connection.driver_connection
                if driver is not None:
                    driver.isolation_level = None
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if kind is not None:
                connection.execute(insert(AboutRow).values(key="kind", value=kind))
            connection.commit()
    except OperationalError as error:
        raise WrongDatabase(_name(engine), "read_only", _first_line(error)) from None


def _migrations() -> Path:
    return Path(__file__).parent / "migrations"


def _make_folder(engine: Engine) -> None:
    file = sqlite_file(engine)
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise WrongDatabase(_name(engine), "read_only") from None
    if not os.access(file.parent, os.W_OK):
        raise WrongDatabase(_name(engine), "read_only")


def _name(engine: Engine) -> str:
    file = sqlite_file(engine)
    return str(file) if file is not None else engine.url.render_as_string(hide_password=True)


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0] if str(cause).strip() else ""
