"""Imports that are stopped, that break, that come twice; words that are learnt afterwards."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from data.readers import load_reference
from data.storage.catalogue_imports import add_import, get_import
from data.storage.database import initialise
from data.storage.engine import open_engine
from data.storage.learnt import advance_revision
from data.storage.offer_teaching import count_to_link
from data.storage.offers import list_offers
from data.storage.whole_records import list_whole
from data.storage.work import enqueue, list_jobs
from matching.matcher import Matcher
from skills.account import LOCAL_USER, VISITOR
from skills.apprenticeship import ApprenticeshipPlace
from skills.catalogue_import import ImportState
from skills.register import CertificationFact
from tests.data.test_catalogue_importers import TRAINING, written
from tests.data.test_rncp import an_xml
from web.flows import import_jobs
from web.flows.import_jobs import apply_import, undo_import
from web.flows.importing import import_file, preview_file
from web.flows.offer_linking import link_offers, waiting_to_link
from web.flows.registers import view_certification
from web.flows.vocabulary import learnt_reference
from web.flows.work import work_once
from web.settings import Settings

ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
REFERENCE = load_reference()
MATCHER = Matcher().fit(REFERENCE)
FLOWS = Path(__file__).parent.parent / "fixtures" / "lheo"


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'base.sqlite3'}"
    initialise(url, kind="real")
    return url


@pytest.fixture
def db(url: str) -> Iterator[Session]:
    engine = open_engine(url)
    with Session(engine) as db:
        yield db
    engine.dispose()


def a_flow(count: int, *, words: str = "Infusion") -> bytes:
    one = (
        '<formation numero="{0}"><intitule-formation>{1} {0}</intitule-formation><action/>'
        "<organisme-formation-responsable><nom-organisme>Inventé</nom-organisme>"
        "</organisme-formation-responsable></formation>"
    )
    inside = "".join(one.format(number, words) for number in range(count))
    return f"<lheo><offres>{inside}</offres></lheo>".encode()


def asked(db: Session, content: bytes, *, complete: bool = False) -> int:
    import_id = add_import(db, "flux.xml", "LHEO", content, by="essai", now=NOW, complete=complete)
    db.commit()
    return import_id


def titles(db: Session) -> list[str]:
    return [one.title for one in list_offers(db, visible_to=VISITOR) if not one.vanished]


def _stopped(url: str, import_id: int) -> None:
    steps = iter(range(100))

    def alive() -> None:
        if next(steps) == 2:
            os.kill(os.getpid(), signal.SIGKILL)

    with Session(open_engine(url)) as db:
        apply_import(db, MATCHER, import_id, now=NOW, alive=alive)


def test_an_import_that_is_killed_in_the_middle_is_taken_up_where_it_was(url: str, db: Session):
    import_id = asked(db, a_flow(900))
    worker = multiprocessing.get_context("fork").Process(target=_stopped, args=(url, import_id))
    worker.start()
    worker.join()
    assert worker.exitcode == -signal.SIGKILL
    assert len(titles(db)) == 400  # two steps were kept, the third was not
    stopped = get_import(db, import_id)
    assert (stopped.state, stopped.done, stopped.total) == (ImportState.WAITING, 400, 900)
    apply_import(db, MATCHER, import_id, now=NOW)
    db.commit()
    done = get_import(db, import_id)
    assert (done.state, done.counts.new, done.counts.unchanged) == (ImportState.DONE, 900, 0)
    assert len(titles(db)) == 900
    undo_import(db, MATCHER, import_id, user=LOCAL_USER, now=NOW)
    assert titles(db) == []


def test_a_file_that_breaks_at_its_end_leaves_the_catalogue_as_it_was(db: Session):
    import_id = asked(db, a_flow(500).removesuffix(b"</lheo>"))
    apply_import(db, MATCHER, import_id, now=NOW)
    assert get_import(db, import_id).state is ImportState.FAILED
    assert "mal formé" in get_import(db, import_id).problem
    assert titles(db) == []


def test_an_import_that_cannot_end_is_taken_back_and_said(
    url: str, db: Session, monkeypatch: pytest.MonkeyPatch
):
    import_file(db, MATCHER, FLOWS / "flow-2.3.xml", on=ON)
    db.commit()
    before = titles(db)
    import_id = asked(db, a_flow(500))
    enqueue(db, "import", import_id, due_at=NOW)
    db.commit()

    noted = import_jobs.note_progress

    def full(db: Session, one: int, done: int) -> None:
        if done > 200:
            raise OSError("plus de place sur le disque")
        noted(db, one, done)

    monkeypatch.setattr(import_jobs, "note_progress", full)
    engine, settings = open_engine(url), Settings(database_url=url)
    for day in range(23, 30):  # tried again each day, until it is given up
        work_once(engine, settings, now=NOW.replace(day=day))
    db.expire_all()
    assert get_import(db, import_id).state is ImportState.FAILED
    assert "plus de place" in get_import(db, import_id).problem
    assert titles(db) == before


def test_the_same_file_twice_changes_nothing_whatever_it_holds(db: Session, tmp_path: Path):
    course = written(tmp_path, "a.json", {"data": [TRAINING], "pagination": {}})
    for path, count in ((FLOWS / "flow-2.3.xml", 5), (course, 2), (an_xml(tmp_path), 1)):
        assert import_file(db, MATCHER, path, on=ON).new == count
        again = import_file(db, MATCHER, path, on=ON)
        assert (again.new, again.changed, again.unchanged) == (0, 0, count)
        shown = preview_file(db, path, complete=True)
        assert (shown.new, shown.changed, shown.vanished, shown.unchanged) == (0, 0, 0, count)


def test_what_vanished_comes_back_when_the_import_is_undone(db: Session):
    apply_import(db, MATCHER, asked(db, a_flow(3)), now=NOW)
    last = asked(db, a_flow(1), complete=True)
    apply_import(db, MATCHER, last, now=NOW)
    assert titles(db) == ["Infusion 0"]
    assert get_import(db, last).counts.vanished == 2
    undo_import(db, MATCHER, last, user=LOCAL_USER, now=NOW)
    assert titles(db) == ["Infusion 0", "Infusion 1", "Infusion 2"]


def test_offers_and_places_are_read_once_by_a_vocabulary_and_again_when_it_moves(
    db: Session, tmp_path: Path
):
    course = written(tmp_path, "a.json", {"data": [TRAINING], "pagination": {}})
    import_file(db, MATCHER, course, on=ON)
    apply_import(db, MATCHER, asked(db, a_flow(60, words="Infusion de coques")), now=NOW)
    assert [job.kind for job in list_jobs(db)] == ["link"]
    assert link_offers(db, MATCHER, on=ON, most=40) == 40  # a stop in between loses nothing
    assert waiting_to_link(db, MATCHER) == 22
    assert link_offers(db, MATCHER, on=ON) == 22
    assert link_offers(db, MATCHER, on=ON) == 0
    assert all(one.teaches for one in list_offers(db, visible_to=VISITOR))
    assert all(one.teaches for one in list_whole(db, ApprenticeshipPlace))
    advance_revision(db)
    learnt = learnt_reference(db, REFERENCE)
    assert count_to_link(db, learnt.version) == 62


def test_a_fiche_refreshes_the_certification_and_names_only_bodies_known_here(
    db: Session, tmp_path: Path
):
    path = an_xml(tmp_path)
    path.write_text(path.read_text("utf-8").replace("RNCP1<", "RNCP30100<"), "utf-8")
    assert REFERENCE.certifications["RNCP30100"].status.value == "to_verify"
    import_file(db, MATCHER, path, on=ON)
    (fact,) = list_whole(db, CertificationFact)
    assert fact.trainers == ()  # no body of that number is known
    reference = learnt_reference(db, REFERENCE)
    assert reference.version != REFERENCE.version
    assert reference.certifications["RNCP30100"].status.value == "active"
    assert [block.label for block in reference.certifications["RNCP30100"].blocks] == ["Infuser"]
    import_file(db, MATCHER, FLOWS / "flow-2.3.xml", on=ON)
    import_file(db, MATCHER, path, on=ON)
    view = view_certification(db, reference, "RNCP30100")
    assert [name for name, _ in view.trainers] == ["Organisme d'essai A"]
