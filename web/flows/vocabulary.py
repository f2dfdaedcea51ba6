"""What decisions teach: proposed to a queue, approved by a person, undone at will."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from data.storage.interviews import get_interview, list_interviews
from data.storage.learnt import (
    advance_revision,
    alias_revision,
    decide_label,
    get_label,
    list_labels,
    propose_label,
)
from matching.matcher import Matcher
from matching.results import NeedProposal
from skills.account import STATISTICS, User
from skills.errors import Invalid
from skills.folding import folded
from skills.interview import InterviewSummary
from skills.learnt import (
    LabelKind,
    LabelState,
    LearntLabel,
    check_label,
    is_phrase,
    owners_of,
    with_learnt,
)
from skills.reference import Reference
from web.flows.registers import with_registers

_MOST_READ_AGAIN = 100  # latest interviews that an effect is shown on


@dataclass(frozen=True, slots=True)
class WaitingLabel:
    """A label to decide on. ``problem`` is why it may not be applied as it stands, or empty."""

    label: LearntLabel
    problem: str


@dataclass(frozen=True, slots=True)
class VocabularyReview:
    """The queue, and what was decided: applied first."""

    waiting: tuple[WaitingLabel, ...]
    decided: tuple[LearntLabel, ...]


@dataclass(frozen=True, slots=True)
class ChangedReading:
    """An interview that would be read otherwise: codes that would come, codes that would go."""

    interview: InterviewSummary
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What approving a label would change, over the latest interviews."""

    label: LearntLabel
    read: int
    changed: tuple[ChangedReading, ...]


def review_vocabulary(db: Session, files: Reference, *, user: User) -> VocabularyReview:
    """Every label, with what stands in the way of those that wait."""
    labels = list_labels(db, visible_to=user)
    approved = [one for one in labels if one.state is LabelState.APPROVED]
    return VocabularyReview(
        tuple(
            WaitingLabel(one, _problem(one, files, approved))
            for one in labels
            if one.state is LabelState.WAITING
        ),
        tuple(one for one in labels if one.state is not LabelState.WAITING),
    )


def learnt_reference(db: Session, files: Reference) -> Reference:
    """What the files say, with what the registers say since, and the labels approved here."""
    revision = alias_revision(db)
    files = with_registers(db, files)
    approved = list_labels(db, visible_to=STATISTICS, state=LabelState.APPROVED)
    return with_learnt(files, approved, revision=revision)


def learn_from_decision(
    db: Session,
    reference: Reference,
    proposal: NeedProposal,
    *,
    kept: Collection[str],
    corrected: Mapping[str, str],
    source: str,
    user: User,
    on: date,
) -> None:
    """Queue what a decision says of the words of a proposal; nothing is applied.

    A link that is kept proposes its words as an alias, unless they already are one of it or of one
    of its family; one that is not,
    as a stop-pair; one corrected (``corrected``: code read -> code meant), as both.
    """
    for mention in proposal.competences:
        phrase = " ".join(mention.quote.split())
        meant = corrected.get(mention.code, mention.code if mention.code in kept else "")
        owners = owners_of(folded(phrase), reference)
        known = owners | {reference.family_of(owner) for owner in owners}
        taught = []
        if meant and meant not in known:
            taught.append((meant, LabelKind.ALIAS))
        if meant != mention.code:
            taught.append((mention.code, LabelKind.STOP))
        for code, kind in taught:
            if is_phrase(phrase):
                quote = proposal.quote
                propose_label(db, LearntLabel(code, phrase, kind, quote, source, user.name, on))


def approve_label(
    db: Session, files: Reference, label_id: int, *, phrase: str = "", user: User, on: date
) -> None:
    """Apply a waiting label, its phrase as the reviewer left it (empty: as proposed).

    ``files`` is the reference without learnt labels. Raise ``Invalid`` if the label is not waiting
    or may not be applied; the transaction is then to be rolled back.
    """
    advance_revision(db)  # first, so that two approvals at once see each other
    label = get_label(db, label_id, visible_to=user)
    _expect(label, LabelState.WAITING)
    phrase = " ".join(phrase.split()) or label.phrase
    approved = list_labels(db, visible_to=STATISTICS, state=LabelState.APPROVED)
    check_label(replace(label, phrase=phrase), files, approved)
    _decide(db, label, LabelState.APPROVED, user, on, phrase=phrase)


def refuse_label(db: Session, label_id: int, *, user: User, on: date) -> None:
    """Put a waiting label aside: it is not proposed again."""
    label = get_label(db, label_id, visible_to=user)
    _expect(label, LabelState.WAITING)
    _decide(db, label, LabelState.REFUSED, user, on)


def undo_label(db: Session, label_id: int, *, user: User, on: date) -> None:
    """Take back an approval, so that texts are read as before it; or put what was refused or
    withdrawn in the queue again.
    """
    label = get_label(db, label_id, visible_to=user)
    _expect(label, LabelState.APPROVED, LabelState.REFUSED, LabelState.WITHDRAWN)
    if label.state is LabelState.APPROVED:
        advance_revision(db)
        _decide(db, label, LabelState.WITHDRAWN, user, on)
    else:
        _decide(db, label, LabelState.WAITING, user, on)


def effect_of(db: Session, files: Reference, label_id: int, *, user: User) -> Effect:
    """Read the latest interviews with and without a waiting label; nothing is kept.

    Raise ``Invalid`` if the label could not be applied.
    """
    label = get_label(db, label_id, visible_to=user)
    _expect(label, LabelState.WAITING)
    approved = list_labels(db, visible_to=STATISTICS, state=LabelState.APPROVED)
    check_label(label, files, approved)
    tried = (*approved, replace(label, state=LabelState.APPROVED))
    before = Matcher().fit(with_learnt(files, approved, revision=1))
    after = Matcher().fit(with_learnt(files, tried, revision=1))
    interviews = list_interviews(db, visible_to=user, most=_MOST_READ_AGAIN)
    changed = []
    for summary in interviews:
        interview = get_interview(db, summary.id, visible_to=user)
        old, new = (
            {
                (m.start, m.end, m.code)
                for m in matcher.propose(interview.notes, on=interview.held_on).linked.mentions
            }
            for matcher in (before, after)
        )
        if old != new:
            gained = tuple(sorted({code for _, _, code in new - old}))
            lost = tuple(sorted({code for _, _, code in old - new}))
            changed.append(ChangedReading(summary, gained, lost))
    return Effect(label, len(interviews), tuple(changed))


def _problem(label: LearntLabel, files: Reference, approved: Collection[LearntLabel]) -> str:
    try:
        check_label(label, files, approved)
    except Invalid as refused:
        return refused.expected
    return ""


def _expect(label: LearntLabel, *states: LabelState) -> None:
    if label.state not in states:
        raise Invalid("state", label.state.label, "other_label_state")


def _decide(
    db: Session,
    label: LearntLabel,
    state: LabelState,
    user: User,
    on: date,
    *,
    phrase: str = "",
) -> None:
    if not decide_label(db, label, state, phrase=phrase or label.phrase, by=user, on=on):
        raise Invalid("state", label.state.label, "other_label_state")
