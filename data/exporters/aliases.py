"""Learnt aliases in the form of ``data/reference/competences/aliases.csv``."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from data.readers.competences import ALIASES, read_aliases
from skills.folding import folded
from skills.learnt import LEARNT_REGISTER, LabelKind, LabelState, LearntLabel
from skills.reference import Reference

Row = tuple[str, ...]


def alias_rows(labels: Iterable[LearntLabel], reference: Reference) -> list[Row]:
    """One row for each approved alias, sorted as the file is; retired codes give those of today."""
    return sorted(
        {
            (reference.current(label.code), label.phrase, "fr", LEARNT_REGISTER.value)
            for label in labels
            if label.kind is LabelKind.ALIAS
            and label.state is LabelState.APPROVED
            and reference.family_of(reference.current(label.code))
        }
    )


def aliases_csv(rows: Iterable[Row]) -> str:
    """The rows under the header of the file."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ALIASES)
    writer.writerows(rows)
    return out.getvalue()


def add_aliases(path: Path, rows: Iterable[Row]) -> int:
    """Put the rows in their place in the file; give how many it did not have yet.

    Raise ``BadFile`` if the file is not as expected; it is then left as it is.
    """
    known = {
        (code, alias.text, alias.language, alias.register.value)
        for code, aliases in read_aliases(path).items()
        for alias in aliases
    }
    said = {(code, folded(text)) for code, text, *_ in known}
    new = [row for row in rows if (row[0], folded(row[1])) not in said]
    if new:
        path.write_text(aliases_csv(sorted([*known, *new])), "utf-8")
    return len(new)
