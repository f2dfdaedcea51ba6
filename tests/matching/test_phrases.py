import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.linking.phrases import PhraseIndex, Word, words_of
from matching.linking.windows import windows
from matching.text.sentences import sentences
from matching.text.tokens import tokenise


def words(text: str) -> tuple[Word, ...]:
    return words_of(tokenise(text))


PHRASES = (
    ("C-DRAPE", words("poser les plis")),
    ("C-DRAPE", words("lisser les plis dans le moule")),
    ("C-INFUSE", words("tirer la résine sous vide")),
    ("C-INFUSE", words("la résine monte")),
)
INDEX = PhraseIndex().fit(PHRASES)


def said(text: str) -> list[str]:
    (sentence,) = sentences(text)
    return [
        text[sentence.tokens[first].start : sentence.tokens[last].end]
        for first, last in windows(sentence)
    ]


@pytest.mark.parametrize(("code", "phrase"), PHRASES)
def test_a_phrase_is_nearest_to_itself(code: str, phrase: tuple[Word, ...]):
    ((best, *_),) = INDEX.nearest([phrase], 2)
    assert best.code == code
    assert best.phrase == pytest.approx(1)
    assert best.known == pytest.approx(1)
    assert best.lead > 0


def test_unknown_words_are_told():
    ((alone, *_), (with_others, *_)) = INDEX.nearest(
        [words("la résine monte"), words("la résine monte, quiche, foot")], 1
    )
    assert with_others.code == alone.code == "C-INFUSE"
    assert with_others.known < alone.known


def test_words_that_no_phrase_has_are_near_nothing():
    assert INDEX.nearest([words("quiche"), ()], 2) == [[], []]


def test_how_near_another_code_is_can_be_asked_for():
    ((best, asked),) = INDEX.nearest([words("la résine monte au moule")], 1, [{"C-DRAPE"}])
    assert (best.code, asked.code) == ("C-INFUSE", "C-DRAPE")
    assert asked.lead == pytest.approx(-best.lead)


def test_an_index_of_nothing_finds_nothing():
    assert PhraseIndex().fit(()).nearest([words("pli")], 2) == [[]]


@given(st.lists(st.lists(st.sampled_from(words("poser plis résine x sous vide"))), max_size=8))
def test_the_order_of_stretches_changes_nothing(stretches: list[list[Word]]):
    forward = INDEX.nearest(stretches, 2)
    assert INDEX.nearest(stretches[::-1], 2)[::-1] == forward


def test_what_stands_between_two_marks_is_a_stretch_and_so_are_its_parts():
    assert said("poser les plis et tirer la résine, démouler") == [
        "poser les plis et tirer la résine",
        "poser les plis",
        "tirer la résine",
        "démouler",
    ]


def test_a_word_written_wrong_is_still_near():
    ((best, *_),) = INDEX.nearest([words("lissser les pliss")], 1)
    assert best.code == "C-DRAPE"
    assert best.known < 1


def test_a_stretch_neither_begins_nor_ends_with_a_tool_word():
    assert said("qui sache bien poser des plis dans") == ["bien poser des plis"]
