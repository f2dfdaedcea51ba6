import re
from datetime import date
from pathlib import Path

import pytest

from skills.learnt import LabelKind, LearntLabel
from skills.need import Headcount
from web import error_sentences, record_sentences
from web.wording import around_phrase, count_fr, date_fr, headcount_fr, km_fr

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


def test_a_learnt_phrase_is_shown_among_the_words_around_it():
    def around(quote: str) -> tuple[str, str, str]:
        on = date(2026, 11, 23)
        return around_phrase(
            LearntLabel("C-INFUSE", "sous bâche", LabelKind.ALIAS, quote, "need:1", "moi", on)
        )

    assert around("deux gars\nsous bâche, vite") == ("deux gars ", "sous bâche", ", vite")
    before, said, after = around(f"{'a' * 500} sous bâche {'b' * 500}")
    assert (before[:2], said, after[-2:]) == ("…a", "sous bâche", "b…")
    assert len(before) == len(after) == 141
    assert around("d'autres mots") == ("d'autres mots", "", "")


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


def test_every_reason_to_refuse_a_value_has_its_sentence():
    used = codes_used(r'Invalid\([^)]*?,\s*"([a-z_]+)"\)', "skills", "web")
    assert "stop_is_alias" in used
    assert used - set(error_sentences.FIELDS) == set()


def test_every_reason_to_refuse_a_database_has_its_sentence():
    used = codes_used(r'WrongDatabase\([^)]*?,\s*"([a-z_]+)"', "data")
    assert used - set(error_sentences.DATABASE) == set()


def test_every_rejection_has_its_sentence():
    told = r"(?:reject(?:ed)?|refused|_tell|Rejected)"
    used = codes_used(told + r'\((?:[^()]|\([^()]*\))*"([a-z_0-9]+)",?\s*\)', "data")
    assert {"json_absent", "french_day", "required", "lheo_date"} <= used
    assert used - set(record_sentences.RECORD) == set()


def test_every_way_that_a_service_fails_has_its_sentence():
    used = codes_used(r'SourceFailed\([^)]*?, "([a-z_]+)"', "data", "web")
    assert used - set(error_sentences.SOURCE) == set()


def test_every_problem_of_the_reference_has_its_sentence():
    used = codes_used(r'problem\("?\w+"?, "([a-z_]+)"', "data")
    assert used - set(error_sentences.PROBLEM) == set()
