"""A class asks a firm for a visit. Nothing is said of the pupils."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from skills.labelled import Labelled

MOST_WEEKS = 3
MOST_WAITING = 3
"""Requests that one teacher, or one firm, may have waiting at a time."""
REMINDER_DAYS = (7, 14)
"""Days without an answer after which the firm is reminded."""
GIVES_UP = timedelta(days=28)
"""Without an answer for so long, the teacher is told to look elsewhere."""
KEPT_FOR = timedelta(days=30)
"""After the visit, or after the last word when there is none; then all of it is forgotten."""


class VisitState(Labelled):
    ASKED = "asked", "demandée"
    PROPOSED = "proposed", "autre date proposée"
    ACCEPTED = "accepted", "acceptée"
    DECLINED = "declined", "refusée"
    CANCELLED = "cancelled", "annulée"
    UNANSWERED = "unanswered", "sans réponse"


OPEN = (VisitState.ASKED, VisitState.PROPOSED)
"""Somebody is waited for."""


class VisitSide(Labelled):
    """Who moves a request."""

    FIRM = "firm", "l'entreprise"
    SCHOOL = "school", "l'établissement"


MOVES: dict[VisitSide, dict[VisitState, tuple[VisitState, ...]]] = {
    VisitSide.FIRM: {
        VisitState.ASKED: (VisitState.ACCEPTED, VisitState.PROPOSED, VisitState.DECLINED),
        VisitState.PROPOSED: (VisitState.ACCEPTED, VisitState.PROPOSED, VisitState.DECLINED),
        VisitState.ACCEPTED: (VisitState.PROPOSED, VisitState.DECLINED),
        VisitState.UNANSWERED: (VisitState.ACCEPTED, VisitState.PROPOSED, VisitState.DECLINED),
    },
    VisitSide.SCHOOL: {
        VisitState.ASKED: (VisitState.CANCELLED,),
        VisitState.PROPOSED: (VisitState.ACCEPTED, VisitState.CANCELLED),
        VisitState.ACCEPTED: (VisitState.CANCELLED,),
        VisitState.UNANSWERED: (VisitState.CANCELLED,),
    },
}
"""Where each side may take a request from each state."""


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """What a teacher asks of a firm, and where it stands."""

    firm: int
    school: str
    school_class: str
    teacher: str  # e-mail address
    weeks: tuple[date, ...]  # Mondays that are wished for, soonest first
    asked_at: datetime
    state: VisitState = VisitState.ASKED
    day: date | None = None  # accepted or proposed
    words: str = ""  # what the firm added
    moved_at: datetime | None = None
    reminded: int = 0
    firm_name: str = ""
    commune: str = ""
    reachable: bool = False  # the firm has an address where letters go
    id: int | None = None  # None until stored


def reminder_due(request: VisitRequest, now: datetime) -> int:
    """The number of the reminder that the firm is due, from 1; 0 for none."""
    if request.state is not VisitState.ASKED:
        return 0
    waited = (now - request.asked_at).days
    number = sum(waited >= days for days in REMINDER_DAYS)
    return number if number > request.reminded else 0


def gives_up(request: VisitRequest, now: datetime) -> bool:
    """Whether nobody answered for too long."""
    return request.state is VisitState.ASKED and now - request.asked_at >= GIVES_UP


def forget_on(request: VisitRequest) -> date:
    """The day from which nothing of it is kept."""
    last = (request.moved_at or request.asked_at).date()
    weeks = max(request.weeks, default=last)
    if request.state is VisitState.ACCEPTED and request.day is not None:
        last = max(last, request.day)
    elif request.state in OPEN:
        last = max(last, request.day or weeks)
    return last + KEPT_FOR
