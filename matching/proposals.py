"""From sentences to proposed needs: who is asked for, how many, when, able to do what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from matching.cues.asking import elaborates
from matching.read_sentence import ReadSentence
from matching.results import (
    CompetenceMention,
    Cue,
    NeedProposal,
    OccupationMention,
    Polarity,
)
from matching.text.sentences import Sentence
from skills.need import Headcount
from skills.terms_of_work import Commitment, Contract

_Event = CompetenceMention | OccupationMention | Cue[Headcount]

_TRAILING = re.compile(r"(?:[\s,;:\-]|(?<=\s)(?:et|ou|mais|puis|aussi))+$")

_SURE = 0.65
"""Score from which a mention is taken as sure in a proposal: across folds, 97 in 100 from here on
are right on the dev half, and 89 in 100 of those just above.
"""


@dataclass(slots=True)
class _Draft:
    """A need in the making."""

    first: ReadSentence
    start: int
    end: int
    occupation: OccupationMention | None = None
    headcount: Headcount | None = None
    wanted_by: date | None = None
    competences: list[CompetenceMention] = field(default_factory=list)
    not_asked: list[CompetenceMention] = field(default_factory=list)
    sentences: list[ReadSentence] = field(default_factory=list)


def propose(text: str, paragraph: Sequence[ReadSentence]) -> Iterator[NeedProposal]:
    """The needs that one paragraph proposes, in the order of the text."""
    drafts: list[_Draft] = []
    for read in paragraph:
        _extend(drafts, read)
    for draft in drafts:
        if draft.occupation or draft.competences:
            yield _proposal(text, draft)


def _extend(drafts: list[_Draft], read: ReadSentence) -> None:
    """Add what a sentence says to the need being told, or begin new ones."""
    sentence = read.sentence
    new_here: list[_Draft] = []
    counted = {id(o.headcount) for o in read.occupations if o.headcount}
    events: list[_Event] = [*read.occupations]
    events += read.competences
    events += [cue for cue in read.headcounts if id(cue.value) not in counted]
    current = drafts[-1] if drafts and _goes_on(drafts[-1], read) else None
    refused: list[_Event] = []
    for event in sorted(events, key=lambda e: e.start):
        if current is None and not _is_asked(event):
            refused.append(event)  # « pas besoin de soudure » alone is no need
            continue
        if current is None or _begins_another(current, event, read):
            start = sentence.start if not new_here else event.start
            same = current if isinstance(event, Cue) else None
            current = _Draft(read, start, sentence.end, sentences=[read])
            # « trois pour septembre et deux autres en janvier », not « et une personne au collage »
            if same and same in new_here and not _counts_others(sentence, event):
                current.occupation, current.competences = (
                    same.occupation,
                    list(same.competences),
                )
            if new_here:
                new_here[-1].end = start
            new_here.append(current)
            drafts.append(current)
            for one in refused:
                _take(current, one)
            refused = []
        _take(current, event)
    if current is not None and (new_here or _adds(read)):
        if read not in current.sentences:
            current.sentences.append(read)
        current.end = sentence.end
        _take_dates(new_here or [current], read)


def _is_asked(event: _Event) -> bool:
    return isinstance(event, Cue) or event.polarity is Polarity.ASKED


def _asks_for_something(read: ReadSentence) -> bool:
    mentions: list[_Event] = [*read.occupations]
    mentions += read.competences
    return any(_is_asked(mention) for mention in mentions)


def _counts_others(sentence: Sentence, event: _Event) -> bool:
    """Whether the number counts people who are not those named before: « une personne »."""
    following = next((t.norm for t in sentence.tokens if t.start >= event.end), "")
    return following.rstrip("s") in ("personne", "gar", "mec", "profil", "poste", "jeune", "per")


def _adds(read: ReadSentence) -> bool:
    """Whether a sentence says more of the need: who, how many, when, or what is not needed."""
    polarities = {m.polarity for m in read.competences} | {m.polarity for m in read.occupations}
    return bool(read.headcounts or read.dates or polarities - {Polarity.PAST})


def _goes_on(draft: _Draft, read: ReadSentence) -> bool:
    """Whether the sentence still speaks of the need told just before."""
    asked = [o for o in read.occupations if o.polarity is Polarity.ASKED]
    if asked and draft.occupation and asked[0].code != draft.occupation.code:
        return False
    if read.headcounts and draft.headcount is not None:
        return False
    if not read.occupations and not read.competences:
        return True
    return elaborates(read.sentence) or (not read.asks and not asked)


def _begins_another(draft: _Draft, event: _Event, read: ReadSentence) -> bool:
    if isinstance(event, OccupationMention):
        if event.polarity is not Polarity.ASKED or draft.occupation is None:
            return False
        between = read.sentence.normal[: read.sentence.position(event.start)].rstrip()
        alternative = between.endswith((" ou", "/", " ou un", " ou une")) and not event.headcount
        return event.code != draft.occupation.code and not alternative
    if isinstance(event, Cue):
        return draft.headcount is not None
    return False


def _take(draft: _Draft, event: _Event) -> None:
    if isinstance(event, OccupationMention):
        if event.polarity is Polarity.ASKED and draft.occupation is None:
            draft.occupation = event
        if event.polarity is Polarity.ASKED and draft.headcount is None:
            draft.headcount = event.headcount
    elif isinstance(event, CompetenceMention):
        if event.polarity is Polarity.PAST:
            return  # what a firm did once says nothing of whom it needs
        kept = draft.competences if event.polarity is Polarity.ASKED else draft.not_asked
        if event.code not in {m.code for m in kept}:
            kept.append(event)
    elif draft.headcount is None:
        draft.headcount = event.value


def _take_dates(drafts: Sequence[_Draft], read: ReadSentence) -> None:
    """Give each need of the sentence the date nearest to it."""
    for draft in drafts:
        if draft.wanted_by is None and read.dates:
            inside = [c for c in read.dates if draft.start <= c.start < draft.end]
            draft.wanted_by = (inside or list(read.dates))[0].value


def _bullet(quote: str) -> int:
    """How many characters of bullet or comma stand before the first word."""
    return len(quote) - len(quote.lstrip(" \t\n-–—•*·>,;"))


def _proposal(text: str, draft: _Draft) -> NeedProposal:
    contracts: list[Contract] = [c.value for r in draft.sentences for c in r.contracts]
    commitments = tuple(dict.fromkeys(c.value for r in draft.sentences for c in r.commitments))
    if not contracts and Commitment.APPRENTICE in commitments:
        contracts = [Contract.APPRENTICESHIP]  # « on prendrait un apprenti »
    scores = [m.score for m in draft.competences]
    if draft.occupation:
        scores.append(draft.occupation.score)
    telling = [r for r in draft.sentences if _asks_for_something(r)]
    asked = any(r.asks or r.difficulties for r in telling) or draft.headcount is not None
    start = draft.start + _bullet(text[draft.start : draft.end])
    quote = _TRAILING.sub("", text[start : draft.end])
    return NeedProposal(
        start=start,
        end=start + len(quote),
        quote=quote,
        occupation=draft.occupation,
        competences=tuple(draft.competences),
        not_asked=tuple(draft.not_asked),
        headcount=draft.headcount,
        wanted_by=draft.wanted_by,
        contract=contracts[0] if contracts else None,
        shifts=tuple(dict.fromkeys(c.value for r in draft.sentences for c in r.shifts)),
        commitments=commitments,
        difficult=any(r.difficulties for r in draft.sentences),
        sure=asked and all(score >= _SURE for score in scores),
    )
