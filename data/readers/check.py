"""What is wrong in the reference files, each problem where an editor finds it.

A file that cannot be read at all raises ``BadFile`` when it is loaded; what is checked here is what
the files say of each other.
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.readers.public_tables import missing_from_public
from data.readers.table_links import CODES, KEYS
from skills.certification import CertificationStatus
from skills.folding import folded
from skills.occupation import Importance
from skills.reference import Reference

_SOURCE_KEYS = ("title", "publisher", "licence", "retrieved", "made_by")
_SOURCE_FORMS = (
    "rome",
    "esco",
    "rncp",
    "rs",
    "formacode",
    "nsf",
    "onisep",
    "bcn",
    "domain",
    "own",
    "certif_info",
    "naf",
    "tjp",
    "web",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct. ``why`` is a code; ``line`` is 0 when it is about the whole file."""

    file: str
    line: int
    field: str
    value: str
    why: str
    expected: str = ""
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a reference file, with where it stands."""

    file: str
    number: int
    cells: dict[str, str]

    def problem(
        self, field: str, why: str, expected: str = "", *, severity: str = "error"
    ) -> Problem:
        return Problem(self.file, self.number, field, self.cells[field], why, expected, severity)


def check(reference: Reference, folder: Path, *, public: Path | None = None) -> tuple[Problem, ...]:
    """Every problem, in the order of the files; ``public`` is the folder of the full public
    tables.
    """
    tables = {
        path.relative_to(folder).as_posix(): _lines(path, folder)
        for path in sorted(folder.rglob("*.csv"))
    }
    problems: list[Problem] = []
    for name, lines in tables.items():
        problems += _order(name, lines)
        problems += _codes(name, lines, reference)
    problems += _aliases(tables, "competences", "competence", ("label_fr",))
    problems += _aliases(tables, "occupations", "occupation", ("label_masculine", "label_feminine"))
    problems += _wholes(tables, reference)
    problems += _replacements(tables, reference)
    problems += _contacts(reference)
    problems += _sources(folder)
    if public is not None:
        for line, field, expected in missing_from_public(tables, public):
            problems.append(line.problem(field, "not_in_public_table", expected))
    return tuple(sorted(set(problems), key=lambda p: (p.file, p.line, p.field, p.why, p.value)))


def _lines(path: Path, folder: Path) -> list[Line]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        name = path.relative_to(folder).as_posix()
        return [Line(name, reader.line_num, dict(cells)) for cells in reader]


def _order(name: str, lines: list[Line]) -> Iterator[Problem]:
    """Rows sorted by their cells from the left, none standing twice."""
    rows = [tuple(line.cells.values()) for line in lines]
    said: set[tuple[str, ...]] = set()
    before: tuple[str, ...] = ()
    for line, row in zip(lines, rows, strict=True):
        first, key = next(iter(line.cells)), row[: KEYS.get(name)]
        if key in said:
            yield line.problem(first, "duplicate")
        elif before > row:
            yield line.problem(first, "unsorted")
        said.add(key)
        before = row


def _codes(name: str, lines: list[Line], reference: Reference) -> Iterator[Problem]:
    """Codes that nothing defines, and sources of no known form."""
    known = {
        "family": set(reference.families),
        "competence": set(reference.competences),
        "competence_or_family": {*reference.competences, *reference.families},
        "competence_or_retired": {*reference.competences, *reference.replaced},
        "occupation": set(reference.occupations),
        "occupation_or_tile": {*reference.occupations, *reference.guidance.tiles},
        "certification": set(reference.certifications),
        "epci": set(reference.epcis),
        "establishment": set(reference.establishments),
        "commune": set(reference.communes),
        "workshop": set(reference.workshops),
        "drawing": set(reference.drawings),
    }
    known["any"] = known["competence_or_family"] | known["occupation"]
    known["shown"] = known["any"] | known["workshop"]
    for line in lines:
        for field, kind in CODES.get(name, ()):
            if line.cells[field] and line.cells[field] not in known[kind]:
                yield line.problem(field, "unknown_code")
        source = line.cells.get("source")
        if source is not None and source.split(":")[0] not in _SOURCE_FORMS:
            yield line.problem("source", "bad_source", ", ".join(_SOURCE_FORMS))


def _aliases(
    tables: dict[str, list[Line]], folder: str, key: str, labels: tuple[str, ...]
) -> Iterator[Problem]:
    """The same words for two things, whatever their case, accents and hyphens."""
    owners: dict[str, str] = {}
    for line in tables.get(f"{folder}/{folder}.csv", ()):
        for field in labels:
            words = folded(line.cells[field])
            if owners.setdefault(words, line.cells["code"]) != line.cells["code"]:
                yield line.problem(field, "twin_alias", owners[words])
    labelled = dict(owners)
    for line in tables.get(f"{folder}/aliases.csv", ()):
        words, code = folded(line.cells["alias"]), line.cells[key]
        if words in labelled and labelled[words] != code:
            yield line.problem("alias", "alias_is_label", labelled[words])
        elif owners.setdefault(words, code) != code:
            yield line.problem("alias", "twin_alias", owners[words])


def _wholes(tables: dict[str, list[Line]], reference: Reference) -> Iterator[Problem]:
    """Things that lack what they need to be of use."""
    families = {c.family for c in reference.competences.values()}
    for line in tables.get("competences/families.csv", ()):
        if line.cells["code"] not in families:
            yield line.problem("code", "empty_family")
    used = {r.competence for o in reference.occupations.values() for r in o.requirements}
    used |= {g.competence for c in reference.certifications.values() for g in c.grants}
    for line in tables.get("competences/competences.csv", ()):
        code = line.cells["code"]
        if code not in used:
            yield line.problem("code", "orphan")
        levels = reference.competences[code].descriptors
        if levels and not all(levels):
            yield line.problem("code", "missing_level")
    for line in tables.get("occupations/occupations.csv", ()):
        requirements = reference.occupations[line.cells["code"]].requirements
        if not any(r.importance is Importance.ESSENTIAL for r in requirements):
            yield line.problem("code", "no_essential")
    told = {(bridge.origin, bridge.target) for bridge in reference.bridges}
    for line in tables.get("bridges/gestures.csv", ()):
        target = reference.occupations.get(line.cells["to"])
        asked = {r.competence for r in target.requirements} if target else set()
        if line.cells["competence"] not in asked:
            yield line.problem("competence", "not_required", line.cells["to"])
        if (line.cells["from"], line.cells["to"]) not in told:
            yield line.problem("to", "no_bridge", "bridges/curated.csv")
    for line in tables.get("certifications/certifications.csv", ()):
        certification = reference.certifications[line.cells["code"]]
        if certification.status is CertificationStatus.ACTIVE and not certification.grants:
            yield line.problem("code", "no_grant")


def _replacements(tables: dict[str, list[Line]], reference: Reference) -> Iterator[Problem]:
    """Retired codes that are still in use, and replacements that never end."""
    for line in tables.get("competences/retired.csv", ()):
        if line.cells["code"] in reference.competences:
            yield line.problem("code", "duplicate")
    replaced = {c.code: c.replaced_by for c in reference.certifications.values() if c.replaced_by}
    for name, follows in (
        ("competences/retired.csv", dict(reference.replaced)),
        ("certifications/certifications.csv", replaced),
    ):
        for line in tables.get(name, ()):
            if _loops(line.cells["code"], follows):
                yield line.problem("code", "cycle")


def _loops(code: str, follows: dict[str, str]) -> bool:
    seen = set()
    while code in follows and code not in seen:
        seen.add(code)
        code = follows[code]
    return code in seen


def _contacts(reference: Reference) -> Iterator[Problem]:
    """Aids that no partner answers."""
    for aid in reference.aids.values():
        bodies = [p for p in reference.partners.values() if p.kind is aid.contact]
        if not any(aid.goal in partner.answers for partner in bodies):
            yield Problem(
                f"aids/{aid.code}.toml", 0, "contact", aid.contact.value, "no_partner", aid.goal
            )


def _sources(folder: Path) -> Iterator[Problem]:
    """Every folder of data says where it comes from."""
    folders: Iterable[Path] = {path.parent for path in folder.rglob("*.csv")}
    folders = {*folders, folder / "aids"}
    for place in sorted(folders):
        name = f"{place.relative_to(folder).as_posix()}/source.toml"
        facts: dict[str, object] = defaultdict(str)
        try:
            facts.update(tomllib.loads((place / "source.toml").read_text("utf-8")))
        except (OSError, tomllib.TOMLDecodeError):
            facts.clear()
        lacking = [key for key in _SOURCE_KEYS if not facts.get(key)]
        if lacking:
            yield Problem(name, 0, "source.toml", "", "no_source", ", ".join(lacking))
