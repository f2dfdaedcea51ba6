"""What words around a mention say of its being refused, where no rule speaks."""

import pytest

from matching.cues.polarity import explained
from matching.cues.refusals import anywhere, evidence, of_mention, stem
from matching.cues.said import Said
from matching.results import Polarity
from matching.text.clauses import clauses
from matching.text.sentences import sentences
from skills.weights import RefusalModel

ASKED, REFUSED, PAST = Polarity.ASKED, Polarity.NOT_ASKED, Polarity.PAST
TRADE = ("drapage", "collage")


def read(text: str, model: RefusalModel, *, levelled: bool = False) -> list[Polarity]:
    (sentence,) = sentences(text)
    mentions = [
        Said(start, start + len(word), is_occupation=False, levelled=levelled)
        for word, start in zip(sentence.words, sentence.offsets, strict=True)
        if word in TRADE
    ]
    return [reading for reading, _ in explained(clauses(sentence), mentions, None, model)]


def model(*weights: tuple[str, str, float, float], bias: float = -2.0) -> RefusalModel:
    return RefusalModel((bias, -1.0), {(place, words): (a, b) for place, words, a, b in weights})


def test_words_refuse_where_no_rule_speaks():
    text = "le drapage, bof"
    assert read(text, model()) == [ASKED]
    assert read(text, model(("after", "topic, bof", 3.0, 0.0))) == [REFUSED]


def test_what_words_refuse_may_belong_to_the_past():
    assert read("le drapage, bof", model(("sentence", "bof", 3.0, 2.0))) == [PAST]


def test_words_ask_where_a_rule_hears_a_refusal_wrongly():
    text = "pas de drapage"
    assert read(text, model()) == [REFUSED]
    assert read(text, model(("before", "pas", -3.0, 0.0))) == [ASKED]


def test_what_has_a_level_is_never_refused_by_words_alone():
    weights = model(("sentence", "bof", 3.0, 0.0))
    assert read("le drapage, bof", weights, levelled=True) == [ASKED]


def test_a_model_without_weights_leaves_the_rules_alone():
    assert read("pas de drapage", RefusalModel()) == [REFUSED]
    assert read("le drapage", RefusalModel()) == [ASKED]


def test_items_of_a_list_see_the_same_words_after_and_before():
    words = ["vos", "drapage", ",", "collage", "jamais", "vu"]
    spans = [(1, 2), (3, 4)]
    stems = [stem(word) for word in words]
    one, other = (
        {
            seen
            for seen in evidence(words, stems, spans, rank, [], is_person=False)
            if seen[0] in ("after", "before")
        }
        for rank in (0, 1)
    )
    assert one == other
    assert ("after", "jamai vu") in one
    assert ("before", "vos") in one


def test_an_answer_is_seen_only_from_the_last_words_of_a_question():
    words = ["le", "drapage"]
    seen = list(evidence(words, words, [(1, 2)], 0, ["bof", "non"], is_person=False))
    assert ("answer", "bof") in seen
    assert ("next", "non") in seen
    far = ["le", "drapage", "et", "puis", "encore", "autre"]
    assert not {
        place
        for place, _ in evidence(far, far, [(1, 2)], 0, ["bof"], is_person=False)
        if place in ("answer", "next")
    }


@pytest.mark.parametrize(
    ("word", "cut"), [("non", "non"), ("inutilement", "inutilem"), ("WANT", "WANT")]
)
def test_a_long_word_loses_its_ending_and_a_class_none(word: str, cut: str):
    assert stem(word) == cut


def test_log_odds_are_the_sum_of_what_is_seen():
    words = ["bof", "drapage"]
    weights = model(("before", "bof", 0.5, 0.25), ("before 0", "bof", 1.0, 0.0), bias=0.0)
    assert of_mention(words, words, [(1, 2)], 0, [], (1.0, 1.0), weights, is_person=False) == (
        2.5,
        1.25,
    )
    assert list(anywhere(["bof", "bof"])) == [("sentence", "bof")]
