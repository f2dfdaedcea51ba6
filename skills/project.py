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


class FactKind(Labelled):
    """What was observed of a project, after it was announced."""

    LAUNCHED = "launched", "lancé"
    HIRED = "hired", "personnes embauchées"
    INVESTED = "invested", "euros investis"
    OPENED = "opened", "mis en service"
    GIVEN_UP = "given_up", "abandonné"


COUNTED = (FactKind.HIRED, FactKind.INVESTED)
"""Facts that carry an amount; each adds to those before."""


class ProjectState(Labelled):
    ANNOUNCED = "announced", "annoncé"
    LAUNCHED = "launched", "lancé"
    OPENED = "opened", "mis en service"
    GIVEN_UP = "given_up", "abandonné"


@dataclass(frozen=True, slots=True)
class ProjectFact:
    """One observation: what, how many people or euros, on which day, and who said so."""

    project: int
    kind: FactKind
    on: date
    said_by: str
    noted_by: str
    amount: int | None = None
    id: int | None = None  # None until stored


def project_state(facts: tuple[ProjectFact, ...]) -> ProjectState:
    """The state that the latest observation puts a project in; announced without any."""
    latest = max(facts, key=lambda fact: (fact.on, fact.id or 0), default=None)
    if latest is None:
        return ProjectState.ANNOUNCED
    if latest.kind is FactKind.GIVEN_UP:
        return ProjectState.GIVEN_UP
    opened = any(fact.kind is FactKind.OPENED for fact in facts)
    return ProjectState.OPENED if opened else ProjectState.LAUNCHED
