"""What is told of occupations: workshops, a day, tools, next steps, what is paid at least."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import TypeVar

from data.readers.table import Row, read_table
from skills.presentation import Hour, NextStep, Pay, Presentation, Tool, Workshop

WORKSHOPS = ("code", "position", "label", "sentence")
PRESENTATIONS = ("occupation", "workshop", "hook")
DAYS = ("occupation", "hour", "text")
TOOLS = ("occupation", "position", "name", "use")
NEXT = ("occupation", "position", "next", "reason")
PAY = ("occupation", "position", "text", "since", "read_in")

Thing = TypeVar("Thing")


def read_workshops(folder: Path) -> dict[str, Workshop]:
    """The parts of the workshop by code."""
    return {
        row["code"]: Workshop(
            row["code"], row.number("position", 1, 99), row.text("label"), row.text("sentence")
        )
        for row in read_table(folder / "workshops.csv", WORKSHOPS, required=WORKSHOPS)
    }


def read_presentations(folder: Path) -> dict[str, Presentation]:
    """What is told of each occupation, by its code."""
    days: dict[str, list[tuple[int, Hour]]] = defaultdict(list)
    for row in read_table(folder / "days.csv", DAYS, required=DAYS):
        days[row["occupation"]].append((_minutes(row), Hour(row["hour"], row.text("text"))))
    tools: dict[str, list[tuple[int, Tool]]] = defaultdict(list)
    for row in read_table(folder / "tools.csv", TOOLS, required=TOOLS):
        place = row.number("position", 1, 99)
        tools[row["occupation"]].append((place, Tool(row.text("name"), row.text("use"))))
    steps: dict[str, list[tuple[int, NextStep]]] = defaultdict(list)
    for row in read_table(folder / "next.csv", NEXT, required=NEXT):
        place = row.number("position", 1, 99)
        steps[row["occupation"]].append((place, NextStep(row["next"], row.text("reason"))))
    pay = _pay(folder)
    return {
        code: Presentation(
            code,
            row["workshop"],
            row.text("hook"),
            _in_order(days, code),
            _in_order(tools, code),
            _in_order(steps, code),
            pay.get(code, ()),
        )
        for row in read_table(folder / "presentations.csv", PRESENTATIONS, required=PRESENTATIONS)
        for code in (row["occupation"],)
    }


def read_common_pay(folder: Path) -> tuple[Pay, ...]:
    """What is paid at least in every occupation."""
    return _pay(folder).get("", ())


def _pay(folder: Path) -> Mapping[str, tuple[Pay, ...]]:
    found: dict[str, list[tuple[int, Pay]]] = defaultdict(list)
    for row in read_table(folder / "pay.csv", PAY, required=PAY[1:]):
        try:
            since = date.fromisoformat(row["since"])
        except ValueError:
            raise row.fail("since", "iso_date") from None
        fact = Pay(row.text("text"), since, row["read_in"])
        found[row["occupation"]].append((row.number("position", 1, 99), fact))
    return {code: _in_order(found, code) for code in found}


def _minutes(row: Row) -> int:
    """Minutes since midnight of an hour such as 07:30."""
    try:
        at = time.fromisoformat(row["hour"])
    except ValueError:
        raise row.fail("hour", "hour") from None
    return at.hour * 60 + at.minute


def _in_order(found: Mapping[str, list[tuple[int, Thing]]], code: str) -> tuple[Thing, ...]:
    return tuple(thing for _, thing in sorted(found.get(code, ()), key=lambda pair: pair[0]))
