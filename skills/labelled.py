"""Closed lists that carry their French label beside their code."""

from enum import Enum
from typing import Self


class Labelled(str, Enum):
    """A closed list: each member is its code (a ``str``) and has the French ``label`` shown to
    users.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)
