"""Records kept whole, and the notes of imports, on each engine."""

from datetime import UTC, date, datetime

from sqlmodel import Session

from data.storage.catalogue_imports import add_import, count_changes, forget_changes, note_change
from data.storage.offer_records import (
    keys_of_offers,
    marks_of_offers,
    remove_offer,
    save_offers,
    set_offers_vanished,
)
from data.storage.offer_teaching import (
    count_to_link,
    keep_taught,
    keep_taught_places,
    offers_to_link,
    places_to_link,
)
from data.storage.offers import known_sirets, list_offers, names_of_bodies
from data.storage.saved import Saved
from data.storage.whole_records import (
    keys_shown,
    list_whole,
    mark_of,
    marks_of,
    remove_whole,
    save_whole,
    set_vanished,
)
from data.storage.work import enqueue_once, list_jobs
from skills.account import VISITOR
from skills.apprenticeship import ApprenticeshipPlace
from skills.register import CertificationFact
from skills.training import Provider, TrainingOffer

ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def fact(key: str, title: str = "Titre") -> CertificationFact:
    return CertificationFact("rncp", key, title, told_on=ON)


def place(key: str) -> ApprenticeshipPlace:
    return ApprenticeshipPlace("essai", key, "Places", Provider("CFA", "00000000000111"))


def test_records_are_kept_by_name_and_only_what_changed_counts(db: Session):
    assert save_whole(db, CertificationFact, [fact("A"), fact("B")], on=ON) == Saved(2)
    again = [fact("A"), fact("B", "Autre titre"), fact("C")]
    assert save_whole(db, CertificationFact, again, on=ON) == Saved(1, 1, 1)
    assert [one.title for one in list_whole(db, CertificationFact)] == [
        "Titre", "Autre titre", "Titre",
    ]  # fmt: skip
    (found,) = list_whole(db, CertificationFact, [("rncp", "B"), ("autre", "A")])
    assert (found.key, found.seen_on) == ("B", ON)
    assert marks_of(db, CertificationFact, [("rncp", "A")]) == {("rncp", "A"): mark_of(fact("A"))}
    assert list_whole(db, CertificationFact, []) == ()


def test_the_day_of_an_export_is_no_change(db: Session):
    save_whole(db, CertificationFact, [fact("A")], on=ON)
    other = CertificationFact("rncp", "A", "Titre", told_on=date(2026, 12, 1))
    assert save_whole(db, CertificationFact, [other], on=ON) == Saved(unchanged=1)


def test_what_vanishes_is_kept_and_comes_back(db: Session):
    save_whole(db, CertificationFact, [fact("A"), fact("B")], on=ON)
    set_vanished(db, CertificationFact, "rncp", ["A"], vanished=True)
    assert keys_shown(db, CertificationFact, "rncp") == {"B"}
    set_vanished(db, CertificationFact, "rncp", ["A"], vanished=False)
    assert keys_shown(db, CertificationFact, "rncp") == {"A", "B"}
    remove_whole(db, CertificationFact, "rncp", "A")
    assert keys_shown(db, CertificationFact, "rncp") == {"B"}


def test_offers_are_looked_up_by_name_marked_and_forgotten(db: Session):
    offers = [TrainingOffer("s", str(n), "Cours", Provider("A")) for n in range(1200)]
    assert save_offers(db, offers, on=ON) == Saved(1200)
    assert len(marks_of_offers(db, [("s", str(n)) for n in range(1300)])) == 1200
    set_offers_vanished(db, "s", [str(n) for n in range(1199)], vanished=True)
    assert keys_of_offers(db, "s") == {"1199"}
    remove_offer(db, "s", "1199")
    assert keys_of_offers(db, "s") == frozenset()


def test_what_an_import_changed_is_counted_by_what_it_was(db: Session):
    one = add_import(db, "a", "LHEO", b"x", by="moi", now=NOW, complete=True)
    for kind, key, before in (
        ("offer", "1", ""), ("offer", "2", "{}"), ("place", "3", ""), ("vanished offer", "4", ""),
    ):  # fmt: skip
        note_change(db, one, kind, "s", key, before)
    assert count_changes(db, one) == (2, 1, 1)
    forget_changes(db, one)
    assert count_changes(db, one) == (0, 0, 0)


def test_a_vocabulary_reads_each_offer_and_place_once(db: Session):
    save_offers(db, [TrainingOffer("s", "1", "Cours", Provider("A"))])
    save_whole(db, ApprenticeshipPlace, [place("1")], on=ON)
    assert count_to_link(db, "v1") == 2
    ids = offers_to_link(db, "v1", most=5)
    keep_taught(db, list_offers(db, visible_to=VISITOR, ids=ids), "v1")
    keep_taught_places(db, places_to_link(db, "v1", most=5), "v1")
    assert count_to_link(db, "v1") == 0
    assert count_to_link(db, "v2") == 2
    save_whole(db, ApprenticeshipPlace, [place("1")], on=ON)
    assert count_to_link(db, "v1") == 0  # seen again as it was: read already


def test_bodies_are_known_by_the_numbers_of_their_offers(db: Session):
    save_offers(db, [TrainingOffer("s", "1", "Cours", Provider("A", "00000000000111"))])
    assert known_sirets(db) == {"00000000000111"}
    assert names_of_bodies(db, ["00000000000111", "x"]) == {"00000000000111": "A"}


def test_work_about_nothing_in_particular_waits_once(db: Session):
    for _ in range(2):
        enqueue_once(db, "link", due_at=NOW)
    assert [job.kind for job in list_jobs(db)] == ["link"]
