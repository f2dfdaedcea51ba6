"""``matrice work``: the worker that sends letters and forgets what is past its time."""

import time
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing import parent_process
from typing import Annotated

import typer

from web.terminal import open_database

PAUSE = 5.0  # seconds between two looks


def work(
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="La base de démonstration.")
    ] = False,
    once: Annotated[bool, typer.Option("--once", help="Faire ce qui est dû, puis finir.")] = False,
    show: Annotated[bool, typer.Option("--list", help="Montrer ce qui attend.")] = False,
) -> None:
    """Envoyer les courriers et oublier ce qui est périmé, jusqu'à Ctrl+C."""
    from data.storage.work import list_jobs

    with open_database(demonstration=demonstration) as db:
        if show:
            for job in list_jobs(db):
                state = "abandonné" if job.dead else f"prévu le {job.due_at:%d/%m/%Y à %H:%M}"
                typer.echo(
                    f"{job.id} {job.kind} {job.about} : {state}, {job.tries} essais {job.problem}"
                )
            return
    keep_working(demonstration, once=once)


def keep_working(demonstration: bool, *, once: bool = False) -> None:
    """Work until stopped, or until the process that started this one is gone."""
    from data.storage.engine import open_engine
    from web.flows.work import work_once
    from web.settings import read_settings

    settings = read_settings()
    engine = open_engine(settings.url(demonstration=demonstration))
    parent = parent_process()
    with suppress(KeyboardInterrupt):
        while True:
            work_once(engine, settings, now=datetime.now(UTC))
            if once or (parent and not parent.is_alive()):
                return
            time.sleep(PAUSE)
