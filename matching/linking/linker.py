"""From a text to the competences and occupations it names: proposes, shows why, abstains when
unsure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Self

from matching.linking.choice import best_apart
from matching.linking.company import keep_company
from matching.linking.evidence import Scorer, Table
from matching.linking.readings import Reading, read_terms
from matching.linking.sentence_reader import Said, SentenceReader, occupation_readings
from matching.linking.stop_pairs import StopPairs
from matching.linking.stretches import StretchReader
from matching.linking.term_index import TermIndex
from matching.linking.terms import TermKind, terms_of, ways_to_say
from matching.linking.trade import trade_of
from matching.results import (
    CompetenceMention,
    Grain,
    OccupationMention,
    Reason,
    RunnerUp,
)
from matching.text.sentences import Sentence
from matching.text.tokens import content_stems, fold
from skills.reference import Reference
from skills.weights import LinkingModel

_TOLD_WITH_WORDS = frozenset(("alias", "fuzzy", "phrase"))
_PASSAGE = 24
"""Sentences of a paragraph that speak for each other."""
_AT_ONCE = 400  # tokens that are read together, or a passage
_RISK = 0.02  # worth of a reading that is just sure enough, beside how much surer it is
_WORTH_OF_FAMILY = 0.3  # of a family against a competence as sure


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with the chance, 0..1, that it is right, and the evidence for it."""

    reading: Reading
    score: float
    row: Table


@dataclass(frozen=True, slots=True)
class Heard:
    """What is found in one sentence, before anything is believed."""

    sentence: Sentence
    found: list[Found]
    jobs: list[Found]


class CompetenceLinker:
    """Links words to the ontology. Options come from the model; what is learnt ends with ``_``."""

    def __init__(self, model: LinkingModel) -> None:
        self.model = model

    def fit(self, reference: Reference) -> Self:
        """Index the terms of the ontology, and the words in which people say its competences."""
        model = self.model
        everyday = {*model.trade.odds, *model.trade.words, *model.stretches.stems}
        self.index_ = TermIndex(everyday).fit(terms_of(reference))
        self.stops_ = StopPairs().fit(reference)
        self.family_ = {c.code: c.family for c in reference.competences.values()}
        self.reader_ = SentenceReader(StretchReader(model.stretches), self.family_)
        self.alone_, self.competence_ = Scorer(model.alone), Scorer(model.competence)
        self.occupation_ = Scorer(model.occupation)
        self._competences_ = reference.competences
        self._said: dict[str, _Ways] = {}
        return self

    def link(
        self, text: str, sentences: Sequence[Sentence]
    ) -> tuple[tuple[CompetenceMention, ...], tuple[OccupationMention, ...]]:
        """The competences and the occupations that ``text`` names, each in the order of the text.

        ``sentences`` are those of ``text``. Mentions of one kind never overlap.
        """
        competences: list[CompetenceMention] = []
        occupations: list[OccupationMention] = []
        for heard in self.heard(text, sentences):
            jobs = self._jobs(heard.jobs)
            occupations += [self._occupation(text, heard.sentence, job) for job in jobs]
            rest = [f for f in heard.found if not any(j.reading.overlaps(f.reading) for j in jobs)]
            competences += self._competences(text, heard.sentence, rest)
        return (
            tuple(sorted(competences, key=lambda m: (m.start, m.end, m.code))),
            tuple(
                sorted(
                    _merge_genders(text, occupations),
                    key=lambda m: (m.start, m.end, m.code),
                )
            ),
        )

    def heard(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Heard]:
        """Each sentence with every reading of its words and how likely it is."""
        waiting: list[list[Said]] = []
        for passage in self._passages(text, sentences):
            waiting.append(passage)
            if sum(len(said.sentence.tokens) for one in waiting for said in one) >= _AT_ONCE:
                yield from self._read(waiting)
                waiting = []
        yield from self._read(waiting)

    def _passages(self, text: str, sentences: Sequence[Sentence]) -> Iterator[list[Said]]:
        for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
            paragraph = list(group)
            trade = trade_of([t for s in paragraph for t in s.tokens], self.model.trade)
            for at in range(0, len(paragraph), _PASSAGE):
                yield [
                    Said(one, read_terms(text, one, self.index_), trade)
                    for one in paragraph[at : at + _PASSAGE]
                ]

    def _read(self, passages: Sequence[Sequence[Said]]) -> Iterator[Heard]:
        """Passages read together, none of which changes another."""
        everything, table = self.reader_.read([said for passage in passages for said in passage])
        found, start = iter(everything), 0
        for passage in passages:
            heard = list(islice(found, len(passage)))
            rows = table[start : start + sum(map(len, heard))]
            start += len(rows)
            keep_company(rows, self.alone_.chances(rows), heard, self.family_)
            chances, at = self.competence_.chances(rows).tolist(), 0
            for said, readings in zip(passage, heard, strict=True):
                own = slice(at, at + len(readings))
                at += len(readings)
                jobs, job_rows = occupation_readings(said.terms, said.trade)
                job_chances = self.occupation_.chances(job_rows).tolist()
                yield Heard(
                    said.sentence,
                    self._kept(said.sentence, readings, chances[own], rows[own]),
                    self._kept(said.sentence, jobs, job_chances, job_rows),
                )

    def _kept(
        self,
        sentence: Sentence,
        readings: Sequence[Reading],
        chances: Sequence[float],
        rows: Table,
    ) -> list[Found]:
        """The readings that no stop-pair silences."""
        found = [Found(*one) for one in zip(readings, chances, rows, strict=True)]
        kept = set(self.stops_.keep(sentence, readings))
        return [one for one in found if one.reading in kept]

    def _jobs(self, found: Iterable[Found]) -> Sequence[Found]:
        threshold = self.model.occupation.threshold
        sure = sorted(
            (f for f in found if f.score >= threshold),
            key=lambda f: (f.reading.first, f.reading.last, f.reading.code),
        )
        return best_apart(
            (f.reading.first, f.reading.last, f.score - threshold + _RISK, f) for f in sure
        )

    def _competences(
        self, text: str, sentence: Sentence, found: Sequence[Found]
    ) -> Iterator[CompetenceMention]:
        """The mentions of a sentence, each at the grain that is sure enough."""
        together: dict[tuple[int, int, str], list[Found]] = defaultdict(list)
        items: list[tuple[int, int, float, tuple[Found, str, float]]] = []
        for one in sorted(found, key=lambda f: (-f.score, f.reading.code)):
            reading = one.reading
            family = self.family_.get(reading.code, reading.code)
            together[reading.first, reading.last, family].append(one)
            surplus = one.score - self.model.competence.threshold
            if surplus >= 0 and reading.kind is TermKind.COMPETENCE:
                said = (one, reading.code, one.score)
                items.append((reading.first, reading.last, surplus + _RISK, said))
        for (first, last, family), members in together.items():
            # One of them at most is right: their chances add up to the family's.
            score = min(1.0, sum(member.score for member in members))
            surplus = score - self.model.family_threshold
            if surplus >= 0:
                worth = _WORTH_OF_FAMILY * surplus + _RISK / 20
                items.append((first, last, worth, (members[0], family, score)))
        chosen = best_apart(items)
        # « contrôle par ultrasons » says more than « contrôle » beside it.
        codes = {code for _, code, _ in chosen}
        told = {self.family_[code] for code in codes if code in self.family_}
        unsaid = [one for one in found if one.reading.code not in codes]
        for best, code, score in chosen:
            if code not in told:
                yield self._competence(text, sentence, best, code, score, unsaid)

    def _competence(
        self,
        text: str,
        sentence: Sentence,
        best: Found,
        code: str,
        score: float,
        unsaid: Iterable[Found],
    ) -> CompetenceMention:
        """One mention, with the surest reading of its words as what the sentence does not say."""
        reading = best.reading
        start, end = _span(sentence, reading)
        rivals = [
            f for f in unsaid if f.reading.overlaps(reading) and f.reading.code != reading.code
        ]
        rival = max(rivals, key=lambda f: (f.score, f.reading.code), default=None)
        is_family = code not in self.family_
        reasons = self._explained(sentence, best, self.competence_, self.alone_)
        if score != best.score:  # the family's other codes say it too
            reasons = (*reasons, Reason("phrase", score - best.score))
        return CompetenceMention(
            code=code,
            family=code if is_family else self.family_[code],
            grain=Grain.FAMILY if is_family else Grain.COMPETENCE,
            start=start,
            end=end,
            quote=text[start:end],
            score=score,
            reasons=_merged(reasons),
            runner_up=RunnerUp(rival.reading.code, rival.score) if rival else None,
        )

    def _occupation(self, text: str, sentence: Sentence, found: Found) -> OccupationMention:
        start, end = _span(sentence, found.reading)
        reasons = self._explained(sentence, found, self.occupation_)
        return OccupationMention(
            found.reading.code, start, end, text[start:end], found.score, reasons
        )

    def _explained(
        self, sentence: Sentence, found: Found, scorer: Scorer, alone: Scorer | None = None
    ) -> tuple[Reason, ...]:
        """The reasons, with the words of ours that those of the text are like."""
        reading = found.reading
        like = reading.term.term.text if reading.term else self._alike(sentence, reading)
        return tuple(
            replace(reason, detail=like) if reason.kind in _TOLD_WITH_WORDS else reason
            for reason in scorer.reasons(found.row, alone)
        )

    def _alike(self, sentence: Sentence, reading: Reading) -> str:
        """The way of saying the code, folded, that shares most with the words read."""
        phrases, by_stem = self._ways(reading.code)
        rarity = self.model.stretches.stems
        common: dict[int, float] = defaultdict(float)
        for stem in {t.stem for t in sentence.tokens[reading.first : reading.last + 1]}:
            for at in by_stem.get(stem, ()):
                common[at] += rarity.get(stem, 0.0)
        shares = ((weight / phrases[at][1], phrases[at][0]) for at, weight in common.items())
        return max(shares, default=(0.0, ""))[1]

    def _ways(self, code: str) -> "_Ways":
        """The ways of saying a competence; kept once asked for."""
        if code not in self._said:
            phrases, by_stem = [], defaultdict(list)
            for at, phrase in enumerate(ways_to_say(self._competences_[code])):
                stems = set(content_stems(phrase))
                phrases.append((fold(phrase), (len(stems) + 1) ** 0.5))
                for stem in stems:
                    by_stem[stem].append(at)
            self._said[code] = phrases, by_stem
        return self._said[code]


_Ways = tuple[list[tuple[str, float]], dict[str, list[int]]]
"""Phrases, folded, with the root of their length; where each stem stands among them."""


def _span(sentence: Sentence, reading: Reading) -> tuple[int, int]:
    return sentence.tokens[reading.first].start, sentence.tokens[reading.last].end


def _merged(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """One reason of each kind, in the order they first come."""
    by_kind: dict[str, Reason] = {}
    for reason in reasons:
        before = by_kind.get(reason.kind)
        together = reason.weight + (before.weight if before else 0.0)
        by_kind[reason.kind] = replace(before or reason, weight=together)
    return tuple(by_kind.values())


def _merge_genders(text: str, mentions: list[OccupationMention]) -> list[OccupationMention]:
    """« stratifieuse / stratifieur » is one mention."""
    merged: list[OccupationMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        last = merged[-1] if merged else None
        between = text[last.end : mention.start].strip() if last else ""
        if last and last.code == mention.code and between in ("/", "ou", "-", "("):
            merged[-1] = replace(last, end=mention.end, quote=text[last.start : mention.end])
        else:
            merged.append(mention)
    return merged
