"""A firm declares its needs alone: four pages, saved at each, then a queue where a person verifies
the firm before anything counts.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from data.storage.declarations import (
    add_draft,
    get_draft,
    keep_draft,
    send_draft,
)
from data.storage.firm_review import firm_of_interview
from data.storage.interviews import add_interview, keep_private_notes
from data.storage.needs import add_need
from data.storage.promises import keep_promises
from data.storage.secret_links import make_secret_link, open_secret_link
from matching.matcher import Matcher
from matching.results import NeedProposal
from skills.account import Role, User
from skills.declaration import Declaration, DeclaredNeed, as_plain, from_plain
from skills.errors import BadLink, Conflict, Invalid, NotFound
from skills.interview import Interview, PrivateNotes
from skills.journal import Deed
from skills.need import Evidence, EvidenceKind, Need, NeededCompetence, NeedState
from skills.occupation import Importance
from skills.reference import Reference
from skills.sign_in import LinkScope, SecretLink
from web.flows.firm_review import LASTS
from web.flows.journal import note
from web.flows.letters import send_letter

KEEP_DRAFTS = timedelta(days=30)
MOST_TICKED = 6
"""Competences proposed for an occupation, the essential ones first."""

_FIRM = User("déclaration en ligne", Role.VISITOR)


def begin(db: Session, *, now: datetime) -> str:
    """Begin a declaration; give the token that opens it, and follows it once sent."""
    draft = add_draft(db, now=now)
    _, token = make_secret_link(
        db, LinkScope.DECLARATION, draft, by=_FIRM, now=now, expires_at=now + LASTS
    )
    return token


def draft_or_none(db: Session, link: SecretLink) -> Declaration | None:
    """What was typed so far; None once it is sent. ``BadLink`` when it is gone."""
    try:
        kept, interview_id = get_draft(db, link.thing)
    except NotFound:
        raise BadLink("secret") from None
    return None if interview_id is not None else from_plain(kept)


def open_draft(db: Session, token: str, *, now: datetime) -> Declaration | None:
    """What a token opens; None once it is sent, ``BadLink`` when it opens no declaration."""
    link = open_secret_link(db, token, now=now)
    if link.scope is not LinkScope.DECLARATION:
        raise BadLink("secret")
    return draft_or_none(db, link)


def save(db: Session, token: str, declaration: Declaration, *, now: datetime) -> None:
    """Keep what was typed so far; nothing once it is sent."""
    keep_draft(db, open_secret_link(db, token, now=now).thing, as_plain(declaration))


def proposed(matcher: Matcher, need: DeclaredNeed, *, now: datetime) -> DeclaredNeed:
    """The need with what its occupation or its words say already, for the firm to correct."""
    reference = matcher.reference_
    codes: list[str] = []
    if need.words:
        reading = matcher.propose(need.words, on=now.date())
        for one in reading.proposals:
            codes += [m.code for m in one.competences]
            need = replace(
                need,
                occupation=need.occupation or (one.occupation.code if one.occupation else ""),
                headcount=need.headcount or one.headcount,
                wanted_by=need.wanted_by or one.wanted_by,
                beginner=need.beginner or _beginner(one),
            )
    if need.occupation in reference.occupations:
        wanted = sorted(
            reference.occupations[need.occupation].requirements,
            key=lambda r: (r.importance is not Importance.ESSENTIAL, -r.level, r.competence),
        )
        codes += [r.competence for r in wanted]
    return replace(need, competences=tuple(dict.fromkeys(codes))[:MOST_TICKED])


def _beginner(one: NeedProposal) -> bool | None:
    """True when the words ask for the first level of something; otherwise nothing was said."""
    levels = [m.level for m in one.competences]
    levels += [one.occupation.level] if one.occupation else []
    return True if 1 in levels else None


def send(db: Session, reference: Reference, token: str, *, now: datetime, site: str) -> None:
    """Put the declaration in the queue. Sent twice, it is sent once."""
    link = open_secret_link(db, token, now=now)
    declaration = open_draft(db, token, now=now)
    if declaration is None:
        return
    if not declaration.firm.name or not declaration.needs:
        raise Invalid("needs", "", "someone_needed")
    words = [one.words for one in declaration.needs if one.words]
    interview_id = add_interview(
        db,
        Interview(
            declaration.firm,
            now.date(),
            declaration.firm.name,
            "\n\n".join(words) or "Choix cochés, sans autre mot.",
            declared=True,
        ),
        waiting=True,
    )
    if not send_draft(db, link.thing, interview_id, now=now):
        raise Conflict("declaration", link.thing)
    # What a person reads to call back; never shown by the link.
    keep_private_notes(db, PrivateNotes(interview_id, f"Contact : {declaration.contact}"))
    firm, _ = firm_of_interview(db, interview_id)
    start = 0
    for one in declaration.needs:
        add_need(db, _need(declaration, one, start, interview_id, reference, now))
        start += len(one.words) + 2 if one.words else 0
    keep_promises(
        db,
        firm.id or 0,
        declaration.promises,
        on=now.date(),
        named=declaration.named,
        interview_id=interview_id,
    )
    note(
        db, _FIRM, Deed.CREATED, "declaration", interview_id, now=now,
        commune=declaration.firm.commune,
    )  # fmt: skip
    if "@" in declaration.contact:
        send_letter(
            db,
            declaration.contact,
            "receipt",
            firm=declaration.firm.name,
            link=f"{site}/lien/{token}",
        )


def _need(
    declaration: Declaration,
    one: DeclaredNeed,
    start: int,
    interview_id: int,
    reference: Reference,
    now: datetime,
) -> Need:
    if one.words:
        evidence = Evidence(EvidenceKind.WRITTEN, one.words, start, start + len(one.words))
    else:
        evidence = Evidence(EvidenceKind.TICKED, reference.label(one.occupation), 0, 0)
    return Need(
        firm=declaration.firm,
        evidence=evidence,
        occupation=one.occupation,
        competences=tuple(NeededCompetence(code) for code in one.competences),
        headcount=one.headcount,
        wanted_by=one.wanted_by,
        state=NeedState.TO_QUALIFY,
        interview_id=interview_id,
        decided_by=declaration.firm.name,
        decided_at=now,
        reference_version=reference.version,
        beginner=one.beginner,
        shifts=one.shifts,
        commitments=declaration.promises,
    )
