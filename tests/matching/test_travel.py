from dataclasses import replace

import pytest

from matching.travel import begins_at, may_enter, trip
from skills.guidance import Asked, Diploma
from skills.training import Place
from skills.travel import TravelMode, TravelTime, TravelTimes
from tests.small_guidance import FAR, HOME, NEAR, guiding

REFERENCE = guiding()
EIGHT, FIVE = 480, 300


@pytest.mark.parametrize(
    ("asked", "place", "hinders"),
    [
        (Asked(), FAR, ""),
        (Asked(near=HOME), FAR, ""),
        (Asked(near=HOME, within_km=20), NEAR, ""),
        (Asked(near=HOME, within_km=20), FAR, "far"),
        (Asked(near=HOME, move="walk"), NEAR, "long"),
        (Asked(near=HOME, move="car"), NEAR, ""),
        (Asked(near=HOME, move="car"), FAR, "long"),
        (Asked(near=HOME, within_km=20), "99999", "unknown"),
        (Asked(near=HOME), "99999", ""),
        (Asked(near=HOME, move="car", leaves_at=460), NEAR, ""),
        (Asked(near=HOME, move="car", leaves_at=470), NEAR, "early"),
        (Asked(leaves_at=490), NEAR, "early"),
        (Asked(leaves_at=480), NEAR, ""),
    ],
    ids=str,
)
def test_what_hinders_is_distance_then_time_then_the_clock(asked, place, hinders):
    assert trip(asked, Place(place), EIGHT, REFERENCE).hinders == hinders


def test_the_same_way_is_in_time_for_the_day_and_too_late_for_the_morning_team():
    asked = Asked(near=HOME, move="car", leaves_at=300)
    assert trip(asked, Place(NEAR), EIGHT, REFERENCE).hinders == ""
    assert trip(asked, Place(NEAR), FIVE, REFERENCE).hinders == "early"


def test_minutes_are_the_wait_and_the_way():
    assert trip(Asked(near=HOME, move="car"), Place(NEAR), EIGHT, REFERENCE).minutes == 20
    assert trip(Asked(near=HOME), Place(NEAR), EIGHT, REFERENCE).minutes is None


def test_an_occupation_in_teams_begins_earlier():
    occupations = REFERENCE.occupations
    assert begins_at(occupations["O-LAMINATOR"], REFERENCE) == FIVE
    assert begins_at(occupations["O-SEWER"], REFERENCE) == EIGHT


@pytest.mark.parametrize(
    ("diploma", "level", "may"),
    [(None, 7, True), (Diploma.NONE, 3, True), (Diploma.NONE, 4, False), (Diploma.CAP, 4, True),
     (Diploma.BAC, 6, False), (Diploma.BTS, None, True)],
)  # fmt: skip
def test_a_diploma_opens_the_next_level(diploma, level, may):
    assert may_enter(Asked(diploma=diploma), level) is may


def test_minutes_that_a_file_tells_are_taken_before_the_guess():
    way = TravelTime(TravelMode.CAR, 48, 470, "essai")
    told = replace(REFERENCE, travel=TravelTimes({HOME: {NEAR: (way,)}}))
    asked = Asked(near=HOME, move="car")
    found = trip(asked, Place(NEAR), EIGHT, told)
    assert (found.minutes, found.mode) == (48, TravelMode.CAR)
    early = trip(asked, Place(NEAR), FIVE, told)  # none arrives by five: it is guessed again
    assert (early.minutes, early.mode) == (20, None)
