"""Read the reference files into one immutable ``Reference``."""

from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from data.readers.aids import read_aids, read_partners
from data.readers.certifications import read_certifications
from data.readers.classroom import read_classroom
from data.readers.competences import read_aliases, read_competences, read_families
from data.readers.crosswalks import read_crosswalks, read_replaced
from data.readers.drawings import read_drawings, read_shown
from data.readers.establishments import read_establishments
from data.readers.guidance import read_guidance
from data.readers.interview_guide import read_interview_guide
from data.readers.occupations import read_bridges, read_occupations
from data.readers.presentations import (
    read_common_pay,
    read_presentations,
    read_workshops,
)
from data.readers.road_map import read_stakes
from data.readers.territory import (
    read_activities,
    read_communes,
    read_epcis,
    read_territory_words,
)
from data.readers.travel_times import read_travel_times
from data.readers.weights import read_weights
from skills.reference import Reference

Thing = TypeVar("Thing")

REFERENCE_FOLDER = Path(__file__).parent.parent / "reference"


def load_reference(folder: Path = REFERENCE_FOLDER) -> Reference:
    """Read every file of the folder; raise ``BadFile`` at the first that is not as expected."""
    aliases = read_aliases(folder / "competences" / "aliases.csv")
    return Reference(
        version=reference_version(folder),
        families=_by_code(read_families(folder / "competences", aliases)),
        competences=_by_code(read_competences(folder / "competences", aliases)),
        occupations=_by_code(read_occupations(folder / "occupations")),
        certifications=_by_code(read_certifications(folder / "certifications")),
        communes=_by_code(read_communes(folder / "territory")),
        place=read_territory_words(folder / "territory"),
        travel=read_travel_times(folder / "territory"),
        epcis=_by_code(read_epcis(folder / "territory")),
        crosswalks=read_crosswalks(folder / "crosswalks"),
        bridges=read_bridges(folder / "bridges"),
        replaced=read_replaced(folder / "competences"),
        weights=read_weights(folder),
        activities=_by_code(read_activities(folder / "activities")),
        aids=_by_code(read_aids(folder / "aids")),
        stakes=_by_code(read_stakes(folder / "road_map")),
        partners=_by_code(read_partners(folder / "partners")),
        establishments=_by_code(read_establishments(folder / "establishments")),
        guidance=read_guidance(folder / "guidance"),
        presentations=_by_code(read_presentations(folder / "occupations")),
        workshops=_by_code(read_workshops(folder / "occupations")),
        pay=read_common_pay(folder / "occupations"),
        drawings=_by_code(read_drawings(folder / "drawings")),
        drawn=read_shown(folder / "drawings"),
        classroom=read_classroom(folder / "classroom"),
        interview_guide=read_interview_guide(folder / "interview_guide"),
    )


def reference_version(folder: Path) -> str:
    """Twelve hexadecimal digits over the names and contents of all files."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".csv", ".svg", ".toml"):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _by_code(things: dict[str, Thing]) -> dict[str, Thing]:
    return dict(sorted(things.items()))
