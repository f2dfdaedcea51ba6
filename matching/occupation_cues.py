"""Which number, day and contract are said of which occupation."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from matching.read_sentence import ReadSentence
from matching.results import CompetenceMention, Cue, OccupationMention, Polarity
from matching.text.clauses import Clauses
from matching.text.sentences import Sentence
from skills.need import Headcount

T = TypeVar("T")

_ADJACENT = 3  # words at most between « trois » and the occupation that it counts


def _nearest(start: int, end: int, cues: Iterable[Cue[T]]) -> Cue[T] | None:
    """The cue nearest to a span; the earlier of two at the same distance."""
    return min(
        cues,
        key=lambda c: (max(c.start - end, start - c.end, 0), c.start),
        default=None,
    )


def in_clause(
    cut: Clauses, mention: CompetenceMention | OccupationMention, cues: Iterable[Cue[T]]
) -> Cue[T] | None:
    """The nearest cue that stands in the mention's own clause."""
    sentence = cut.sentence
    here = cut.index(sentence.position(mention.start))
    same = [c for c in cues if cut.index(sentence.position(c.start)) == here]
    return _nearest(mention.start, mention.end, same)


def count_of(
    sentence: Sentence,
    mention: OccupationMention,
    occupations: Sequence[OccupationMention],
    headcounts: Sequence[Cue[Headcount]],
) -> Cue[Headcount] | None:
    """The number that counts an occupation: just before or after it, else the only one of the
    sentence.
    """
    for cue in headcounts:
        between = [t for t in sentence.tokens if cue.end <= t.start < mention.start]
        if cue.end <= mention.start and len(between) <= _ADJACENT:
            apart = any(not t.is_word for t in between if t.norm != "-")
            if not apart and not any(cue.end <= o.start < mention.start for o in occupations):
                return cue
        if 0 <= cue.start - mention.end <= 4:
            return cue
    if len(headcounts) == 1 and len(occupations) == 1:
        return headcounts[0]
    return None


def date_of(
    sentence: Sentence,
    rank: int,
    occupations: Sequence[OccupationMention],
    dates: Sequence[Cue[date]],
) -> Cue[date] | None:
    """The day that an occupation is wanted: one said before the next occupation is named, or that
    leads to this one (« et, pour mars, une contrôleuse »); else the only one of the sentence, when
    it stands before or after all occupations.
    """
    mention = occupations[rank]
    end = occupations[rank + 1].start if rank + 1 < len(occupations) else sentence.end + 1
    last = occupations[rank - 1].end if rank else sentence.start
    leading = [c for c in dates if last <= c.start < mention.start and _leads(sentence, c, mention)]
    own = [c for c in dates if mention.end <= c.start < end]
    if rank + 1 < len(occupations):
        own = [c for c in own if not _leads(sentence, c, occupations[rank + 1])]
    if leading or own:
        return (leading or own)[0]
    if len(dates) == 1 and (
        dates[0].start >= occupations[-1].end or dates[0].end <= occupations[0].start
    ):
        return dates[0]
    return None


def _leads(sentence: Sentence, cue: Cue[date], mention: OccupationMention) -> bool:
    """Whether a day is said just before the occupation, after a mark or first of all."""
    between = sum(cue.end <= t.start < mention.start for t in sentence.tokens)
    before = [t for t in sentence.tokens if t.end <= cue.start]
    if before and before[-1].norm in ("pour", "en", "au", "d", "des", "fin", "mi"):
        before.pop()
    return between <= _ADJACENT and (not before or not before[-1].is_word)


def told_in_full(read: Sequence[ReadSentence]) -> list[OccupationMention]:
    """The occupations of a text, one without a day or a number having the only one that its
    paragraph says after it, before another is named (« Les moulistes ? Deux, pour mars. »).
    """
    told: list[OccupationMention] = []
    days: set[date] = set()
    counts: list[Headcount] = []
    paragraph = -1
    for one in reversed(read):
        if one.sentence.paragraph != paragraph:
            paragraph = one.sentence.paragraph
            days, counts = set(), []
        day = next(iter(days)) if len(days) == 1 and not one.dates else None
        count = counts[0] if len(counts) == 1 and not one.headcounts else None
        for job in reversed(one.occupations):
            if (day or count) and job.polarity is Polarity.ASKED:
                told.append(replace(job, when=job.when or day, headcount=job.headcount or count))
            else:
                told.append(job)
        if one.occupations:
            days, counts = set(), []
        else:
            days.update(cue.value for cue in one.dates)
            counts.extend(cue.value for cue in one.headcounts)
    return told[::-1]
