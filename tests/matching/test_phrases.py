import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.linking.phrases import PhraseIndex
from matching.linking.windows import windows
from matching.text.sentences import sentences

PHRASES = (
    ("C-DRAPE", ("pos", "pli")),
    ("C-DRAPE", ("lisser", "pli", "moul")),
    ("C-INFUSE", ("tir", "resin", "vid")),
    ("C-INFUSE", ("mont", "resin")),
)
INDEX = PhraseIndex().fit(PHRASES)


def said(text: str) -> list[str]:
    (sentence,) = sentences(text)
    return [
        text[sentence.tokens[first].start : sentence.tokens[last].end]
        for first, last in windows(sentence)
    ]


@pytest.mark.parametrize(("code", "stems"), PHRASES)
def test_a_phrase_is_nearest_to_itself(code: str, stems: tuple[str, ...]):
    ((best, *_),) = INDEX.nearest([stems], 2)
    assert best.code == code
    assert best.phrase == pytest.approx(1)
    assert best.known == pytest.approx(1)
    assert best.lead > 0


def test_unknown_words_make_a_stretch_less_near():
    ((alone, *_), (with_others, *_)) = INDEX.nearest(
        [("mont", "resin"), ("mont", "resin", "cuisin", "restaur")], 1
    )
    assert with_others.code == alone.code == "C-INFUSE"
    assert with_others.phrase < alone.phrase
    assert with_others.known < alone.known


def test_words_that_no_phrase_has_are_near_nothing():
    assert INDEX.nearest([("cuisin",), ()], 2) == [[], []]


def test_how_near_another_code_is_can_be_asked_for():
    ((best, asked),) = INDEX.nearest([("mont", "resin", "moul")], 1, [{"C-DRAPE"}])
    assert (best.code, asked.code) == ("C-INFUSE", "C-DRAPE")
    assert asked.lead == pytest.approx(-best.lead)


def test_an_index_of_nothing_finds_nothing():
    assert PhraseIndex().fit(()).nearest([("pli",)], 2) == [[]]


@given(st.lists(st.lists(st.sampled_from(["pos", "pli", "resin", "x", "vid"])), max_size=8))
def test_the_order_of_stretches_changes_nothing(stretches: list[list[str]]):
    forward = INDEX.nearest(stretches, 2)
    assert INDEX.nearest(stretches[::-1], 2)[::-1] == forward


def test_what_stands_between_two_marks_is_a_stretch_and_so_are_its_parts():
    assert said("poser les plis et tirer la résine, démouler") == [
        "poser les plis et tirer la résine",
        "poser les plis",
        "tirer la résine",
        "démouler",
    ]


def test_a_stretch_neither_begins_nor_ends_with_a_tool_word():
    assert said("qui sache bien poser des plis dans") == ["bien poser des plis"]
