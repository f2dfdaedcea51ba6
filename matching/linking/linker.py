"""From a text to the competences and occupations it names: proposes, shows why, abstains when
unsure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Self

from matching.linking.evidence import Domain, features_of, logistic, reasons_of, score_of
from matching.linking.phrases import PhraseIndex, words_of
from matching.linking.readings import (
    Reading,
    nearest_of,
    read_stretches,
    read_terms,
    stretches,
)
from matching.linking.stop_pairs import StopPairs
from matching.linking.term_index import TermIndex
from matching.linking.terms import TermKind, phrases_of, terms_of
from matching.linking.trade import trade_features
from matching.results import (
    CompetenceMention,
    Grain,
    OccupationMention,
    Reason,
    RunnerUp,
)
from matching.text.sentences import Sentence
from matching.text.tokens import tokenise
from skills.reference import Reference
from skills.weights import LinkingModel

_TOLD_WITH_WORDS = frozenset(("alias", "fuzzy", "phrase"))


@dataclass(frozen=True, slots=True)
class Found:
    """A scored reading, before the best is chosen."""

    reading: Reading
    score: float
    features: dict[str, float]

    def rank(self, threshold: float) -> tuple[object, ...]:
        """Best first: a sure term of several words, the longest of them, then the better score,
        then the code, so that order is fixed.
        """
        term = self.reading.term
        words = len(term.stems) - self.reading.gaps if term else 0
        sure = words > 1 and self.score >= threshold
        kind = self.reading.kind is TermKind.FAMILY
        return (
            -words if sure else 0,
            -round(self.score, 6),
            kind,
            self.reading.first,
            self.reading.last,
            self.reading.code,
        )


class CompetenceLinker:
    """Links words to the ontology. Options come from the model; what is learnt ends with ``_``."""

    def __init__(self, model: LinkingModel) -> None:
        self.model = model

    def fit(self, reference: Reference) -> Self:
        """Index the terms of the ontology, and the phrases that people say."""
        self.index_ = TermIndex(self.model.domain).fit(terms_of(reference))
        self.phrases_ = PhraseIndex().fit(
            (code, words_of(tokenise(text))) for code, text in phrases_of(reference)
        )
        self.stops_ = StopPairs().fit(reference)
        self.family_ = {c.code: c.family for c in reference.competences.values()}
        return self

    def link(
        self, text: str, sentences: Sequence[Sentence]
    ) -> tuple[tuple[CompetenceMention, ...], tuple[OccupationMention, ...]]:
        """The competences and the occupations that ``text`` names, each in the order of the text.

        ``sentences`` are those of ``text``. Mentions of one kind never overlap.
        """
        competences: list[CompetenceMention] = []
        occupations: list[OccupationMention] = []
        for sentence, found in self.scored(text, sentences):
            chosen = self._occupations(found)
            occupations += [self._occupation(text, sentence, f) for f in chosen]
            others = (
                f
                for f in found
                if f.reading.kind is not TermKind.OCCUPATION
                and not any(o.reading.overlaps(f.reading) for o in chosen)
            )
            for best, rivals in self._without_overlap(others):
                mention = self._competence(text, sentence, best, rivals)
                if mention:
                    competences.append(mention)
        return (
            tuple(sorted(competences, key=lambda m: (m.start, m.end, m.code))),
            tuple(
                sorted(
                    _merge_genders(text, occupations),
                    key=lambda m: (m.start, m.end, m.code),
                )
            ),
        )

    def scored(
        self, text: str, sentences: Sequence[Sentence]
    ) -> Iterator[tuple[Sentence, list[Found]]]:
        """Each sentence with every reading of its words and what speaks for it; none in a paragraph
        that is not of this trade.
        """
        weighed = self.weighed(text, sentences)
        for _, group in groupby(weighed, key=lambda pair: pair[0].paragraph):
            found = [
                (sentence, [Found(r, score_of(f, self.model), f) for r, f in readings])
                for sentence, readings in group
            ]
            evidence = self.trade_evidence(found)
            trade = self.model.trade
            of_trade = logistic(trade.bias, trade.coefficients, evidence) >= trade.threshold
            # What a person said the words mean is of the trade, wherever it is said.
            of_trade |= any(
                one.reading.term and one.reading.term.is_learnt
                for _, readings in found
                for one in readings
            )
            yield from ((sentence, readings if of_trade else []) for sentence, readings in found)

    def trade_evidence(self, found: Sequence[tuple[Sentence, list[Found]]]) -> dict[str, float]:
        """What says whether a paragraph, with its readings, is of this trade."""
        tokens = [token for sentence, _ in found for token in sentence.tokens]
        scores = [one.score for _, readings in found for one in readings]
        terms = {one.reading.term.folded for _, f in found for one in f if one.reading.term}
        only_ours = sum(term not in self.model.elsewhere for term in terms)
        return trade_features(tokens, scores, only_ours, self.model.domain)

    def weighed(
        self, text: str, sentences: Sequence[Sentence]
    ) -> Iterator[tuple[Sentence, list[tuple[Reading, dict[str, float]]]]]:
        """Each sentence with every reading of its words and the evidence for each."""
        terms = [
            self.stops_.keep(sentence, read_terms(text, sentence, self.index_))
            for sentence in sentences
        ]
        parts = [
            stretches(sentence, found, _occupied(found))
            for sentence, found in zip(sentences, terms, strict=True)
        ]
        near = iter(nearest_of([s for found in parts for s in found], self.phrases_))
        by_paragraph: dict[int, list[tuple[Sentence, list[Reading]]]] = defaultdict(list)
        for sentence, found, named in zip(sentences, parts, terms, strict=True):
            readings = read_stretches(found, named, [next(near) for _ in found])
            kept = self.stops_.keep(sentence, readings)
            by_paragraph[sentence.paragraph].append((sentence, kept))
        for group in by_paragraph.values():
            yield from self._weigh(group)

    def _weigh(
        self, group: list[tuple[Sentence, list[Reading]]]
    ) -> Iterator[tuple[Sentence, list[tuple[Reading, dict[str, float]]]]]:
        """The evidence for the readings of one paragraph."""
        domain = Domain(
            [token for sentence, _ in group for token in sentence.tokens], self.model.domain
        )
        heard = {r.code for _, readings in group for r in readings if r.term}
        at = 0
        for sentence, readings in group:
            named: dict[tuple[int, int], int] = defaultdict(int)
            for reading in readings:
                named[reading.first, reading.last] += reading.term is not None
            yield (
                sentence,
                [
                    (
                        reading,
                        features_of(
                            reading,
                            domain,
                            at,
                            self.model.elsewhere,
                            neighbours=len(heard - {reading.code}),
                            rivals=named[reading.first, reading.last] - 1 if reading.term else 0,
                        ),
                    )
                    for reading in readings
                ],
            )
            at += len(sentence.tokens)

    def _occupations(self, found: Iterable[Found]) -> list[Found]:
        named = (
            f
            for f in found
            if f.reading.kind is TermKind.OCCUPATION and f.score >= self.model.competence_threshold
        )
        return [best for best, _ in self._without_overlap(named)]

    def _without_overlap(self, found: Iterable[Found]) -> list[tuple[Found, list[Found]]]:
        """The best of those that overlap, each with the readings it beat, in the order of rank."""
        chosen: list[tuple[Found, list[Found]]] = []
        threshold = self.model.competence_threshold
        for one in sorted(found, key=lambda f: f.rank(threshold)):
            rival = next((c for c in chosen if c[0].reading.overlaps(one.reading)), None)
            if rival is None:
                chosen.append((one, []))
            else:
                rival[1].append(one)
        return chosen

    def _competence(
        self, text: str, sentence: Sentence, best: Found, rivals: list[Found]
    ) -> CompetenceMention | None:
        """The mention at the grain that is sure enough, or None when even the family is not."""
        reading = best.reading
        start, end = _span(sentence, reading)
        is_family = reading.kind is TermKind.FAMILY
        family = reading.code if is_family else self.family_[reading.code]
        runner_up = next((f for f in rivals if f.reading.code != reading.code), None)
        mention = CompetenceMention(
            code=reading.code,
            family=family,
            grain=Grain.FAMILY if is_family else Grain.COMPETENCE,
            start=start,
            end=end,
            quote=text[start:end],
            score=best.score,
            reasons=self._explained(best),
            runner_up=RunnerUp(runner_up.reading.code, runner_up.score) if runner_up else None,
        )
        if best.score >= self.model.competence_threshold:
            return mention
        if best.score >= self.model.family_threshold:
            return replace(mention, code=family, grain=Grain.FAMILY)
        return None

    def _occupation(self, text: str, sentence: Sentence, found: Found) -> OccupationMention:
        start, end = _span(sentence, found.reading)
        return OccupationMention(
            found.reading.code,
            start,
            end,
            text[start:end],
            found.score,
            self._explained(found),
        )

    def _explained(self, found: Found) -> tuple[Reason, ...]:
        """The reasons, with the words of ours that those of the text are like."""
        term, near = found.reading.term, found.reading.near
        like = term.text if term else self.phrases_.words_of_phrase(near.nearest) if near else ""
        return tuple(
            replace(reason, detail=like) if reason.kind in _TOLD_WITH_WORDS else reason
            for reason in reasons_of(found.features, self.model)
        )


def _occupied(terms: Iterable[Reading]) -> set[int]:
    """The tokens that name an occupation."""
    return {
        at
        for term in terms
        if term.kind is TermKind.OCCUPATION
        for at in range(term.first, term.last + 1)
    }


def _span(sentence: Sentence, reading: Reading) -> tuple[int, int]:
    return sentence.tokens[reading.first].start, sentence.tokens[reading.last].end


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
