"""Imports of the catalogue, their reports, and what is needed to undo them."""

import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from data.storage.tables import ImportedRow, ImportRow
from skills.catalogue_import import CatalogueImport, ImportCounts, ImportState
from skills.errors import NotFound
from skills.training import Rejected

MOST_REJECTED_KEPT = 500


def add_import(
    db: Session,
    file: str,
    importer: str,
    content: bytes,
    *,
    by: str,
    now: datetime,
    complete: bool,
    state: ImportState = ImportState.WAITING,
) -> int:
    """Keep a file that waits to be applied, or was only shown; give its identifier."""
    row = ImportRow(
        file=file,
        importer=importer,
        by=by,
        asked_at=now,
        complete=complete,
        state=state.value,
        content=content,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def start_import(db: Session, import_id: int, *, by: str, now: datetime) -> bool:
    """Have a file that was shown be applied; whether it was not asked for yet."""
    started = db.execute(
        update(ImportRow)
        .where(col(ImportRow.id) == import_id, col(ImportRow.state) == ImportState.SHOWN.value)
        .values(state=ImportState.WAITING.value, by=by, asked_at=now)
    )
    return bool(started.rowcount == 1)  # type: ignore[attr-defined]


def purge_shown(db: Session, *, before: datetime) -> int:
    """Forget files that were shown and never applied; how many."""
    gone = db.execute(
        delete(ImportRow).where(
            col(ImportRow.state) == ImportState.SHOWN.value, col(ImportRow.asked_at) < before
        )
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]


def import_content(db: Session, import_id: int) -> tuple[str, bytes, bool] | None:
    """The file's name, its content and whether it is complete, while it waits; None afterwards."""
    row = db.get(ImportRow, import_id)
    if row is None or row.state != ImportState.WAITING.value:
        return None
    return row.file, row.content, row.complete


def get_import(db: Session, import_id: int) -> CatalogueImport:
    """One import; ``NotFound`` when absent."""
    row = db.get(ImportRow, import_id)
    if row is None:
        raise NotFound("import", import_id)
    return _to_import(row)


def list_imports(db: Session, *, most: int = 50) -> tuple[CatalogueImport, ...]:
    """The latest imports, latest first."""
    rows = db.exec(select(ImportRow).order_by(col(ImportRow.id).desc()).limit(most))
    return tuple(map(_to_import, rows))


def note_progress(db: Session, import_id: int, done: int) -> None:
    """Write how many records were treated."""
    db.execute(update(ImportRow).where(col(ImportRow.id) == import_id).values(done=done))


def note_total(db: Session, import_id: int, total: int) -> None:
    """Write how many records there are to treat."""
    db.execute(update(ImportRow).where(col(ImportRow.id) == import_id).values(total=total))


def settle_import(
    db: Session,
    import_id: int,
    state: ImportState,
    counts: ImportCounts,
    rejected: tuple[Rejected, ...] = (),
    problem: str = "",
) -> None:
    """Write what came of an import; its file is no longer kept."""
    report = {
        "counts": asdict(counts),
        "rejected": [asdict(one) for one in rejected[:MOST_REJECTED_KEPT]],
        "problem": problem,
    }
    db.execute(
        update(ImportRow)
        .where(col(ImportRow.id) == import_id)
        .values(
            state=state.value,
            content=b"",
            done=counts.read,
            report=json.dumps(report, ensure_ascii=False),
        )
    )


def mark_undone(db: Session, import_id: int) -> bool:
    """Mark an applied import as undone; whether it was not yet."""
    done = db.execute(
        update(ImportRow)
        .where(col(ImportRow.id) == import_id, col(ImportRow.state) == ImportState.DONE.value)
        .values(state=ImportState.UNDONE.value)
    )
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]


def note_change(db: Session, import_id: int, kind: str, source: str, key: str, before: str) -> None:
    """Keep what a record was before an import changed it; empty when it is new."""
    db.add(ImportedRow(import_id=import_id, kind=kind, source=source, key=key, before=before))


def list_changes(db: Session, import_id: int) -> tuple[tuple[str, str, str, str], ...]:
    """Kind, source, key and what it was before, of each record that an import changed."""
    rows = db.exec(
        select(ImportedRow).where(ImportedRow.import_id == import_id).order_by(col(ImportedRow.id))
    )
    return tuple((row.kind, row.source, row.key, row.before) for row in rows)


def count_changes(db: Session, import_id: int) -> tuple[int, int, int]:
    """How many records an import brought, changed, and no longer found."""
    rows = db.exec(
        select(
            ImportedRow.kind,
            func.count(),
            func.count().filter(col(ImportedRow.before) == ""),
        )
        .where(ImportedRow.import_id == import_id)
        .group_by(col(ImportedRow.kind))
    )
    new = changed = vanished = 0
    for kind, count, without in rows:
        if kind.startswith("vanished"):
            vanished += count
        else:
            new += without
            changed += count - without
    return new, changed, vanished


def forget_changes(db: Session, import_id: int) -> None:
    """Forget what records were before an import that came to nothing."""
    db.execute(delete(ImportedRow).where(col(ImportedRow.import_id) == import_id))


def last_applied(db: Session) -> int | None:
    """The latest import that stands applied, or None: the only one that may be undone."""
    return db.exec(
        select(ImportRow.id)
        .where(ImportRow.state == ImportState.DONE.value)
        .order_by(col(ImportRow.id).desc())
    ).first()


def _to_import(row: ImportRow) -> CatalogueImport:
    report = json.loads(row.report) if row.report else {}
    return CatalogueImport(
        row.id or 0,
        row.file,
        row.importer,
        row.by,
        row.asked_at,
        row.complete,
        ImportState(row.state),
        row.done,
        row.total,
        ImportCounts(**report.get("counts", {})),
        tuple(Rejected(**one) for one in report.get("rejected", [])),
        report.get("problem", ""),
    )
