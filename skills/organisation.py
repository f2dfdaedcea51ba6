"""Organisations: who the people with an account work for."""

from dataclasses import dataclass

from skills.account import Role
from skills.errors import Invalid
from skills.labelled import Labelled


class OrganisationKind(Labelled):
    FIRM = "firm", "entreprise"
    TRAINING_BODY = "training_body", "organisme de formation"
    SCHOOL = "school", "établissement scolaire"
    EMPLOYMENT_SERVICE = "employment_service", "service public de l'emploi"
    TERRITORY = "territory", "collectivité ou branche"


ROLES_OF = {
    OrganisationKind.FIRM: (Role.EMPLOYER,),
    OrganisationKind.TRAINING_BODY: (Role.TRAINING_BODY,),
    OrganisationKind.SCHOOL: (Role.SCHOOL,),
    OrganisationKind.EMPLOYMENT_SERVICE: (Role.COUNSELLOR, Role.INTERVIEWER, Role.ADMINISTRATOR),
    OrganisationKind.TERRITORY: (Role.INTERVIEWER, Role.MANAGER, Role.ADMINISTRATOR),
}


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body with accounts. ``firm`` is the firm met in interviews that it is, if it is one."""

    kind: OrganisationKind
    name: str
    siret: str = ""  # 14 digits, or empty
    epci: str = ""  # code of its inter-communal body, or empty
    verified: bool = False
    firm: int | None = None
    id: int | None = None  # None until stored


def normal_siret(text: str) -> str:
    """The 14 digits of a SIRET, or empty; ``Invalid`` when its check digits are wrong."""
    siret = "".join(text.split())
    if not siret:
        return ""
    if len(siret) != 14 or not (siret.isascii() and siret.isdecimal()):
        raise Invalid("siret", text[:40], "siret")
    doubled = [int(d) * (2 if rank % 2 == 0 else 1) for rank, d in enumerate(siret)]
    # La Poste alone numbers its branches by the plain sum of the digits.
    luhn = sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0
    if not luhn and not (siret.startswith("356000000") and sum(map(int, siret)) % 5 == 0):
        raise Invalid("siret", text[:40], "siret")
    return siret
