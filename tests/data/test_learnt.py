import csv
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlmodel import Session

from data.exporters.aliases import add_aliases, alias_rows, aliases_csv
from data.readers import REFERENCE_FOLDER, load_reference
from data.storage import database
from data.storage.database import check_database, initialise
from data.storage.engine import open_engine
from data.storage.learnt import (
    advance_revision,
    alias_revision,
    count_waiting,
    decide_label,
    get_label,
    list_labels,
    propose_label,
)
from skills.account import LOCAL_USER
from skills.errors import BadFile, NotFound
from skills.learnt import LabelKind, LabelState, LearntLabel
from tests.small_reference import small_reference

ON = date(2026, 11, 23)
LABEL = LearntLabel(
    "C-INFUSE",
    "tirage sous vide",
    LabelKind.ALIAS,
    "trois gars au tirage sous vide",
    "need:1",
    "moi",
    ON,
)


def decide(db: Session, label: LearntLabel, state: LabelState) -> bool:
    return decide_label(db, label, state, phrase=label.phrase, by=LOCAL_USER, on=ON)


def test_a_label_comes_back_waiting_whatever_its_state_was(db: Session):
    number = propose_label(db, replace(LABEL, state=LabelState.APPROVED))
    assert number is not None
    found = get_label(db, number, visible_to=LOCAL_USER)
    assert found == replace(LABEL, id=number)
    assert list_labels(db, visible_to=LOCAL_USER) == (found,)
    assert count_waiting(db, visible_to=LOCAL_USER) == 1
    with pytest.raises(NotFound):
        get_label(db, 99, visible_to=LOCAL_USER)


def test_the_same_words_are_proposed_once_until_they_are_withdrawn(db: Session):
    number = propose_label(db, LABEL)
    assert number is not None
    assert propose_label(db, replace(LABEL, phrase="Tirage sous-vide")) is None
    assert propose_label(db, replace(LABEL, kind=LabelKind.STOP)) is not None
    assert propose_label(db, replace(LABEL, code="C-DRAPE")) is not None
    label = get_label(db, number, visible_to=LOCAL_USER)
    assert decide(db, label, LabelState.REFUSED)
    assert propose_label(db, LABEL) is None
    refused = get_label(db, number, visible_to=LOCAL_USER)
    assert decide(db, refused, LabelState.WITHDRAWN)
    assert propose_label(db, LABEL) is not None


def test_a_decision_says_who_and_when_and_is_taken_once(db: Session):
    number = propose_label(db, LABEL)
    assert number is not None
    label = get_label(db, number, visible_to=LOCAL_USER)
    assert decide_label(
        db, label, LabelState.APPROVED, phrase="tirage sous bâche", by=LOCAL_USER, on=ON
    )
    found = get_label(db, number, visible_to=LOCAL_USER)
    assert (found.state, found.phrase) == (LabelState.APPROVED, "tirage sous bâche")
    assert (found.decided_by, found.decided_on) == (LOCAL_USER.name, ON)
    assert not decide(db, label, LabelState.REFUSED)
    assert get_label(db, number, visible_to=LOCAL_USER) == found
    assert decide(db, found, LabelState.WAITING)
    again = get_label(db, number, visible_to=LOCAL_USER)
    assert (again.decided_by, again.decided_on) == ("", None)


def test_those_that_wait_come_first_then_those_applied(db: Session):
    states = [LabelState.REFUSED, LabelState.APPROVED, LabelState.WITHDRAWN, LabelState.WAITING]
    for rank, state in enumerate(states):
        number = propose_label(db, replace(LABEL, phrase=f"mot {rank}"))
        assert number is not None
        if state is not LabelState.WAITING:
            decide(db, get_label(db, number, visible_to=LOCAL_USER), state)
    assert [one.state for one in list_labels(db, visible_to=LOCAL_USER)] == list(LabelState)
    (only,) = list_labels(db, visible_to=LOCAL_USER, state=LabelState.APPROVED)
    assert only.phrase == "mot 1"


def test_the_revision_grows_and_is_dropped_with_the_transaction(db: Session):
    assert alias_revision(db) == 0
    for expected in (1, 2):
        advance_revision(db)
        assert alias_revision(db) == expected
    db.commit()
    advance_revision(db)
    db.rollback()
    assert alias_revision(db) == 2


def test_a_database_of_the_first_version_is_brought_up_to_date(database_url: str):
    initialise(database_url, kind="real")
    engine = open_engine(database_url)
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        connection.commit()
    assert not initialise(database_url, kind="real")
    check_database(engine, kind="real")
    with Session(engine) as db:
        assert alias_revision(db) == 0
    engine.dispose()


def test_the_applied_aliases_are_rows_of_the_reference_table():
    labels = [
        replace(LABEL, state=LabelState.APPROVED),
        replace(LABEL, phrase="moule, chaud", code="F-LAYUP", state=LabelState.APPROVED),
        replace(LABEL, phrase="thé", kind=LabelKind.STOP, state=LabelState.APPROVED),
        replace(LABEL, phrase="en attente"),
        replace(LABEL, phrase="perdu", code="C-NOWHERE", state=LabelState.APPROVED),
    ]
    text = aliases_csv(alias_rows(labels, small_reference()))
    assert text == (
        "competence,alias,language,register\n"
        "C-INFUSE,tirage sous vide,fr,shop\n"
        'F-LAYUP,"moule, chaud",fr,shop\n'
    )


def test_rows_are_put_in_their_place_in_the_file_and_only_once(tmp_path: Path):
    path = tmp_path / "aliases.csv"
    source = REFERENCE_FOLDER / "competences" / "aliases.csv"
    path.write_bytes(source.read_bytes())
    rows = [("C-INFUSE", "tirage à la bâche molle", "fr", "shop")]
    assert add_aliases(path, rows) == 1
    assert add_aliases(path, rows) == 0
    with path.open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file))[1:]
    assert cells == sorted(cells)
    added = set(path.read_text("utf-8").splitlines()) - set(source.read_text("utf-8").splitlines())
    assert added == {"C-INFUSE,tirage à la bâche molle,fr,shop"}
    assert len(path.read_text("utf-8")) > len(source.read_text("utf-8"))


def test_a_file_that_is_no_table_of_aliases_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "aliases.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(BadFile):
        add_aliases(path, [("C-INFUSE", "mot", "fr", "shop")])
    assert path.read_text("utf-8") == "a,b\n1,2\n"


def test_nothing_learnt_leaves_the_reference_as_its_files(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'base.sqlite3'}"
    initialise(url, kind="real")
    with sqlite3.connect(tmp_path / "base.sqlite3") as base:
        (value,) = base.execute("SELECT value FROM about WHERE key = 'aliases'").fetchone()
    base.close()
    assert value == "0"
    assert "+" not in load_reference().version
