from dataclasses import replace
from datetime import date

import pytest

from matching.eligibility import assess, assess_all
from skills.aid import Aid, AidFor, AidGoal, Answer, Case, Condition, Fact
from skills.partner import BodyKind

ON = date(2026, 11, 23)
SMALL = Condition("Moins de 50 salariés", Fact.STAFF, at_most=49)
AID = Aid(
    "a", "Aide", AidGoal.INVESTMENT, (AidFor.PROJECT,), "Région", BodyKind.REGION, "qui", "quoi",
    "source", "https://exemple.fr", conditions=(SMALL,), checked_on=date(2026, 10, 1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("staff", "answer"),
    [
        pytest.param((0, 9), Answer.YES, id="a very small firm"),
        pytest.param((10, 249), Answer.UNSURE, id="a firm that may be on either side"),
        pytest.param((250, 4999), Answer.NO, id="a firm too large"),
        pytest.param(None, Answer.UNSURE, id="a firm of unknown size"),
    ],
)
def test_a_size_answers_only_when_all_it_may_be_is_within_the_bounds(staff, answer):
    assert assess(AID, Case(staff=staff), on=ON).answer is answer


def test_an_aid_not_checked_for_six_months_never_answers_yes():
    for checked in (date(2026, 5, 1), None):
        old = replace(AID, checked_on=checked)
        found = assess(old, Case(staff=(0, 9)), on=ON)
        assert found.answer is Answer.UNSURE
        assert found.verdicts[-1].text == "stale"


def test_a_closed_aid_answers_no_and_says_so_first():
    closed = replace(AID, open_until=date(2026, 6, 1))
    found = assess(closed, Case(staff=(0, 9)), on=ON)
    assert (found.answer, found.verdicts[0].text) == (Answer.NO, "closed")
    assert assess(closed, Case(staff=(0, 9)), on=date(2026, 6, 1)).answer is Answer.YES


def test_a_condition_that_only_a_person_can_judge_leaves_a_doubt():
    asked = replace(AID, conditions=(SMALL, Condition("À jour de ses cotisations")))
    assert assess(asked, Case(staff=(0, 9)), on=ON).answer is Answer.UNSURE
    assert assess(asked, Case(staff=(300, 400)), on=ON).answer is Answer.NO


@pytest.mark.parametrize(
    ("condition", "case", "answer"),
    [
        (Condition("", Fact.DEPARTMENT, ("56",)), Case(department="56"), Answer.YES),
        (Condition("", Fact.DEPARTMENT, ("56",)), Case(department="75"), Answer.NO),
        (Condition("", Fact.NATURE, ("innovation",)), Case(), Answer.UNSURE),
        (Condition("", Fact.INVESTMENT, at_least=100), Case(investment=100), Answer.YES),
        (Condition("", Fact.INVESTMENT, at_least=100), Case(investment=99), Answer.NO),
        (Condition("", Fact.LEVEL, at_most=4), Case(level=5), Answer.NO),
        (Condition("", Fact.NAF, at_least=5, at_most=39), Case(naf="30.12Z"), Answer.YES),
        (Condition("", Fact.NAF, at_least=5, at_most=39), Case(naf="71.12B"), Answer.NO),
        (Condition("", Fact.CONTRACT, ("permanent",)), Case(contract="permanent"), Answer.YES),
    ],
)
def test_each_fact_is_compared_with_its_condition(condition, case, answer):
    assert assess(replace(AID, conditions=(condition,)), case, on=ON).answer is answer


def test_what_may_be_asked_for_comes_first_and_what_may_not_last():
    aids = [
        replace(AID, code="non", open_until=date(2026, 1, 1)),
        replace(AID, code="peut-etre", checked_on=None),
        replace(AID, code="oui"),
        replace(AID, code="autre chose", asked_for=(AidFor.NEED,)),
    ]
    found = assess_all(aids, Case(staff=(1, 9)), asked_for=AidFor.PROJECT, on=ON)
    assert [one.aid.code for one in found] == ["oui", "peut-etre", "non"]
