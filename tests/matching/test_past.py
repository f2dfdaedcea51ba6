import pytest

from matching.past import PastReader
from matching.text.tokens import stem, stem_and_forget
from tests.small_guidance import guiding

READER = PastReader().fit(guiding())


@pytest.mark.parametrize(
    "words",
    ["J'ai été couturière", "couturier", "COUTURIERES", "couturiere 5 ans", "couturiière",
     "un CAP couture"],
)  # fmt: skip
def test_both_genders_numbers_and_slips_name_the_same_past(words: str):
    assert READER.read(words).occupations == ("O-SEWER",)


def test_a_course_gives_what_its_certification_grants():
    assert READER.read("le titre d'essai, puis RNCP00001").learnt == ("C-DRAPE",)
    assert READER.read("un peu d'infusion").learnt == ("C-INFUSE",)


def test_studies_of_elsewhere_are_read_as_gestures():
    assert READER.read("CAP cuisine").tiles == ("coudre",)


@pytest.mark.parametrize("words", ["jamais été couturière", "pas de couture", "", "  ", "😀 1234",
                                   "astronaute", "c o u t u r e"])  # fmt: skip
def test_what_was_not_done_or_is_not_known_is_not_read(words: str):
    assert READER.read(words).codes == ()


def test_only_the_clause_that_says_no_is_left_out():
    assert READER.read("jamais de soudure, mais stratifieuse").codes == ("O-LAMINATOR",)


@pytest.mark.parametrize("word", ["couturiere", "drapeuses", "techniciennes", "infusions"])
def test_the_stem_that_is_forgotten_is_the_usual_one(word: str):
    assert stem_and_forget(word) == stem(word)
