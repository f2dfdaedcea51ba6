"""Nothing typed on the counsellor's pages outlives the answer: no table, log, cache or trace."""

import gc
import logging
import re
import secrets
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import inspect, text
from sqlmodel import Session

from skills.folding import folded
from tests.web.people import signed_in
from web.settings import Settings

PAGES = ("/parcours", "/parcours/questions", "/parcours/fiche", "/parcours/fiche.pdf",
         "/parcours/fiche.ics")  # fmt: skip

ADDRESS = re.compile(r'(?:href|action|src)="([^"]*)')


def a_word() -> str:
    """Letters that no file of the project holds."""
    return "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(14))


def said(mark: str) -> dict[str, object]:
    return {"tiles": ["coudre"], "words": f"{mark}, couturière {mark}s", "place": mark,
            "occupation": "O-DRAPER", "minor": "1", "leaves_at": mark, "do": f"drop:{mark}",
            "near": mark, "hands": mark, "removed": mark}  # fmt: skip


@pytest.fixture(scope="module")
def visitor(real_site: TestClient) -> TestClient:
    return signed_in(real_site.app, None)


def _ask_everything(site: TestClient, mark: str) -> list[int]:
    statuses = []
    for page in PAGES:
        answer = site.post(page, data=said(mark))
        statuses.append(answer.status_code)
        assert mark not in str(answer.url)
        assert mark not in repr(sorted(answer.headers.items()))
        if "html" in answer.headers["content-type"]:
            assert not any(mark in link for link in ADDRESS.findall(answer.text))
            assert answer.headers["cache-control"] == "no-store"
        else:
            assert mark.encode() not in answer.content
    return statuses


def test_no_table_holds_it_and_no_row_is_written(visitor: TestClient, settings: Settings):
    mark, before = a_word(), _rows(visitor)
    assert _ask_everything(visitor, mark) == [200] * len(PAGES)
    assert _rows(visitor) == before
    with Session(visitor.app.state.engine) as db:
        for table in inspect(visitor.app.state.engine).get_table_names():
            for row in db.execute(text(f'SELECT * FROM "{table}"')):
                assert mark not in str(row)
    base = Path(settings.database_url.removeprefix("sqlite:///"))
    for file in base.parent.glob(f"{base.name}*"):  # what the journal of the database keeps too
        assert mark.encode() not in file.read_bytes()


def test_no_log_holds_it_whatever_its_level(visitor: TestClient, caplog, capfd):
    mark = a_word()
    caplog.set_level(logging.DEBUG)
    _ask_everything(visitor, mark)
    visitor.post("/parcours", data={**said(mark), "words": mark * 2000})  # too long: refused
    out, err = capfd.readouterr()
    assert mark not in caplog.text + out + err


def test_no_cache_or_object_of_the_process_holds_it_afterwards(visitor: TestClient):
    """Every string that the collector can reach is looked at, in whatever cache it stands."""
    mark = a_word()
    _ask_everything(visitor, mark)
    assert _holders(mark) == []


def test_the_search_of_the_process_would_find_it():
    typed, stored, cached = (a_word() for _ in range(3))
    keeper = SimpleNamespace(kept={"typed": f"kept {stored}"})
    folded(f"kept {cached}")
    assert _holders(typed) == []
    assert _holders(stored) == ["dict"]
    assert _holders(cached)
    folded.cache_clear()
    assert keeper


def _holders(mark: str) -> list[str]:
    """The types of what holds a string with the mark in it, frames aside: whoever asks has one."""
    gc.unfreeze()  # the site freezes what it has loaded; caches are among it
    gc.collect()
    found, seen = [], set()
    for tracked in gc.get_objects():
        if type(tracked).__name__ == "frame":
            continue
        inside = [tracked]
        while inside:
            holder = inside.pop()
            for one in gc.get_referents(holder):
                if isinstance(one, str):
                    if mark in one:
                        found.append(type(holder).__name__)
                elif not gc.is_tracked(one) and id(one) not in seen and gc.get_referents(one):
                    seen.add(id(one))  # a container of plain values, which the collector leaves out
                    inside.append(one)
    return sorted(set(found))


def _rows(site: TestClient) -> dict[str, int]:
    with Session(site.app.state.engine) as db:
        return {
            table: db.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
            for table in inspect(site.app.state.engine).get_table_names()
            if table != "page_view"  # daily totals of pages, without what was asked
        }
