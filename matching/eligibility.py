"""Whether an aid may be asked for: « oui », « non » or « à vérifier », with the reasons."""

from collections.abc import Iterable
from datetime import date

from skills.aid import Aid, AidFor, Answer, Case, Condition, Eligibility, Fact, Verdict


def assess(aid: Aid, case: Case, *, on: date) -> Eligibility:
    """Answer for one aid and one case on a day.

    Returns
    -------
    « non » when the aid is closed or a condition fails; « oui » only when every condition is known
    to hold and the aid was checked in the last six months; « à vérifier » otherwise.
    """
    verdicts = [
        Verdict(condition.text, _holds(condition, case), condition.fact)
        for condition in aid.conditions
    ]
    if not aid.is_open(on):
        verdicts.insert(0, Verdict("closed", Answer.NO))
    if not aid.is_fresh(on):
        verdicts.append(Verdict("stale", Answer.UNSURE))
    answers = {verdict.answer for verdict in verdicts}
    answer = next((a for a in (Answer.NO, Answer.UNSURE) if a in answers), Answer.YES)
    return Eligibility(aid, answer, tuple(verdicts))


def assess_all(
    aids: Iterable[Aid], case: Case, *, asked_for: AidFor, on: date
) -> tuple[Eligibility, ...]:
    """Every aid for a kind of thing: « oui » first, « non » last, ties by code."""
    order = (Answer.YES, Answer.UNSURE, Answer.NO)
    found = [assess(aid, case, on=on) for aid in aids if asked_for in aid.asked_for]
    return tuple(sorted(found, key=lambda one: (order.index(one.answer), one.aid.code)))


def _holds(condition: Condition, case: Case) -> Answer:
    fact = condition.fact
    if fact is Fact.STAFF:
        return _interval(condition, case.staff)
    if fact in (Fact.INVESTMENT, Fact.LEVEL):
        number = case.investment if fact is Fact.INVESTMENT else case.level
        return _interval(condition, None if number is None else (number, number))
    if fact is Fact.NAF:
        division = case.naf[:2]
        known = (int(division), int(division)) if division.isdecimal() else None
        return _interval(condition, known)
    words = {
        Fact.DEPARTMENT: case.department,
        Fact.NATURE: case.nature,
        Fact.CONTRACT: case.contract,
    }
    said = words.get(fact, "")
    if not said:
        return Answer.UNSURE
    return Answer.YES if said in condition.among else Answer.NO


def _interval(condition: Condition, known: tuple[int, int] | None) -> Answer:
    """« oui » when all that the number may be is within the bounds, « non » when none of it is."""
    if known is None:
        return Answer.UNSURE
    low = condition.at_least if condition.at_least is not None else known[0]
    high = condition.at_most if condition.at_most is not None else known[1]
    if known[1] < low or known[0] > high:
        return Answer.NO
    return Answer.YES if low <= known[0] and known[1] <= high else Answer.UNSURE
