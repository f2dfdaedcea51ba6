import numpy as np
import pytest

from data.readers import load_reference
from matching.linking.company import COMPANY, keep_company, log_odds
from matching.linking.evidence import FEATURES, PLACE, Scorer, Table
from matching.linking.linker import CompetenceLinker
from matching.linking.readings import Reading, read_terms
from matching.linking.terms import TermKind
from matching.text.sentences import sentences
from skills.weights import Logistic
from tests.small_reference import LINKING, small_reference

FAMILIES = {"C-SAND": "F-FINISH", "C-POLISH": "F-FINISH", "C-WELD": "F-METAL"}


def reading(code: str, first: int, last: int) -> Reading:
    return Reading(code, TermKind.COMPETENCE, first, last, None, is_term=False)


def company(chances: list[float], *passage: list[Reading]) -> Table:
    table = np.zeros((len(chances), len(FEATURES)))
    keep_company(table, np.array(chances), passage, FAMILIES)
    return table[:, [PLACE[name] for name in COMPANY]]


def odds(*chances: float) -> list[float]:
    return pytest.approx(log_odds(np.array(chances)).tolist())


def test_a_reading_knows_the_surest_of_its_family_that_shares_no_word_with_it():
    rows = company([0.3, 0.6, 0.9], [reading("C-SAND", 0, 1), reading("C-POLISH", 2, 3),
                                     reading("C-SAND", 5, 6)])  # fmt: skip
    assert rows[0].tolist() == odds(0.9, 0.6, 0, 0, 0, 0)
    assert rows[1].tolist() == odds(0, 0.9, 0, 0, 0, 0)


def test_what_reads_the_same_words_otherwise_stands_against_it():
    rows = company([0.3, 0.6, 0.9], [reading("C-SAND", 0, 1), reading("C-POLISH", 0, 3),
                                     reading("C-WELD", 1, 1)])  # fmt: skip
    assert rows[0].tolist() == odds(0, 0, 0.6, 0.9, 0, 0)


def test_the_sentences_around_speak_for_it_and_its_own_does_not_count_among_them():
    rows = company([0.3, 0.6, 0.9], [reading("C-SAND", 0, 1)], [reading("C-SAND", 0, 0)],
                   [reading("C-POLISH", 4, 4)])  # fmt: skip
    assert rows[0].tolist() == odds(0, 0, 0, 0, 0.6, 0.9)
    assert rows[2].tolist() == odds(0, 0, 0, 0, 0, 0.6)


def test_reasons_of_both_models_add_up_to_the_score():
    alone = Scorer(Logistic(-1.0, {"near": 2.0, "term": 1.0}))
    both = Scorer(Logistic(0.5, {"alone": 0.7, "alone*trade": 0.2, "trade": 0.1, "kin": -0.3}))
    row = np.zeros((1, len(FEATURES)))
    row[0, [PLACE["near"], PLACE["term"], PLACE["trade"], PLACE["kin"]]] = 0.4, 1.0, 2.0, -1.0
    chance = float(alone.chances(row)[0])
    row[0, PLACE["alone"]] = np.log(chance / (1 - chance))
    reasons = both.reasons(row[0], alone)
    assert sum(reason.weight for reason in reasons) == pytest.approx(both.chances(row)[0])
    assert {reason.kind for reason in reasons} == {"base", "phrase", "alias", "context"}


def test_another_reading_that_is_shown_is_none_that_the_sentence_gives_elsewhere():
    linker = CompetenceLinker(load_reference().weights.linking).fit(load_reference())
    text = "Il nous faut trois gars à la strat et quelqu'un au contrôle ultrasons."
    mentions, _ = linker.link(text, sentences(text))
    others = {mention.runner_up.code for mention in mentions if mention.runner_up}
    assert {"F-HAND-LAYUP", "C-NDT-ULTRASOUND"} <= {mention.code for mention in mentions}
    assert "C-NDT-ULTRASOUND" not in others


def test_the_beginning_of_a_persons_name_names_nobody():
    linker = CompetenceLinker(LINKING).fit(small_reference())

    def jobs(text: str) -> list[str]:
        (sentence,) = sentences(text)
        return [t.term.code for t in read_terms(text, sentence, linker.index_)
                if t.term.kind is TermKind.OCCUPATION]  # fmt: skip

    assert jobs("deux stratifieurs") == ["O-LAMINATOR"]
    assert jobs("une pièce stratifié") == []


def test_what_other_words_say_as_well_is_no_rival_for_the_words_they_share():
    rows = company([0.3, 0.6, 0.7], [reading("C-SAND", 0, 0), reading("C-WELD", 0, 3),
                                     reading("C-WELD", 3, 3)])  # fmt: skip
    assert rows[0].tolist() == odds(0, 0, 0, 0, 0, 0)
