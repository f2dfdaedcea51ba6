"""What LHEO 2.3 allows: for each element its children in order, or the texts it may hold."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NAMESPACE = "http://lheo.gouv.fr/2.3"
MANY = 10**9

_FOLDER = Path(__file__).parent / "lheo"
_CHILD = re.compile(r"([\w-]+)(?:\{(\d+)\.\.(\d+|\*)\})?")
_DATED = frozenset(("formation", "action", "session", "lheo"))
_FILED = frozenset(("formation", "organisme-formation-responsable"))
_TIMED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
NEEDS_REF = frozenset(("code-FORMACODE", "code-public-vise", "code-modalite-pedagogique"))
_NEVER_CUT = frozenset(("urlweb", "courriel"))

# What is written where the format demands a value and none is known.
_UNKNOWN = {
    "code-public-vise": "83056",  # « tout public », as the flows write it
    "codepostal": "00000",
    "debut": "00000000",
    "fin": "99999999",
    "date": "00000000",
    "numero-activite": "99999999999",
    "parcours-de-formation": "4",
    "SIRET": "0" * 14,
}
UNKNOWN_REF = "V12"  # the edition of Formacode that the flows name


@dataclass(frozen=True, slots=True)
class Child:
    """A child that an element may have, and how many times."""

    name: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Content:
    """What an element holds: children in their order, or a text of some kind."""

    name: str
    children: tuple[Child, ...] = ()
    kind: str = "children"  # children, text, int, key, date, any
    least: int = 0
    most: int = MANY
    codes: tuple[str, ...] = ()
    table: str = ""  # of the codes

    def takes(self, text: str) -> bool:
        """Whether the format allows this text as it is."""
        if self.kind == "text":
            return self.least <= len(text) <= self.most
        if self.kind == "key":
            return text in self.codes
        if self.kind == "int":
            return bool(re.fullmatch(r"[0-9]{1,9}", text)) and int(text) <= self.most
        return self.kind == "any" or bool(re.fullmatch(r"[0-9]{8}", text))

    @property
    def may_be_cut(self) -> bool:
        """Whether a longer text still says something once it is cut: words do, codes do not."""
        return self.kind == "text" and self.most >= 50 and self.name not in _NEVER_CUT

    @property
    def unknown(self) -> str:
        """What stands for a value that nobody gave."""
        if self.name in _UNKNOWN:
            return _UNKNOWN[self.name]
        if self.kind == "key":
            return self.codes[0]
        return "0" if self.kind == "int" else "-" * max(1, self.least)

    def takes_attribute(self, name: str, value: str) -> bool:
        """Whether the element may carry this attribute with this value."""
        if name in ("numero", "info", "ref", "tag"):
            return True
        if name in ("datecrea", "datemaj"):
            return self.name in _DATED
        if name in ("href", "file"):
            return self.name in _FILED
        return name.startswith("horodatage-") and bool(_TIMED.fullmatch(value))


@cache
def schema() -> Mapping[str, Content]:
    """Every element of LHEO 2.3 by name."""
    codes: dict[str, list[str]] = {}
    for table, code, _label in _rows("tables.csv"):
        codes.setdefault(table, []).append(code)
    return {name: _content(name, model, codes) for name, model, _ in _rows("elements.csv")}


@cache
def titles() -> Mapping[str, str]:
    """What each element is called, in French."""
    return {name: title for name, _, title in _rows("elements.csv")}


@cache
def labels(table: str) -> Mapping[str, str]:
    """The French label of each code of a closed table."""
    return {code: label for name, code, label in _rows("tables.csv") if name == table}


def _content(name: str, model: str, codes: Mapping[str, list[str]]) -> Content:
    if name == "extras":  # a choice, which is written here in one order
        return Content(name, (Child("extras", 0, MANY), Child("extra", 0, MANY)))
    if model.startswith("("):
        children = tuple(
            Child(
                found[1],
                int(found[2] or 1) if found[3] else 1,
                MANY if found[3] == "*" else int(found[3] or 1),
            )
            for found in _CHILD.finditer(model)
        )
        return Content(name, children)
    kind = model.split(" ", maxsplit=1)[0].removeprefix("basic_")
    options = dict(part.split("=") for part in model.split(" ")[1:])
    if kind == "text":
        return Content(name, kind=kind, least=int(options["lgmin"]), most=int(options["lgmax"]))
    if kind == "key":
        table = options["ref"].removeprefix("dict-")
        return Content(name, kind=kind, codes=tuple(codes[table]), table=table)
    if kind == "int":
        return Content(name, kind=kind, most=int(options["vmax"]))
    return Content(name, kind=kind)


def _rows(file: str) -> Iterator[list[str]]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened)
        next(rows)
        yield from rows
