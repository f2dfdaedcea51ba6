"""Which words are heard in this trade and which in others, counted in the national job tables."""

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from math import log
from pathlib import Path

from matching.text.tokens import tokenise
from skills.errors import BadFile
from skills.reference import Reference

_TABLES = (
    ("unix_referentiel_competence_v460_utf8.csv.gz", "libelle_competence"),
    ("unix_referentiel_savoir_v460_utf8.csv.gz", "libelle_savoir"),
    ("unix_referentiel_appellation_v460_utf8.csv.gz", "libelle_appellation_long"),
)
_LEAST = 3  # occurrences below which a word says nothing
_MOST = 4.0  # log-odds are kept within -4..4


def write_background_words(reference: Reference, public: Path, out: Path) -> int:
    """Count stems in ROME (folder ``public``) and in our ontology; write stem and log-odds.

    Positive: heard in this trade rather than in others. Give the number of stems written.
    """
    others = Counter(stem for text in _rome(public / "rome") for stem in _stems(text))
    ours = Counter(stem for text in _own(reference) for stem in _stems(text))
    total_ours, total_others = sum(ours.values()), sum(others.values())
    rows = []
    for stem in sorted(set(ours) | set(others)):
        if ours[stem] + others[stem] < _LEAST:
            continue
        odds = log((ours[stem] + 0.5) / total_ours) - log((others[stem] + 0.5) / total_others)
        rows.append((stem, f"{max(-_MOST, min(_MOST, odds)):.2f}"))
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("stem", "log_odds"))
        writer.writerows(rows)
    return len(rows)


def _stems(text: str) -> set[str]:
    return {token.stem for token in tokenise(text) if token.is_word and token.is_content}


def _rome(folder: Path) -> Iterator[str]:
    for name, column in _TABLES:
        path = folder / name
        if not path.exists():
            raise BadFile(str(path), "absent")
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row[column]


def _own(reference: Reference) -> Iterator[str]:
    for competence in reference.competences.values():
        yield competence.label
        yield competence.definition
        yield from (alias.text for alias in competence.aliases)
    for occupation in reference.occupations.values():
        yield occupation.label
        yield occupation.definition
        yield from (alias.text for alias in occupation.aliases)
