"""The same offer in several sources: what is one, what is two, and what becomes of the records."""

from dataclasses import replace
from datetime import date

import pytest

from matching.matcher import Matcher
from matching.same_offer.merging import differing, merge_records
from matching.same_offer.pairs import SameOfferFinder, group, name_of
from matching.same_offer.words import likeness, title_words
from skills.same_offer import RecordName, SameOffer, SameVerdict
from skills.suggestion_decision import HeldSeats, SessionName
from skills.training import (
    DatePrecision,
    ImpreciseDate,
    Place,
    Provider,
    TaughtCompetence,
    TeachingBasis,
    TrainingOffer,
    TrainingSession,
)
from tests.small_reference import small_reference

REFERENCE = small_reference()
FINDER = SameOfferFinder(REFERENCE)
MATCHER = Matcher().fit(REFERENCE)
BODY = Provider("Centre des Deux Rivières", "00010100000011")


def session(start: str, commune: str = "56121", key: str = "1", **facts: object) -> TrainingSession:
    when = ImpreciseDate(date.fromisoformat(start))
    return TrainingSession(key, when, place=Place(commune), **facts)  # type: ignore[arg-type]


def record(source: str, title: str = "Infusion de coques", **facts: object) -> TrainingOffer:
    told = {"provider": BODY, "sessions": (session("2027-02-01"),), "hours": 35, **facts}
    return TrainingOffer(source, "k", title, **told)  # type: ignore[arg-type]


ONE = record("a")


def verdict(other: TrainingOffer, one: TrainingOffer = ONE) -> SameVerdict:
    return FINDER.judge(one, other).verdict


def kinds(other: TrainingOffer, one: TrainingOffer = ONE) -> set[str]:
    return {reason.kind for reason in FINDER.judge(one, other).reasons}


@pytest.mark.parametrize(
    "other",
    [
        record("b", "INFUSION DE COQUES"),
        record("b", "Infusion des coques - 5 jours"),
        record("b", provider=Provider("CDR Lorient")),
        record("b", sessions=()),
        record("b", sessions=(session("2027-05-03"),)),
        record("b", sessions=(session("2027-02-03"),)),
        record("b", provider=Provider("Centre des 2 rivieres", "000101000000119")),
    ],
    ids=["capitals", "days", "acronym", "no dates", "another session", "days apart", "15 digits"],
)
def test_the_same_offer_is_seen_however_it_is_written(other: TrainingOffer):
    assert verdict(other) is SameVerdict.SAME


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (record("b", provider=Provider("Autre maison", "00020200000011")), "other_body_number"),
        (record("b", provider=Provider("Centre des Deux Collines")), "other_body_name"),
        (record("b", sessions=(session("2027-02-01", "29233"),)), "other_place"),
        (
            record("b", sessions=(TrainingSession("1", place=Place(city="Ailleurs")),)),
            "other_place",
        ),
        (record("b", sessions=(session("2024-02-01"),)), "other_year"),
        (record("b", "Infusion de coques, perfectionnement"), ""),
        (record("b", "Infusion de mâts"), "title_against"),
        (record("b", "Infusion de coques : module 2"), "only_a_part"),
    ],
    ids=["body", "name", "town", "town unknown here", "year", "further", "words", "part"],
)
def test_what_contradicts_keeps_two_offers_apart(other: TrainingOffer, why: str):
    first = record("a", "Infusion de coques, initiation") if not why else ONE
    assert verdict(other, first) is not SameVerdict.SAME
    assert (why or "other_step") in kinds(other, first)


def test_the_east_is_not_a_verb():
    # « est » is a word without meaning in a sentence; in a name it is all that tells two apart.
    west = record("a", provider=Provider("Centre de transfert Ouest"))
    assert verdict(record("b", provider=Provider("Centre de transfert Est")), west) is not (
        SameVerdict.SAME
    )


def test_the_points_of_the_evidence_add_up_to_the_score():
    pair = FINDER.judge(ONE, record("b", "Infusion des mâts", hours=70))
    assert pair.score == pytest.approx(sum(reason.weight for reason in pair.reasons))
    assert (pair.one, pair.other) == (RecordName("a", "k"), RecordName("b", "k"))


def test_everything_known_and_alike_is_one():
    one = record("a", certifications=("RNCP00001",))
    assert FINDER.judge(one, replace(one, source="b")).score == pytest.approx(1.0)


def test_only_records_of_two_sources_that_have_something_in_common_are_compared():
    twin = replace(ONE, key="other")
    stranger = TrainingOffer("b", "z", "Souder des métaux", Provider("Ailleurs"))
    assert FINDER.find((ONE, twin, stranger)) == ()
    (pair,) = FINDER.find((ONE, record("b"), stranger))
    assert pair.verdict is SameVerdict.SAME
    assert FINDER.find((ONE, record("b")), among=frozenset({RecordName("b", "z")})) == ()
    assert len(FINDER.find((ONE, record("b")), among=frozenset({RecordName("b", "k")}))) == 1


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("BTS option POP", "BTS option pilotage et optimisation de la production"),
        ("CND", "contrôle non destructif"),
        ("stratif.", "stratifieur"),
    ],
)
def test_an_abbreviation_matches_the_words_that_it_stands_for(short: str, long: str):
    alike, against = likeness(title_words(short).stems, title_words(long).stems)
    assert (alike, against) == (1.0, 0.0)


def same(
    one: str, other: str, verdict_: SameVerdict = SameVerdict.SAME, **facts: object
) -> SameOffer:
    names = [RecordName(*text.split("/")) for text in (one, other)]
    return SameOffer(*sorted(names), 0.9, (), verdict_, **facts)  # type: ignore[arg-type,misc]


def names(*texts: str) -> tuple[RecordName, ...]:
    return tuple(RecordName(*text.split("/")) for text in texts)


KNOWN = names("a/1", "a/2", "b/1", "c/1")


def test_three_sources_make_one_group():
    assert group([same("a/1", "b/1"), same("b/1", "c/1")], KNOWN) == (names("a/1", "b/1", "c/1"),)


def test_two_records_of_a_source_are_not_put_together_through_a_third():
    pairs = [same("a/1", "b/1"), replace(same("a/2", "b/1"), score=0.8)]
    assert group(pairs, KNOWN) == (names("a/1", "b/1"),)


def test_a_person_wins_over_the_evidence():
    apart = same("a/1", "b/1", decided=SameVerdict.APART)
    assert group([apart, same("b/1", "c/1"), same("a/1", "c/1")], KNOWN) != (
        names("a/1", "b/1", "c/1"),
    )
    said = same("a/2", "b/1", SameVerdict.MAYBE, decided=SameVerdict.SAME)
    assert group([said], KNOWN) == (names("a/2", "b/1"),)


def test_a_record_that_is_gone_groups_nothing():
    assert group([same("a/1", "z/9")], KNOWN) == ()


def test_each_field_comes_from_the_freshest_source_that_says_something():
    old = record("a", id=1, level=3, changed_on=date(2026, 1, 1), cost=900.0)
    new = record("b", "Infusion", id=2, changed_on=date(2026, 6, 1), hours=None)
    merged = merge_records([old, new], MATCHER.towns_)
    assert (merged.id, merged.source, merged.title) == (1, "a", "Infusion")
    assert (merged.hours, merged.level, merged.cost) == (35, 3, 900.0)
    origins = dict(merged.origins)
    assert (origins["title"], origins["hours"]) == ("b", "a")
    assert "content" not in origins
    assert dict(differing([old, new])) == {"title": (("b", "Infusion"), ("a", ONE.title))}


def test_a_body_keeps_the_numbers_that_any_source_knows():
    fresh = record("b", provider=Provider("Centre 2 Rivières"), changed_on=date(2026, 6, 1))
    school = record("c", provider=Provider("Deux Rivières", "", "0999001A"))
    merged = merge_records([record("a"), fresh, school], MATCHER.towns_)
    assert merged.provider == Provider("Centre 2 Rivières", BODY.siret, "0999001A")


def test_sessions_of_the_same_start_are_one_and_the_others_stay():
    here = record("a", sessions=(session("2027-02-01", seats=8), session("2027-06-01", key="2")))
    month = TrainingSession("x", ImpreciseDate(date(2027, 2, 1), DatePrecision.MONTH), seats_left=3)
    there = record("b", sessions=(month, session("2027-09-01", key="1")))
    merged = merge_records([replace(here, id=1), replace(there, id=2)], MATCHER.towns_)
    assert len(merged.sessions) == 3
    first = merged.sessions[0]
    assert (first.seats, first.seats_left) == (8, 3)
    assert first.starts_on == ImpreciseDate(date(2027, 2, 1))
    assert [name.source for name in first.records] == ["a", "b"]
    assert len({one.key for one in merged.sessions}) == 3


def test_what_a_body_says_it_teaches_wins_over_what_is_read():
    sure = TaughtCompetence("C-DRAPE", 2, TeachingBasis.TEXT, 0.99)
    said = TaughtCompetence("C-DRAPE", 1, TeachingBasis.PROVIDER, 0.9)
    other = TaughtCompetence("C-INFUSE", None, TeachingBasis.TEXT, 0.7)
    merged = merge_records(
        [record("a", teaches=(sure,)), record("b", teaches=(said, other))], MATCHER.towns_
    )
    assert merged.teaches == (said, other)


def test_an_offer_has_vanished_when_all_its_sources_lost_it():
    gone = record("a", vanished=True, title="Vieux titre")
    merged = merge_records([gone, record("b")], MATCHER.towns_)
    assert (merged.vanished, merged.title) == (False, ONE.title)
    assert merge_records([gone, record("b", vanished=True)], MATCHER.towns_).vanished


def test_seats_held_before_two_records_were_put_together_are_still_held():
    pair = replace(ONE, id=1), record("b", id=2, sessions=(session("2027-02-01", seats=8),))
    (merged,) = MATCHER.merge(pair, [same("a/k", "b/k")])
    catalogue = MATCHER.index([merged])
    of_the_other = SessionName("b", "k", "1")
    assert catalogue.current(of_the_other) == SessionName("a", "k", "1")
    held = [HeldSeats(1, of_the_other, 3), HeldSeats(2, SessionName("a", "k", "1"), 2)]
    assert catalogue.without(held).offers_[0].sessions[0].places_left == 3


def test_a_session_that_only_the_second_source_has_keeps_its_own_name():
    pair = replace(ONE, id=1), record("b", id=2, sessions=(session("2027-06-01"),))
    (merged,) = MATCHER.merge(pair, [same("a/k", "b/k")])
    assert [merged.run(one) for one in merged.sessions] == [
        SessionName("a", "k", "1"),
        SessionName("b", "k", "1"),
    ]
    found = MATCHER.index([merged]).find(SessionName("b", "k", "1"))
    assert found is not None
    assert found[1] == merged.sessions[1]


def test_records_that_nothing_links_are_left_as_they_are():
    pair = ONE, record("b", "Souder des métaux")
    assert MATCHER.merge(pair, []) == pair
    assert {name_of(one).source for one in pair} == {"a", "b"}
