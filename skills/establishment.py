"""Real schools and training bodies, with the diplomas they are known to prepare. Reference facts:
never a record of the catalogue, and never mixed with demonstration data.
"""

from dataclasses import dataclass

from skills.labelled import Labelled


class EstablishmentKind(Labelled):
    SCHOOL = "school", "lycée"
    APPRENTICES = "apprentices", "centre d'apprentis"
    TRAINING_BODY = "training_body", "organisme de formation"
    HIGHER = "higher", "enseignement supérieur"


class FactState(Labelled):
    VERIFIED = "verified", "vérifié"
    TO_VERIFY = "to_verify", "à vérifier"


class CourseWay(Labelled):
    SCHOOL = "school", "voie scolaire"
    APPRENTICESHIP = "apprenticeship", "apprentissage"
    CONTINUING = "continuing", "formation continue"


@dataclass(frozen=True, slots=True)
class EstablishmentCourse:
    """A diploma that an establishment is known to prepare; its dates are not known."""

    title: str
    certification: str  # code of the reference, or empty
    way: CourseWay | None
    seats: int | None  # in the first year
    year: int | None  # that the source speaks of
    state: FactState
    source: str


@dataclass(frozen=True, slots=True)
class Establishment:
    """A school or training body that exists. ``commune`` is empty when it is not known, or out of
    the reference's communes.
    """

    code: str
    name: str
    kind: EstablishmentKind
    commune: str
    department: str
    uai: str
    web: str
    state: FactState
    source: str
    note: str = ""
    courses: tuple[EstablishmentCourse, ...] = ()
