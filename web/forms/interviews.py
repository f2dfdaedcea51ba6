"""Forms of the interviewer's notebook: what was typed, read into values or into errors.

An error is a code per field; ``web/wording.py`` has its sentence.
"""

from datetime import date
from typing import Annotated

from fastapi import Form
from pydantic import BaseModel

from skills.account import User
from skills.competence import Competence, Family
from skills.folding import folded
from skills.interview import Firm, Interview
from skills.reference import Reference
from skills.terms_of_work import Commitment, Contract, Shift
from web.flows.interviews import Decision
from web.forms.people import read_headcount
from web.forms.siret import read_siret

LONGEST_NOTES = 5_000_000
LONGEST_NAME = 200


class _InterviewForm(BaseModel):
    firm: str = ""
    commune: str = ""
    held_on: str = ""
    siret: str = ""
    notes: str = ""


class _DecisionForm(BaseModel):
    start: int
    end: int
    occupation: str = ""
    competences: list[str] = []
    read: list[str] = []  # the codes that were proposed, one for each of ``instead``
    instead: list[str] = []  # label or code of what the words mean, empty when rightly read
    headcount_min: str = ""
    headcount_max: str = ""
    wanted_by: str = ""
    contract: str = ""
    shifts: list[str] = []
    beginner: str = ""
    commitments: list[str] = []
    unsure: str = ""
    carte: list[str] = []  # the cards cut otherwise, so that they stay so

    @property
    def typed(self) -> dict[str, str]:
        """What was typed as correction, by the code it corrects."""
        return dict(zip(self.read, self.instead, strict=False))


InterviewFields = Annotated[_InterviewForm, Form()]
DecisionFields = Annotated[_DecisionForm, Form()]


def read_interview(
    fields: _InterviewForm, reference: Reference, *, user: User, today: date
) -> tuple[Interview | None, dict[str, str]]:
    """The interview, or None and what is wrong with each field."""
    errors: dict[str, str] = {}
    firm = " ".join(fields.firm.split())
    if not firm:
        errors["firm"] = "required"
    elif len(firm) > LONGEST_NAME:
        errors["firm"] = "too_long"
    if fields.commune and fields.commune not in reference.communes:
        errors["commune"] = "known_commune"
    held_on = _date(fields.held_on)
    if held_on is None or not date(2000, 1, 1) <= held_on <= today:
        errors["held_on"] = "past_date"
    siret = read_siret(fields.siret, errors)
    notes, wrong = read_notes(fields.notes)
    if wrong:
        errors["notes"] = wrong
    if errors or held_on is None:
        return None, errors
    interview = Interview(
        Firm(firm, fields.commune, siret),
        held_on,
        user.name,
        notes,
        organisation=user.organisation,
        account=user.id,
    )
    return interview, {}


def read_notes(text: str) -> tuple[str, str]:
    """The notes as they are kept, and what is wrong with them, or empty."""
    # Browsers send line ends as CR LF: one form is kept, so that offsets mean the same everywhere.
    notes = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not notes:
        return "", "required"
    return notes, "too_long" if len(notes) > LONGEST_NOTES else ""


def read_decision(
    fields: _DecisionForm, reference: Reference
) -> tuple[Decision | None, dict[str, str]]:
    """What a person decided, or None and what is wrong with each field."""
    errors = {}
    corrected = {}
    for code, text in fields.typed.items():
        if text.strip():
            meant = _competence(text, reference)
            if not meant:
                errors["instead"] = "known_competence"
            elif meant != code:
                corrected[code] = meant
    headcount = read_headcount(fields.headcount_min, fields.headcount_max, errors)
    wanted_by = _date(fields.wanted_by)
    if fields.wanted_by.strip() and wanted_by is None:
        errors["wanted_by"] = "date"
    if errors:
        return None, errors
    kept = [corrected.get(code, code) for code in fields.competences]
    competences = tuple(dict.fromkeys([*kept, *corrected.values()]))
    return (
        Decision(
            fields.start,
            fields.end,
            fields.occupation,
            competences,
            headcount,
            wanted_by,
            tuple(corrected.items()),
            next((one for one in Contract if one.value == fields.contract), None),
            tuple(one for one in Shift if one.value in fields.shifts),
            True if fields.beginner else None,
            tuple(one for one in Commitment if one.value in fields.commitments),
            not fields.unsure,
        ),
        {},
    )


def _competence(text: str, reference: Reference) -> str:
    """The code of the competence or family typed by its label or its code, or empty."""
    words = folded(text)
    concepts: list[Competence | Family] = [*reference.competences.values()]
    concepts += reference.families.values()
    return next((c.code for c in concepts if words in (folded(c.label), folded(c.code))), "")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
