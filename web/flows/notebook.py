"""The interviewer's notebook: notes that are saved as one writes, cards cut otherwise, projects."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from data.storage.interviews import (
    get_interview,
    keep_firm_facts,
    keep_private_notes,
    update_notes,
)
from data.storage.needs import list_discarded, list_needs_of_interview, move_quotes
from data.storage.projects import add_project, remove_project
from matching.matcher import Matcher
from matching.results import NeedProposal
from skills.account import User
from skills.errors import Invalid
from skills.interview import FirmSize, Interview, PrivateNotes
from skills.journal import Deed
from skills.project import Project
from web.flows.journal import note

MOST_CARDS = 40


def save_notes(
    db: Session, interview_id: int, notes: str, *, version: int, user: User, now: datetime
) -> int:
    """Replace the notes read at a version; give the new version.

    What was decided keeps its words: their place is found again in the new notes. ``Conflict``
    when somebody else saved meanwhile: nothing is written.
    """
    interview = get_interview(db, interview_id, visible_to=user)
    if notes == interview.notes and version == interview.version:
        return version
    saved = update_notes(db, interview_id, notes, version=version)
    places = {
        need.id or 0: _place(notes, need.evidence.text, need.evidence.start)
        for need in list_needs_of_interview(db, interview_id, visible_to=user)
        if need.evidence.end
    }
    refused = {
        (start, end): _place(notes, interview.notes[start:end], start)
        for start, end in list_discarded(db, interview_id, visible_to=user)
    }
    move_quotes(db, interview_id, places, refused)
    note(
        db, user, Deed.CHANGED, "interview", interview_id, now=now,
        detail="notes", commune=interview.firm.commune,
    )  # fmt: skip
    return saved


def save_private(db: Session, interview_id: int, text: str, *, user: User) -> None:
    """Replace what the interviewer keeps for those who may read the interview."""
    get_interview(db, interview_id, visible_to=user)
    keep_private_notes(db, PrivateNotes(interview_id, text))


def save_size(
    db: Session, interview_id: int, size: FirmSize | None, naf: str, *, user: User
) -> None:
    """Write the size and the activity of the firm met."""
    interview = get_interview(db, interview_id, visible_to=user)
    keep_firm_facts(db, interview.firm.id or 0, size, naf)


def save_project(
    db: Session, interview_id: int, project: Project, *, user: User, now: datetime
) -> None:
    """Keep a project told in an interview."""
    interview = get_interview(db, interview_id, visible_to=user)
    project_id = add_project(db, replace(project, firm=interview.firm, interview_id=interview_id))
    note(
        db, user, Deed.CREATED, "project", project_id, now=now,
        detail=project.title, commune=interview.firm.commune,
    )  # fmt: skip


def drop_project(db: Session, project_id: int, *, user: User, now: datetime) -> int:
    """Forget a project written by mistake; give its interview, or 0."""
    gone = remove_project(db, project_id, by=user)
    note(
        db, user, Deed.DELETED, "project", project_id, now=now,
        detail=gone.title, commune=gone.firm.commune,
    )  # fmt: skip
    return gone.interview_id or 0


def read_piece(matcher: Matcher, interview: Interview, start: int, end: int) -> NeedProposal:
    """One card over a stretch of the notes that a person chose, with all that is read in it."""
    if not 0 <= start < end <= len(interview.notes):
        raise Invalid("quote", f"{start}-{end}", "offsets_in_notes")
    quote = interview.notes[start:end]
    read = matcher.propose(quote, on=interview.held_on).proposals
    moved = [_moved(one, start) for one in read]
    competences = {m.code: m for one in moved for m in one.competences}
    not_asked = {m.code: m for one in moved for m in one.not_asked if m.code not in competences}
    return NeedProposal(
        start=start,
        end=end,
        quote=quote,
        occupation=next((one.occupation for one in moved if one.occupation), None),
        competences=tuple(competences.values()),
        not_asked=tuple(not_asked.values()),
        headcount=next((one.headcount for one in moved if one.headcount), None),
        wanted_by=next((one.wanted_by for one in moved if one.wanted_by), None),
        contract=next((one.contract for one in moved if one.contract), None),
        shifts=tuple(dict.fromkeys(s for one in moved for s in one.shifts)),
        commitments=tuple(dict.fromkeys(c for one in moved for c in one.commitments)),
        difficult=any(one.difficult for one in moved),
        sure=bool(moved) and all(one.sure for one in moved),
    )


def with_cards(
    matcher: Matcher,
    interview: Interview,
    pending: Iterable[NeedProposal],
    cards: Iterable[tuple[int, int]],
) -> tuple[NeedProposal, ...]:
    """The proposals, those that a person cut or joined otherwise in their place, in text order."""
    chosen = sorted(set(cards))[:MOST_CARDS]
    pieces = [read_piece(matcher, interview, start, end) for start, end in chosen]
    left = [p for p in pending if not any(p.start < end and start < p.end for start, end in chosen)]
    return tuple(sorted([*left, *pieces], key=lambda p: (p.start, p.end)))


def _place(notes: str, words: str, before: int) -> tuple[int, int]:
    """Where words stand in the notes, nearest to where they stood; (0, 0) when they are gone."""
    places: list[int] = []
    at = notes.find(words) if words else -1
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = notes.find(words, at + 1)
    if not places:
        return 0, 0
    start = min(places, key=lambda place: (abs(place - before), place))
    return start, start + len(words)


def _moved(one: NeedProposal, by: int) -> NeedProposal:
    def shifted(mention):  # type: ignore[no-untyped-def]
        return replace(mention, start=mention.start + by, end=mention.end + by)

    return replace(
        one,
        start=one.start + by,
        end=one.end + by,
        occupation=shifted(one.occupation) if one.occupation else None,
        competences=tuple(map(shifted, one.competences)),
        not_asked=tuple(map(shifted, one.not_asked)),
    )
