"""``matrice import``: a file, or a public service, into the catalogue."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from web.terminal import fail, load_matcher, open_database, print_json

_MOST_SHOWN = 200


def import_(
    file: Annotated[
        Path | None,
        typer.Argument(help="Fichier de formations, de contrats ou de places (voir README)."),
    ] = None,
    source: Annotated[
        str,
        typer.Option("--from", help="Service public à interroger : alternance ou francetravail."),
    ] = "",
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Redemander aussi ce qui a été reçu il y a peu.")
    ] = False,
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
    """Ajouter au catalogue ce que dit un fichier, ou un service public."""
    from web.flows.import_jobs import count_records
    from web.flows.importing import import_file, preview_file
    from web.flows.offer_linking import link_offers, waiting_to_link
    from web.record_sentences import rejection_sentence

    if (file is None) == (not source):
        fail("Donnez un fichier, ou « --from alternance » ou « --from francetravail ».", 2)
    if demonstration and source:
        fail("La démonstration ne reçoit pas de données réelles : retirez --demonstration.", 2)
    on = date.today()
    with open_database(demonstration) as db, _given(file, source, fresh=fresh) as path:
        complete = complete or bool(source)
        if dry_run:
            report = preview_file(db, path, complete=complete)
        else:
            with _bar("Lecture", lambda: count_records(path)) as after:
                report = import_file(
                    db, load_matcher(db), path, on=on, complete=complete, after=after
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
    if report.merged or report.proposed:
        typer.echo(
            f"{report.merged} réunies avec une autre source, {report.proposed} à relire"
            " (/catalogue/doublons)."
        )
    for rejected in report.rejected[:_MOST_SHOWN]:
        typer.echo("  " + rejection_sentence(rejected))


@contextmanager
def _given(file: Path | None, source: str, *, fresh: bool) -> Iterator[Path]:
    """The file, or what the service says as a file."""
    if file is not None:
        yield file
        return
    from data.readers import load_reference
    from web.flows.fetching import fetch_service, service_named
    from web.flows.import_jobs import as_file
    from web.settings import read_settings

    settings = read_settings()
    name, content = fetch_service(
        settings,
        load_reference(settings.reference_folder),
        service_named(source),
        now=datetime.now(UTC),
        fresh=fresh,
    )
    with as_file(name, content) as path:
        yield path


@contextmanager
def _bar(label: str, count: Callable[[], int]) -> Iterator[Callable[[int], None] | None]:
    """A progress bar on a terminal, fed with what is done so far; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    with typer.progressbar(length=count(), label=label, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
