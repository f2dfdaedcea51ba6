"""Organisations: who the people with an account work for."""

from dataclasses import dataclass

from skills.account import Role
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
