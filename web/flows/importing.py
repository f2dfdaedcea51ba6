"""A file of offers, openings, places or fiches, into the catalogue: shown first, then kept, some
hundred records at a time.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from sqlmodel import Session

from data.importers.base import Offered, find_importer
from data.storage.catalogue_version import advance_catalogue
from data.storage.learnt import advance_revision
from data.storage.offer_records import save_offers
from data.storage.offers import known_sirets
from matching.matcher import Matcher
from skills.catalogue_import import ImportCounts
from skills.register import CertificationFact, completed
from skills.same_offer import RecordName
from skills.training import Rejected, TrainingOffer
from web.flows.catalogue_kinds import (
    OFFER,
    Name,
    kind_of,
    known_marks,
    list_kind,
    mark_of,
    save_kind,
    set_vanished,
    shown_keys,
)
from web.flows.duplicates import find_same
from web.flows.offer_linking import link_offers

AT_ONCE = 200
"""Records that are kept together, in one step."""
_MOST_TITLES = 20
_MOST_REJECTED = 2000

Change = Callable[[str, Offered | None, Offered], None]
"""Told a kind, what a record was before (None: it is new), what it is now."""


@dataclass(slots=True)
class ImportReport:
    """What an import changed, or would change. ``rejected`` are the records or fields that could
    not be taken, the first of them if there are many; ``titles`` names some of what is new or
    changed.
    """

    file: str
    importer: str
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: tuple[Rejected, ...] = ()
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


@dataclass(slots=True)
class _Seen:
    """What a reading has met so far."""

    keys: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # by kind and source
    bodies: dict[str, set[str]] = field(default_factory=dict)  # of courses, by source
    touched: set[RecordName] = field(default_factory=set)
    certifications: bool = False  # what is known of some has changed


def preview_file(db: Session, path: Path, *, complete: bool = False) -> ImportReport:
    """What a file would change; nothing is written and nothing is linked."""
    report, seen = _started(path)
    for batch in _batches(path, report):
        for kind, records in batch.items():
            _compare(db, kind, records, report, seen)
    if complete:
        report.vanished = sum(len(gone) for _, _, gone in _gone(db, seen))
    return report


def import_file(
    db: Session,
    matcher: Matcher,
    path: Path,
    *,
    on: date,
    complete: bool = False,
    changes: Change | None = None,
    vanished: Callable[[str, str, frozenset[str]], None] | None = None,
    after: Callable[[int], None] | None = None,
) -> ImportReport:
    """Read a file and keep all of it; a bad record costs only itself.

    Parameters
    ----------
    complete : the file says all that its source has; what is not in it has vanished.
    changes : told each record that is new or changed, before it is kept.
    vanished : told the keys of a kind and source that are no longer shown.
    after : told how many records were read so far, each time some were kept.
    """
    report, seen = _started(path)
    for batch in _batches(path, report):
        for kind, records in batch.items():
            fresh = _compare(db, kind, records, report, seen)
            if changes and fresh:
                before = {(one.source, one.key): one for one in list_kind(db, kind, list(fresh))}
                for name, record in fresh.items():
                    known = before.get(name)
                    changes(kind, replace(known, id=None) if known else None, record)
            save_kind(db, kind, records.values(), on=on)
        # Told once, at the end: a process that serves pages would read it all again at each step.
        if after:
            after(report.read)
    if complete:
        for kind, source, gone in _gone(db, seen):
            if vanished:
                vanished(kind, source, gone)
            set_vanished(db, kind, source, gone, vanished=True)
            report.vanished += len(gone)
    if report.new or report.changed or report.vanished:
        advance_catalogue(db)
    if seen.certifications:
        advance_revision(db)  # what courses teach follows from their certifications
    if seen.touched:
        report.merged, report.proposed = find_same(db, matcher, among=frozenset(seen.touched))
    return report


def save_taught(
    db: Session, matcher: Matcher, offers: Iterable[TrainingOffer], *, on: date
) -> None:
    """Keep offers that come from elsewhere than a file, with what each teaches."""
    save_offers(db, offers, on=on)
    link_offers(db, matcher, on=on)
    find_same(db, matcher)


def _started(path: Path) -> tuple[ImportReport, _Seen]:
    return ImportReport(path.name, find_importer(path).name), _Seen()


def _batches(path: Path, report: ImportReport) -> Iterator[dict[str, dict[Name, Offered]]]:
    """The records of a file, some at a time, by kind and name; the report gets what is refused."""
    rejected: list[Rejected] = []
    records = _kept(find_importer(path).read(path), rejected)
    while some := list(islice(records, AT_ONCE)):
        batch: dict[str, dict[Name, Offered]] = {}
        for record in some:
            batch.setdefault(kind_of(record), {})[record.source, record.key] = record
        report.read += len(some)
        yield batch
    report.rejected = tuple(rejected)


def _kept(records: Iterator[Offered | Rejected], rejected: list[Rejected]) -> Iterator[Offered]:
    for record in records:
        if not isinstance(record, Rejected):
            yield record
        elif len(rejected) < _MOST_REJECTED:
            rejected.append(record)


def _compare(
    db: Session, kind: str, records: dict[Name, Offered], report: ImportReport, seen: _Seen
) -> dict[Name, Offered]:
    """Count what is new, changed and as it was; give what is not as it was."""
    _complete_facts(db, kind, records)
    known = known_marks(db, kind, list(records))
    fresh = {}
    for name, record in records.items():
        before = known.get(name)
        seen.keys.setdefault((kind, name[0]), set()).add(name[1])
        if isinstance(record, TrainingOffer):
            seen.bodies.setdefault(name[0], set()).add(record.provider.key)
        if before == mark_of(record):
            report.unchanged += 1
            continue
        if before is None:
            report.new += 1
        else:
            report.changed += 1
        fresh[name] = record
        if len(report.titles) < _MOST_TITLES:
            report.titles += (record.title,)
        if kind == OFFER:
            seen.touched.add(RecordName(*name))
        seen.certifications = seen.certifications or isinstance(record, CertificationFact)
    return fresh


def _complete_facts(db: Session, kind: str, records: dict[Name, Offered]) -> None:
    """Fiches with what is already known of them, and those alone of their bodies that we know."""
    facts = {name: one for name, one in records.items() if isinstance(one, CertificationFact)}
    if not facts:
        return
    before = {(one.source, one.key): one for one in list_kind(db, kind, list(facts))}
    bodies = known_sirets(db)
    for name, fact in facts.items():
        trainers = tuple(one for one in fact.trainers if one.siret in bodies)
        records[name] = completed(replace(fact, trainers=trainers), before.get(name))


def _gone(db: Session, seen: _Seen) -> Iterator[tuple[str, str, frozenset[str]]]:
    """What a complete file no longer shows. A body that keeps its own table, or sends its own
    flow, says nothing of the others; the flow of a region names many and speaks for all.
    """
    for (kind, source), keys in seen.keys.items():
        gone = shown_keys(db, kind, source) - keys
        bodies = seen.bodies.get(source, set())
        if source == "tableau" or (source == "lheo" and len(bodies) == 1):
            of_bodies = tuple(f"{body}/" for body in bodies)
            gone = frozenset(key for key in gone if key.startswith(of_bodies))
        if gone:
            yield kind, source, gone
