"""``matrice account``: the first administrator, who invites the others on the site."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from web.terminal import fail, open_database

account = typer.Typer(help="Comptes du site.", no_args_is_help=True)


@account.callback()
def accounts() -> None:
    """Comptes du site."""


@account.command()
def create(
    email: Annotated[str, typer.Argument(help="Adresse électronique.")],
    name: Annotated[str, typer.Argument(help="Nom de la personne.")],
    organisation: Annotated[
        str, typer.Option(help="Son organisation, créée s'il le faut.")
    ] = "Administration de Matrice",
) -> None:
    """Créer un compte d'administrateur et donner le lien qui l'ouvre."""
    from data.storage.organisations import add_organisation, list_organisations
    from skills.account import Role, User
    from skills.organisation import Organisation, OrganisationKind
    from web.flows.invitations import invite
    from web.settings import read_settings

    name = " ".join(name.split())
    if not name:
        fail("Il faut un nom.", 2)
    settings = read_settings()
    by = User("ligne de commande", Role.ADMINISTRATOR)
    with open_database(demonstration=False) as db:
        known = {o.name: o.id for o in list_organisations(db, visible_to=by)}
        kept = known.get(organisation) or add_organisation(
            db, Organisation(OrganisationKind.TERRITORY, organisation, verified=True)
        )
        _, link = invite(
            db,
            email=email,
            name=name,
            role=Role.ADMINISTRATOR,
            organisation=kept,
            perimeter=(),
            by=by,
            now=datetime.now(UTC),
            site=f"http://127.0.0.1:{settings.port}",
        )
        db.commit()
    typer.echo("Compte créé. Ouvrez ce lien dans les 7 jours ; il sert une fois :")
    typer.echo(link)


@account.command()
def invite(email: Annotated[str, typer.Argument(help="Adresse électronique du compte.")]) -> None:
    """Donner un nouveau lien à un compte : mot de passe et codes repartent de zéro."""
    from data.storage.accounts import find_credentials, get_account
    from skills.account import Role, User, normal_email
    from skills.errors import NotFound
    from web.flows.invitations import invite_again
    from web.settings import read_settings

    by = User("ligne de commande", Role.ADMINISTRATOR)
    site = f"http://127.0.0.1:{read_settings().port}"
    with open_database(demonstration=False) as db:
        credentials = find_credentials(db, normal_email(email))
        if credentials is None:
            raise NotFound("account", email)
        known = get_account(db, credentials.account, visible_to=by)
        link = invite_again(db, known, by=by, now=datetime.now(UTC), site=site)
        db.commit()
    typer.echo("Ouvrez ce lien dans les 7 jours ; il sert une fois :")
    typer.echo(link)


@account.command()
def purge() -> None:
    """Oublier les connexions et liens périmés, et les lignes anciennes du journal."""
    from web.flows.purges import purge as forget
    from web.settings import read_settings

    settings = read_settings()
    with open_database(demonstration=False) as db:
        done = forget(
            db,
            now=datetime.now(UTC),
            sign_in_hours=settings.sign_in_hours,
            journal_days=settings.journal_days,
        )
        db.commit()
    typer.echo(
        f"{done.sign_ins} connexions et liens périmés, {done.entries} lignes du journal oubliés."
    )
