"""Three plain reasons and one missing thing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from matching.explain import plain_reasons
from matching.results import Met, Suggestion
from matching.suggestions import analyse_need
from skills.need import NeededCompetence
from skills.training import DeliveryMode, EntryMode, ImpreciseDate, RecruitmentState
from tests.matching.test_bundles import CODES, ON, index, need, offer

FIRST, NEIGHBOUR = "C-INFUSE", "C-DEGAS"
"""Of one family."""


def suggested(course, *asked: str, **changes) -> Suggestion:
    wanted = replace(need(*(asked or (CODES[0],))), **changes)
    (found,) = analyse_need(wanted, index(course), on=ON).suggestions
    return found


GOOD = replace(offer("a", CODES[0], commune="56098"), seen_on=ON)


def kinds(one: Suggestion) -> list[str]:
    return [reason.kind for reason in plain_reasons(one)]


def test_what_when_and_where_are_said_first_and_nothing_is_missing():
    one = suggested(GOOD)
    assert kinds(one) == ["coverage", "in_time", "in_reach"]
    assert one.lacks is None


@pytest.mark.parametrize(
    ("course", "missing"),
    [
        (offer("a", CODES[0], commune="56098", days=200), "late"),
        (offer("a", CODES[0], commune="35238"), "far"),
        (offer("a", CODES[0], commune="56098", left=0), "full"),
        (replace(GOOD, seen_on=ON - timedelta(days=500)), "stale"),
        (replace(GOOD, seen_on=None), "unseen"),
        (replace(GOOD, prerequisites="Un bac"), "to_check"),
    ],
)
def test_what_costs_most_is_what_is_missing_and_is_said_once(course, missing):
    one = suggested(replace(course, seen_on=ON) if missing not in ("stale", "unseen") else course)
    assert one.lacks.kind == missing
    assert one.lacks.weight > 0
    assert missing not in kinds(one)
    assert len(kinds(one)) == 3


def test_a_competence_that_is_not_taught_is_named():
    one = suggested(GOOD, CODES[0], CODES[1])
    assert (one.lacks.kind, one.lacks.detail) == ("not_taught", CODES[1])


def test_a_neighbour_of_the_same_family_is_told_from_the_competence_itself():
    one = suggested(replace(GOOD, teaches=offer("a", NEIGHBOUR).teaches), FIRST)
    (covered,) = one.coverage
    assert covered.met is Met.NEIGHBOUR
    assert (one.lacks.kind, one.lacks.detail) == ("neighbour", FIRST)


def test_a_level_below_the_one_asked_is_said():
    (taught,) = GOOD.teaches
    low = replace(GOOD, teaches=(replace(taught, level=1),))
    one = suggested(low, competences=(NeededCompetence(CODES[0], 3),))
    assert one.coverage[0].met is Met.BELOW
    assert one.coverage[0].credit == pytest.approx(0.9 / 3)
    assert (one.lacks.kind, one.lacks.detail) == ("below", CODES[0])


def test_a_course_followed_from_home_is_in_reach_wherever_it_is():
    far = replace(offer("a", CODES[0], commune="13055"), mode=DeliveryMode.REMOTE)
    one = suggested(far)
    assert one.distance_km is None
    assert "remote" in kinds(one)


def test_entries_that_are_suspended_are_no_seats():
    (session,) = GOOD.sessions
    held = replace(GOOD, sessions=(replace(session, state=RecruitmentState.SUSPENDED),))
    assert suggested(held).lacks.kind == "suspended"


def test_with_permanent_entry_one_is_done_after_the_hours_not_when_the_last_is():
    (session,) = GOOD.sessions
    all_year = replace(
        session,
        starts_on=ImpreciseDate(ON - timedelta(days=30)),
        ends_on=ImpreciseDate(ON + timedelta(days=330)),
        entry=EntryMode.PERMANENT,
    )
    course = replace(GOOD, sessions=(all_year,), hours=70)
    (when,) = [r for r in suggested(course).reasons if r.kind == "in_time"]
    assert when.detail == (ON + timedelta(days=14)).isoformat()


@pytest.mark.parametrize("text", ["", "Aucun.", "Sans prérequis", "Tout public"])
def test_a_course_open_to_all_has_nothing_to_check(text):
    reasons = suggested(replace(GOOD, prerequisites=text)).reasons
    assert "to_check" not in {reason.kind for reason in reasons}


def test_none_except_a_diploma_is_a_condition():
    course = replace(GOOD, prerequisites="Aucun, sauf le permis B")
    assert suggested(course).lacks.kind == "to_check"
