"""What the worker does: the jobs that are due, and what the schedule asks for."""

import smtplib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from data.readers import load_reference
from data.storage.catalogue_imports import purge_shown
from data.storage.database import is_demonstration
from data.storage.declarations import purge_drafts
from data.storage.visits import purge_visits
from data.storage.work import end_job, fail_job, hold_job, purge_letters, take_job, take_turn
from matching.matcher import Matcher
from skills.errors import SourceFailed
from skills.letter import Job
from web.choices import communes_by_epci
from web.flows.answers import remind
from web.flows.declaring import KEEP_DRAFTS
from web.flows.fetching import SERVICES, ask_service, fetch_to_import
from web.flows.gaps import count_demand
from web.flows.import_jobs import abandon_import, apply_import
from web.flows.letters import deliver, give_up
from web.flows.offer_linking import ask_to_link, link_offers
from web.flows.purges import purge
from web.flows.subscriptions import tell_subscribers
from web.flows.visits import remind_visits
from web.flows.vocabulary import learnt_reference
from web.settings import Settings

_DAY = timedelta(days=1)
KEEP_LETTERS = timedelta(days=30)
_LINKED_AT_ONCE = 500  # then other work has its turn


def _purge(db: Session, settings: Settings, now: datetime) -> None:
    purge(
        db,
        now=now,
        sign_in_hours=settings.sign_in_hours,
        journal_days=settings.journal_days,
    )
    purge_letters(db, before=now - KEEP_LETTERS)
    purge_drafts(db, before=now - KEEP_DRAFTS)
    purge_visits(db, on=now.date())
    purge_shown(db, before=now - _DAY)


def _remind(db: Session, settings: Settings, now: datetime) -> None:
    site = settings.public_url.rstrip("/")
    remind(db, now=now, site=site)
    remind_visits(db, now=now, site=site)


def _tell(db: Session, settings: Settings, now: datetime) -> None:
    reference = load_reference(settings.reference_folder)
    tell_subscribers(
        db,
        reference,
        communes_by_epci(reference),
        now=now,
        site=settings.public_url.rstrip("/"),
    )


def _link(db: Session, settings: Settings, now: datetime) -> None:
    """Words learnt since, or a fiche that changed: what courses teach is read again."""
    reference = learnt_reference(db, load_reference(settings.reference_folder))
    ask_to_link(db, reference.version, now=now)


def _ask_services(db: Session, settings: Settings, now: datetime) -> None:
    for service in SERVICES:
        if service.is_set(settings) and not is_demonstration(db):
            ask_service(db, service, now=now)


def _count(db: Session, settings: Settings, now: datetime) -> None:
    """The public figures of the month, so that no page waits for them."""
    reference = learnt_reference(db, load_reference(settings.reference_folder))
    count_demand(db, reference, on=now.date())


_SCHEDULE: Mapping[str, tuple[timedelta, Callable[[Session, Settings, datetime], None]]] = {
    "purge": (_DAY, _purge),
    "reminders": (_DAY, _remind),
    "new needs": (_DAY, _tell),
    "link": (timedelta(hours=1), _link),
    "services": (_DAY, _ask_services),
    "public figures": (timedelta(hours=1), _count),
}


def work_once(engine: Engine, settings: Settings, *, now: datetime) -> int:
    """Do what the schedule asks for and every job that is due; give the number of jobs tried.

    Each is done in a transaction of its own: one that fails is tried again later and keeps no
    other waiting.
    """
    for name, (every, task) in _SCHEDULE.items():
        with Session(engine) as db:
            if take_turn(db, name, every, now=now):
                task(db, settings, now)
            db.commit()
    done = 0
    while job := _take(engine, now):
        _do(engine, settings, job, now)
        done += 1
    return done


def _matcher(db: Session, settings: Settings) -> Matcher:
    return Matcher().fit(learnt_reference(db, load_reference(settings.reference_folder)))


def _holding(db: Session, job: Job) -> Callable[..., None]:
    """What long work calls at each of its steps: it is kept, and the job stays this worker's."""

    def hold(*_: object) -> None:
        hold_job(db, job.id or 0, now=datetime.now(UTC))
        db.commit()

    return hold


def _take(engine: Engine, now: datetime) -> Job | None:
    with Session(engine) as db:
        job = take_job(db, now=now)
        db.commit()
        return job


def _do(engine: Engine, settings: Settings, job: Job, now: datetime) -> None:
    try:
        with Session(engine) as db:
            if job.kind == "letter":
                deliver(db, job.about, settings)
            elif job.kind == "import":
                matcher = _matcher(db, settings)
                apply_import(db, matcher, job.about, now=now, alive=_holding(db, job))
            elif job.kind == "link":
                matcher = _matcher(db, settings)
                link_offers(
                    db, matcher, on=now.date(), most=_LINKED_AT_ONCE, after=_holding(db, job)
                )
                ask_to_link(db, matcher.reference_.version, now=now)
            elif job.kind == "fetch":
                reference = load_reference(settings.reference_folder)
                fetch_to_import(db, settings, reference, job.about, now=now)
            else:
                raise ValueError(f"travail inconnu : {job.kind}")
            end_job(db, job.id or 0)
            db.commit()
    except (OSError, smtplib.SMTPException, SourceFailed, ValueError) as error:
        problem = f"{type(error).__name__} : {error}"
        with Session(engine) as db:
            dead = fail_job(db, job, problem, now=now)
            if dead and job.kind == "letter":
                give_up(db, job.about, problem)
            elif dead and job.kind == "import":
                abandon_import(db, _matcher(db, settings), job.about, problem, now=now)
            db.commit()
