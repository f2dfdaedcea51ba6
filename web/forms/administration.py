"""Forms of the administration: what was typed, read into values or into errors."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from skills.account import GIVEN_ROLES, Role, normal_email
from skills.errors import Invalid
from skills.organisation import ROLES_OF, Organisation, OrganisationKind
from skills.reference import Reference
from web.forms.siret import read_siret

_LONGEST_NAME = 200
_WITH_PERIMETER = (Role.INTERVIEWER, Role.MANAGER, Role.COUNSELLOR)


class _AccountForm(BaseModel):
    email: str = Field("", max_length=1000)
    name: str = ""
    role: str = ""
    organisation: str = ""
    perimeter: list[str] = []
    enabled: str = ""


class _OrganisationForm(BaseModel):
    kind: str = ""
    name: str = ""
    siret: str = Field("", max_length=200)
    epci: str = ""
    verified: str = ""
    firm: str = ""


class _MergeForm(BaseModel):
    kept: str = ""
    dropped: str = ""


AccountFields = Annotated[_AccountForm, Form()]
OrganisationFields = Annotated[_OrganisationForm, Form()]
MergeFields = Annotated[_MergeForm, Form()]


@dataclass(frozen=True, slots=True)
class AccountChoice:
    """What an administrator decides of an account."""

    email: str
    name: str
    role: Role
    organisation: int
    perimeter: tuple[str, ...]
    enabled: bool


def read_account(
    fields: _AccountForm,
    reference: Reference,
    organisations: tuple[Organisation, ...],
    *,
    with_email: bool = True,
) -> tuple[AccountChoice | None, dict[str, str]]:
    """The account as decided, or None and what is wrong with each field."""
    errors = {}
    email = ""
    if with_email:
        try:
            email = normal_email(fields.email)
        except Invalid as invalid:
            errors["email"] = invalid.expected
    name = _name(fields.name, errors)
    role = next((r for r in GIVEN_ROLES if r.value == fields.role), None)
    if role is None:
        errors["role"] = "role"
    chosen = next((o for o in organisations if str(o.id) == fields.organisation), None)
    if chosen is None:
        errors["organisation"] = "organisation"
    elif role is not None and role not in ROLES_OF[chosen.kind]:
        errors["role"] = "role_of_organisation"
    perimeter = tuple(dict.fromkeys(fields.perimeter))
    if not set(perimeter) <= set(reference.epcis) or (role in _WITH_PERIMETER and not perimeter):
        errors["perimeter"] = "perimeter"
    if errors or role is None or chosen is None or chosen.id is None:
        return None, errors
    perimeter = perimeter if role in _WITH_PERIMETER else ()
    return AccountChoice(email, name, role, chosen.id, perimeter, bool(fields.enabled)), {}


def read_organisation(
    fields: _OrganisationForm, reference: Reference, firms: tuple[int, ...]
) -> tuple[Organisation | None, dict[str, str]]:
    """The organisation as decided, or None and what is wrong with each field."""
    errors: dict[str, str] = {}
    name = _name(fields.name, errors)
    kind = next((k for k in OrganisationKind if k.value == fields.kind), None)
    if kind is None:
        errors["kind"] = "kind"
    siret = read_siret(fields.siret, errors)
    if fields.epci and fields.epci not in reference.epcis:
        errors["epci"] = "epci"
    firm = next((one for one in firms if str(one) == fields.firm), None)
    if fields.firm and (firm is None or kind is not OrganisationKind.FIRM):
        errors["firm"] = "firm"
    if errors or kind is None:
        return None, errors
    return Organisation(kind, name, siret, fields.epci, bool(fields.verified), firm), {}


def _name(text: str, errors: dict[str, str]) -> str:
    name = " ".join(text.split())
    if not name:
        errors["name"] = "required"
    elif len(name) > _LONGEST_NAME or not name.isprintable():
        errors["name"] = "too_long"
    return name
