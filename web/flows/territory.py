"""Another territory, by data alone: a copy of the reference with its own bodies and communes."""

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.readers import load_reference
from data.readers.check import Problem, check
from data.readers.territory import read_communes, read_epcis
from skills.aid import Aid, Fact
from skills.errors import BadFile, Invalid
from skills.partner import Partner
from web.flows.aids import department_of


@dataclass(frozen=True, slots=True)
class NewTerritory:
    """What was made: how many communes, what was left behind, and what is still to correct."""

    folder: Path
    communes: int
    partners_left: tuple[str, ...]
    aids_left: tuple[str, ...]
    problems: tuple[Problem, ...]


def make_territory(
    source: Path,
    out: Path,
    *,
    name: str,
    epcis: tuple[str, ...],
    tables: Path | None = None,
) -> NewTerritory:
    """Copy the reference of ``source`` to ``out`` for the inter-communal bodies ``epcis``.

    ``tables`` is a folder with another ``epcis.csv`` and ``communes.csv``; establishments of other
    departments than theirs stay behind. So do the partners and aids of other departments, and the
    stakes: a territory writes its own. Raise
    ``BadFile`` or ``Invalid``, with nothing written, when the folder is taken or a code unknown.
    """
    if out.exists() and any(out.iterdir()):
        raise BadFile(str(out), "folder_taken")
    given = tables or source / "territory"
    for file in ("epcis.csv", "communes.csv"):
        if not (given / file).is_file():
            raise BadFile(str(given / file), "absent")
    known, communes = read_epcis(given), read_communes(given)
    for code in epcis:
        if code not in known:
            raise Invalid("--epci", code, "epci")
    if not epcis or not name.strip():
        raise Invalid("--epci" if not epcis else "--name", "", "required")
    inside = [commune for commune in communes.values() if commune.epci in epcis]
    departments = {department_of(commune.code) for commune in inside}
    reference = load_reference(source)
    partners = [p.code for p in reference.partners.values() if not _serves(p, departments)]
    aids = [aid.code for aid in reference.aids.values() if not _given(aid, departments)]
    shutil.copytree(source, out, dirs_exist_ok=True)
    if tables is not None:
        shutil.copyfile(tables / "communes.csv", out / "territory" / "communes.csv")
        around = {department_of(code) for code in communes}
        near = {one.code for one in reference.establishments.values() if one.department in around}
        for file in ("establishments.csv", "courses.csv"):
            _keep(out / "establishments" / file, near.__contains__)
    _write(
        out / "territory" / "epcis.csv",
        ("code", "name", "in_territory"),
        [(e.code, e.name, str(int(e.code in epcis))) for e in known.values()],
    )
    words = reference.place
    (out / "territory" / "territory.toml").write_text(
        "".join(
            f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in (
                ("name", name.strip()),
                ("of_sector", words.of_sector),
                ("workshop", words.workshop),
            )
        ),
        "utf-8",
    )
    _keep(out / "partners" / "partners.csv", lambda code: code not in partners)
    _keep(out / "road_map" / "stakes.csv", lambda _: False)
    for code in aids:
        (out / "aids" / f"{code}.toml").unlink()
    problems = check(load_reference(out), out)
    return NewTerritory(out, len(inside), tuple(partners), tuple(aids), problems)


def _serves(partner: Partner, departments: set[str]) -> bool:
    return not partner.departments or bool(departments & set(partner.departments))


def _given(aid: Aid, departments: set[str]) -> bool:
    """Whether an aid may be given in one of the departments."""
    return all(
        departments & set(condition.among)
        for condition in aid.conditions
        if condition.fact is Fact.DEPARTMENT
    )


def _keep(path: Path, kept: Callable[[str], bool]) -> None:
    """Leave in a table the rows whose first cell is kept."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    _write(path, tuple(header), [tuple(row) for row in rows if kept(row[0])])


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
