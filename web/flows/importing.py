"""A file of offers, openings or places, into the catalogue: shown first, applied, undone."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session

from data.importers.base import Offered, find_importer
from data.storage.apprenticeships import (
    apprenticeship_mark,
    apprenticeship_states,
    list_openings,
    list_places,
    remove_apprenticeship,
    save_apprenticeships,
)
from data.storage.catalogue_imports import (
    add_import,
    import_content,
    last_applied,
    list_changes,
    mark_undone,
    note_change,
    settle_import,
)
from data.storage.offers import (
    fingerprint,
    list_offers,
    mark_vanished,
    offer_states,
    remove_offer,
    save_offers,
)
from data.storage.work import enqueue
from matching.matcher import Matcher
from skills.account import VISITOR, User
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.catalogue_import import ImportCounts, ImportState
from skills.errors import BadFile, Invalid
from skills.journal import Deed
from skills.same_offer import RecordName
from skills.training import Rejected, TrainingOffer
from web.error_sentences import error_sentence
from web.flows.duplicates import find_same
from web.flows.journal import note

_KINDS: dict[str, TypeAdapter[Any]] = {
    "offer": TypeAdapter(TrainingOffer),
    "opening": TypeAdapter(ApprenticeshipOpening),
    "place": TypeAdapter(ApprenticeshipPlace),
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import changed, or would change. ``rejected`` are the records or fields that could
    not be taken; ``titles`` names some of what is new or changed.
    """

    file: str
    importer: str
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    vanished: int = 0
    titles: tuple[str, ...] = ()
    merged: int = 0  # pairs of records of two sources put together
    proposed: int = 0  # pairs that a person is asked about

    @property
    def counts(self) -> ImportCounts:
        """The numbers alone."""
        return ImportCounts(
            self.new, self.changed, self.unchanged, self.vanished, self.merged, self.proposed
        )


def preview_file(db: Session, path: Path, *, complete: bool = False) -> ImportReport:
    """What a file would change; nothing is written and nothing is linked."""
    importer = find_importer(path)
    known = _states(db)
    counts = dict.fromkeys(("new", "changed", "unchanged"), 0)
    rejected: list[Rejected] = []
    seen: dict[str, set[str]] = {}
    titles: list[str] = []
    for record in importer.read(path):
        if isinstance(record, Rejected):
            rejected.append(record)
            continue
        kind, mark = _kind(record), _mark(record)
        before = known.get((kind, record.source, record.key))
        what = "new" if before is None else "unchanged" if before == mark else "changed"
        counts[what] += 1
        if kind == "offer":
            seen.setdefault(record.source, set()).add(record.key)
        if what != "unchanged" and len(titles) < 20:
            titles.append(record.title)
    vanished = 0
    if complete:
        vanished = sum(
            kind == "offer" and source in seen and key not in seen[source]
            for kind, source, key in known
        )
    return ImportReport(
        path.name,
        importer.name,
        sum(counts.values()),
        counts["new"],
        counts["changed"],
        counts["unchanged"],
        tuple(rejected),
        vanished,
        tuple(titles),
    )


def import_file(
    db: Session,
    matcher: Matcher,
    path: Path,
    *,
    on: date,
    complete: bool = False,
    changes: Callable[[str, Offered | None, Offered], None] | None = None,
) -> ImportReport:
    """Read a file, work out what each course teaches, and keep all of it; a bad record costs only
    itself.

    Parameters
    ----------
    complete : the file says all that its source has; offers that are not in it have vanished.
    changes : told each record that is new or changed, with its kind and what it was before.
    """
    importer = find_importer(path)
    known = _states(db)
    before = _current(db) if changes else {}
    rejected: list[Rejected] = []
    offers: list[TrainingOffer] = []
    openings: list[ApprenticeshipOpening] = []
    places: list[ApprenticeshipPlace] = []
    titles: list[str] = []
    touched: set[RecordName] = set()
    for record in importer.read(path):
        if isinstance(record, Rejected):
            rejected.append(record)
            continue
        key = _kind(record), record.source, record.key
        fresh = known.get(key) != _mark(record)
        if fresh and changes:
            changes(key[0], before.get(key), record)
        if fresh and len(titles) < 20:
            titles.append(record.title)
        if isinstance(record, TrainingOffer):
            offers.append(matcher.teach(record, on=on) if fresh else record)
            touched |= {RecordName(record.source, record.key)} if fresh else set()
        elif isinstance(record, ApprenticeshipOpening):
            openings.append(record)
        else:
            places.append(matcher.teach_place(record, on=on) if fresh else record)
    saved = (
        save_offers(db, offers, on=on),
        save_apprenticeships(db, ApprenticeshipOpening, openings, on=on),
        save_apprenticeships(db, ApprenticeshipPlace, places, on=on),
    )
    vanished = 0
    if complete:
        for source in {offer.source for offer in offers}:
            keys = frozenset(offer.key for offer in offers if offer.source == source)
            vanished += len(mark_vanished(db, source, keys))
    merged, proposed = find_same(db, matcher, among=frozenset(touched)) if touched else (0, 0)
    return ImportReport(
        path.name,
        importer.name,
        len(offers) + len(openings) + len(places),
        sum(one.new for one in saved),
        sum(one.changed for one in saved),
        sum(one.unchanged for one in saved),
        tuple(rejected),
        vanished,
        tuple(titles),
        merged,
        proposed,
    )


def queue_import(
    db: Session, name: str, content: bytes, *, complete: bool, user: User, now: datetime
) -> int:
    """Keep a file to be applied by the worker; give the import."""
    with _as_file(name, content) as path:
        importer = find_importer(path)
    import_id = add_import(
        db, name, importer.name, content, by=user.name, now=now, complete=complete
    )
    enqueue(db, "import", import_id, due_at=now)
    note(db, user, Deed.CREATED, "import", import_id, now=now, detail=name)
    return import_id


def apply_import(db: Session, matcher: Matcher, import_id: int, *, now: datetime) -> None:
    """Apply a file that waits; all of it or nothing. A second call does nothing."""
    waiting = import_content(db, import_id)
    if waiting is None:
        return
    name, content, complete = waiting

    def keep(kind: str, before: Offered | None, after: Offered) -> None:
        was = _KINDS[kind].dump_json(before).decode() if before is not None else ""
        note_change(db, import_id, kind, after.source, after.key, was)

    try:
        with _as_file(name, content) as path:
            report = import_file(db, matcher, path, on=now.date(), complete=complete, changes=keep)
    except BadFile as bad:
        db.rollback()
        settle_import(
            db, import_id, ImportState.FAILED, ImportCounts(), problem=error_sentence(bad)
        )
        return
    settle_import(db, import_id, ImportState.DONE, report.counts, report.rejected)


def undo_import(
    db: Session, matcher: Matcher, import_id: int, *, user: User, now: datetime
) -> None:
    """Put the catalogue back as it was before the latest import; ``Invalid`` for another one."""
    if last_applied(db) != import_id or not mark_undone(db, import_id):
        raise Invalid("import", import_id, "latest_import")
    changes = list_changes(db, import_id)
    for kind, source, key, was in reversed(changes):
        before = _KINDS[kind].validate_json(was) if was else None
        if kind == "offer":
            if before is None:
                remove_offer(db, source, key)
            else:
                save_offers(db, [before])
            continue
        shape: Any = ApprenticeshipOpening if kind == "opening" else ApprenticeshipPlace
        if before is None:
            remove_apprenticeship(db, shape, source, key)
        else:
            save_apprenticeships(db, shape, [before], on=before.seen_on or now.date())
    offers = {RecordName(source, key) for kind, source, key, _ in changes if kind == "offer"}
    find_same(db, matcher, among=frozenset(offers))
    note(db, user, Deed.UNDID, "import", import_id, now=now)


def save_taught(
    db: Session, matcher: Matcher, offers: Iterable[TrainingOffer], *, on: date
) -> None:
    """Keep offers that come from elsewhere than a file, with what each teaches."""
    save_offers(db, [matcher.teach(offer, on=on) for offer in offers], on=on)
    find_same(db, matcher)


@contextmanager
def _as_file(name: str, content: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        safe = "".join(c for c in Path(name).name if c.isprintable())[-100:] or "fichier"
        path = Path(folder) / safe
        path.write_bytes(content)
        yield path


def _kind(record: Offered) -> str:
    if isinstance(record, TrainingOffer):
        return "offer"
    return "opening" if isinstance(record, ApprenticeshipOpening) else "place"


def _mark(record: Offered) -> str:
    return fingerprint(record) if isinstance(record, TrainingOffer) else apprenticeship_mark(record)


def _states(db: Session) -> dict[tuple[str, str, str], str]:
    found = {("offer", *key): mark for key, mark in offer_states(db).items()}
    for kind, shape in (("opening", ApprenticeshipOpening), ("place", ApprenticeshipPlace)):
        states = apprenticeship_states(db, shape)  # type: ignore[type-var]
        found |= {(kind, *key): mark for key, mark in states.items()}
    return found


def _current(db: Session) -> dict[tuple[str, str, str], Offered]:
    everything: list[Offered] = [
        *list_offers(db, visible_to=VISITOR),
        *list_openings(db),
        *list_places(db),
    ]
    return {(_kind(one), one.source, one.key): replace(one, id=None) for one in everything}
