"""An expert's corrections: read a reviewed workbook, check the whole, show what changes, write."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.exporters.sheet import TableChange, differences, read_sheet
from data.readers import load_reference
from data.readers.check import Problem, check
from skills.competence import CompetenceKind
from skills.reference import Reference


@dataclass(frozen=True, slots=True)
class SheetReview:
    """What a workbook would change, and what would be wrong afterwards."""

    changes: tuple[TableChange, ...]
    problems: tuple[Problem, ...]
    texts: Mapping[Path, str]

    def write(self) -> None:
        """Write the tables that change, each whole or not at all."""
        for path, text in self.texts.items():
            draft = path.with_suffix(".new")
            draft.write_text(text, "utf-8")
            draft.replace(path)


def review_sheet(folder: Path, workbook: Path) -> SheetReview:
    """Check the tables as the workbook would leave them; nothing of ``folder`` is touched."""
    texts = read_sheet(folder, workbook)
    changes = differences(folder, texts)
    with tempfile.TemporaryDirectory() as copy:
        tried = Path(copy) / "reference"
        shutil.copytree(folder, tried)
        for path, text in texts.items():
            (tried / path.relative_to(folder)).write_text(text, "utf-8")
        problems = check(load_reference(tried), tried)
    changed = {change.table for change in changes}
    kept = {p: t for p, t in texts.items() if p.relative_to(folder).as_posix() in changed}
    return SheetReview(changes, problems, kept)


def count_reference(reference: Reference) -> dict[str, int]:
    """The size of the ontology, by English name; own readings and own sources counted apart."""
    kinds = Counter(c.kind for c in reference.competences.values())
    grants = [g for c in reference.certifications.values() for g in c.grants]
    schemes = Counter(link.scheme for link in reference.crosswalks)
    return {
        "families": len(reference.families),
        "competences": len(reference.competences),
        **{f"competences_{kind.value}": kinds[kind] for kind in CompetenceKind},
        "competences_with_levels": sum(bool(c.descriptors) for c in reference.competences.values()),
        "competences_own_source": sum(c.source == "own" for c in reference.competences.values()),
        "competence_aliases": sum(len(c.aliases) for c in reference.competences.values()),
        "confusions": sum(len(c.confusions) for c in reference.competences.values()),
        "occupations": len(reference.occupations),
        "occupation_aliases": sum(len(o.aliases) for o in reference.occupations.values()),
        "requirements": sum(len(o.requirements) for o in reference.occupations.values()),
        "certifications": len(reference.certifications),
        "certifications_to_verify": sum(
            c.status.value == "to_verify" for c in reference.certifications.values()
        ),
        "grants": len(grants),
        "grants_own_reading": sum(not g.official for g in grants),
        "bridges_confirmed": len(reference.bridges),
        **{f"crosswalk_{scheme}": number for scheme, number in sorted(schemes.items())},
    }
