"""What the words around a number add to the named evidence."""

import pytest

from matching.cues.counted import Number
from matching.cues.headcounts import find_headcounts
from matching.cues.number_words import around_number, corrected
from matching.text.sentences import sentences
from skills.weights import CountModel, Logistic, NumberWords

NAMED = Logistic(0.0, {"want near": 2.0, "unit": -2.0})


def counted(text: str, words: NumberWords | None) -> list[tuple[int, int]]:
    (sentence,) = sentences(text)
    cues = find_headcounts(sentence, [], CountModel(NAMED, NAMED, words))
    return [(cue.value.minimum, cue.value.maximum) for cue in cues]


def test_words_may_say_that_people_are_not_asked_for():
    text = "il faut trois stagiaires"
    assert counted(text, None) == [(3, 3)]
    assert counted(text, NumberWords(weights={("after", "stagiai"): -3.0})) == []


def test_words_may_say_that_people_are_asked_for():
    assert counted("trois, vite", None) == []
    assert counted("trois, vite", NumberWords(weights={("sentence", "vite"): 1.0})) == [(3, 3)]


def test_what_named_evidence_says_is_scaled_and_has_a_limit():
    model = NumberWords(bias=0.5, scale=0.5, one=1.0)
    some = Number(0, 1, 3, is_one=False)
    assert corrected(2.0, ("trois",), some, model) == pytest.approx(1.5)
    assert corrected(100.0, ("trois",), some, model) == pytest.approx(3.5)
    one = Number(0, 1, 1, is_one=True)
    assert corrected(2.0, ("un",), one, model) == pytest.approx(2.5)


def test_words_are_seen_by_their_place_around_a_number():
    seen = around_number(("il", "faut", "trois", "gars"), Number(2, 3, 3, is_one=False))
    assert {*seen} >= {
        ("before 0", "faut"),
        ("after 0", "gars"),
    }
    assert ("before", "faut il") in seen
    assert ("between", "faut gars") in seen
    assert ("number", "trois") in seen


@pytest.mark.parametrize(
    "text", ["équipementier rang 1, il faut", "il faut le besoin n°1", "il faut : 1) draper"]
)
def test_a_figure_that_numbers_things_counts_nobody(text: str):
    assert not [
        cue for one in sentences(text) for cue in find_headcounts(one, [], CountModel(NAMED, NAMED))
    ]
