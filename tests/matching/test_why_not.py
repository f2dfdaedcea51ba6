"""Why a course that one has in mind is not the first suggestion."""

from dataclasses import replace

from matching.suggestions import analyse_need
from matching.why_not import MOST, Verdict, why_not
from tests.matching.test_bundles import CODES, ON, index, need, offer


def named(key: str, *codes: str, **facts):
    return replace(offer(key, *codes, **facts), title=f"Cours {key}")


CATALOGUE = index(
    named("premier", *CODES[:2]),
    named("second", CODES[0], days=80, commune="29233"),
    named("passé", CODES[0], days=-30),
    replace(named("disparu", CODES[0]), vanished=True),
    named("autre", "C-PAINT-SPRAY"),
)
ANALYSIS = analyse_need(need(*CODES[:2]), CATALOGUE, on=ON)


def verdict(words: str) -> Verdict:
    (one,) = why_not(ANALYSIS, words, CATALOGUE)
    return one.verdict


def test_each_course_is_told_what_keeps_it_from_being_first():
    assert verdict("premier") is Verdict.FIRST
    assert verdict("second") is Verdict.LOWER
    assert verdict("passe") is Verdict.OVER
    assert verdict("disparu") is Verdict.VANISHED
    assert verdict("autre") is Verdict.NOTHING


def test_what_it_would_be_worth_and_how_far_behind_it_is():
    (one,) = why_not(ANALYSIS, "cours second", CATALOGUE)
    assert one.rank == 2
    assert one.ahead == ANALYSIS.suggestions[0].score - one.suggestion.score


def test_a_course_that_teaches_too_little_is_no_answer():
    codes = tuple(sorted(CATALOGUE.reference.competences))[:12]
    analysis = analyse_need(need(*codes), catalogue := index(named("peu", codes[0])), on=ON)
    (one,) = why_not(analysis, "peu", catalogue)
    assert (one.verdict, one.rank) == (Verdict.LITTLE, None)


def test_one_beyond_the_suggestions_is_said_to_answer_less_well():
    catalogue = index(*(named(f"n{rank:02}", CODES[0], days=10 + rank) for rank in range(12)))
    analysis = analyse_need(need(CODES[0], days=None), catalogue, on=ON)
    (one,) = why_not(analysis, "n11", catalogue)
    assert (one.verdict, one.rank) == (Verdict.BEYOND, None)
    assert one.ahead > 0
    assert len(why_not(analysis, "cours", catalogue)) == MOST


def test_no_word_or_an_unknown_one_names_no_course():
    assert why_not(ANALYSIS, "  ", CATALOGUE) == ()
    assert why_not(ANALYSIS, "inconnu", CATALOGUE) == ()
