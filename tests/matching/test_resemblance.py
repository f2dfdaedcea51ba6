from datetime import date

import pytest

from matching.linking.resemblance import Resemblance
from matching.linking.terms import terms_of
from matching.matcher import Matcher
from tests.small_reference import small_reference

ON = date(2026, 11, 23)
TERMS = terms_of(small_reference())
MATCHER = Matcher().fit(small_reference())


def test_the_nearest_term_of_a_term_is_itself():
    resemblance = Resemblance().fit(TERMS)
    for term, (nearest, cosine) in zip(
        TERMS, resemblance.nearest([t.text for t in TERMS]), strict=True
    ):
        assert nearest.folded == term.folded
        assert cosine == pytest.approx(1, abs=1e-5)


def test_no_phrase_gives_nothing():
    assert Resemblance().fit(TERMS).nearest([]) == ()


def test_a_skill_said_almost_as_a_term_is_found_with_its_reasons():
    linked = MATCHER.propose("il doit savoir drapper des ply", on=ON).linked
    (mention,) = linked.mentions
    assert mention.code == "C-DRAPE"
    assert sum(r.weight for r in mention.reasons) == pytest.approx(mention.score)
    assert linked.unlinked == ()


def test_a_skill_of_another_trade_stays_unrecognised():
    linked = MATCHER.propose("il doit savoir tenir une caisse", on=ON).linked
    assert linked.mentions == ()
    assert [u.quote for u in linked.unlinked] == ["tenir une caisse"]
