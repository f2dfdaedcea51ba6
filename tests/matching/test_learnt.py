"""What was learnt changes what is read, and nothing else does."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.results import LinkedText
from skills.competence import Alias
from tests.small_reference import small_reference

ON = date(2026, 11, 23)
REFERENCE = small_reference()
BASE = Matcher().fit(REFERENCE)
TEXTS = (
    "il nous faut deux personnes pour l'infusion",
    "une infusion de thé, puis du drapage et de la soudure",
    "savoir infuser, appliquer un gelcoat",
)


def silenced(*pairs: tuple[str, str]) -> Matcher:
    return Matcher().fit(replace(REFERENCE, stop_pairs=pairs))


def read(matcher: Matcher, text: str) -> LinkedText:
    return matcher.propose(text, on=ON).linked


def codes(matcher: Matcher, text: str) -> list[str]:
    return [mention.code for mention in read(matcher, text).mentions]


def test_a_learnt_alias_is_read():
    infuse = REFERENCE.competences["C-INFUSE"]
    learnt = replace(infuse, aliases=(*infuse.aliases, Alias("tirage à la bâche")))
    taught = Matcher().fit(
        replace(REFERENCE, competences={**REFERENCE.competences, "C-INFUSE": learnt})
    )
    text = "on cherche quelqu'un pour le tirage à la bâche"
    assert "C-INFUSE" not in codes(BASE, text)
    assert "C-INFUSE" in codes(taught, text)


def test_a_stop_pair_silences_its_words_and_leaves_the_others():
    matcher = silenced(("infusion de thé", "C-INFUSE"))
    assert "C-INFUSE" in codes(BASE, "une infusion de thé")
    assert codes(matcher, "une infusion de thé") == []
    assert codes(matcher, "l'infusion d'une coque") == codes(BASE, "l'infusion d'une coque")
    assert "C-DRAPE" in codes(matcher, "une infusion de thé et du drapage")
    assert codes(matcher, "une infusion de thé, et puis de l'infusion").count("C-INFUSE") == 1


@pytest.mark.parametrize("text", ["une INFUSION de thé", "des infusions de thés"])
def test_a_stop_pair_holds_whatever_the_case_and_number(text: str):
    assert codes(silenced(("infusion de thé", "C-INFUSE")), text) == []


def test_a_stop_pair_on_a_family_silences_its_competences():
    assert codes(silenced(("infusion de thé", "F-LAYUP")), "une infusion de thé") == []
    weld = silenced(("infusion de thé", "F-OTHER"))
    assert codes(weld, "une infusion de thé") == codes(BASE, "une infusion de thé")


def test_a_stop_pair_is_no_wider_than_its_words():
    # « thé » folds to « the », which carries no meaning: the pair once silenced « infusion » alone.
    matcher = silenced(("infusion de thé", "C-INFUSE"))
    assert "C-INFUSE" in codes(matcher, "il nous faut quelqu'un pour l'infusion")


def test_a_stop_pair_without_a_meaningful_word_silences_nothing():
    matcher = silenced(("de la", "C-INFUSE"), ("…", "C-DRAPE"))
    for text in TEXTS:
        assert read(matcher, text) == read(BASE, text)


@given(st.text(max_size=60) | st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_a_silenced_code_is_never_read_inside_its_words(words: str, text: str):
    matcher = silenced((words, "C-INFUSE"))
    for mention in read(matcher, f"{text}. {words}. {text}").mentions:
        assert mention.code != "C-INFUSE" or mention.quote != words
