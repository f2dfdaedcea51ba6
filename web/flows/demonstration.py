"""Fill the demonstration database, once."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from data.demo import (
    demo_directory,
    demo_firms,
    demo_interviews,
    demo_offers,
    demo_openings,
    demo_places,
    demo_projects,
)
from data.readers import load_reference
from data.storage.engine import open_engine
from data.storage.firm_review import note_review
from data.storage.interviews import add_interview, count_interviews
from data.storage.offer_records import set_offers_vanished
from data.storage.organisations import add_organisation
from data.storage.projects import add_project
from data.storage.promises import keep_promises
from data.storage.whole_records import save_whole
from matching.matcher import Matcher
from matching.results import NeedProposal
from skills.account import LOCAL_USER, Role, User
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace
from skills.declaration import Declaration, DeclaredNeed
from skills.interview import Firm, Interview
from skills.need import Headcount, NeedState
from skills.organisation import Organisation, OrganisationKind
from skills.project import Project
from web.flows.answers import move
from web.flows.declaring import begin, save, send
from web.flows.importing import save_taught
from web.flows.interviews import Decision, confirm_need, review_interview
from web.flows.steering_demonstration import load_steering
from web.flows.visits_demonstration import load_visits

_BODY = "Organisme fictif Armor Composites"
_PATHS: tuple[tuple[tuple[NeedState, int, str], ...], ...] = (
    ((NeedState.SENT, 2, ""),),
    ((NeedState.SENT, 2, ""), (NeedState.TAKEN, 6, "Nous regardons la session de printemps.")),
    ((NeedState.SENT, 1, ""),),
    (),
    (
        (NeedState.SENT, 1, ""),
        (NeedState.TAKEN, 3, ""),
        (NeedState.SOLVED, 9, "Deux places retenues."),
    ),
    ((NeedState.SENT, 3, ""),),
)
"""What became of the needs, in turn: the state, days after it was confirmed, words."""


def load_demonstration(url: str, *, on: date) -> str:
    """Load the fictitious campaign and courses if there are none yet; say what was loaded.

    The sure proposals of all interviews but the first are confirmed and some are answered, so that
    every page has something to show; the first is left for the visitor to decide on. Empty when
    nothing is done.
    """
    engine = open_engine(url)
    try:
        with Session(engine) as db:
            if count_interviews(db, visible_to=LOCAL_USER):
                return ""
            matcher = Matcher().fit(load_reference())
            offers = demo_offers(on) + demo_directory(on)
            earlier = on - timedelta(days=95)  # one source has not been seen for a while
            save_whole(db, ApprenticeshipOpening, demo_openings(on), on=on)
            save_whole(db, ApprenticeshipPlace, demo_places(on), on=on)
            save_taught(db, matcher, demo_offers(on), on=on)
            save_taught(db, matcher, demo_directory(on), on=earlier)
            gone = [offer.key for offer in demo_directory(on) if offer.vanished]
            set_offers_vanished(db, "annuaire", gone, vanished=True)
            firms, projects, needs = _campaign(db, matcher, on)
            _declaration(db, matcher, on)
            load_steering(db, matcher.reference_, on=on)
            load_visits(db, matcher.reference_, on=on)
            db.commit()
    finally:
        engine.dispose()
    return (
        f"{len(offers)} formations, {firms} entretiens, {projects} projets"
        f" et {needs} besoins fictifs"
    )


def _campaign(db: Session, matcher: Matcher, on: date) -> tuple[int, int, int]:
    """The firms met, their projects, and the needs read in the notes; how many of each."""
    projects = demo_projects(on)
    told = demo_interviews(on)
    met = {firm for firm, _, _ in told}
    for firm in demo_firms():
        theirs = [one for one in projects if one.firm == firm]
        if firm not in met:
            held_on = min(one.said_on for one in theirs)
            add_interview(db, Interview(firm, held_on, LOCAL_USER.name, _notes_of(theirs)))
    body = add_organisation(db, Organisation(OrganisationKind.TRAINING_BODY, _BODY, verified=True))
    needs: list[tuple[int, datetime]] = []
    for rank, (firm, held_on, notes) in enumerate(told):
        kept = add_interview(db, Interview(firm, held_on, LOCAL_USER.name, notes))
        if rank:
            needs += _confirm_sure(db, matcher, kept, held_on)
        if rank % 2:  # every second firm reads its notes again, and lets its words be shown
            seen = datetime.combine(held_on + timedelta(days=2), time(14), UTC)
            note_review(db, kept, now=seen, quotes_allowed=True)
    for project in projects:
        add_project(db, project)
    _answer(db, needs, User(_BODY, Role.LOCAL, organisation=body), on)
    return len(demo_firms()), len(projects), len(needs)


def _notes_of(projects: Iterable[Project]) -> str:
    told = "\n".join(f"- {one.title} ({one.nature.label})" for one in projects)
    return f"Entretien sur les projets de l'entreprise, sans besoin en composite :\n{told}"


def _confirm_sure(
    db: Session, matcher: Matcher, interview_id: int, held_on: date
) -> list[tuple[int, datetime]]:
    review = review_interview(db, matcher, interview_id, user=LOCAL_USER)
    now = datetime.combine(held_on + timedelta(days=1), time(9), UTC)
    done = []
    for one in review.pending:
        if one.sure:
            decision = _decision(one)
            need_id = confirm_need(db, matcher, interview_id, decision, user=LOCAL_USER, now=now)
            done.append((need_id, now))
    promised = {c for one in review.pending for c in one.commitments}
    promised |= {cue.value for cue in review.reading.linked.commitments}
    firm = review.interview.firm.id or 0
    if promised:  # every second firm agrees to be named
        kinds = tuple(sorted(promised, key=lambda c: c.value))
        keep_promises(
            db, firm, kinds, on=held_on, named=interview_id % 2 == 0, interview_id=interview_id
        )
    return done


def _decision(one: NeedProposal) -> Decision:
    return Decision(
        one.start,
        one.end,
        one.occupation.code if one.occupation else "",
        tuple(m.code for m in one.competences),
        one.headcount,
        one.wanted_by,
        contract=one.contract,
        shifts=one.shifts,
        commitments=one.commitments,
    )


def _answer(db: Session, needs: list[tuple[int, datetime]], body: User, on: date) -> None:
    for rank, (need_id, confirmed) in enumerate(needs):
        for state, days, words in _PATHS[rank % len(_PATHS)]:
            when = confirmed + timedelta(days=days)
            if when.date() < on:
                who = LOCAL_USER if state is NeedState.SENT else body
                move(db, need_id, state, words, user=who, now=when)


def _declaration(db: Session, matcher: Matcher, on: date) -> None:
    """One firm that declared alone, for the queue."""
    now = datetime.combine(on - timedelta(days=1), time(18), UTC)
    token = begin(db, now=now)
    words = "Je cherche deux stratifieurs, débutants acceptés, on les forme."
    declared = DeclaredNeed("", words, ("F-HAND-LAYUP",), Headcount(2, 2), beginner=True, told=True)
    declaration = Declaration(
        Firm("Entreprise fictive Petite Houle", demo_firms()[0].commune),
        "01 99 00 00 00",
        (declared,),
    )
    save(db, token, declaration, now=now)
    send(db, matcher.reference_, token, now=now, site="")
