"""The words that name a person by an occupation, of any trade, read in the national job titles."""

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from matching.text.tokens import tokenise
from skills.errors import BadFile

_TITLES = "rome/unix_referentiel_appellation_v460_utf8.csv.gz"
_PERSON = re.compile(
    r"(?:iste|logue|graphe|aire|therapeute|iatre|tecte|peintre|gendarme|manip|valet|chien)$"
)
_ALSO_THINGS = """
charge chargee principal principale second seconde premier premiere grand grande
general generale qualifie qualifiee specialise specialisee permanent permanente
operationnel operationnelle industriel industrielle social sociale sportif sportive
professionnel professionnelle associe associee revenu revenue engage engagee haut
haute accueillante plieuse trancheuse foreuse tondeuse porteuse etiqueteuse relieuse
commercial commerciale bio prepose stationnaire segment documentaire auxiliaire
intermediaire
"""


def write_job_words(public: Path, out: Path) -> int:
    """Write to ``out`` the first word of every job title in ``public``; give their number.

    A title gives two words when it is said for both genders; one that is said for one only is kept
    when its ending names a person.
    """
    words = sorted(set(_job_words(public / _TITLES)) - set(_ALSO_THINGS.split()))
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word",))
        writer.writerows((word,) for word in words)
    return len(words)


def _job_words(path: Path) -> Iterator[str]:
    if not path.exists():
        raise BadFile(str(path), "absent")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            firsts = [_first(title) for title in row["libelle_appellation_long"].split(" / ")[:2]]
            if len(firsts) == 2 and firsts[0] != firsts[1] and firsts[0][:3] == firsts[1][:3]:
                yield from firsts
            elif _PERSON.search(firsts[0]):
                yield firsts[0]


def _first(title: str) -> str:
    return next(token.norm for token in tokenise(title) if token.is_word)
