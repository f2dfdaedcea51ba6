"""What to look at when the first suggestion does not do."""

from dataclasses import replace
from datetime import timedelta

from matching.alternatives import alternatives
from matching.apprentices import suggest_places
from matching.results import Difference
from matching.suggestions import analyse_need
from skills.training import ImpreciseDate
from tests.matching.test_bundles import CODES, ON, REFERENCE, index, need, offer
from tests.matching.test_spread import place, with_places


def found(*offers, places=()):
    analysis = analyse_need(need(*CODES[:2]), index(*offers), on=ON)
    near = suggest_places(need(*CODES[:2]), with_places(*places), on=ON)
    told = alternatives(analysis, near, REFERENCE)
    return {one.kind: (one.suggestion.offer.key, one.suggestion.session.key) for one in told}


BEST = offer("best", *CODES[:2], commune="29233", days=60)


def test_each_says_what_it_has_over_the_first():
    near = offer("near", CODES[0], commune="56121", days=70)
    soon = offer("soon", CODES[0], commune="29233", days=20)
    roomy = offer("roomy", CODES[0], commune="29233", days=80, left=9)
    assert found(BEST, near, soon, roomy) == {
        Difference.NEARER: ("near", "1"),
        Difference.SOONER: ("soon", "1"),
        Difference.SEATS: ("roomy", "1"),
    }


def test_without_a_suggestion_there_is_no_other():
    assert found() == {}


def test_the_same_course_at_another_date_and_not_a_few_days_apart():
    def at(key: str, days: int):
        day = ImpreciseDate(ON + timedelta(days=days))
        return replace(BEST.sessions[0], key=key, starts_on=day, ends_on=day)

    several = replace(BEST, sessions=(at("1", 60), at("close", 65), at("2", 120)))
    assert found(several) == {Difference.DATE: ("best", "2")}
    assert found(replace(BEST, sessions=(at("1", 60), at("close", 65)))) == {}


def test_an_apprenticeship_instead_of_a_course():
    assert found(BEST, places=[place("cfa")]) == {Difference.APPRENTICESHIP: ("cfa", "cfa")}
