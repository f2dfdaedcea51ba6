"""Letters that the site sends by e-mail, and the work that waits to be done."""

from dataclasses import dataclass
from datetime import datetime

from skills.labelled import Labelled


class LetterState(Labelled):
    WAITING = "waiting", "en attente d'envoi"
    SENT = "sent", "envoyé"
    KEPT = "kept", "non envoyé : aucun courrier réglé"
    FAILED = "failed", "échec de l'envoi"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. Once it left, or if it never will, its link is masked."""

    to: str
    subject: str
    text: str
    html: str
    made_at: datetime
    state: LetterState = LetterState.WAITING
    problem: str = ""  # why the last try failed, for the administrator
    id: int | None = None  # None until stored


@dataclass(frozen=True, slots=True)
class Job:
    """Work of some kind, to be done from a moment on."""

    kind: str
    about: int  # identifier of what it is about
    due_at: datetime
    tries: int = 0  # already made
    problem: str = ""
    dead: bool = False  # tried too often
    id: int | None = None
