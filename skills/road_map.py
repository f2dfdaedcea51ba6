"""The road map: stakes, actions and the live figures that they are judged by."""

from dataclasses import dataclass
from datetime import date

from skills.labelled import Labelled


class Indicator(Labelled):
    """Live figures that an action is bound to."""

    VISITS_ASKED = "visits_asked", "visites demandées"
    VISITS_HELD = "visits_held", "visites faites"
    PAGES_SEEN = "pages_seen", "pages de métiers et de quiz vues"
    SEATS_FILLED = "seats_filled", "places remplies"
    FITTING_SEATS = "fitting_seats", "part des personnes demandées qui ont une place adaptée"
    IMMERSIONS = "immersions", "immersions commencées"
    APPRENTICESHIPS = "apprenticeships", "apprentissages commencés"
    PAGE_VIEWS = "page_views", "pages vues en tout"


class ActionState(Labelled):
    TO_START = "to_start", "à lancer"
    UNDER_WAY = "under_way", "en cours"
    DONE = "done", "faite"
    DROPPED = "dropped", "abandonnée"


class CountKind(Labelled):
    """What is counted in people, never by name."""

    VISIT_ASKED = "visit_asked", "visites demandées"
    VISIT_HELD = "visit_held", "visites faites"
    IMMERSION = "immersion", "immersions commencées"
    APPRENTICESHIP = "apprenticeship", "apprentissages commencés"


@dataclass(frozen=True, slots=True)
class Stake:
    """What is at stake for the territory; ``indicators`` are those it is judged by."""

    code: str
    position: int
    label: str
    indicators: tuple[Indicator, ...]
    source: str


@dataclass(frozen=True, slots=True)
class RoadAction:
    stake: str
    title: str
    owner: str
    due_on: date
    indicator: Indicator
    state: ActionState
    epcis: tuple[str, ...]
    id: int | None = None  # None until stored
