"""Aids, one TOML file each, and the partners that answer."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from data.readers.table import read_table
from skills.aid import Aid, AidFor, AidGoal, Amount, Condition, Fact
from skills.errors import BadFile
from skills.labelled import Labelled
from skills.partner import BodyKind, Partner

_REQUIRED = ("title", "goal", "for", "operator", "contact", "who", "what", "source", "conditions")
_KEYS = frozenset((*_REQUIRED, "amounts", "open_from", "open_until", "checked_on"))
_AMOUNT = frozenset(("text", "euros", "rate", "since", "until"))
_CONDITION = frozenset(("text", "fact", "among", "at_least", "at_most"))
_NUMBERS = (Fact.STAFF, Fact.INVESTMENT, Fact.LEVEL, Fact.NAF)
_PARTNERS = ("code", "name", "kind", "answers", "needs", "departments", "source")


def read_aids(folder: Path) -> dict[str, Aid]:
    """The aids by code, which is the file's name; ``BadFile`` at the first that is not right."""
    paths = [path for path in sorted(folder.glob("*.toml")) if path.name != "source.toml"]
    return {path.stem: _read_aid(path) for path in paths}


def read_partners(folder: Path) -> dict[str, Partner]:
    """The partners by code."""
    found = {}
    required = ("code", "name", "kind", "needs", "source")
    for row in read_table(folder / "partners.csv", _PARTNERS, required=required):
        if row["kind"] not in set(BodyKind):
            raise row.fail("kind", "body_kind")
        if not set(row["answers"].split()) <= {goal.value for goal in AidGoal}:
            raise row.fail("answers", "aid_goal")
        found[row["code"]] = Partner(
            row["code"],
            row["name"],
            BodyKind(row["kind"]),
            tuple(row["answers"].split()),
            row.number("needs", 0, 1) == 1,
            tuple(row["departments"].split()),
            row["source"],
        )
    return found


class _File:
    """One aid's file, which says where each fault is."""

    def __init__(self, path: Path) -> None:
        self.name = f"{path.parent.name}/{path.name}"
        try:
            self.facts: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadFile(self.name, "toml", value=str(error)) from None

    def fail(self, field: str, value: object, why: str) -> BadFile:
        return BadFile(self.name, why, field=field, value=str(value))

    def text(self, table: dict[str, Any], key: str, field: str = "") -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(field or key, value if value is not None else "", "required")
        return value

    def day(self, table: dict[str, Any], key: str, field: str = "") -> date | None:
        value = table.get(key)
        if value is None or type(value) is date:
            return value
        raise self.fail(field or key, value, "iso_date")

    def number(self, table: dict[str, Any], key: str, field: str) -> int | None:
        value = table.get(key)
        if value is None or (type(value) is int and value >= 0):
            return value
        raise self.fail(field, value, "whole_number")

    def code(self, shape: type[Labelled], value: object, field: str, why: str) -> Any:
        if value not in {member.value for member in shape}:
            raise self.fail(field, value, why)
        return shape(str(value))

    def tables(self, key: str, known: frozenset[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        rows = self.facts.get(key, [])
        if not isinstance(rows, list):
            raise self.fail(key, rows, "aid_keys")
        for rank, row in enumerate(rows, start=1):
            field = f"{key} {rank}"
            if not isinstance(row, dict) or not set(row) <= known:
                raise self.fail(field, ", ".join(set(row) - known), "aid_keys")
            yield field, row

    def after(self, field: str, first: date | None, last: date | None) -> None:
        if first and last and last < first:
            raise self.fail(field, last, "end_before_start")


def _read_aid(path: Path) -> Aid:
    file = _File(path)
    facts = file.facts
    if not set(facts) <= _KEYS:
        raise file.fail("", ", ".join(sorted(set(facts) - _KEYS)), "aid_keys")
    for key in _REQUIRED:
        if not facts.get(key):
            raise file.fail(key, "", "required")
    source = facts["source"]
    if not isinstance(source, dict):
        raise file.fail("source", source, "required")
    url = file.text(source, "url", "source.url")
    if urlsplit(url).scheme not in ("http", "https"):
        raise file.fail("source.url", url, "web_address")
    opened, closed = file.day(facts, "open_from"), file.day(facts, "open_until")
    file.after("open_until", opened, closed)
    checked = file.day(facts, "checked_on")
    if checked and checked > date.today():
        raise file.fail("checked_on", checked, "future_date")
    return Aid(
        path.stem,
        file.text(facts, "title"),
        file.code(AidGoal, facts["goal"], "goal", "aid_goal"),
        tuple(file.code(AidFor, one, "for", "aid_for") for one in facts["for"]),
        file.text(facts, "operator"),
        file.code(BodyKind, facts["contact"], "contact", "body_kind"),
        file.text(facts, "who"),
        file.text(facts, "what"),
        file.text(source, "title", "source.title"),
        url,
        tuple(_amount(file, field, row) for field, row in file.tables("amounts", _AMOUNT)),
        tuple(_condition(file, field, row) for field, row in file.tables("conditions", _CONDITION)),
        opened,
        closed,
        checked,
    )


def _amount(file: _File, field: str, row: dict[str, Any]) -> Amount:
    since, until = file.day(row, "since", field), file.day(row, "until", field)
    file.after(field, since, until)
    rate = row.get("rate")
    if rate is not None and not (isinstance(rate, float) and 0 < rate <= 1):
        raise file.fail(field, rate, "share")
    euros = file.number(row, "euros", field)
    return Amount(file.text(row, "text", field), euros, rate, since, until)


def _condition(file: _File, field: str, row: dict[str, Any]) -> Condition:
    fact = file.code(Fact, row.get("fact", ""), field, "aid_fact")
    among = tuple(str(one) for one in row.get("among", ()))
    low, high = file.number(row, "at_least", field), file.number(row, "at_most", field)
    bounds = low is not None or high is not None
    decides = bounds if fact in _NUMBERS else bool(among)
    if fact is not Fact.NONE and not decides:
        raise file.fail(field, fact, "aid_bounds")
    return Condition(file.text(row, "text", field), fact, among, low, high)
