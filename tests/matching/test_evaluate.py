from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.evaluate import Counts, GoldMention, GoldText, evaluate, f1, precision, recall
from matching.matcher import Matcher
from matching.results import Polarity
from tests.small_reference import small_reference

REFERENCE = small_reference()
MATCHER = Matcher().fit(REFERENCE)
ON = date(2026, 11, 23)


def a_text(text: str, *codes: str, in_sector: bool = True, **changes: object) -> GoldText:
    facts: dict[str, object] = {
        "id": "g1",
        "on": ON,
        "text": text,
        "competences": tuple(GoldMention(code, "") for code in codes),
        "occupations": (),
        "headcounts": (),
        "dates": (),
        "in_sector": in_sector,
    }
    return GoldText(**{**facts, **changes})  # type: ignore[arg-type]


def figures(*texts: GoldText) -> dict[str, float]:
    result = evaluate(texts, lambda text, on: MATCHER.propose(text, on=on), REFERENCE, draws=20)
    return {name: score.value for name, score in result.scores.items()}


def test_what_is_right_wrong_and_missed_is_counted():
    found = figures(
        a_text("besoin d'infusion", "C-INFUSE"),
        a_text("besoin de drapage", "C-WELD"),
    )
    assert found["competence_precision"] == pytest.approx(0.5)
    assert found["competence_recall"] == pytest.approx(0.5)


def test_a_text_of_another_sector_that_gets_a_link_is_counted():
    found = figures(
        a_text("une infusion de verveine", in_sector=False), a_text("bonjour", in_sector=False)
    )
    assert found["other_sector_links"] == pytest.approx(0.5)


def test_cues_are_compared_with_what_was_said():
    text = a_text(
        "pas besoin de drapage, il faut deux personnes pour mars",
        competences=(GoldMention("C-DRAPE", "drapage", Polarity.NOT_ASKED),),
        headcounts=((2, 2),),
        dates=(date(2027, 3, 1),),
    )
    found = figures(text)
    assert found["polarity_accuracy"] == found["headcount_f1"] == found["date_f1"] == 1


def test_the_worst_texts_come_first_with_what_was_wrong():
    result = evaluate(
        [a_text("drapage et soudure", "C-INFUSE"), a_text("drapage", "C-DRAPE")],
        lambda text, on: MATCHER.propose(text, on=on),
        REFERENCE,
        draws=20,
    )
    (worst,) = result.mistakes
    assert (worst.wrong, worst.missed) == (("C-DRAPE", "C-WELD"), ("C-INFUSE",))


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_bags_are_compared_one_for_one(said: list[int], wanted: list[int]):
    counts = Counts()
    counts.add(said, wanted)
    assert counts.right[0] + counts.wrong[0] == len(said)
    assert counts.right[0] + counts.missed[0] == len(wanted)
    for measure in (precision, recall, f1):
        assert 0 <= measure(counts.right[0], counts.wrong[0], counts.missed[0]) <= 1
