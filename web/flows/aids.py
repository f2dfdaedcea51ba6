"""The aids, and which of them a case may ask for."""

from datetime import date

from matching.eligibility import assess_all
from skills.aid import Aid, AidFor, AidGoal, Case, Eligibility
from skills.errors import NotFound
from skills.interview import Firm, FirmSize
from skills.need import Need
from skills.partner import Partner
from skills.project import Project
from skills.reference import Reference

# Staff of each size (decree 2008-1354), at least and at most.
_STAFF = {
    FirmSize.VERY_SMALL: (0, 9),
    FirmSize.SMALL: (10, 249),
    FirmSize.MIDDLE: (250, 4_999),
    FirmSize.LARGE: (5_000, 10**7),
}


def aids_by_goal(reference: Reference) -> tuple[tuple[AidGoal, tuple[Aid, ...]], ...]:
    """Every aid, by goal in the order of the goals."""
    groups = (
        (goal, tuple(aid for aid in reference.aids.values() if aid.goal is goal))
        for goal in AidGoal
    )
    return tuple((goal, aids) for goal, aids in groups if aids)


def get_aid(reference: Reference, code: str) -> Aid:
    """Raise ``NotFound`` if no file has that code."""
    if code not in reference.aids:
        raise NotFound("aid", code)
    return reference.aids[code]


def who_answers(reference: Reference, aid: Aid, department: str = "") -> tuple[Partner, ...]:
    """The partners to ask for an aid, by name."""
    found = [
        partner
        for partner in reference.partners.values()
        if partner.kind is aid.contact and aid.goal in partner.answers
        if partner.serves(department)
    ]
    return tuple(sorted(found, key=lambda partner: partner.name))


def department_of(commune: str) -> str:
    """The department of an INSEE code; overseas ones have three digits."""
    return commune[:3] if commune.startswith("97") else commune[:2]


def firm_case(firm: Firm, **facts: object) -> Case:
    """What is known of a firm, and what is added of its project or need."""
    return Case(
        staff=_STAFF[firm.size] if firm.size else None,
        department=department_of(firm.commune),
        naf=firm.naf,
        **facts,  # type: ignore[arg-type]
    )


def aids_of_project(reference: Reference, project: Project, *, on: date) -> tuple[Eligibility, ...]:
    """What a project may ask for."""
    case = firm_case(project.firm, nature=project.nature.value, investment=project.investment)
    return assess_all(reference.aids.values(), case, asked_for=AidFor.PROJECT, on=on)


def aids_of_need(reference: Reference, need: Need, *, on: date) -> tuple[Eligibility, ...]:
    """What a need may ask for."""
    case = firm_case(need.firm, contract=need.contract.value if need.contract else "")
    return assess_all(reference.aids.values(), case, asked_for=AidFor.NEED, on=on)
