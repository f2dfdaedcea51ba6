from dataclasses import replace
from datetime import date

from matching.linking.trade import FEATURES, trade_features
from matching.matcher import Matcher
from matching.text.tokens import tokenise
from skills.weights import TradeModel
from tests.small_reference import small_reference

ON = date(2026, 11, 23)
LOG_ODDS = {"moul": 2.0, "resin": 1.5, "cuisin": -2.0}


def test_words_of_other_trades_and_of_ours_are_counted():
    evidence = trade_features(
        tokenise("un moule, de la résine, la cuisine"), [0.2, 0.9], 1, LOG_ODDS
    )
    assert set(evidence) == set(FEATURES)
    assert (evidence["own_words"], evidence["foreign_words"], evidence["words"]) == (2, 1, 1.5)
    assert (evidence["best"], evidence["second"], evidence["third"]) == (0.9, 0.2, 0)


def test_an_empty_paragraph_gives_every_feature():
    assert trade_features((), (), 0, LOG_ODDS) == dict.fromkeys(FEATURES, 0.0)


def test_nothing_is_named_in_a_paragraph_of_another_trade_and_the_next_is_read():
    reference = small_reference()
    linking = replace(
        reference.weights.linking,
        domain={"cuisin": -3.0},
        trade=TradeModel(1.0, {"foreign_words": -2.0}, 0.5),
    )
    matcher = Matcher().fit(replace(reference, weights=replace(reference.weights, linking=linking)))
    read = matcher.propose("infusion en cuisine\n\ninfusion de coques", on=ON).linked
    assert [(m.code, m.start) for m in read.mentions] == [("C-INFUSE", 21)]
