"""Where a mention stands in the sentence that cues are read in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A mention: ``start`` and ``end`` in the ``normal`` text of its sentence."""

    start: int
    end: int
    is_occupation: bool
    asked: bool = True
    code: str = ""
    levelled: bool = False  # a level is said of it
