"""What is said of records by their names, and how fresh sources are, on each engine."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from data.storage.catalogue_version import catalogue_version
from data.storage.offer_records import remove_offer, save_offers, set_offers_vanished
from data.storage.offers import list_offers, list_records
from data.storage.same_offers import decide_same, keep_computed, list_same
from data.storage.source_freshness import SourceFreshness, source_freshness
from data.storage.teaching_statements import add_statement, list_statements, undo_statement
from skills.account import VISITOR
from skills.errors import NotFound
from skills.same_offer import RecordName, SameOffer, SameVerdict
from skills.teaching_statement import TeachingStatement
from skills.training import Provider, TaughtCompetence, TeachingBasis, TrainingOffer

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ONE, OTHER, THIRD = RecordName("a", "1"), RecordName("b", "1"), RecordName("c", "1")
READ = TaughtCompetence("C-DRAPE", 2, TeachingBasis.TEXT, 0.9, "drapage")


def pair(one: RecordName, other: RecordName, score: float = 0.7) -> SameOffer:
    return SameOffer(one, other, score, (("title", score, "1.00"),), SameVerdict.SAME)


def offer(source: str, key: str = "1") -> TrainingOffer:
    return TrainingOffer(source, key, "Cours", Provider("P"), teaches=(READ,))


def test_a_pair_is_kept_once_and_told_the_surest_first(db: Session):
    keep_computed(db, [pair(ONE, OTHER, 0.6), pair(ONE, THIRD, 0.9)])
    keep_computed(db, [pair(ONE, OTHER, 0.8), pair(ONE, THIRD, 0.9)])
    assert [(p.other, p.score) for p in list_same(db)] == [(THIRD, 0.9), (OTHER, 0.8)]
    assert list_same(db)[0].reasons == (("title", 0.9, "1.00"),)


def test_what_no_longer_holds_is_forgotten_unless_a_person_said_so(db: Session):
    keep_computed(db, [pair(ONE, OTHER), pair(ONE, THIRD)])
    kept = next(p for p in list_same(db) if p.other == THIRD)
    decide_same(db, kept.id or 0, SameVerdict.APART, by="Une personne", at=NOW)
    keep_computed(db, [], among=frozenset({OTHER}))
    assert [p.other for p in list_same(db)] == [THIRD]
    keep_computed(db, [])
    (left,) = list_same(db)
    assert (left.verdict, left.by, left.computed) == (
        SameVerdict.APART, "Une personne", SameVerdict.SAME,
    )  # fmt: skip
    back = decide_same(db, left.id or 0, None, by="", at=NOW)
    assert (back.verdict, back.by, back.at) == (SameVerdict.SAME, "", None)
    with pytest.raises(NotFound):
        decide_same(db, 999, None, by="", at=NOW)


def test_a_decision_makes_processes_read_the_catalogue_again(db: Session):
    keep_computed(db, [pair(ONE, OTHER)])
    before = catalogue_version(db)
    decide_same(db, list_same(db)[0].id or 0, SameVerdict.APART, by="x", at=NOW)
    assert catalogue_version(db) > before


def test_what_a_body_says_stands_over_what_was_read_and_outlives_the_record(db: Session):
    save_offers(db, [offer("a")])
    add_statement(db, TeachingStatement(ONE, "C-DRAPE", 4, True, "x", "Maison", NOW))
    add_statement(db, TeachingStatement(ONE, "C-WELD", None, False, "x", "Maison", NOW))
    (told,) = list_offers(db, visible_to=VISITOR)
    assert told.teaches == (TaughtCompetence("C-DRAPE", 4, TeachingBasis.PROVIDER, 1.0),)
    assert told.not_taught == ("C-WELD",)
    remove_offer(db, "a", "1")
    save_offers(db, [offer("a"), offer("b")])
    first, second = list_offers(db, visible_to=VISITOR)
    assert first.teaches[0].basis is TeachingBasis.PROVIDER
    assert second.teaches == (READ,)


def test_one_says_the_last_thing_and_takes_it_back(db: Session):
    save_offers(db, [offer("a")])
    add_statement(db, TeachingStatement(ONE, "C-DRAPE", 4, True, "x", "Maison", NOW))
    number = add_statement(db, TeachingStatement(ONE, "C-DRAPE", None, False, "x", "Maison", NOW))
    assert [one.taught for one in list_statements(db, (ONE, OTHER))] == [False]
    assert list_statements(db, (OTHER,)) == ()
    undo_statement(db, number, at=NOW)
    assert list_offers(db, visible_to=VISITOR)[0].teaches == (READ,)
    with pytest.raises(NotFound):
        undo_statement(db, number, at=NOW)


def test_records_are_found_by_name_and_the_absent_left_out(db: Session):
    save_offers(db, [offer("a"), offer("b"), offer("b", "2")])
    found = list_records(db, [OTHER, RecordName("z", "1")], visible_to=VISITOR)
    assert [(one.source, one.key) for one in found] == [("b", "1")]
    assert list_records(db, [], visible_to=VISITOR) == ()


def test_a_source_is_as_fresh_as_its_records(db: Session):
    early, late = date(2026, 9, 1), date(2026, 11, 1)
    save_offers(db, [offer("a", "1"), offer("a", "2")], on=early)
    save_offers(db, [offer("a", "2"), offer("b")], on=late)
    set_offers_vanished(db, "a", ["1"], vanished=True)
    assert source_freshness(db) == (
        SourceFreshness("a", 1, 1, late, late, early),
        SourceFreshness("b", 1, 0, late, late, late),
    )
