"""``matrice vocabulary …``: what decisions taught, decided on and taken out."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from web.terminal import fail, open_database, print_json

vocabulary = typer.Typer(
    help="Relire les mots appris des décisions, et les appliquer.", no_args_is_help=True
)

Demonstration = Annotated[
    bool,
    typer.Option("--demonstration", help="La base de démonstration au lieu de la vraie."),
]
Number = Annotated[int, typer.Argument(help="Numéro de la ligne.")]


@vocabulary.command("list")
def list_(
    state: Annotated[
        str, typer.Option("--state", help="waiting, approved, refused ou withdrawn.")
    ] = "",
    demonstration: Demonstration = False,
    as_json: Annotated[bool, typer.Option("--json", help="Réponse en JSON.")] = False,
) -> None:
    """Lister les mots proposés, ceux à relire d'abord."""
    from data.storage.learnt import list_labels
    from skills.account import LOCAL_USER
    from skills.learnt import LabelState

    if state and state not in LabelState.__members__.values():
        fail(f"État « {state} » inconnu : waiting, approved, refused ou withdrawn.", 2)
    wanted = LabelState(state) if state else None
    with open_database(demonstration) as db:
        labels = list_labels(db, visible_to=LOCAL_USER, state=wanted)
    if as_json:
        print_json(tuple(asdict(label) for label in labels))
        return
    for label in labels:
        typer.echo(
            f"{label.id:>5}  {label.state.label:9} {label.kind.label:20} "
            f"« {label.phrase} » {label.code}  ({label.source}, {label.proposed_on})"
        )
    if not labels:
        typer.echo("Aucun mot proposé.")


@vocabulary.command("approve")
def approve(
    number: Number,
    phrase: Annotated[str, typer.Option("--phrase", help="Les mots, corrigés.")] = "",
    demonstration: Demonstration = False,
) -> None:
    """Appliquer une ligne : les textes sont lus avec elle dès la demande suivante."""
    from data.readers import load_reference
    from skills.account import LOCAL_USER
    from web.flows.vocabulary import approve_label
    from web.settings import read_settings

    with open_database(demonstration) as db:
        files = load_reference(read_settings().reference_folder)
        approve_label(db, files, number, phrase=phrase, user=LOCAL_USER, on=date.today())
        db.commit()
    typer.echo(f"Ligne {number} appliquée.")


@vocabulary.command("refuse")
def refuse(number: Number, demonstration: Demonstration = False) -> None:
    """Écarter une ligne : elle n'est plus proposée."""
    from skills.account import LOCAL_USER
    from web.flows.vocabulary import refuse_label

    with open_database(demonstration) as db:
        refuse_label(db, number, user=LOCAL_USER, on=date.today())
        db.commit()
    typer.echo(f"Ligne {number} refusée.")


@vocabulary.command("undo")
def undo(number: Number, demonstration: Demonstration = False) -> None:
    """Retirer une ligne appliquée, ou remettre une ligne refusée ou retirée dans la file."""
    from skills.account import LOCAL_USER
    from web.flows.vocabulary import undo_label

    with open_database(demonstration) as db:
        undo_label(db, number, user=LOCAL_USER, on=date.today())
        db.commit()
    typer.echo(f"Ligne {number} : décision annulée.")


@vocabulary.command("export")
def export(
    out: Annotated[Path | None, typer.Option("--out", help="Fichier à écrire.")] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", help="Fichier aliases.csv où ranger les lignes à leur place."),
    ] = None,
    demonstration: Demonstration = False,
) -> None:
    """Écrire les autres mots appliqués sous la forme de competences/aliases.csv."""
    from data.exporters.aliases import add_aliases, alias_rows, aliases_csv
    from data.readers import load_reference
    from data.storage.learnt import list_labels
    from skills.account import LOCAL_USER
    from skills.errors import BadFile
    from skills.learnt import LabelState

    with open_database(demonstration) as db:
        labels = list_labels(db, visible_to=LOCAL_USER, state=LabelState.APPROVED)
    rows = alias_rows(labels, load_reference())
    if into is not None:
        if not into.is_file():
            raise BadFile(into.name, "absent")
        typer.echo(f"{add_aliases(into, rows)} lignes ajoutées à {into}")
    elif out is not None:
        out.write_text(aliases_csv(rows), "utf-8")
        typer.echo(f"{len(rows)} lignes dans {out}")
    else:
        typer.echo(aliases_csv(rows), nl=False)
