from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.errors import Invalid
from skills.learnt import LabelKind, LabelState, LearntLabel, check_label, with_learnt
from tests.small_reference import small_reference

REFERENCE = small_reference()


def a_label(
    phrase: str,
    code: str = "C-INFUSE",
    kind: LabelKind = LabelKind.ALIAS,
    state: LabelState = LabelState.APPROVED,
    number: int | None = None,
) -> LearntLabel:
    return LearntLabel(
        code, phrase, kind, phrase, "need:1", "moi", date(2026, 11, 23), state, id=number
    )


def why_refused(label: LearntLabel, *approved: LearntLabel) -> str:
    with pytest.raises(Invalid) as refused:
        check_label(label, REFERENCE, approved)
    return refused.value.expected


@pytest.mark.parametrize(
    "phrase",
    ["", "  ", "!!!", "a b c d e f g h i", "x" * 121, "=SOMME(A1)"],
    ids=["empty", "blank", "no word", "nine words", "too long", "formula"],
)
def test_a_phrase_is_one_to_eight_words(phrase: str):
    assert why_refused(a_label(phrase)) == "one_to_eight_words"


def test_a_word_that_the_files_already_have_for_the_code_teaches_nothing():
    assert why_refused(a_label("INFUSION")) == "already_alias"
    assert why_refused(a_label("Infuser une piece sous-vide")) == "already_alias"


def test_an_alias_of_another_code_is_refused_whoever_said_it():
    assert why_refused(a_label("Gel coat", "C-DRAPE")) == "alias_of_another"
    learnt = a_label("passer la peau", "C-GELCOAT", number=1)
    assert why_refused(a_label("Passer la peau", "C-DRAPE", number=2), learnt) == "alias_of_another"


def test_a_code_that_is_no_more_is_refused_and_a_retired_one_read_as_its_successor():
    assert why_refused(a_label("tirer la résine", "C-NOWHERE")) == "known_code"
    renamed = small_reference(replaced={"C-OLD": "C-INFUSE"})
    label = a_label("tirer la résine", "C-OLD")
    check_label(label, renamed, ())
    learnt = with_learnt(renamed, [label], revision=1)
    assert "tirer la résine" in [a.text for a in learnt.competences["C-INFUSE"].aliases]


@pytest.mark.parametrize(
    ("first", "second"),
    [(LabelKind.ALIAS, LabelKind.STOP), (LabelKind.STOP, LabelKind.ALIAS)],
)
def test_the_same_words_are_never_alias_and_stop_of_one_code(first: LabelKind, second: LabelKind):
    approved = a_label("tirer la résine", kind=first, number=1)
    label = a_label("Tirer la resine", kind=second, number=2)
    assert why_refused(label, approved) == "contradicts_learnt"
    assert why_refused(a_label("infusion", kind=LabelKind.STOP)) == "stop_is_alias"
    # A stop on a family holds for its competences: it would silence the word of one of them.
    assert why_refused(a_label("infusion", "F-LAYUP", LabelKind.STOP)) == "stop_is_alias"


def test_the_same_words_may_be_alias_of_one_code_and_stop_of_another():
    approved = a_label("tirer la résine", number=1)
    check_label(
        a_label("tirer la résine", "C-DRAPE", LabelKind.STOP, number=2), REFERENCE, [approved]
    )


def test_what_is_learnt_twice_is_refused():
    assert why_refused(a_label("tirer", number=2), a_label("tirer", number=1)) == "already_learnt"


def test_approved_labels_extend_the_reference_and_its_version():
    labels = [
        a_label("tirer la résine"),
        a_label("pose de plis", "F-LAYUP"),
        a_label("infusion de thé", kind=LabelKind.STOP),
    ]
    learnt = with_learnt(REFERENCE, labels, revision=3)
    assert learnt.version == "test+3"
    assert learnt.competences["C-INFUSE"].aliases[-1].text == "tirer la résine"
    assert [a.text for a in learnt.families["F-LAYUP"].aliases] == ["pose de plis"]
    assert learnt.stop_pairs == (("infusion de thé", "C-INFUSE"),)
    assert with_learnt(REFERENCE, labels[::-1], revision=3) == learnt
    assert with_learnt(REFERENCE, (), revision=0) is REFERENCE


def test_a_label_of_a_code_that_is_no_more_or_known_to_the_files_changes_nothing():
    labels = [a_label("tirer", "C-NOWHERE"), a_label("infusion")]
    assert with_learnt(REFERENCE, labels, revision=1).competences == REFERENCE.competences


@given(
    st.lists(
        st.builds(
            a_label,
            st.text(max_size=30),
            st.sampled_from(["C-INFUSE", "C-DRAPE", "F-LAYUP", "C-NOWHERE"]),
            st.sampled_from(LabelKind),
            st.sampled_from([s for s in LabelState if s is not LabelState.APPROVED]),
        ),
        max_size=5,
    )
)
def test_a_label_that_is_not_approved_changes_nothing(labels: list[LearntLabel]):
    learnt = with_learnt(REFERENCE, labels, revision=1)
    assert learnt.competences == REFERENCE.competences
    assert learnt.families == REFERENCE.families
    assert learnt.stop_pairs == ()
