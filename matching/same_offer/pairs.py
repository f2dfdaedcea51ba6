"""Which records of several sources are one offer: cheap candidates, then evidence, then groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from matching.places import CommuneNames
from matching.results import Reason
from matching.same_offer.evidence import Record, compare, describe, hopeless
from skills.reference import Reference
from skills.same_offer import RecordName, SameOffer, SameVerdict
from skills.training import TrainingOffer

_LARGEST_BLOCK = 120  # records that share a mark: beyond, the mark says nothing
_MARKS = 3  # words of a name by which a body is looked for


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one offer, ``one`` before ``other``."""

    one: RecordName
    other: RecordName
    score: float
    reasons: tuple[Reason, ...]
    verdict: SameVerdict


class SameOfferFinder:
    """Finds records of several sources that may be one offer. Immutable once made."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.weights = reference.weights.duplicates
        self._towns = CommuneNames(reference.communes)

    def find(
        self, offers: Iterable[TrainingOffer], *, among: frozenset[RecordName] | None = None
    ) -> tuple[Pair, ...]:
        """The pairs that are one offer or may be, by name; only those with a record ``among`` some
        when they are given.
        """
        records = {name_of(offer): self._record(offer) for offer in offers}
        found = []
        for one, other in _candidates(records, among):
            if hopeless(records[one], records[other], self.weights):
                continue
            pair = self._judge(one, other, records[one], records[other])
            if pair.verdict is not SameVerdict.APART:
                found.append(pair)
        return tuple(sorted(found, key=lambda pair: (pair.one, pair.other)))

    def judge(self, one: TrainingOffer, other: TrainingOffer) -> Pair:
        """What the evidence says of two records, whatever they have in common."""
        first, second = sorted((one, other), key=name_of)
        return self._judge(
            name_of(first), name_of(second), self._record(first), self._record(second)
        )

    def _record(self, offer: TrainingOffer) -> Record:
        return describe(offer, self.reference, self._towns)

    def _judge(self, one: RecordName, other: RecordName, here: Record, there: Record) -> Pair:
        reasons = compare(here, there, self.weights)
        score = sum(reason.weight for reason in reasons)
        if score >= self.weights.merged:
            verdict = SameVerdict.SAME
        elif score >= self.weights.proposed:
            verdict = SameVerdict.MAYBE
        else:
            verdict = SameVerdict.APART
        return Pair(one, other, score, reasons, verdict)


def name_of(offer: TrainingOffer) -> RecordName:
    """What names the record that an offer was read from."""
    return RecordName(offer.source, offer.key)


def _candidates(
    records: Mapping[RecordName, Record], among: frozenset[RecordName] | None
) -> Iterator[tuple[RecordName, RecordName]]:
    """Pairs of two sources that share a block, each once, in order. Two bodies of known and
    different numbers are never a pair.
    """
    names = sorted(records)
    ranks = {name: rank for rank, name in enumerate(names)}
    sources = [name.source for name in names]
    sirens = [records[name].siren for name in names]
    fresh = None if among is None else {ranks[name] for name in among if name in ranks}
    marks = _rare_marks(records.values())
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for name in names:
        for block in _blocks(records[name], marks):
            blocks[block].append(ranks[name])
    size = len(names)
    seen = set()
    for members in blocks.values():
        if not 1 < len(members) <= _LARGEST_BLOCK:
            continue
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                if sources[one] == sources[other]:
                    continue
                if sirens[one] and sirens[other] and sirens[one] != sirens[other]:
                    continue
                if fresh is None or one in fresh or other in fresh:
                    seen.add(one * size + other)
    for pair in sorted(seen):
        yield names[pair // size], names[pair % size]


def _rare_marks(records: Iterable[Record]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The rarest words of each body's name: « lycée » and « centre » name nobody."""
    bodies = {record.body for record in records}
    held = Counter(word for body in bodies for word in set(body))
    return {
        body: tuple(sorted(set(body), key=lambda word: (held[word], word))[:_MARKS])
        for body in bodies
    }


def _blocks(
    record: Record, marks: Mapping[tuple[str, ...], tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Marks of which the same offer shares at least one, wherever it is written."""
    for body in {*record.numbers, *marks[record.body]}:
        for code in record.certifications:
            yield "body", body, code
        for word in record.title.stems:
            yield "body", body, word
    for commune in record.communes:
        for code in record.certifications:
            yield "place", commune.code, code
        for session in record.offer.sessions:
            if session.starts_on:
                yield "place", commune.code, session.starts_on.day.isoformat()
    for session in record.offer.sessions:
        if session.starts_on:
            for code in record.certifications:
                yield "start", f"{session.starts_on.day:%Y-%m}", code


def group(
    same: Iterable[SameOffer], known: Iterable[RecordName]
) -> tuple[tuple[RecordName, ...], ...]:
    """The records that are one offer, in groups of two or more, by name.

    What a person decided comes first, then the surest. A group never holds two records that a
    person said are two offers, nor, unless a person said so, two of one source: each source knows
    its own.
    """
    there = set(known)
    pairs = [pair for pair in same if pair.one in there and pair.other in there]
    apart = {
        frozenset((pair.one, pair.other)) for pair in pairs if pair.verdict is SameVerdict.APART
    }
    of: dict[RecordName, frozenset[RecordName]] = {}
    joined = [pair for pair in pairs if pair.verdict is SameVerdict.SAME]
    for pair in sorted(joined, key=lambda p: (p.decided is None, -p.score, p.one, p.other)):
        here = of.get(pair.one, frozenset((pair.one,)))
        there_ = of.get(pair.other, frozenset((pair.other,)))
        if here == there_:
            continue
        twice = {name.source for name in here} & {name.source for name in there_}
        refused = any(frozenset((a, b)) in apart for a in here for b in there_)
        if refused or (twice and pair.decided is None):
            continue
        both = here | there_
        of.update(dict.fromkeys(both, both))
    groups = {tuple(sorted(names)) for names in of.values()}
    return tuple(sorted(groups))
