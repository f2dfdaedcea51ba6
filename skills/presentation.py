"""How an occupation is told to whoever has never seen it: a day, tools, what comes next, drawings.

Everything here is our own writing or a dated public fact; nothing is said of a firm or a person.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hour:
    """One moment of a working day."""

    at: str  # "07:30"
    text: str


@dataclass(frozen=True, slots=True)
class Tool:
    """Something held or used, and what for."""

    name: str
    use: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """An occupation that one may come to later, and why."""

    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class Workshop:
    """A part of the workshop, as one walks through it."""

    code: str
    position: int
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Pay:
    """What is paid at least, as a dated public text says; no figure stands without both."""

    text: str
    since: date
    read_in: str


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is told of one occupation."""

    occupation: str
    workshop: str
    hook: str  # one sentence that makes one want to read on
    day: tuple[Hour, ...] = ()
    tools: tuple[Tool, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    pay: tuple[Pay, ...] = ()  # of this occupation, not of all


@dataclass(frozen=True, slots=True)
class Drawing:
    """A line drawing: numbers in it refer to ``parts``, which a screen reader reads as well.

    ``body`` is SVG markup without its root, checked when the file is read: shapes, classes and
    patterns only.
    """

    code: str
    title: str
    description: str  # what one sees, for whoever does not see it
    width: int
    height: int
    body: str
    parts: tuple[str, ...] = ()  # the first is number 1
