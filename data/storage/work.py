"""Work that waits, its schedule, and letters. A job is written in the request's transaction: it is
seen by a worker only once that is committed.
"""

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, update
from sqlmodel import Session, col, select

from data.storage.tables import JobRow, LetterRow, ScheduleRow
from skills.account import User
from skills.letter import Job, Letter, LetterState
from skills.rights import Action, Thing, may

TAKEN_FOR = timedelta(minutes=10)
"""After which a job that a worker took and did not end is another's."""
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=3),
    timedelta(hours=12),
)
"""Before the second try, the third…; after the last the job is dead."""


def enqueue(db: Session, kind: str, about: int, *, due_at: datetime) -> int:
    """Ask for work; give the job's identifier."""
    row = JobRow(kind=kind, about=about, due_at=due_at)
    db.add(row)
    db.flush()
    return row.id or 0


def enqueue_once(db: Session, kind: str, *, due_at: datetime) -> None:
    """Ask for work that is about nothing in particular, unless it waits already."""
    waits = select(JobRow.id).where(
        JobRow.kind == kind, col(JobRow.dead).is_(False), col(JobRow.taken_until).is_(None)
    )
    if db.exec(waits.limit(1)).first() is None:
        enqueue(db, kind, 0, due_at=due_at)


def hold_job(db: Session, job_id: int, *, now: datetime) -> None:
    """Say that a job that takes long is still being done."""
    db.execute(update(JobRow).where(col(JobRow.id) == job_id).values(taken_until=now + TAKEN_FOR))


def take_job(db: Session, *, now: datetime) -> Job | None:
    """Take the job that is due for longest, for ``TAKEN_FOR``; the caller commits.

    Several workers never take the same: each claims by an update that only one can win.
    """
    free = and_(
        col(JobRow.dead).is_(False),
        col(JobRow.due_at) <= now,
        or_(col(JobRow.taken_until).is_(None), col(JobRow.taken_until) < now),
    )
    wanted = select(JobRow.id).where(free).order_by(col(JobRow.due_at), col(JobRow.id)).limit(5)
    for job_id in db.exec(wanted).all():
        claimed = db.execute(
            update(JobRow)
            .where(col(JobRow.id) == job_id, free)
            .values(taken_until=now + TAKEN_FOR, tries=JobRow.tries + 1)
        )
        if claimed.rowcount == 1:  # type: ignore[attr-defined]
            db.expire_all()
            return _to_job(db.get_one(JobRow, job_id))
    return None


def end_job(db: Session, job_id: int) -> None:
    """The work is done: the job is forgotten."""
    db.execute(delete(JobRow).where(col(JobRow.id) == job_id))


def fail_job(db: Session, job: Job, problem: str, *, now: datetime) -> bool:
    """Try again later, or never: give whether the job is dead."""
    dead = job.tries > len(WAITS)
    values: dict[str, object] = {"problem": problem[:500], "taken_until": None, "dead": dead}
    if not dead:
        values["due_at"] = now + WAITS[job.tries - 1]
    db.execute(update(JobRow).where(col(JobRow.id) == job.id).values(**values))
    return dead


def list_jobs(db: Session) -> tuple[Job, ...]:
    """What waits and what is dead, by the moment it is due."""
    rows = db.exec(select(JobRow).order_by(col(JobRow.due_at), col(JobRow.id)))
    return tuple(_to_job(row) for row in rows)


def take_turn(db: Session, name: str, every: timedelta, *, now: datetime) -> bool:
    """Whether scheduled work is due, and nobody else does it; the next turn is then set.

    The first turn is at once. A turn missed is done once, not as often as it was missed.
    """
    known = db.get(ScheduleRow, name)
    if known is None:
        db.add(ScheduleRow(name=name, next_at=now + every))
        db.flush()
        return True
    claimed = db.execute(
        update(ScheduleRow)
        .where(col(ScheduleRow.name) == name, col(ScheduleRow.next_at) <= now)
        .values(next_at=now + every)
    )
    return int(claimed.rowcount) == 1  # type: ignore[attr-defined]


def add_letter(db: Session, letter: Letter) -> int:
    """Keep a letter; give its identifier."""
    row = LetterRow(
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        made_at=letter.made_at,
        state=letter.state.value,
    )
    db.add(row)
    db.flush()
    return row.id or 0


def letter_to_send(db: Session, letter_id: int) -> Letter | None:
    """A letter that waits, with its link; None when it is gone or no longer waits."""
    row = db.get(LetterRow, letter_id)
    if row is None or row.state != LetterState.WAITING.value:
        return None
    return _to_letter(row)


def settle_letter(db: Session, letter: Letter) -> None:
    """Write what became of a letter, its link masked."""
    db.execute(
        update(LetterRow)
        .where(col(LetterRow.id) == letter.id)
        .values(
            state=letter.state.value, text=letter.text, html=letter.html, problem=letter.problem
        )
    )


def list_letters(db: Session, *, visible_to: User, most: int = 200) -> tuple[Letter, ...]:
    """The letters of this installation, latest first; none for who may not read them."""
    if not may(visible_to, Thing.LETTER, Action.READ):
        return ()
    rows = db.exec(select(LetterRow).order_by(col(LetterRow.id).desc()).limit(most))
    return tuple(_to_letter(row) for row in rows)


def purge_letters(db: Session, *, before: datetime) -> int:
    """Forget old letters; how many."""
    gone = db.execute(delete(LetterRow).where(col(LetterRow.made_at) < before))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _to_job(row: JobRow) -> Job:
    return Job(row.kind, row.about, row.due_at, row.tries, row.problem, row.dead, row.id)


def _to_letter(row: LetterRow) -> Letter:
    return Letter(
        row.to,
        row.subject,
        row.text,
        row.html,
        row.made_at,
        LetterState(row.state),
        row.problem,
        row.id,
    )
