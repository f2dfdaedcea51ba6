import re
from datetime import date
from pathlib import Path

import pytest

from skills.need import Headcount
from web import error_sentences
from web.wording import count_fr, date_fr, headcount_fr, km_fr

PROJECT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (None, "nombre non dit"),
        (Headcount(1, 1), "1 personne"),
        (Headcount(3, 3), "3 personnes"),
        (Headcount(2, 3), "2 à 3 personnes"),
    ],
)
def test_people_are_counted_in_french(people: Headcount | None, words: str):
    assert headcount_fr(people) == words


def test_dates_and_distances_are_said_in_full():
    assert date_fr(date(2027, 3, 1)) == "1er mars 2027"
    assert date_fr(None) == "date non dite"
    assert km_fr(0.4) == "sur place"
    assert km_fr(None) == "lieu non communiqué"
    assert count_fr(1400, "place") == "1\u202f400 places"


def codes_used(pattern: str, *folders: str) -> set[str]:
    """The codes that the source of these folders gives to errors of one kind."""
    text = "\n".join(
        path.read_text("utf-8") for f in folders for path in sorted((PROJECT / f).rglob("*.py"))
    )
    return set(re.findall(pattern, text))


def test_every_reason_to_refuse_a_file_has_its_sentence():
    used = codes_used(r'BadFile\([^)]*?,\s*"([a-z_0-9]+)"', "data")
    used |= codes_used(r'row\.fail\("\w+", "([a-z_0-9]+)"\)', "data")
    assert used - set(error_sentences.FILE) == set()


def test_every_reason_to_refuse_a_database_has_its_sentence():
    used = codes_used(r'WrongDatabase\([^)]*?,\s*"([a-z_]+)"', "data")
    assert used - set(error_sentences.DATABASE) == set()


def test_every_rejection_has_its_sentence():
    used = codes_used(r'\.reject\([^)]*?"([a-z_]+)"\)', "data")
    assert used - set(error_sentences.RECORD) == set()


def test_every_problem_of_the_reference_has_its_sentence():
    used = codes_used(r'problem\("?\w+"?, "([a-z_]+)"', "data")
    assert used - set(error_sentences.PROBLEM) == set()
