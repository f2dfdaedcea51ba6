"""What is typed in the notebook, read into values or into errors."""

from datetime import date

import pytest

from web.forms.notebook import (
    _CardForm,
    _ProjectForm,
    change_cards,
    read_amount,
    read_cards,
    read_project,
)
from web.forms.people import read_headcount
from web.forms.siret import read_siret

NOTES = "Deux stratifieurs pour mars, et un peintre en janvier."


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("250 000", 250_000),
        ("250 k€", 250_000),
        ("1,2 M€", 1_200_000),
        ("1.5m", 1_500_000),
        ("80000 euros", 80_000),
        ("0", 0),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, euros: int | None):
    errors: dict[str, str] = {}
    assert read_amount(typed, errors) == euros
    assert not errors


@pytest.mark.parametrize("typed", ["-5", "beaucoup", "1,2,3", "9" * 15, "12 M€ ou 13", "😀"])
def test_what_is_no_amount_is_refused(typed: str):
    errors: dict[str, str] = {}
    assert read_amount(typed, errors) is None
    assert errors == {"investment": "amount"}


def test_a_project_says_each_field_that_is_wrong():
    fields = _ProjectForm(title=" ", nature="x", investment="?", jobs="-1", horizon="1999")
    day = date(2026, 11, 23)
    project, errors = read_project(fields, said_on=day, today=day)
    assert project is None
    assert set(errors) == {"title", "nature", "investment", "jobs", "horizon"}


@pytest.mark.parametrize(
    ("low", "high", "read"),
    [("2", "3", (2, 3)), ("", "4", (4, 4)), ("5", "", (5, 5)), ("", "", None)],
)
def test_people_are_an_interval(low: str, high: str, read: tuple[int, int] | None):
    errors: dict[str, str] = {}
    people = read_headcount(low, high, errors)
    assert (people and (people.minimum, people.maximum)) == read
    assert not errors


@pytest.mark.parametrize("typed", ["0", "1000000", "-1", "deux", "²", "3.5"])
def test_a_million_people_or_none_are_refused(typed: str):
    errors: dict[str, str] = {}
    assert read_headcount(typed, "", errors) is None
    assert errors == {"headcount": "people_interval"}


@pytest.mark.parametrize("typed", ["732 829 320 00074", "73282932000074", "35600000000048"])
def test_a_siret_is_read_with_or_without_spaces(typed: str):
    errors: dict[str, str] = {}
    assert read_siret(typed, errors) == typed.replace(" ", "")
    assert not errors


@pytest.mark.parametrize(
    "typed", ["00000000000000", "73282932000075", "7328293200007", "abc", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"]
)
def test_a_siret_that_does_not_hold_is_refused(typed: str):
    errors: dict[str, str] = {}
    assert read_siret(typed, errors) == ""
    assert errors == {"siret": "siret"}


def test_a_card_is_cut_in_two_where_one_says():
    at = NOTES.index("et un peintre")
    cards, errors = change_cards(_CardForm(start="0", end=str(len(NOTES)), cut=str(at)), NOTES)
    assert not errors
    assert [NOTES[a:b] for a, b in cards] == [
        "Deux stratifieurs pour mars",
        "et un peintre en janvier.",
    ]


def test_two_cards_are_joined():
    fields = _CardForm(carte=["0-27", "29-54"], start="0", end="27", join="54")
    assert change_cards(fields, NOTES) == (((0, 54),), {})


def test_a_passage_that_nobody_saw_becomes_a_card():
    cards, errors = change_cards(_CardForm(words="un peintre"), NOTES)
    assert not errors
    assert [NOTES[a:b] for a, b in cards] == ["un peintre"]
    assert change_cards(_CardForm(words="un soudeur"), NOTES) == ((), {"words": "words_in_notes"})


def test_what_an_address_holds_that_is_no_card_is_left_out():
    assert read_cards(["3-9", "9-3", "x", "-1-2", "1-" + "9" * 30]) == ((3, 9),)
