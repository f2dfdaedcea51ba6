"""Partners: the bodies that answer a kind of need or of aid."""

from dataclasses import dataclass

from skills.labelled import Labelled


class BodyKind(Labelled):
    """Kinds of body, as the partners of a territory are named."""

    REGION = "region", "Région"
    DEVELOPMENT_AGENCY = "development_agency", "agence de développement économique"
    PUBLIC_BANK = "public_bank", "banque publique d'investissement"
    CHAMBER = "chamber", "chambre de commerce et d'industrie"
    FEDERATION = "federation", "fédération de branche"
    ENVIRONMENT_AGENCY = "environment_agency", "agence de la transition écologique"
    EMPLOYMENT_SERVICE = "employment_service", "service public de l'emploi"
    TERRITORIES_BANK = "territories_bank", "banque des territoires"
    SKILLS_OPERATOR = "skills_operator", "opérateur de compétences"


@dataclass(frozen=True, slots=True)
class Partner:
    """A body of the territory. ``answers`` holds goals of aids; no departments: everywhere."""

    code: str
    name: str
    kind: BodyKind
    answers: tuple[str, ...]
    needs: bool  # a need may be sent to it
    departments: tuple[str, ...]
    source: str

    def serves(self, department: str) -> bool:
        """Whether it works in a department; an unknown one is served."""
        return not self.departments or not department or department in self.departments
