"""``matrice territory …``: the same house for another territory, by data alone."""

from pathlib import Path
from typing import Annotated

import typer

territory = typer.Typer(help="Préparer un autre territoire.", no_args_is_help=True)


@territory.command("new")
def new(
    out: Annotated[Path, typer.Argument(help="Dossier à créer.")],
    name: Annotated[str, typer.Option("--name", help="Nom du territoire.")],
    epci: Annotated[
        list[str], typer.Option("--epci", help="SIREN d'une intercommunalité ; se répète.")
    ],
    tables: Annotated[
        Path | None,
        typer.Option("--tables", help="Dossier d'un autre epcis.csv et d'un autre communes.csv."),
    ] = None,
) -> None:
    """Copier le référentiel pour d'autres intercommunalités, sans toucher au code."""
    from web.error_sentences import problem_sentence
    from web.flows.territory import make_territory
    from web.settings import read_settings

    made = make_territory(
        read_settings().reference_folder, out, name=name, epcis=tuple(epci), tables=tables
    )
    typer.echo(f"{made.folder} : {made.communes} communes pour {name}.")
    for what, left in (("Partenaires", made.partners_left), ("Aides", made.aids_left)):
        if left:
            typer.echo(f"{what} d'ailleurs, à remplacer par les vôtres : {', '.join(left)}.")
    for problem in made.problems:
        typer.echo(problem_sentence(problem))
    typer.echo("Écrivez vos enjeux dans road_map/stakes.csv et vos partenaires dans partners/.")
    typer.echo(f"Puis : MATRICE_REFERENCE={out} matrice init, et matrice serve.")
