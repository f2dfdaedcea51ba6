"""One step of a path, and what every step is looked for with."""

from dataclasses import dataclass
from datetime import date

from skills.guidance import Asked
from skills.occupation import Occupation
from skills.reference import Reference
from skills.training import DatePrecision
from skills.travel import TravelMode

HINDERS = ("far", "long", "early", "unknown", "level")
"""Why somebody cannot follow a course: see ``Trip``; ``level`` is above the next diploma."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a step is looked for with: an occupation for somebody, on a day."""

    occupation: Occupation
    asked: Asked
    reference: Reference
    on: date


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path; what is not known is empty or None.

    ``kind`` is immersion, course, contract, tutoring or wait. ``form`` says of an immersion or a
    contract which one (see ``Commitment``, ``ApprenticeContract``, or ``place``: a course by
    apprenticeship whose firm is to be found). ``note`` says why it is not the first choice:
    shortest, module (gives a part), full, before (it begins before one is free), instead (it trains
    as it goes, so that it stands for the course), or one of ``HINDERS``.
    """

    kind: str
    title: str = ""
    who: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    commune: str = ""
    distance: float | None = None
    minutes: int | None = None
    seats: int | None = None
    offer: int | None = None
    hours: int | None = None
    given: tuple[str, ...] = ()  # of what is missing, what the shortest course gives
    missing: tuple[str, ...] = ()
    form: str = ""
    note: str = ""
    level: int | None = None
    precision: DatePrecision = DatePrecision.DAY  # of ``starts_on``
    mode: TravelMode | None = None  # of the minutes, where a file tells them: see ``Trip``
    cfa: "Step | None" = None  # where the courses of an apprenticeship may be followed
