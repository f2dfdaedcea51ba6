"""From a text to suggested courses without storing anything: the whole road in one call."""

from dataclasses import dataclass
from datetime import date, datetime, time

from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.results import InterviewReading, NeedAnalysis, NeedProposal
from skills.account import User
from skills.interview import Firm
from skills.need import Evidence, EvidenceKind, Need, NeededCompetence, NeedState


@dataclass(frozen=True, slots=True)
class ProposedNeed:
    """A proposal and what would answer it if it were confirmed as it stands."""

    proposal: NeedProposal
    analysis: NeedAnalysis


@dataclass(frozen=True, slots=True)
class NotesAnalysis:
    """What a text says and what answers it on a day."""

    on: date
    reference_version: str
    reading: InterviewReading
    needs: tuple[ProposedNeed, ...]


def analyse_notes(
    matcher: Matcher,
    catalogue: CatalogueIndex,
    notes: str,
    *,
    firm: Firm,
    user: User,
    on: date,
) -> NotesAnalysis:
    """Read notes and suggest courses for each need that they propose."""
    reading = matcher.propose(notes, on=on)
    needs = tuple(
        ProposedNeed(p, matcher.analyse(_need(matcher, p, firm, user, on), catalogue, on=on))
        for p in reading.proposals
    )
    return NotesAnalysis(on, matcher.reference_.version, reading, needs)


def _need(matcher: Matcher, proposal: NeedProposal, firm: Firm, user: User, on: date) -> Need:
    """The proposal as it would be stored if a person agreed to all of it."""
    return Need(
        firm=firm,
        evidence=Evidence(EvidenceKind.SAID, proposal.quote, proposal.start, proposal.end),
        occupation=proposal.occupation.code if proposal.occupation else "",
        competences=tuple(NeededCompetence(m.code, m.level) for m in proposal.competences),
        headcount=proposal.headcount,
        wanted_by=proposal.wanted_by,
        state=NeedState.TO_QUALIFY,
        interview_id=0,
        decided_by=user.name,
        decided_at=datetime.combine(on, time()),
        reference_version=matcher.reference_.version,
    )
