"""The question « which aids for us? », as an address holds it."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from skills.aid import AidFor, Case
from skills.amount import read_euros
from skills.errors import Invalid
from skills.interview import Firm, FirmSize
from skills.project import ProjectNature
from skills.reference import Reference
from skills.terms_of_work import Contract
from web.flows.aids import firm_case


class _CaseForm(BaseModel):
    pour: str = ""
    taille: str = ""
    commune: str = ""
    nature: str = ""
    montant: str = ""
    contrat: str = ""


CaseFields = Annotated[_CaseForm, Query()]


def read_case(
    fields: _CaseForm, reference: Reference
) -> tuple[tuple[AidFor, Case] | None, dict[str, str]]:
    """What is asked for and what is known of it; None when nothing is asked, or wrongly."""
    errors = {}
    for field, shape in (
        ("pour", AidFor),
        ("taille", FirmSize),
        ("nature", ProjectNature),
        ("contrat", Contract),
    ):
        typed = getattr(fields, field)
        if typed and typed not in {member.value for member in shape}:
            errors[field] = "in_list"
    if fields.commune and fields.commune not in reference.communes:
        errors["commune"] = "known_commune"
    investment = None
    try:
        investment = read_euros(fields.montant)
    except Invalid as wrong:
        errors["montant"] = wrong.expected
    if errors or not fields.pour:
        return None, errors
    firm = Firm("", fields.commune, size=FirmSize(fields.taille) if fields.taille else None)
    case = firm_case(firm, nature=fields.nature, investment=investment, contract=fields.contrat)
    return (AidFor(fields.pour), case), {}
