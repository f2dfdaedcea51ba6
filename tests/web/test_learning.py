"""What decisions teach: queued by the flows, applied once approved, undone at will."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from data.storage.database import initialise
from data.storage.engine import open_engine
from data.storage.interviews import add_interview
from data.storage.learnt import alias_revision, get_label, list_labels, propose_label
from data.storage.needs import get_need
from matching.matcher import Matcher
from skills.account import LOCAL_USER
from skills.errors import Invalid
from skills.interview import Firm, Interview
from skills.learnt import LabelKind, LabelState, LearntLabel
from tests.small_reference import small_reference
from web.flows.interviews import Decision, confirm_need, discard
from web.flows.vocabulary import (
    approve_label,
    effect_of,
    learnt_reference,
    refuse_label,
    undo_label,
)
from web.vocabulary import VocabularyKeeper

ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FILES = small_reference()
MATCHER = Matcher().fit(FILES)
NOTES = "il nous faut deux personnes pour les drapages et la soudure"
SHOP = "on cherche des gens pour zinguer la bouillotte, et pour l'infusion d'essai"


@pytest.fixture
def url(database_url: str) -> str:
    initialise(database_url, kind="real")
    return database_url


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    opened = open_engine(url)
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@pytest.fixture
def interview(db: Session) -> int:
    return add_interview(db, Interview(Firm("Essai"), ON, "moi", NOTES))


def a_label(phrase: str, kind: LabelKind = LabelKind.ALIAS, code: str = "C-INFUSE") -> LearntLabel:
    return LearntLabel(code, phrase, kind, f"… {phrase} …", "need:1", "moi", ON)


def queued(db: Session, label: LearntLabel) -> int:
    number = propose_label(db, label)
    assert number is not None
    return number


def decision(*competences: str, corrected: tuple[tuple[str, str], ...] = ()) -> Decision:
    (proposal,) = MATCHER.propose(NOTES, on=ON).proposals
    return Decision(proposal.start, proposal.end, "", competences, None, None, corrected)


def waiting(db: Session) -> set[tuple[str, str, str]]:
    labels = list_labels(db, visible_to=LOCAL_USER)
    assert all(one.state is LabelState.WAITING for one in labels)
    return {(one.kind.value, one.phrase, one.code) for one in labels}


def test_a_confirmed_link_proposes_words_that_are_no_alias_yet(db: Session, interview: int):
    need = confirm_need(
        db, MATCHER, interview, decision("C-DRAPE", "C-WELD"), user=LOCAL_USER, now=NOW
    )
    (label,) = list_labels(db, visible_to=LOCAL_USER)
    assert (label.phrase, label.code, label.kind) == ("drapages", "C-DRAPE", LabelKind.ALIAS)
    assert (label.source, label.proposed_by, label.proposed_on) == (
        f"need:{need}",
        LOCAL_USER.name,
        ON,
    )
    assert label.phrase in label.quote
    assert alias_revision(db) == 0


def test_a_link_left_out_proposes_a_stop_and_a_corrected_one_both(db: Session, interview: int):
    confirm_need(
        db,
        MATCHER,
        interview,
        decision("C-GELCOAT", corrected=(("C-DRAPE", "C-GELCOAT"),)),
        user=LOCAL_USER,
        now=NOW,
    )
    assert waiting(db) == {
        ("alias", "drapages", "C-GELCOAT"),
        ("stop", "drapages", "C-DRAPE"),
        ("stop", "soudure", "C-WELD"),
    }


def test_a_discarded_proposal_proposes_stops_once(db: Session, interview: int):
    (proposal,) = MATCHER.propose(NOTES, on=ON).proposals
    for _ in range(2):
        discard(db, MATCHER, interview, proposal.start, proposal.end, user=LOCAL_USER, now=NOW)
    assert waiting(db) == {("stop", "drapages", "C-DRAPE"), ("stop", "soudure", "C-WELD")}


def test_a_decision_that_is_refused_teaches_nothing(db: Session, interview: int):
    with pytest.raises(Invalid):
        confirm_need(db, MATCHER, interview, decision("C-NOWHERE"), user=LOCAL_USER, now=NOW)
    assert waiting(db) == set()


def test_only_approval_changes_what_is_read_and_undoing_gives_it_back(db: Session):
    before = MATCHER.propose(SHOP, on=ON)
    numbers = [
        queued(db, a_label("zinguer la bouillotte", code="C-GELCOAT")),
        queued(db, a_label("infusion d'essai", LabelKind.STOP)),
    ]
    keeper = VocabularyKeeper(FILES)
    assert keeper.current(db).matcher.propose(SHOP, on=ON) == before
    for number in numbers:
        approve_label(db, FILES, number, user=LOCAL_USER, on=ON)
    db.commit()
    learnt = keeper.current(db).matcher
    assert learnt.reference_.version == "test+2"
    codes = {m.code for m in learnt.propose(SHOP, on=ON).linked.mentions}
    assert codes == {"C-GELCOAT"}
    for number in numbers:
        undo_label(db, number, user=LOCAL_USER, on=ON)
    db.commit()
    undone = keeper.current(db).matcher
    assert undone.propose(SHOP, on=ON) == before
    assert undone.reference_.version == "test+4"


def test_the_vocabulary_is_fitted_again_only_when_it_changed(db: Session):
    keeper = VocabularyKeeper(FILES)
    first = keeper.current(db)
    number = queued(db, a_label("tirer la peau"))
    refuse_label(db, number, user=LOCAL_USER, on=ON)
    db.commit()
    assert keeper.current(db) is first


def test_many_threads_see_an_approval_and_fit_it_once(engine: Engine):
    keeper = VocabularyKeeper(FILES)
    with Session(engine) as db:
        approve_label(db, FILES, queued(db, a_label("tirer la peau")), user=LOCAL_USER, on=ON)
        db.commit()

    def ask(_: int) -> int:
        with Session(engine) as db:
            return id(keeper.current(db))

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(12)))) == 1
    assert keeper.latest.revision == 1


def test_two_approvals_that_contradict_cannot_both_stand(db: Session):
    alias = queued(db, a_label("tirer la peau"))
    stop = queued(db, a_label("Tirer la peau", LabelKind.STOP))
    approve_label(db, FILES, alias, user=LOCAL_USER, on=ON)
    db.commit()
    with pytest.raises(Invalid, match="contradicts_learnt"):
        approve_label(db, FILES, stop, user=LOCAL_USER, on=ON)
    db.rollback()
    assert alias_revision(db) == 1
    assert get_label(db, stop, visible_to=LOCAL_USER).state is LabelState.WAITING


def test_two_approvals_at_the_same_time_see_each_other(engine: Engine):
    with Session(engine) as db:
        numbers = [
            queued(db, a_label("tirer la peau")),
            queued(db, a_label("tirer la peau", LabelKind.STOP)),
        ]
        db.commit()
    ready = Barrier(2, timeout=30)

    def approve(number: int) -> str:
        with Session(engine) as db:
            ready.wait()
            try:
                approve_label(db, FILES, number, user=LOCAL_USER, on=ON)
            except Invalid as refused:
                db.rollback()
                return refused.expected
            db.commit()
            return "approved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(approve, numbers)) == ["approved", "contradicts_learnt"]
    with Session(engine) as db:
        assert alias_revision(db) == 1


def test_a_reviewer_may_give_the_words_their_neighbours(db: Session):
    number = queued(db, a_label("infusion", LabelKind.STOP))
    with pytest.raises(Invalid, match="stop_is_alias"):
        approve_label(db, FILES, number, user=LOCAL_USER, on=ON)
    db.rollback()
    number = queued(db, a_label("infusion", LabelKind.STOP))
    approve_label(db, FILES, number, phrase=" infusion  d'essai ", user=LOCAL_USER, on=ON)
    assert get_label(db, number, visible_to=LOCAL_USER).phrase == "infusion d'essai"


def test_what_was_refused_or_withdrawn_may_wait_again(db: Session):
    number = queued(db, a_label("tirer la peau"))
    with pytest.raises(Invalid, match="other_label_state"):
        undo_label(db, number, user=LOCAL_USER, on=ON)
    refuse_label(db, number, user=LOCAL_USER, on=ON)
    undo_label(db, number, user=LOCAL_USER, on=ON)
    approve_label(db, FILES, number, user=LOCAL_USER, on=ON)
    with pytest.raises(Invalid, match="other_label_state"):
        refuse_label(db, number, user=LOCAL_USER, on=ON)
    undo_label(db, number, user=LOCAL_USER, on=ON)
    assert get_label(db, number, visible_to=LOCAL_USER).state is LabelState.WITHDRAWN
    undo_label(db, number, user=LOCAL_USER, on=ON)
    assert get_label(db, number, visible_to=LOCAL_USER).state is LabelState.WAITING


def test_the_effect_of_a_label_is_told_before_it_is_applied(db: Session, interview: int):
    add_interview(db, Interview(Firm("Autre"), ON, "moi", "rien de cela"))
    number = queued(db, a_label("soudure et brasage", LabelKind.STOP, "C-WELD"))
    assert effect_of(db, FILES, number, user=LOCAL_USER).changed == ()
    number = queued(db, a_label("et la soudure", LabelKind.STOP, "C-WELD"))
    effect = effect_of(db, FILES, number, user=LOCAL_USER)
    assert effect.read == 2
    (changed,) = effect.changed
    assert (changed.interview.id, changed.gained, changed.lost) == (interview, (), ("C-WELD",))
    assert alias_revision(db) == 0


def test_a_need_says_on_which_vocabulary_it_was_decided(db: Session, interview: int):
    approve_label(db, FILES, queued(db, a_label("tirer la peau")), user=LOCAL_USER, on=ON)
    taught = Matcher().fit(learnt_reference(db, FILES))
    need = confirm_need(db, taught, interview, decision("C-DRAPE"), user=LOCAL_USER, now=NOW)
    assert get_need(db, need, visible_to=LOCAL_USER).reference_version == "test+1"
