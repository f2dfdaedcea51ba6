"""Letters and the worker, with a mail server of our own on this machine."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session

from data.storage.database import initialise
from data.storage.engine import open_engine
from data.storage.work import (
    TAKEN_FOR,
    WAITS,
    enqueue,
    list_jobs,
    list_letters,
    take_job,
    take_turn,
)
from skills.account import LOCAL_USER, VISITOR, Role
from skills.letter import LetterState
from tests.web.people import a_person, an_organisation, signed_in
from web.flows.letters import send_letter
from web.flows.work import work_once
from web.settings import Settings

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LINK = "http://127.0.0.1:8000/invitation/" + "x" * 43


class MailServer(socketserver.StreamRequestHandler):
    """As much of SMTP as sending one letter takes."""

    received: list[bytes] = []  # noqa: RUF012

    def handle(self) -> None:
        self.wfile.write(b"220 essai\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go\r\n")
                body = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    body += part
                self.received.append(body)
            if word == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def mail() -> Iterator[Settings]:
    MailServer.received.clear()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailServer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Settings(smtp_host="127.0.0.1", smtp_port=server.server_address[1], smtp_tls=False)
        server.shutdown()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'base.sqlite3'}"
    initialise(url, kind="real")
    engine = open_engine(url)
    yield engine
    engine.dispose()


def invite(engine: Engine, name: str = "Anne", to: str = "anne@essai.example") -> None:
    with Session(engine) as db:
        send_letter(db, to, "invitation", name=name, link=LINK)
        db.commit()


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=1)


def test_a_letter_goes_once_in_text_and_html_and_its_link_is_then_masked(
    engine: Engine, mail: Settings
):
    invite(engine, name="Anne <script>")
    assert work_once(engine, mail, now=soon()) == 1
    assert work_once(engine, mail, now=soon()) == 0
    (sent,) = MailServer.received
    assert b"multipart/alternative" in sent
    assert b"text/plain" in sent
    assert b"text/html" in sent
    with Session(engine) as db:
        (kept,) = list_letters(db, visible_to=LOCAL_USER)
    assert kept.state is LetterState.SENT
    assert "x" * 43 not in kept.text + kept.html
    assert "&lt;script&gt;" in kept.html


def test_without_mail_a_letter_is_kept_to_be_read(engine: Engine):
    invite(engine)
    work_once(engine, Settings(), now=soon())
    with Session(engine) as db:
        (kept,) = list_letters(db, visible_to=LOCAL_USER)
        assert list_letters(db, visible_to=VISITOR) == ()
    assert kept.state is LetterState.KEPT
    assert "Bonjour Anne" in kept.text
    assert "x" * 43 not in kept.text


def test_nothing_goes_before_the_commit(engine: Engine, mail: Settings):
    with Session(engine) as db:
        send_letter(db, "a@essai.example", "invitation", name="A", link=LINK)
        db.rollback()
    assert work_once(engine, mail, now=soon()) == 0
    assert MailServer.received == []


def test_an_address_with_a_line_break_adds_no_header(engine: Engine, mail: Settings):
    invite(engine, to="a@essai.example\nBcc: tous@essai.example")
    work_once(engine, mail, now=soon())
    assert MailServer.received == []


def test_a_letter_that_cannot_go_is_tried_again_later_and_then_given_up(engine: Engine):
    deaf = Settings(smtp_host="127.0.0.1", smtp_port=1, smtp_tls=False)
    invite(engine)
    now = soon()
    for wait in WAITS:
        assert work_once(engine, deaf, now=now) == 1
        assert work_once(engine, deaf, now=now) == 0
        now += wait
    assert work_once(engine, deaf, now=now) == 1
    with Session(engine) as db:
        (job,) = list_jobs(db)
        (kept,) = list_letters(db, visible_to=LOCAL_USER)
    assert job.dead
    assert kept.state is LetterState.FAILED
    assert "Refused" in kept.problem
    assert work_once(engine, deaf, now=now + timedelta(days=9)) == 0


def test_unknown_work_is_said_and_keeps_nothing_else_waiting(engine: Engine, mail: Settings):
    with Session(engine) as db:
        enqueue(db, "danse", 1, due_at=NOW)
        db.commit()
    invite(engine)
    assert work_once(engine, mail, now=soon()) == 2
    assert len(MailServer.received) == 1
    with Session(engine) as db:
        (job,) = list_jobs(db)
    assert "danse" in job.problem


def test_a_job_is_taken_by_one_worker_and_comes_back_when_that_one_dies(engine: Engine):
    with Session(engine) as db:
        enqueue(db, "letter", 1, due_at=NOW)
        db.commit()
        assert take_job(db, now=NOW) is not None
        assert take_job(db, now=NOW) is None
        back = take_job(db, now=NOW + TAKEN_FOR + timedelta(seconds=1))
    assert back is not None
    assert back.tries == 2


def test_a_scheduled_task_has_one_turn_a_day_and_missed_ones_are_not_made_up(engine: Engine):
    day = timedelta(days=1)
    with Session(engine) as db:
        turns = [
            take_turn(db, "purge", day, now=NOW + timedelta(hours=hours))
            for hours in (0, 1, 23, 24, 25, 240, 241)
        ]
    assert turns == [True, False, False, True, False, True, False]


def test_the_outbox_is_the_administrators(real_site: TestClient):
    app = real_site.app
    role = Role.ADMINISTRATOR
    organisation = an_organisation(app, role, "Territoire d'essai")
    person = a_person(app, role, email="boss@essai.example", organisation=organisation)
    invite(app.state.engine)
    page = signed_in(app, person).get("/courriers")
    assert page.status_code == 200
    assert "Votre accès à Matrice" in page.text
    assert "x" * 43 not in page.text
    assert signed_in(app, None).get("/courriers").status_code == 303
