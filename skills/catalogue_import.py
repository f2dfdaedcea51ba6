"""Imports of the catalogue: what each changed, and what it would change."""

from dataclasses import dataclass
from datetime import datetime

from skills.labelled import Labelled
from skills.training import Rejected


class ImportState(Labelled):
    SHOWN = "shown", "à confirmer"
    WAITING = "waiting", "en attente"
    DONE = "done", "appliqué"
    FAILED = "failed", "refusé"
    UNDONE = "undone", "annulé"


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many records an import brings, changes, finds as they were, and no longer finds."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0
    merged: int = 0  # pairs of records of two sources put together
    proposed: int = 0  # pairs that a person is asked about

    @property
    def read(self) -> int:
        """How many records were read whole."""
        return self.new + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class CatalogueImport:
    """One import: the file, who asked for it, what came of it."""

    id: int
    file: str
    importer: str
    by: str
    asked_at: datetime
    complete: bool  # the file says all that its source has: what is not in it has vanished
    state: ImportState
    done: int  # records treated so far
    total: int  # records of the file, once they were counted
    counts: ImportCounts
    rejected: tuple[Rejected, ...]
    problem: str = ""
