"""Contracts and courses that go together, from both sides, each with its reasons."""

from dataclasses import replace
from datetime import date

import pytest

from matching.apprentice_pairs import ApprenticePairs
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.training import (
    ImpreciseDate,
    Place,
    Provider,
    TaughtCompetence,
    TeachingBasis,
)
from tests.small_reference import small_reference

ON = date(2026, 11, 23)
PAIRS = ApprenticePairs(small_reference())
START = ImpreciseDate(date(2027, 9, 6))
CONTRACT = ApprenticeshipOpening(
    "s", "contrat", "Stratifieur", occupation="O-LAMINATOR", certification="RNCP00001", level=3,
    starts_on=START, place=Place("56121"),
)  # fmt: skip
COURSE = ApprenticeshipPlace(
    "s", "cours", "Titre", Provider("CFA"), certifications=("RNCP00001",), level=3,
    starts_on=START, place=Place("56121"), seats=12, seats_left=4,
)  # fmt: skip
DRAPES = TaughtCompetence("C-DRAPE", 2, TeachingBasis.CERTIFICATION, 0.9)


def kinds(opening: ApprenticeshipOpening, place: ApprenticeshipPlace) -> list[str]:
    pair = PAIRS.judge(opening, place)
    return [reason.kind for reason in pair.reasons] if pair else []


def test_the_same_diploma_place_and_start_is_the_best_there_is():
    pair = PAIRS.judge(CONTRACT, COURSE)
    assert pair is not None
    assert pair.score == pytest.approx(1.0)
    assert sum(reason.weight for reason in pair.reasons) == pytest.approx(pair.score)


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        (CONTRACT, replace(COURSE, seats_left=0)),
        (CONTRACT, replace(COURSE, vanished=True)),
        (replace(CONTRACT, vanished=True), COURSE),
        (CONTRACT, replace(COURSE, level=4)),
        (CONTRACT, replace(COURSE, certifications=("RNCP99999",))),
        (replace(CONTRACT, certification="", occupation="O-DRAPER"), COURSE),
        (replace(CONTRACT, certification="", occupation=""), replace(COURSE, certifications=())),
    ],
    ids=["full", "course gone", "contract gone", "level", "diploma", "trade", "nothing said"],
)
def test_what_does_not_go_together_is_not_shown(opening, place):
    assert PAIRS.judge(opening, place) is None


def test_without_a_diploma_what_the_occupation_needs_or_a_rome_says_it():
    bare = replace(CONTRACT, certification="")
    assert kinds(bare, replace(COURSE, teaches=(DRAPES,)))[0] == "teaches_occupation"
    rome = replace(bare, occupation="", romes=("H3203",))
    assert kinds(rome, replace(COURSE, romes=("H3203",)))[0] == "same_rome"


def test_what_is_not_known_counts_for_a_part_and_says_so():
    vague = replace(COURSE, place=None, starts_on=None, seats=None, seats_left=None)
    assert kinds(CONTRACT, vague)[1:] == ["place_unknown", "start_unknown", "seats_unknown"]


def test_both_sides_find_each_other_the_nearest_and_soonest_first():
    far = replace(COURSE, key="loin", place=Place("29233"))
    late = replace(COURSE, key="tard", starts_on=ImpreciseDate(date(2028, 9, 4)))
    past = replace(COURSE, key="passe", starts_on=ImpreciseDate(date(2026, 9, 1)))
    found = PAIRS.places_for(CONTRACT, [late, far, past, COURSE], on=ON)
    assert [pair.place.key for pair in found] == ["cours", "loin", "tard"]
    other = replace(CONTRACT, key="loin", place=Place("29233"))
    gone = replace(CONTRACT, key="passe", starts_on=ImpreciseDate(date(2026, 9, 1)))
    back = PAIRS.openings_for(COURSE, [other, gone, CONTRACT], on=ON)
    assert [pair.opening.key for pair in back] == ["contrat", "loin"]
