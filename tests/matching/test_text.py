import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.text.clauses import clauses
from matching.text.sentences import sentences
from matching.text.tokens import content_stems, stem, tokenise


@pytest.mark.parametrize(
    "text",
    [
        "stratifieur·euse",
        "stratifieur.euse",
        "stratifieur(euse)",
        "stratifieur/euse",
        "Stratifieuses",
    ],
)
def test_inclusive_writing_and_both_genders_have_one_stem(text: str):
    assert [token.stem for token in tokenise(text)] == ["stratifieur"]


def test_elisions_and_hyphens_join_and_number_ranges_do_not():
    assert [t.norm for t in tokenise("d'infusion, pré-imprégné 2-3")] == [
        "d", "infusion", ",", "pre", "impregne", "2", "-", "3",
    ]  # fmt: skip


def test_accents_and_case_do_not_count():
    assert content_stems("IMPRÉGNÉ") == content_stems("impregne")


@given(st.text())
def test_tokens_stand_where_they_say_and_in_order(text: str):
    end = 0
    for token in tokenise(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


@given(st.text(alphabet="abcdefgéèêàç", min_size=1, max_size=60))
def test_any_word_has_a_stem(word: str):
    assert stem(word)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Un drapeur. Deux moules.", 2),
        ("env. 3 personnes", 1),
        ("- drapeur\n- mouliste", 2),
        ("une phrase coupée\nen deux lignes", 1),
        ("Une ligne\nUne autre", 2),
        ("drapage ; moulage", 2),
        ("   \n\n ", 0),
    ],
)
def test_sentences_survive_telegraphic_notes(text: str, count: int):
    assert len(sentences(text)) == count


def test_a_clause_ends_where_the_point_of_view_changes():
    (sentence,) = sentences("il faut des drapeurs, pas de soudeurs mais un mouliste")
    assert [part.strip(" ,") for part in clauses(sentence).texts()] == [
        "il faut des drapeurs",
        "pas de soudeurs",
        "mais un mouliste",
    ]
