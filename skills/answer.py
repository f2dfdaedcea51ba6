"""What becomes of a need: who has it, what was done, and when somebody must move again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from skills.labelled import Labelled
from skills.need import Headcount, NeedState
from skills.terms_of_work import Commitment, Contract, Shift

REMINDER_DAYS = (9, 21, 45)
"""Days without a move after which its owner is reminded of a need."""
EXPIRY = timedelta(days=183)
"""Without a move for so long, a need is no longer taken as true."""
ASK_AGAIN = timedelta(days=365)
"""After a firm was last heard."""
_AUGUST = 8

OVER = (NeedState.SOLVED, NeedState.NO_SOLUTION, NeedState.WITHDRAWN)
"""Nobody is waited for."""
SERVED = (NeedState.SOLVED, NeedState.WITHDRAWN)
"""Nobody waits for a seat; the people of a need without solution still do."""

NEXT_STATES: dict[NeedState, tuple[NeedState, ...]] = {
    NeedState.TO_QUALIFY: (NeedState.SENT, NeedState.UNREACHABLE, NeedState.WITHDRAWN),
    NeedState.SENT: (
        NeedState.TAKEN,
        NeedState.SOLVED,
        NeedState.NO_SOLUTION,
        NeedState.UNREACHABLE,
        NeedState.WITHDRAWN,
    ),
    NeedState.TAKEN: (
        NeedState.SOLVED,
        NeedState.NO_SOLUTION,
        NeedState.SENT,
        NeedState.UNREACHABLE,
        NeedState.WITHDRAWN,
    ),
    NeedState.SOLVED: (NeedState.SENT,),
    NeedState.NO_SOLUTION: (NeedState.SENT, NeedState.WITHDRAWN),
    NeedState.UNREACHABLE: (NeedState.TO_QUALIFY, NeedState.SENT, NeedState.WITHDRAWN),
    NeedState.WITHDRAWN: (NeedState.TO_QUALIFY,),
}
"""Where a need may go from each state, the most usual first."""


class FirmSays(Labelled):
    """What the firm answered to « voici ce que nous avons retenu »."""

    CONFIRMED = "confirmed", "confirmé par l'entreprise"
    CORRECTED = "corrected", "corrigé par l'entreprise"
    HIDDEN = "hidden", "masqué par l'entreprise"
    PAUSED = "paused", "mis en pause par l'entreprise"


class Step(Labelled):
    """Why a need or a firm is on the list of what is due."""

    REMINDER = "reminder", "relance"
    EXPIRED = "expired", "périmé"
    ASK_AGAIN = "ask_again", "un an : à redemander"


@dataclass(frozen=True, slots=True)
class NeedEvent:
    """One move of a need. ``words`` is what its author added, may be empty."""

    at: datetime
    by: str
    state: NeedState
    words: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do. ``number`` counts the reminders from 1; ``since`` is the last move."""

    step: Step
    since: date
    due_on: date
    number: int = 0


@dataclass(frozen=True, slots=True)
class DueNeed:
    """A need on the list of what is due, with who should move."""

    need: int
    firm: str
    words: str
    state: NeedState
    owner: str  # empty: nobody in particular, the manager's inbox
    due: Due


@dataclass(frozen=True, slots=True)
class DueFirm:
    """A firm to hear again, a year after the last time."""

    firm: int
    name: str
    interview: int  # the last one
    due: Due


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need as the bodies that may answer it see it: neither the notes nor who wrote them.

    ``firm`` is empty until the reader's own body has taken the need in charge; ``words`` are
    empty unless the firm let them be shown.
    """

    id: int
    firm: str
    commune: str
    words: str
    occupation: str
    competences: tuple[str, ...]
    headcount: Headcount | None
    wanted_by: date | None
    contract: Contract | None
    shifts: tuple[Shift, ...]
    beginner: bool | None
    state: NeedState
    sent_at: datetime
    owner: str
    taken_by: str  # name of the body, or empty
    mine: bool  # the reader's own body has it


@dataclass(frozen=True, slots=True)
class FirmLine:
    """A need as its firm sees it."""

    id: int
    words: str
    said: bool  # the words were said, not ticked
    occupation: str
    competences: tuple[str, ...]
    headcount: Headcount | None
    wanted_by: date | None
    state: NeedState
    owner: str
    taken_by: str
    moved_on: date
    firm_says: FirmSays | None
    events: tuple[NeedEvent, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a firm offers to do: dated, revocable, and public only if the firm says so."""

    kind: Commitment
    made_on: date
    named: bool = False
    revoked_on: date | None = None
    firm: int | None = None
    firm_name: str = ""
    commune: str = ""
    id: int | None = None  # None until stored


def due_for(state: NeedState, moved_on: date, *, on: date) -> Due | None:
    """What is due on a day for a need that last moved on another; None if nothing is."""
    if state in OVER:
        return None
    if on - moved_on >= EXPIRY:
        return Due(Step.EXPIRED, moved_on, moved_on + EXPIRY)
    waited = (on - moved_on).days
    number = sum(waited >= days for days in REMINDER_DAYS)
    if not number:
        return None
    due_on = moved_on + timedelta(days=REMINDER_DAYS[number - 1])
    return Due(Step.REMINDER, moved_on, due_on, number)


def ask_again(heard_on: date, *, on: date) -> Due | None:
    """Whether a firm is to be heard again, a year later, in August never."""
    due_on = heard_on + ASK_AGAIN
    if due_on.month == _AUGUST:
        due_on = due_on.replace(month=_AUGUST + 1, day=1)
    if on < due_on or on.month == _AUGUST:
        return None
    return Due(Step.ASK_AGAIN, heard_on, due_on)
