"""The interviewer's journey: notes in, proposed needs out, decisions kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from data.storage.interviews import add_interview, get_interview
from data.storage.needs import (
    add_need,
    discard_proposal,
    get_need,
    list_discarded,
    list_needs_of_interview,
    remove_need,
    restore_proposal,
)
from data.storage.promises import add_promise
from matching.matcher import Matcher
from matching.results import InterviewReading, NeedProposal, Polarity
from skills.account import User
from skills.errors import Invalid
from skills.interview import Interview
from skills.journal import Deed
from skills.need import (
    Evidence,
    EvidenceKind,
    Headcount,
    Need,
    NeededCompetence,
    NeedState,
)
from skills.terms_of_work import Commitment, Contract, Shift
from web.flows.journal import note, note_need
from web.flows.notebook import with_cards
from web.flows.vocabulary import learn_from_decision


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the notes. ``kind`` is plain, asked, not_asked, occupation, headcount or
    date.
    """

    text: str
    kind: str
    key: str = ""  # code of what the words name


@dataclass(frozen=True, slots=True)
class InterviewReview:
    """An interview with what was read in it and what a person decided."""

    interview: Interview
    reading: InterviewReading
    segments: tuple[Segment, ...]
    pending: tuple[NeedProposal, ...]  # proposals that nobody has decided on yet
    needs: tuple[Need, ...]
    discarded: tuple[tuple[int, int, str], ...]  # offsets and words of the proposals refused


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person confirmed of a proposal, after correction."""

    start: int
    end: int
    occupation: str
    competences: tuple[str, ...]
    headcount: Headcount | None
    wanted_by: date | None
    corrected: tuple[tuple[str, str], ...] = ()  # code read, code that the words mean
    contract: Contract | None = None
    shifts: tuple[Shift, ...] = ()
    beginner: bool | None = None
    commitments: tuple[Commitment, ...] = ()
    sure: bool = True


def review_interview(
    db: Session,
    matcher: Matcher,
    interview_id: int,
    *,
    user: User,
    cards: tuple[tuple[int, int], ...] = (),
) -> InterviewReview:
    """Read an interview's notes again: the vocabulary may have moved since they were taken.

    ``cards`` are stretches of the notes that a person wants as one proposal each.
    """
    interview = get_interview(db, interview_id, visible_to=user)
    needs = tuple(
        matcher.reference_.renew(need)
        for need in list_needs_of_interview(db, interview_id, visible_to=user)
    )
    discarded = list_discarded(db, interview_id, visible_to=user)
    reading = matcher.propose(interview.notes, on=interview.held_on)
    decided = [(n.evidence.start, n.evidence.end) for n in needs] + list(discarded)
    pending = tuple(
        p
        for p in reading.proposals
        if not any(p.start < end and start < p.end for start, end in decided)
    )
    if cards:
        still = [(a, b) for a, b in cards if not any(a < e and s < b for s, e in decided)]
        pending = with_cards(matcher, interview, pending, still)
    segments = tuple(segment_notes(interview.notes, reading))
    refused = tuple((start, end, interview.notes[start:end]) for start, end in discarded)
    return InterviewReview(interview, reading, segments, pending, needs, refused)


def confirm_need(
    db: Session,
    matcher: Matcher,
    interview_id: int,
    decision: Decision,
    *,
    user: User,
    now: datetime,
) -> int:
    """Keep what a person confirmed, with the words that say it; give the need's identifier.

    What the decision says of the words joins the queue of learnt labels.
    """
    reference = matcher.reference_
    interview = get_interview(db, interview_id, visible_to=user)
    if not 0 <= decision.start < decision.end <= len(interview.notes):
        raise Invalid("quote", f"{decision.start}-{decision.end}", "offsets_in_notes")
    for code in decision.competences:
        if not reference.family_of(code):
            raise Invalid("competences", code, "known_code")
    if decision.occupation and decision.occupation not in reference.occupations:
        raise Invalid("occupation", decision.occupation, "known_code")
    if not decision.competences and not decision.occupation:
        raise Invalid("competences", "", "occupation_or_competence")
    already = [
        n
        for n in list_needs_of_interview(db, interview_id, visible_to=user)
        if (n.evidence.start, n.evidence.end) == (decision.start, decision.end)
    ]
    if already and already[0].id is not None:  # sent twice: the first one stands
        return already[0].id
    quote = interview.notes[decision.start : decision.end]
    need = Need(
        firm=interview.firm,
        evidence=Evidence(EvidenceKind.SAID, quote, decision.start, decision.end),
        occupation=decision.occupation,
        competences=tuple(NeededCompetence(code) for code in decision.competences),
        headcount=decision.headcount,
        wanted_by=decision.wanted_by,
        state=NeedState.TO_QUALIFY,
        interview_id=interview_id,
        decided_by=user.name,
        decided_at=now,
        reference_version=reference.version,
        contract=decision.contract,
        shifts=decision.shifts,
        beginner=decision.beginner,
        commitments=decision.commitments,
        sure=decision.sure,
        owner=user.id,
    )
    need = replace(need, id=add_need(db, need))
    note_need(db, user, Deed.CREATED, need, now=now)
    for kind in decision.commitments:
        add_promise(
            db, interview.firm.id or 0, kind, on=interview.held_on, interview_id=interview_id
        )
    for proposal in _proposals_at(matcher, interview, decision.start, decision.end):
        learn_from_decision(
            db,
            reference,
            proposal,
            kept=decision.competences,
            corrected=dict(decision.corrected),
            source=f"need:{need.id}",
            user=user,
            on=now.date(),
        )
    return need.id or 0


def keep_interview(db: Session, interview: Interview, *, user: User, now: datetime) -> int:
    """Keep an interview's notes; give its identifier."""
    interview_id = add_interview(db, interview)
    commune = interview.firm.commune
    note(db, user, Deed.CREATED, "interview", interview_id, now=now, commune=commune)
    return interview_id


def unconfirm(db: Session, need_id: int, *, user: User, now: datetime) -> int:
    """Undo a confirmation: the need is gone and its proposal back. Gives the interview."""
    need = get_need(db, need_id, visible_to=user)
    remove_need(db, need_id)
    note_need(db, user, Deed.UNDID, need, now=now, before=need)
    return need.interview_id


def take_back(
    db: Session, interview_id: int, start: int, end: int, *, user: User, now: datetime
) -> None:
    """Undo a refusal: the proposal is back."""
    interview = get_interview(db, interview_id, visible_to=user)
    if (start, end) not in list_discarded(db, interview_id, visible_to=user):
        return
    if restore_proposal(db, interview_id, start, end):
        note(
            db, user, Deed.UNDID, "discard", interview_id, now=now,
            detail=f"{start}-{end}", commune=interview.firm.commune,
        )  # fmt: skip


def discard(
    db: Session,
    matcher: Matcher,
    interview_id: int,
    start: int,
    end: int,
    *,
    user: User,
    now: datetime,
) -> None:
    """Remember that a proposal was refused, so that it is not proposed again; its links join the
    queue as stop-pairs.
    """
    interview = get_interview(db, interview_id, visible_to=user)
    if not 0 <= start < end <= len(interview.notes):
        raise Invalid("quote", f"{start}-{end}", "offsets_in_notes")
    if (start, end) in list_discarded(db, interview_id, visible_to=user):
        return
    discard_proposal(db, interview_id, start, end, by=user, at=now)
    for proposal in _proposals_at(matcher, interview, start, end):
        learn_from_decision(
            db,
            matcher.reference_,
            proposal,
            kept=(),
            corrected={},
            source=f"interview:{interview_id}",
            user=user,
            on=now.date(),
        )
    note(
        db, user, Deed.CREATED, "discard", interview_id, now=now,
        detail=f"{start}-{end}", commune=interview.firm.commune,
    )  # fmt: skip


def _proposals_at(
    matcher: Matcher, interview: Interview, start: int, end: int
) -> list[NeedProposal]:
    """The proposal that was decided on, read again; none if the vocabulary no longer gives it."""
    proposals = matcher.propose(interview.notes, on=interview.held_on).proposals
    return [p for p in proposals if (p.start, p.end) == (start, end)]


def segment_notes(notes: str, reading: InterviewReading) -> Iterator[Segment]:
    """Cut the notes where something was understood; put end to end, the segments are the notes."""
    linked = reading.linked
    marks: list[tuple[int, int, int, str, str]] = []
    for mention in linked.mentions:
        kind = "asked" if mention.polarity is Polarity.ASKED else "not_asked"
        marks.append((mention.start, mention.end, 0, kind, mention.code))
    for found in linked.occupations:
        kind = "occupation" if found.polarity is Polarity.ASKED else "not_asked"
        marks.append((found.start, found.end, 1, kind, found.code))
    marks += [(cue.start, cue.end, 2, "headcount", "") for cue in linked.headcounts]
    marks += [(cue.start, cue.end, 2, "date", "") for cue in linked.dates]
    yield from _end_to_end(notes, sorted(marks))


def _end_to_end(notes: str, marks: Sequence[tuple[int, int, int, str, str]]) -> Iterator[Segment]:
    at = 0
    for start, end, _, kind, key in marks:
        if start < at:
            continue
        if start > at:
            yield Segment(notes[at:start], "plain")
        yield Segment(notes[start:end], kind, key)
        at = end
    if at < len(notes):
        yield Segment(notes[at:], "plain")
