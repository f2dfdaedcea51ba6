"""The ``matrice`` command. Heavy imports wait until a command needs them, so that ``--help`` is
immediate.
"""

import gc
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from web.account_cli import account
from web.evaluation_cli import evaluate_files
from web.import_cli import import_
from web.matching_cli import gaps, suggest
from web.ontology_cli import export, ontology
from web.terminal import (
    fail,
    load_matcher,
    matcher_of_database,
    not_empty,
    open_database,
    print_json,
    read_day,
    read_notes,
    real_exists,
    shown,
)
from web.territory_cli import territory
from web.vocabulary_cli import vocabulary
from web.work_cli import work

if TYPE_CHECKING:
    from matching.results import CompetenceMention, OccupationMention

app = typer.Typer(
    help="Matrice : des besoins des entreprises aux formations qui y répondent.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(account, name="account")
app.add_typer(export, name="export")
app.add_typer(ontology, name="ontology")
app.add_typer(territory, name="territory")
app.add_typer(vocabulary, name="vocabulary")
app.command("evaluate")(evaluate_files)
app.command("import")(import_)
app.command("gaps")(gaps)
app.command("suggest")(suggest)
app.command("work")(work)

Demonstration = Annotated[
    bool,
    typer.Option("--demonstration", help="La base de démonstration au lieu de la vraie."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Réponse en JSON.")]
On = Annotated[
    str,
    typer.Option("--on", help="Jour de l'entretien, AAAA-MM-JJ (aujourd'hui par défaut)."),
]


def main() -> None:
    """Run the command; whatever the domain refuses ends in one French sentence and a non-zero
    exit.
    """
    from skills.errors import DomainError

    gc.set_threshold(50_000)  # reading a text makes many small things that die at once
    try:
        app()
    except DomainError as error:
        from web.error_sentences import error_sentence

        fail(error_sentence(error))


@app.command()
def serve(
    port: Annotated[int | None, typer.Option(help="Port local.", min=1, max=65535)] = None,
    demonstration: Demonstration = False,
) -> None:
    """Servir le site sur cette machine."""
    from web.serving import serve_site

    serve_site(port, demonstration=demonstration)


@app.command()
def init(demonstration: Demonstration = False) -> None:
    """Créer la base (vide, ou de démonstration) ou la mettre à niveau."""
    from data.storage.database import initialise
    from web.settings import read_settings

    url = read_settings().url(demonstration=demonstration)
    created = initialise(url, kind="demonstration" if demonstration else "real")
    if demonstration:
        from web.flows.demonstration import load_demonstration

        loaded = load_demonstration(url, on=date.today())
        if loaded:
            typer.echo(f"Base de démonstration prête : {loaded}.")
    elif created:
        typer.echo(f"Base créée, vide : {shown(url)}")
    else:
        typer.echo(f"Base à jour : {shown(url)}")


@app.command()
def link(
    text: Annotated[str, typer.Argument(help="Le texte à lire.")] = "",
    on: On = "",
    as_json: AsJson = False,
    jsonl: Annotated[
        Path | None,
        typer.Option("--jsonl", help="Fichier d'un objet JSON par ligne : id, text, on."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Fichier à écrire.")] = None,
    demonstration: Demonstration = False,
) -> None:
    """Dire quelles compétences et quels métiers un texte nomme."""
    from web.flows.linking import link_file, linked_record

    matcher = matcher_of_database(demonstration)
    if jsonl is not None:
        lines = "".join(
            json.dumps(record, ensure_ascii=False) + "\n"
            for record in link_file(matcher, jsonl, on=read_day(on))
        )
        if out is None:
            typer.echo(lines, nl=False)
        else:
            out.write_text(lines, "utf-8")
        return
    linked = matcher.propose(not_empty(text, "texte"), on=read_day(on)).linked
    if as_json:
        typer.echo(json.dumps(linked_record(linked), ensure_ascii=False, indent=2))
        return
    reference = matcher.reference_
    mentions: list[CompetenceMention | OccupationMention] = [*linked.occupations]
    mentions += linked.mentions
    for mention in sorted(mentions, key=lambda m: m.start):
        typer.echo(
            f"« {mention.quote} » : {reference.label(mention.code)} [{mention.code}] "
            f"{mention.score:.2f}, {mention.polarity.label}"
        )
    for phrase in linked.unlinked:
        typer.echo(f"« {phrase.quote} » : rien de connu")


@app.command()
def analyse(
    file: Annotated[Path, typer.Argument(help="Notes d'entretien, texte UTF-8.")],
    on: On = "",
    demonstration: Demonstration = False,
    as_json: AsJson = False,
) -> None:
    """Lire des notes et suggérer des formations, sans rien enregistrer."""
    from skills.account import LOCAL_USER
    from skills.interview import Firm
    from web.catalogue_keeper import CatalogueKeeper
    from web.flows.notes import analyse_notes
    from web.suggestion_wording import analysis_lines

    notes = read_notes(file)
    with open_database(demonstration or not real_exists()) as db:
        matcher = load_matcher(db)
        catalogue = CatalogueKeeper(matcher).current(db)
    day = read_day(on)
    result = analyse_notes(matcher, catalogue, notes, firm=Firm(file.stem), user=LOCAL_USER, on=day)
    if as_json:
        print_json(result)
        return
    for line in analysis_lines(result, matcher.reference_):
        typer.echo(line)


@app.command()
def check(
    folder: Annotated[Path | None, typer.Option(help="Autre dossier de référence.")] = None,
    reference: Annotated[
        Path | None,
        typer.Option(help="Tables publiques complètes, pour vérifier les codes."),
    ] = None,
) -> None:
    """Vérifier les fichiers de référence."""
    from data.readers import REFERENCE_FOLDER, load_reference
    from data.readers.check import check as check_reference
    from web.error_sentences import problem_sentence

    folder = folder or REFERENCE_FOLDER
    problems = check_reference(load_reference(folder), folder, public=reference)
    for problem in problems:
        typer.echo(problem_sentence(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    typer.echo(f"{errors} erreurs, {len(problems) - errors} remarques.")
    if errors:
        raise typer.Exit(1)
