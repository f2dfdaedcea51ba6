"""Read a whole text: mentions with what is said of each, and the needs it proposes."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from matching.cues.asking import asks, skill_phrases
from matching.cues.dates import find_dates
from matching.cues.headcounts import find_headcounts
from matching.cues.hints import hints
from matching.cues.levels import Level, levels_named, levels_of, said_of
from matching.cues.polarity import polarities
from matching.cues.said import Said
from matching.cues.terms_of_work import (
    find_commitments,
    find_contracts,
    find_difficulties,
    find_shifts,
)
from matching.linking.linker import CompetenceLinker
from matching.occupation_cues import count_of, date_of, in_clause, told_in_full
from matching.proposals import propose
from matching.read_sentence import ReadSentence
from matching.results import (
    CompetenceMention,
    Cue,
    InterviewReading,
    LinkedText,
    OccupationMention,
    Polarity,
    Unlinked,
)
from matching.text.clauses import Clauses, clauses
from matching.text.sentences import Sentence, sentences
from skills.weights import LinkingModel

T = TypeVar("T")
_Mention = CompetenceMention | OccupationMention


def read_text(text: str, linker: CompetenceLinker, *, on: date) -> InterviewReading:
    """Everything that ``text`` says, dates being relative to ``on``."""
    cut = sentences(text)
    competences, occupations = linker.link(text, cut)
    starts = [sentence.start for sentence in cut]
    said: dict[int, list[CompetenceMention]] = defaultdict(list)
    named: dict[int, list[OccupationMention]] = defaultdict(list)
    for mention in competences:
        said[bisect_right(starts, mention.start)].append(mention)
    for job in occupations:
        named[bisect_right(starts, job.start)].append(job)
    read = [
        _read_sentence(
            sentence,
            _answer(text, cut, place),
            tuple(said[place]),
            tuple(named[place]),
            on,
            linker.model,
        )
        for place, sentence in enumerate(cut, start=1)
    ]
    read = [
        one
        for _, paragraph in groupby(read, key=lambda r: r.sentence.paragraph)
        for one in _with_levels(list(paragraph))
    ]
    proposals = [
        proposal
        for _, paragraph in groupby(read, key=lambda r: r.sentence.paragraph)
        for proposal in propose(text, list(paragraph))
    ]
    linked = LinkedText(
        mentions=tuple(m for r in read for m in r.competences),
        occupations=tuple(told_in_full(read)),
        unlinked=tuple(_unlinked(text, read)),
        headcounts=tuple(c for r in read for c in r.headcounts),
        dates=tuple(c for r in read for c in r.dates),
        contracts=tuple(c for r in read for c in r.contracts),
        shifts=tuple(c for r in read for c in r.shifts),
        commitments=tuple(c for r in read for c in r.commitments),
        difficulties=tuple(c for r in read for c in r.difficulties),
    )
    return InterviewReading(tuple(proposals), linked)


def _answer(text: str, cut: Sequence[Sentence], place: int) -> Sentence | None:
    """The sentence at ``place``, if the one before asks it in the same paragraph."""
    if place == len(cut) or cut[place].paragraph != cut[place - 1].paragraph:
        return None
    return cut[place] if "?" in text[cut[place - 1].end : cut[place].start] else None


def _read_sentence(
    sentence: Sentence,
    answer: Sentence | None,
    competences: tuple[CompetenceMention, ...],
    occupations: tuple[OccupationMention, ...],
    on: date,
    model: LinkingModel,
) -> ReadSentence:
    cut = clauses(sentence)
    spans = [(sentence.position(m.start), sentence.position_after(m.end)) for m in occupations]
    spans += _people(sentence, model.people)
    headcounts = tuple(find_headcounts(sentence, spans, model.counts))
    dates = tuple(find_dates(sentence, on))
    said = hints(sentence)
    contracts = tuple(find_contracts(sentence)) if "contract" in said else ()
    mentions: list[_Mention] = [*occupations, *competences]
    levels = tuple(levels_named(sentence)) if "level" in said else ()
    meant = _meant(
        cut, _levelled(sentence, levels, [_said(sentence, m) for m in mentions]), answer, model
    )
    return ReadSentence(
        sentence,
        cut,
        tuple(
            replace(m, polarity=meant[rank])
            for rank, m in enumerate(competences, start=len(occupations))
        ),
        tuple(
            replace(
                m,
                polarity=meant[rank],
                headcount=_value(count_of(sentence, m, occupations, headcounts)),
                when=_value(date_of(sentence, rank, occupations, dates))
                if meant[rank] is Polarity.ASKED
                else None,
                contract=_value(in_clause(cut, m, contracts)),
            )
            for rank, m in enumerate(occupations)
        ),
        headcounts,
        dates,
        contracts,
        tuple(find_shifts(sentence)) if "shift" in said else (),
        tuple(find_commitments(sentence)) if "commitment" in said else (),
        tuple(find_difficulties(sentence)) if "difficult" in said else (),
        asks(sentence),
        levels,
    )


def _with_levels(paragraph: list[ReadSentence]) -> list[ReadSentence]:
    """The sentences of a paragraph, their mentions with the level that is said of them."""
    mentions: list[tuple[_Mention, ...]] = [
        (*one.occupations, *one.competences) for one in paragraph
    ]
    levels = levels_of(
        [
            (one.sentence, [_said(one.sentence, m) for m in said], one.levels)
            for one, said in zip(paragraph, mentions, strict=True)
        ]
    )
    return [
        replace(
            one,
            occupations=tuple(
                replace(m, level=level.get(rank)) for rank, m in enumerate(one.occupations)
            ),
            competences=tuple(
                replace(m, level=level.get(rank))
                for rank, m in enumerate(one.competences, start=len(one.occupations))
            ),
        )
        if level
        else one
        for one, level in zip(paragraph, levels, strict=True)
    ]


def _said(sentence: Sentence, mention: _Mention) -> Said:
    return Said(
        sentence.position(mention.start),
        sentence.position_after(mention.end),
        isinstance(mention, OccupationMention),
        mention.polarity is Polarity.ASKED,
        mention.code,
    )


def _levelled(sentence: Sentence, levels: Sequence[Level], said: Sequence[Said]) -> list[Said]:
    """The mentions, those that a level is said of marked as such."""
    of = {rank for level in levels for rank in said_of(sentence.normal, level, said) or ()}
    return [replace(one, levelled=rank in of) for rank, one in enumerate(said)] if of else [*said]


def _people(sentence: Sentence, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the sentence names a person by an occupation of any trade, in its ``normal`` text."""
    for word, start in zip(sentence.words, sentence.offsets, strict=True):
        if word in words or (word[-1] == "s" and word[:-1] in words):
            yield start, start + len(word)


def _meant(
    cut: Clauses, said: Sequence[Said], answer: Sentence | None, model: LinkingModel
) -> dict[int, Polarity]:
    """How each mention is meant, by its rank in ``said``."""
    order = sorted(range(len(said)), key=lambda rank: (said[rank].start, said[rank].end))
    read = polarities(cut, [said[rank] for rank in order], answer, model.refusals)
    return dict(zip(order, read, strict=True))


def _value(cue: Cue[T] | None) -> T | None:
    return cue.value if cue else None


def _unread(
    cut: Iterable[Sentence],
    competences: Iterable[CompetenceMention],
    occupations: Iterable[OccupationMention],
) -> Iterator[tuple[int, int]]:
    """Offsets of the phrases said as a skill (« savoir … ») that nothing known reads."""
    known = [(m.start, m.end) for m in competences]
    known += [(m.start, m.end) for m in occupations]
    starts = sorted(known)
    for sentence in cut:
        for start, end in skill_phrases(sentence):
            place = bisect_right(starts, (end, 0))
            if not any(
                first < end and start < last for first, last in starts[max(0, place - 40) : place]
            ):
                yield start, end


def _unlinked(text: str, read: Iterable[ReadSentence]) -> Iterator[Unlinked]:
    """The phrases said as a skill in which nothing was recognised."""
    for one in read:
        for start, end in _unread([one.sentence], one.competences, one.occupations):
            yield Unlinked(start, end, text[start:end])
