from dataclasses import replace
from datetime import date

from matching.linking.trade import FEATURES, trade_features, trade_of
from matching.matcher import Matcher
from matching.text.tokens import tokenise
from skills.weights import Logistic, TradeModel
from tests.small_reference import small_reference

ON = date(2026, 11, 23)
MODEL = TradeModel(
    bias=0.5,
    coefficients={"own": 1.0, "foreign": -1.0},
    words={"tisan": -2.0},
    odds={"moul": 2.0, "resin": 1.5, "cuisin": -2.0},
    own=frozenset(("coqu",)),
    foreign=frozenset(("cuisin",)),
)


def test_words_of_other_trades_and_of_ours_are_counted():
    counted = trade_features(["moul", "resin", "cuisin", "coqu"], MODEL)
    assert set(counted) == set(FEATURES)
    assert (counted["own"], counted["foreign"]) == (1, 1)
    assert (counted["only_own"], counted["only_foreign"]) == (0, 0)
    assert (counted["for"], counted["against"]) == (2, 1)


def test_an_empty_paragraph_gives_every_feature():
    assert trade_features((), MODEL) == dict.fromkeys(FEATURES, 0.0)
    assert trade_of((), MODEL) == MODEL.bias


def test_a_word_that_was_learnt_counts_for_its_share_of_the_paragraph():
    assert trade_of(tokenise("une tisane"), MODEL) == 0.5 - 2.0
    both = replace(MODEL, words={"tisan": -2.0, "serv": -2.0})
    assert round(trade_of(tokenise("tisane servie"), both), 3) == round(0.5 - 4 / 2**0.5, 3)


def test_nothing_is_named_in_a_paragraph_of_another_trade_and_the_next_is_read():
    reference = small_reference()
    usual = reference.weights.linking
    linking = replace(
        usual,
        competence=Logistic(usual.competence.bias, {**usual.competence.coefficients, "trade": 1.0}),
        trade=TradeModel(coefficients={"foreign": -4.0}, foreign=frozenset(("cuisin",))),
    )
    matcher = Matcher().fit(replace(reference, weights=replace(reference.weights, linking=linking)))
    read = matcher.propose("infusion en cuisine\n\ninfusion de coques", on=ON).linked
    assert [(m.code, m.start) for m in read.mentions] == [("C-INFUSE", 21)]
