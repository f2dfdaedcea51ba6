"""``matrice suggest`` and ``matrice gaps``: what answers a need, and what nothing answers."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from web.terminal import fail, load_matcher, open_database, print_json, real_exists

if TYPE_CHECKING:
    from matching.heat import HeatTable
    from matching.results import Gap
    from skills.reference import Reference
    from web.flows.needs import Answers

Demonstration = Annotated[
    bool,
    typer.Option("--demonstration", help="La base de démonstration au lieu de la vraie."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Réponse en JSON.")]


def suggest(
    need: Annotated[int, typer.Argument(help="Numéro du besoin.")],
    demonstration: Demonstration = False,
    as_json: AsJson = False,
) -> None:
    """Ce qui répond à un besoin : formations, ensembles, places, et ce qui manque."""
    from skills.account import LOCAL_USER
    from web.catalogue_keeper import CatalogueKeeper
    from web.flows.needs import analyse_stored_need, answers_to
    from web.suggestion_wording import said_fr

    on = date.today()
    with open_database(demonstration) as db:
        matcher = load_matcher(db)
        catalogue = CatalogueKeeper(matcher).current(db)
        analysis = analyse_stored_need(db, matcher, catalogue, need, user=LOCAL_USER, on=on)
        answers = answers_to(db, matcher, catalogue, analysis, on=on)
    if as_json:
        print_json({"analysis": analysis, "answers": answers})
        return
    reference = matcher.reference_
    for assumed in analysis.assumed:
        typer.echo(f"Compté ainsi : {assumed.label}.")
    for rank, one in enumerate(analysis.suggestions, start=1):
        typer.echo(f"{rank}. {one.score:.0%} {one.offer.title} ({one.offer.provider.name})")
        typer.echo(f"     {said_fr(one, reference)}")
    for one in answers.apprenticeships:
        typer.echo(f"Apprentissage : {one.offer.title} ({one.offer.provider.name})")
        typer.echo(f"     {said_fr(one, reference)}")
    for line in _together(answers, reference):
        typer.echo(line)


def _together(answers: "Answers", reference: "Reference") -> list[str]:
    """What several courses do together, and how people can be seated."""
    from web.need_wording import why_none_fr
    from web.wording import date_fr, interval_fr

    lines = []
    if len(answers.bundle.offers) > 1:
        titles = " + ".join(one.offer.title for one in answers.bundle.offers)
        lines.append(f"Le moins de formations pour tout apprendre à temps : {titles}")
    for one in answers.bundle.missing:
        soonest = f" (au plus tôt le {date_fr(one.on)})" if one.on else ""
        lines.append(f"Manque : {reference.label(one.code)} : {one.why.label}{soonest}")
    seats = answers.seats
    seated = interval_fr(seats.seated_min, seats.seated_max)
    asked = interval_fr(seats.people_min, seats.people_max)
    why = f" {why_none_fr(answers.why_none)}" if answers.why_none else ""
    return [*lines, f"Ont une place : {seated} sur {asked}.{why}"]


def gaps(
    demonstration: Demonstration = False,
    as_json: AsJson = False,
    by: Annotated[
        str, typer.Option(help="Une ligne par : competence, family ou occupation.")
    ] = "competence",
    across: Annotated[str, typer.Option(help="Familles croisées par : horizon ou place.")] = "",
    epci: Annotated[str, typer.Option(help="SIREN d'une intercommunalité.")] = "",
    months: Annotated[
        int,
        typer.Option(help="Attendu d'ici tant de mois ; 0 : quand que ce soit.", min=0, max=120),
    ] = 0,
) -> None:
    """Classer ce qui est demandé et que personne n'enseigne."""
    from matching.heat import Across
    from matching.results import GapGrain
    from skills.account import LOCAL_USER
    from web.catalogue_keeper import CatalogueKeeper
    from web.flows.gaps import GapView, HeatView, gap_report, heat_report

    grain = next((one for one in GapGrain if one.value == by), None)
    if grain is None:
        fail(f"--by « {by} » : écrivez competence, family ou occupation.", 2)
    crossed = next((one for one in Across if one.value == across), None)
    if across and crossed is None:
        fail(f"--across « {across} » : écrivez horizon ou place.", 2)
    on = date.today()
    with open_database(demonstration or not real_exists()) as db:
        matcher = load_matcher(db)
        reference = matcher.reference_
        if epci and epci not in reference.epcis:
            known = ", ".join(
                f"{e.code} ({e.name})" for e in reference.epcis.values() if e.in_territory
            )
            fail(f"--epci « {epci} » : inconnu. Ceux du territoire : {known}.", 2)
        catalogue = CatalogueKeeper(matcher).current(db)
        found: tuple[Gap, ...] | HeatTable
        if crossed is not None:
            heat = HeatView(crossed, epci, months)
            found = heat_report(db, matcher, catalogue, user=LOCAL_USER, on=on, view=heat)
            lines = _heat_lines(found, reference)
        else:
            view = GapView(grain, epci, months)
            found = gap_report(db, matcher, catalogue, user=LOCAL_USER, on=on, view=view).gaps
            lines = [_gap_line(gap, reference) for gap in found]
    if as_json:
        print_json(found)
        return
    for line in lines:
        typer.echo(line)


def _gap_line(gap: "Gap", reference: "Reference") -> str:
    left = f"{gap.remaining_min}-{gap.remaining_max} sans place"
    asked = f"sur {gap.people_min}-{gap.people_max}"
    return f"{left} {asked} : {reference.label(gap.code)} [{gap.code}]"


def _heat_lines(table: "HeatTable", reference: "Reference") -> list[str]:
    lines = ["famille\t" + "\t".join(table.columns)]
    for row in table.rows:
        cells = (f"{cell.remaining_max} sur {cell.people_max}" for cell in row)
        lines.append(f"{reference.label(row[0].family)}\t" + "\t".join(cells))
    return lines
