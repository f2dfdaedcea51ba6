"""What firms plan to build, buy or change: announced, and later observed."""

from dataclasses import dataclass
from datetime import date

from skills.interview import Firm
from skills.labelled import Labelled


class ProjectNature(Labelled):
    EXTENSION = "extension", "extension"
    MODERNISATION = "modernisation", "modernisation"
    DECARBONATION = "decarbonation", "décarbonation"
    INNOVATION = "innovation", "innovation"
    OTHER = "other", "autre"


@dataclass(frozen=True, slots=True)
class Project:
    """An industrial project as its firm announced it; amounts in whole euros."""

    firm: Firm
    title: str
    nature: ProjectNature
    said_on: date
    investment: int | None = None  # None: not said
    jobs: int | None = None  # potential jobs; None: not said
    horizon: int | None = None  # year by which it should be done; None: not said
    interview_id: int | None = None
    id: int | None = None  # None until stored
