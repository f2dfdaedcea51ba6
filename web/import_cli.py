"""``matrice import``: a file, or a public service, into the catalogue."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from web.terminal import load_matcher, open_database, print_json

_MOST_SHOWN = 200


def import_(
    file: Annotated[
        Path, typer.Argument(help="Fichier de formations, de contrats ou de places (voir README).")
    ],
    demonstration: Annotated[
        bool,
        typer.Option("--demonstration", help="La base de démonstration au lieu de la vraie."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Réponse en JSON.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Dire ce qui changerait, sans rien changer.")
    ] = False,
    complete: Annotated[
        bool,
        typer.Option("--complete", help="Le fichier dit tout : ce qui n'y est plus a disparu."),
    ] = False,
) -> None:
    """Ajouter au catalogue ce que dit un fichier."""
    from web.flows.import_jobs import count_records
    from web.flows.importing import import_file, preview_file
    from web.flows.offer_linking import link_offers, waiting_to_link
    from web.record_sentences import rejection_sentence

    on = date.today()
    with open_database(demonstration) as db:
        if dry_run:
            report = preview_file(db, file, complete=complete)
        else:
            with _bar("Lecture", lambda: count_records(file)) as after:
                report = import_file(
                    db, load_matcher(db), file, on=on, complete=complete, after=after
                )
            matcher = load_matcher(db)  # with the fiches that the file has brought
            with _bar("Compétences", lambda: waiting_to_link(db, matcher)) as after:
                link_offers(db, matcher, on=on, after=after)
            db.commit()
    if as_json:
        print_json(report)
        return
    typer.echo(
        f"{report.file} ({report.importer}) : {report.read} formations lues, "
        f"{report.new} nouvelles, {report.changed} modifiées, {report.unchanged} inchangées, "
        f"{len(report.rejected)} remarques."
    )
    for rejected in report.rejected[:_MOST_SHOWN]:
        typer.echo("  " + rejection_sentence(rejected))


@contextmanager
def _bar(label: str, count: Callable[[], int]) -> Iterator[Callable[[int], None] | None]:
    """A progress bar on a terminal, fed with what is done so far; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    with typer.progressbar(length=count(), label=label, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
