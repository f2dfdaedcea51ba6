"""Open a database: SQLite in a file by default, PostgreSQL by its address."""

from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from skills.errors import WrongDatabase


def open_engine(url: str) -> Engine:
    """The engine for ``sqlite:///PATH`` or ``postgresql://…``; nothing is opened or created yet."""
    try:
        address = make_url(url)
    except ArgumentError:
        raise WrongDatabase(url, "bad_address") from None
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if address.get_backend_name() != "sqlite":
        raise WrongDatabase(url, "bad_address")
    engine = create_engine(address)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: object, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("foreign_keys = ON", "busy_timeout = 5000", "synchronous = NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def sqlite_file(engine: Engine) -> Path | None:
    """The file of an SQLite database, or None for one in memory or on a server."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name)
