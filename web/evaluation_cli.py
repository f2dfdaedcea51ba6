"""``matrice evaluate``: how well texts are read, on sentences that people labelled."""

import dataclasses
import json
from pathlib import Path
from typing import Annotated

import typer


def evaluate_files(
    gold: Annotated[
        list[Path] | None, typer.Option("--gold", help="Phrases annotées (JSONL).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Réponse en JSON.")] = False,
) -> None:
    """Mesurer la lecture des textes sur des phrases annotées."""
    from data.readers import load_reference
    from data.readers.gold import GOLD_FOLDER
    from matching.matcher import Matcher
    from web.flows import evaluation

    files = gold or sorted(GOLD_FOLDER.glob("*.jsonl"))
    if not files:
        typer.echo("Aucune phrase annotée : donnez un fichier par --gold.", err=True)
        raise typer.Exit(2)
    result = evaluation.evaluate_files(Matcher().fit(load_reference()), files)
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(result), ensure_ascii=False, indent=2))
        return
    for name, score in result.scores.items():
        typer.echo(
            f"{name:24} {score.value:.3f}  [{score.low:.3f} ; {score.high:.3f}]  n = {score.labels}"
        )
    for mistake in result.mistakes:
        typer.echo(f"{mistake.id} : {mistake.text}")
        typer.echo(f"    en trop : {', '.join(mistake.wrong) or '-'}")
        typer.echo(f"    manqué : {', '.join(mistake.missed) or '-'}")
