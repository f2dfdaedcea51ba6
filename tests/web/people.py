"""People with an account, made without the pages, and clients that are signed in as them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from data.storage.accounts import add_account, set_password, set_second_factor
from data.storage.organisations import add_organisation
from data.storage.sign_in import open_sign_in
from skills.account import Role
from skills.organisation import ROLES_OF, Organisation, OrganisationKind
from web.flows.passwords import hash_password

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "quatre poires sur un velo"
LORIENT, QUIMPERLE = "200042174", "242900694"


@dataclass(frozen=True, slots=True)
class Person:
    """An account, with what opens it."""

    account: int
    organisation: int
    email: str
    role: Role
    token: str  # of a whole sign-in


def an_organisation(app: FastAPI, role: Role, name: str, **facts: object) -> int:
    """An organisation where the role may be held."""
    kind = next(kind for kind, roles in ROLES_OF.items() if role in roles)
    if kind is OrganisationKind.EMPLOYMENT_SERVICE and role is not Role.COUNSELLOR:
        kind = OrganisationKind.TERRITORY
    with Session(app.state.engine) as db:
        kept = add_organisation(db, Organisation(kind, name, **facts))  # type: ignore[arg-type]
        db.commit()
    return kept


def a_person(
    app: FastAPI,
    role: Role,
    *,
    email: str,
    organisation: int,
    perimeter: tuple[str, ...] = (),
    name: str = "Personne d'essai",
    password: str = "",
) -> Person:
    """An account with a second factor, and a whole sign-in; a password only if one is given."""
    now = datetime.now(UTC)
    with Session(app.state.engine) as db:
        account = add_account(
            db,
            email=email,
            name=name,
            role=role,
            organisation=organisation,
            perimeter=perimeter,
            now=now,
        )
        set_password(db, account, hash_password(password) if password else "")
        set_second_factor(db, account, SECRET, on=True)
        token = open_sign_in(db, account, complete=True, device="essai", now=now)
        db.commit()
    return Person(account, organisation, email, role, token)


def signed_in(app: FastAPI, person: Person | None) -> TestClient:
    """A client of the site with the person's cookie, or with none."""
    client = TestClient(app, follow_redirects=False)
    if person is not None:
        client.cookies.set("matrice", person.token)
    return client
