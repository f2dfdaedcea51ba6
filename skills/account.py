"""Who asks. Every read of the storage names its reader."""

from dataclasses import dataclass

from skills.labelled import Labelled


class Role(Labelled):
    LOCAL = "local", "poste local"
    STATISTICS = "statistics", "statistiques"


@dataclass(frozen=True, slots=True)
class User:
    """A reader or author. Until accounts exist there is one, the person at this machine."""

    name: str
    role: Role


LOCAL_USER = User("poste local", Role.LOCAL)
STATISTICS = User("statistiques", Role.STATISTICS)
"""Reads everybody's needs to add them up; what comes out of it names no firm."""
