"""Imports that wait for the worker: kept, applied step by step, taken up again, undone.

A step keeps some records and notes what they were, in one transaction. What is interrupted is
taken up again: what was kept is found as it is, and the notes say what the whole changed.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from data.importers.base import Offered, find_importer
from data.storage.catalogue_imports import (
    add_import,
    count_changes,
    forget_changes,
    import_content,
    last_applied,
    list_changes,
    mark_undone,
    note_change,
    note_progress,
    note_total,
    settle_import,
    start_import,
)
from data.storage.catalogue_version import advance_catalogue
from data.storage.work import enqueue
from matching.matcher import Matcher
from skills.account import User
from skills.catalogue_import import ImportCounts, ImportState
from skills.errors import BadFile, Invalid
from skills.journal import Deed
from skills.same_offer import RecordName
from skills.training import Rejected
from web.error_sentences import error_sentence
from web.flows.catalogue_kinds import OFFER, dumped, put_back, set_vanished
from web.flows.duplicates import find_same
from web.flows.importing import ImportReport, import_file, preview_file
from web.flows.journal import note
from web.flows.offer_linking import ask_to_link

_VANISHED = "vanished "


def show_import(
    db: Session, name: str, content: bytes, *, complete: bool, user: User, now: datetime
) -> tuple[int, ImportReport]:
    """What a file would change, and the import that applies it if one asks for it; the catalogue
    is as before.
    """
    with as_file(name, content) as path:
        report = preview_file(db, path, complete=complete)
    shown = ImportState.SHOWN
    import_id = add_import(
        db, name, report.importer, content, by=user.name, now=now, complete=complete, state=shown
    )
    return import_id, report


def confirm_import(db: Session, import_id: int, *, user: User, now: datetime) -> None:
    """Have a file that was shown be applied; asked twice, it is applied once."""
    if start_import(db, import_id, by=user.name, now=now):
        enqueue(db, "import", import_id, due_at=now)
        note(db, user, Deed.CREATED, "import", import_id, now=now)


def queue_import(
    db: Session, name: str, content: bytes, *, complete: bool, user: User, now: datetime
) -> int:
    """Keep a file to be applied by the worker; give the import."""
    with as_file(name, content) as path:
        importer = find_importer(path)
    import_id = add_import(
        db, name, importer.name, content, by=user.name, now=now, complete=complete
    )
    enqueue(db, "import", import_id, due_at=now)
    note(db, user, Deed.CREATED, "import", import_id, now=now, detail=name)
    return import_id


def apply_import(
    db: Session,
    matcher: Matcher,
    import_id: int,
    *,
    now: datetime,
    alive: Callable[[], None] | None = None,
) -> None:
    """Apply a file that waits, committing step by step. A second call does nothing.

    The file is read once before anything is written: one that breaks leaves no trace. ``alive`` is
    called at each step, for whoever watches over the work.
    """
    waiting = import_content(db, import_id)
    if waiting is None:
        return
    name, content, complete = waiting

    def step(done: int) -> None:
        note_progress(db, import_id, done)
        if alive:
            alive()
        db.commit()

    def keep(kind: str, before: Offered | None, after: Offered) -> None:
        note_change(db, import_id, kind, after.source, after.key, dumped(kind, before))

    def gone(kind: str, source: str, keys: frozenset[str]) -> None:
        for key in sorted(keys):
            note_change(db, import_id, _VANISHED + kind, source, key, "")

    with as_file(name, content) as path:
        try:
            note_total(db, import_id, count_records(path))
        except BadFile as bad:
            settle_import(
                db, import_id, ImportState.FAILED, ImportCounts(), problem=error_sentence(bad)
            )
            return
        db.commit()
        report = import_file(
            db,
            matcher,
            path,
            on=now.date(),
            complete=complete,
            changes=keep,
            vanished=gone,
            after=step,
        )
    # Counted from the notes: an import that was taken up again found its own records unchanged.
    new, changed, vanished = count_changes(db, import_id)
    counts = ImportCounts(
        new, changed, report.read - new - changed, vanished, report.merged, report.proposed
    )
    settle_import(db, import_id, ImportState.DONE, counts, report.rejected)
    ask_to_link(db, matcher.reference_.version, now=now)


def undo_import(
    db: Session, matcher: Matcher, import_id: int, *, user: User, now: datetime
) -> None:
    """Put the catalogue back as it was before the latest import; ``Invalid`` for another one."""
    if last_applied(db) != import_id or not mark_undone(db, import_id):
        raise Invalid("import", import_id, "latest_import")
    _take_back(db, matcher, import_id, on=now.date())
    ask_to_link(db, matcher.reference_.version, now=now)
    note(db, user, Deed.UNDID, "import", import_id, now=now)


def abandon_import(
    db: Session, matcher: Matcher, import_id: int, problem: str, *, now: datetime
) -> None:
    """Take back whatever an import that cannot end has kept, and say why."""
    if import_content(db, import_id) is None:
        return
    _take_back(db, matcher, import_id, on=now.date())
    forget_changes(db, import_id)
    settle_import(db, import_id, ImportState.FAILED, ImportCounts(), problem=problem)


def _take_back(db: Session, matcher: Matcher, import_id: int, *, on: date) -> None:
    offers = set()
    for kind, source, key, was in reversed(list_changes(db, import_id)):
        bare = kind.removeprefix(_VANISHED)
        if kind != bare:
            set_vanished(db, bare, source, [key], vanished=False)
        else:
            put_back(db, kind, source, key, was, on=on)
        if bare == OFFER:
            offers.add(RecordName(source, key))
    advance_catalogue(db)
    if offers:
        find_same(db, matcher, among=frozenset(offers))


def count_records(path: Path) -> int:
    """How many records a file has; ``BadFile`` when it cannot be read to its end."""
    return sum(not isinstance(one, Rejected) for one in find_importer(path).read(path))


@contextmanager
def as_file(name: str, content: bytes) -> Iterator[Path]:
    """A file that was sent, for as long as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        safe = "".join(c for c in Path(name).name if c.isprintable())[-100:] or "fichier"
        path = Path(folder) / safe
        path.write_bytes(content)
        yield path
