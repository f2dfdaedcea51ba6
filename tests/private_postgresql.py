"""A PostgreSQL server for one test run: own folder, own socket, no port open, no system service."""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

# What a crash would lose is thrown away anyway: durability only costs time here.
OPTIONS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
UNPRIVILEGED = ("postgres", "nobody")


def find_postgresql() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``: on PATH, else Debian's newest; None if absent."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


class PrivatePostgresql:
    """A cluster that lives as long as its ``with`` block.

    PostgreSQL refuses to run as root, so that root (a container, CI) starts it as another user.
    """

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        # Not pytest's own temporary folder: it is closed to other users, and too deep for the path
        # of a socket (107 bytes).
        self._folder = Path(tempfile.mkdtemp(prefix="matrice-pg-"))
        self._as_user: dict[str, object] = {}
        if os.geteuid() == 0:
            user = _unprivileged_user()
            os.chown(self._folder, user.pw_uid, user.pw_gid)
            self._as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        try:
            self._run(
                "initdb", "-A", "trust", "-U", "app", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"
            )
            self._run(
                "pg_ctl", "-w", "-l", str(self._folder / "log"),
                "-o", f"-k {self._folder} {OPTIONS}", "start",
            )  # fmt: skip
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._run("pg_ctl", "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def fresh_database(self) -> Iterator[str]:
        """Create an empty database, give its SQLAlchemy URL, drop it."""
        name = f"test_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield f"postgresql+psycopg://app@/{name}?host={self._folder}"
        finally:
            # FORCE: a test that failed may have left its connections open.
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self._folder), user="app", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs on the cluster; its words end up in the error."""
        words = self._folder / "words"
        # A file and not a pipe: the server that pg_ctl leaves behind would keep a pipe open.
        with words.open("w") as output:
            done = subprocess.run(
                [self.programs / program, "-D", self._folder / "data", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                check=False,
                **self._as_user,
            )
        if done.returncode:
            log = self._folder / "log"
            told = words.read_text() + (log.read_text() if log.exists() else "")
            raise RuntimeError(f"{program} ended with {done.returncode}:\n{told}")


def _unprivileged_user() -> pwd.struct_passwd:
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError(f"none of the users {', '.join(UNPRIVILEGED)} exists to run PostgreSQL")
