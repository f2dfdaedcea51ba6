"""Numbers, dates, levels and negation, as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.cues.dates import find_dates
from matching.cues.terms_of_work import (
    find_commitments,
    find_contracts,
    find_difficulties,
    find_shifts,
)
from matching.text.sentences import Sentence, sentences
from skills.terms_of_work import Commitment, Contract, Shift

ON = date(2026, 11, 23)


def one(text: str) -> Sentence:
    (sentence,) = sentences(text)
    return sentence


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("pour septembre", date(2027, 9, 1)),
        ("pour novembre", date(2026, 11, 1)),
        ("fin janvier", date(2027, 1, 31)),
        ("mi-mars", date(2027, 3, 15)),
        ("d'ici 6 mois", date(2027, 5, 23)),
        ("dans trois semaines", date(2026, 12, 14)),
        ("sous 15 jours", date(2026, 12, 8)),
        ("T1 2027", date(2027, 1, 1)),
        ("au deuxième trimestre", date(2027, 4, 1)),
        ("dès que possible", ON),
        ("le 15/03/2027", date(2027, 3, 15)),
        ("le 15 mars", date(2027, 3, 15)),
        ("à la rentrée", date(2027, 9, 1)),
        ("l'année prochaine", date(2027, 1, 1)),
        ("d'ici la fin de l'année", date(2026, 12, 31)),
        ("début 2027", date(2027, 1, 1)),
        ("semaine 36", date(2027, 9, 6)),
        ("avant l'été", date(2027, 6, 21)),
    ],
)
def test_the_date_wanted_is_read_from_the_day_of_the_interview(text: str, day: date):
    assert [c.value for c in find_dates(one(text), ON)] == [day]


@pytest.mark.parametrize(
    "text",
    ["depuis septembre", "en 2019 on en avait deux", "31/02/2027", "2x8", "la semaine de 35 h"],
)
def test_what_is_past_or_no_date_is_not_read_as_one(text: str):
    assert list(find_dates(one(text), ON)) == []


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 120))
def test_so_many_months_from_any_day_is_a_later_day(on: date, months: int):
    (cue,) = find_dates(one(f"d'ici {months} mois"), on)
    assert (cue.value.year * 12 + cue.value.month) - (on.year * 12 + on.month) == months


@pytest.mark.parametrize(
    ("text", "contract", "shift", "commitment"),
    [
        ("CDI à la clé, en 2x8", [Contract.PERMANENT], [Shift.TWO], [Commitment.HIRE]),
        ("on prendrait un apprenti", [Contract.APPRENTICESHIP], [], [Commitment.APPRENTICE]),
        ("on peut faire visiter l'atelier", [], [], [Commitment.VISIT]),
        ("pas de nuit", [], [], []),
        ("travail de journée", [], [Shift.DAY], []),
    ],
)
def test_terms_of_work_are_read(
    text: str, contract: list[Contract], shift: list[Shift], commitment: list[Commitment]
):
    sentence = one(text)
    assert [c.value for c in find_contracts(sentence)] == contract
    assert [c.value for c in find_shifts(sentence)] == shift
    assert [c.value for c in find_commitments(sentence)] == commitment


@pytest.mark.parametrize("text", ["on galère à trouver", "c'est rare", "on a du mal à recruter"])
def test_difficulty_is_heard(text: str):
    assert list(find_difficulties(one(text)))
