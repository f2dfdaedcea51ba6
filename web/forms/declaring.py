"""The four pages of a firm's own declaration, read into values or into errors."""

import re
from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel, Field

from skills.account import normal_email
from skills.declaration import Declaration, DeclaredNeed
from skills.errors import Invalid
from skills.interview import Firm
from skills.reference import Reference
from skills.terms_of_work import Commitment, Shift
from web.forms.firm_review import read_wanted_by
from web.forms.people import read_headcount
from web.forms.siret import read_siret

LONGEST_WORDS = 5000
_LONGEST_NAME = 200
_PHONE = re.compile(r"\+?[\d ().-]{9,25}")


class _WhoForm(BaseModel):
    firm: str = Field("", max_length=2000)
    commune: str = ""
    siret: str = Field("", max_length=200)
    contact: str = Field("", max_length=2000)


class _WhomForm(BaseModel):
    occupation: str = ""
    words: str = ""


class _HowForm(BaseModel):
    headcount_min: str = ""
    headcount_max: str = ""
    wanted_by: str = ""
    beginner: str = ""
    shifts: list[str] = []
    competences: list[str] = []
    another: str = ""


class _OfferForm(BaseModel):
    promises: list[str] = []
    named: str = ""


WhoFields = Annotated[_WhoForm, Form()]
WhomFields = Annotated[_WhomForm, Form()]
HowFields = Annotated[_HowForm, Form()]
OfferFields = Annotated[_OfferForm, Form()]


def read_who(
    fields: _WhoForm, reference: Reference, before: Declaration
) -> tuple[Declaration | None, dict[str, str]]:
    """Who the firm is and how to reach it."""
    errors: dict[str, str] = {}
    name = " ".join(fields.firm.split())
    if not name:
        errors["firm"] = "required"
    elif len(name) > _LONGEST_NAME:
        errors["firm"] = "too_long"
    if fields.commune not in reference.communes:
        errors["commune"] = "known_commune"
    siret = read_siret(fields.siret, errors)
    contact = fields.contact.strip()
    if not _PHONE.fullmatch(contact):
        try:
            contact = normal_email(contact)
        except Invalid:
            errors["contact"] = "contact"
    if errors:
        return None, errors
    return replace(before, firm=Firm(name, fields.commune, siret), contact=contact), {}


def read_whom(
    fields: _WhomForm, reference: Reference, before: DeclaredNeed
) -> tuple[DeclaredNeed | None, dict[str, str]]:
    """Whom the firm looks for, picked or in its own words."""
    words = fields.words.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(words) > LONGEST_WORDS:
        return None, {"words": "too_long"}
    occupation = fields.occupation if fields.occupation in reference.occupations else ""
    if not occupation and not words:
        return None, {"occupation": "someone_needed"}
    if (occupation, words) == (before.occupation, before.words):
        return before, {}
    return DeclaredNeed(occupation, words), {}


def read_how(
    fields: _HowForm, reference: Reference, before: DeclaredNeed, *, today: date
) -> tuple[DeclaredNeed | None, dict[str, str]]:
    """How many, when, on what terms, able to do what."""
    errors: dict[str, str] = {}
    headcount = read_headcount(fields.headcount_min, fields.headcount_max, errors)
    wanted_by = read_wanted_by(fields.wanted_by, errors, today=today)
    if errors:
        return None, errors
    return (
        replace(
            before,
            headcount=headcount,
            wanted_by=wanted_by,
            beginner={"yes": True, "no": False}.get(fields.beginner),
            shifts=tuple(shift for shift in Shift if shift.value in fields.shifts),
            competences=tuple(
                dict.fromkeys(code for code in fields.competences if reference.family_of(code))
            ),
            told=True,
        ),
        {},
    )


def read_offer(fields: _OfferForm, before: Declaration) -> Declaration:
    """What the firm could offer; what is not on the scale is left out."""
    promises = tuple(kind for kind in Commitment if kind.value in fields.promises)
    return replace(before, promises=promises, named=bool(fields.named and promises))
