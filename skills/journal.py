"""The journal: who saw, changed or exported what, and when."""

from dataclasses import dataclass
from datetime import datetime

from skills.labelled import Labelled


class Deed(Labelled):
    """What was done."""

    SAW = "saw", "a vu"
    LISTED = "listed", "a vu la liste"
    CREATED = "created", "a créé"
    CHANGED = "changed", "a modifié"
    DELETED = "deleted", "a supprimé"
    EXPORTED = "exported", "a exporté"
    SIGNED_IN = "signed_in", "s'est connecté"
    REFUSED = "refused", "n'a pas pu se connecter"
    UNDID = "undid", "a annulé"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. ``before`` and ``after`` are JSON, empty where nothing changed.

    ``commune`` and ``organisation`` say in whose perimeter it happened.
    """

    at: datetime
    account: int | None  # None: the local desk, or a secret link
    account_name: str
    deed: Deed
    thing: str
    thing_id: int | None = None
    detail: str = ""
    before: str = ""
    after: str = ""
    commune: str = ""
    organisation: int | None = None
    undone: bool = False
    id: int | None = None  # None until stored
