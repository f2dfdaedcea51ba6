"""``matrice export …`` and ``matrice ontology …``: the ontology out, and corrections back in."""

import json
from pathlib import Path
from typing import Annotated

import typer

export = typer.Typer(help="Publier le référentiel.", no_args_is_help=True)
ontology = typer.Typer(help="Relire et corriger le référentiel.", no_args_is_help=True)

Out = Annotated[Path | None, typer.Option("--out", help="Fichier ou dossier à écrire.")]


@export.command("skos")
def export_skos(
    form: Annotated[str, typer.Option("--format", help="turtle ou jsonld.")] = "turtle",
    out: Out = None,
) -> None:
    """Le référentiel en SKOS."""
    from data.exporters.skos import FORMATS, write_skos
    from data.readers import load_reference
    from web.settings import read_settings

    if form not in FORMATS:
        typer.echo(f"Format « {form} » inconnu : turtle ou jsonld.", err=True)
        raise typer.Exit(2)
    text = write_skos(load_reference(), read_settings().public_url, form)
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text, "utf-8")


@export.command("csv")
def export_csv(
    out: Annotated[Path, typer.Option("--out", help="Dossier à écrire.")] = Path("referentiel"),
) -> None:
    """Le référentiel en tables CSV, avec leur Table Schema."""
    from data.exporters.tables import export_tables
    from data.readers import REFERENCE_FOLDER, reference_version

    written = export_tables(REFERENCE_FOLDER, out, reference_version(REFERENCE_FOLDER))
    typer.echo(f"{len(written)} fichiers dans {out}")


@export.command("lheo")
def export_lheo(
    out: Annotated[Path, typer.Option("--out", help="Fichier à écrire.")] = Path("formations.xml"),
    siret: Annotated[
        str, typer.Option("--siret", help="Seulement cet organisme : son SIRET ou son SIREN.")
    ] = "",
    schema: Annotated[
        Path | None, typer.Option("--schema", help="Schéma XSD que le fichier doit suivre.")
    ] = None,
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="La base de démonstration.")
    ] = False,
) -> None:
    """Le catalogue en LHEO 2.3."""
    from data.readers import load_reference
    from data.storage.offers import list_offers
    from matching.places import CommuneNames
    from skills.account import VISITOR
    from web.flows.offer_exchange import check_lheo, offers_lheo
    from web.terminal import open_database

    with open_database(demonstration) as db:
        offers = list_offers(db, visible_to=VISITOR, extras=False)
        wanted = [o.id for o in offers if o.id and o.provider.siret.startswith(siret)]
        content = offers_lheo(db, wanted, CommuneNames(load_reference().communes))
    if schema is not None:
        check_lheo(out.name, content, schema)
    out.write_bytes(content)
    typer.echo(f"{len(wanted)} formations dans {out}")


@ontology.command("stats")
def stats(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Compter ce que contient le référentiel, les lectures propres à part."""
    from data.readers import load_reference
    from web.flows.ontology_review import count_reference

    counts = count_reference(load_reference())
    if as_json:
        typer.echo(json.dumps(counts, ensure_ascii=False, indent=2))
        return
    for name, number in counts.items():
        typer.echo(f"{number:>6}  {name}")


@ontology.command("words")
def words(
    public: Annotated[Path, typer.Option("--reference", help="Dossier des tables publiques.")],
) -> None:
    """Recompter les mots du métier et ceux des autres dans les tables du ROME."""
    from data.readers import REFERENCE_FOLDER, load_reference
    from web.flows.background_words import write_background_words
    from web.flows.job_words import write_job_words

    folder = REFERENCE_FOLDER / "linking"
    words = write_background_words(load_reference(), public, folder / "words.csv")
    typer.echo(f"{words} mots dans {folder / 'words.csv'}")
    people = write_job_words(public, folder / "people.csv")
    typer.echo(f"{people} mots dans {folder / 'people.csv'}")


@ontology.command("sheet")
def sheet(
    out: Annotated[Path, typer.Argument(help="Classeur XLSX à écrire.")] = Path("referentiel.xlsx"),
) -> None:
    """Écrire un classeur à faire relire par un expert."""
    from data.exporters.sheet import write_sheet
    from data.readers import REFERENCE_FOLDER

    typer.echo(f"{write_sheet(REFERENCE_FOLDER, out)} feuilles dans {out}")


@ontology.command("apply")
def apply(
    file: Annotated[Path, typer.Argument(help="Classeur relu.")],
    folder: Annotated[Path | None, typer.Option(help="Autre dossier de référence.")] = None,
) -> None:
    """Montrer ce qu'un classeur relu change, puis écrire les fichiers du projet."""
    from data.readers import REFERENCE_FOLDER
    from web.error_sentences import problem_sentence
    from web.flows.ontology_review import review_sheet

    review = review_sheet(folder or REFERENCE_FOLDER, file)
    for change in review.changes:
        typer.echo(f"{change.table} : {len(change.added)} ajouts, {len(change.removed)} retraits")
        for line in change.removed:
            typer.echo(f"  - {line}")
        for line in change.added:
            typer.echo(f"  + {line}")
    for problem in review.problems:
        typer.echo(problem_sentence(problem), err=True)
    if any(problem.severity == "error" for problem in review.problems):
        typer.echo("Rien n'a été écrit : corrigez le classeur et recommencez.", err=True)
        raise typer.Exit(1)
    review.write()
    typer.echo("Fichiers écrits." if review.changes else "Le classeur ne change rien.")
