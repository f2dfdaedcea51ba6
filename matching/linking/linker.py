"""From a text to the competences and occupations it names: proposes, shows why, abstains when
unsure.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from rapidfuzz import fuzz

from matching.linking.evidence import Domain, features_of, score_of
from matching.linking.term_index import Candidate, TermIndex
from matching.linking.terms import TermKind, terms_of
from matching.results import (
    CompetenceMention,
    Grain,
    OccupationMention,
    Reason,
    RunnerUp,
)
from matching.text.sentences import Sentence
from matching.text.tokens import fold
from skills.reference import Reference
from skills.weights import LinkingModel


@dataclass(frozen=True, slots=True)
class Found:
    """A scored candidate, before the best is chosen."""

    candidate: Candidate
    score: float
    reasons: tuple[Reason, ...]

    @property
    def rank(self) -> tuple[float, ...] | tuple[object, ...]:
        """Best first: more words read, then the better score, then the code, so that order is
        fixed.
        """
        words = len(self.candidate.term.stems) - self.candidate.gaps
        kind = self.candidate.term.kind is TermKind.FAMILY
        return (
            -words,
            -round(self.score, 6),
            kind,
            self.candidate.first,
            self.candidate.term.code,
        )


class CompetenceLinker:
    """Links words to the ontology. Options come from the model; what is learnt ends with ``_``."""

    def __init__(self, model: LinkingModel) -> None:
        self.model = model

    def fit(self, reference: Reference) -> Self:
        """Index the terms of the ontology."""
        # scikit-learn takes a second to load: whoever only asks for help does not pay it.
        from matching.linking.resemblance import Resemblance

        terms = terms_of(reference)
        self.index_ = TermIndex(self.model.domain).fit(terms)
        self.resemblance_ = Resemblance().fit(
            [term for term in terms if term.kind is TermKind.COMPETENCE]
        )
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
        by_paragraph: dict[int, list[tuple[Sentence, list[Candidate]]]] = defaultdict(list)
        for sentence in sentences:
            by_paragraph[sentence.paragraph].append((sentence, self.index_.find(sentence)))
        for group in by_paragraph.values():
            heard = {c.term.code for _, found in group for c in found}
            for sentence, candidates in group:
                scored = [
                    Found(candidate, *score_of(features, self.model))
                    for features, candidate in self.weigh(text, sentence, candidates, len(heard))
                ]
                named = [f for f in scored if f.candidate.term.kind is TermKind.OCCUPATION]
                chosen = _without_overlap(
                    f for f in named if f.score >= self.model.competence_threshold
                )
                occupations += [_occupation(text, sentence, f) for f, _ in chosen]
                spans = [(f.candidate.first, f.candidate.last) for f, _ in chosen]
                others = (
                    f
                    for f in scored
                    if f.candidate.term.kind is not TermKind.OCCUPATION
                    and not any(a <= f.candidate.first and f.candidate.last <= b for a, b in spans)
                )
                for best, rivals in _without_overlap(others):
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

    def resembling(
        self, text: str, phrases: Sequence[tuple[int, int]]
    ) -> tuple[CompetenceMention, ...]:
        """What phrases said as a skill most resemble, where no term was found; unsure by nature.

        ``phrases`` are offsets into ``text``. Below the model's threshold a phrase gives nothing.
        """
        found = []
        quotes = [text[start:end] for start, end in phrases]
        for (start, end), (term, cosine) in zip(
            phrases, self.resemblance_.nearest(quotes), strict=True
        ):
            if cosine < self.model.resemblance_threshold:
                continue
            likeness = fuzz.token_sort_ratio(fold(text[start:end]), term.folded) / 100
            score = (cosine + likeness) / 2
            reasons = (
                Reason("ngram", cosine / 2, term.text),
                Reason("fuzzy", likeness / 2, term.text),
            )
            family = self.family_[term.code]
            sure = score >= self.model.competence_threshold
            found.append(
                CompetenceMention(
                    code=term.code if sure else family,
                    family=family,
                    grain=Grain.COMPETENCE if sure else Grain.FAMILY,
                    start=start,
                    end=end,
                    quote=text[start:end],
                    score=score,
                    reasons=reasons,
                )
            )
        return tuple(found)

    def weigh(
        self, text: str, sentence: Sentence, candidates: list[Candidate], heard: int
    ) -> Iterable[tuple[dict[str, float], Candidate]]:
        """The evidence for each concept on the same words, by the term that is closest to them.

        ``heard`` is the number of concepts found in the paragraph.
        """
        domain = Domain(sentence.tokens, self.model.domain)
        for (first, last), by_code in _by_words(candidates).items():
            quote = text[sentence.tokens[first].start : sentence.tokens[last].end]
            folded = fold(quote)
            for same in by_code.values():
                surface, candidate = max(
                    ((fuzz.ratio(folded, c.term.folded) / 100, c) for c in same),
                    key=lambda pair: (pair[0], pair[1].term.folded),
                )
                features = features_of(
                    candidate,
                    domain,
                    surface=surface,
                    neighbours=heard - 1,
                    rivals=len(by_code) - 1,
                )
                yield features, candidate

    def _competence(
        self, text: str, sentence: Sentence, best: Found, rivals: list[Found]
    ) -> CompetenceMention | None:
        """The mention at the grain that is sure enough, or None when even the family is not."""
        term = best.candidate.term
        start, end = _span(sentence, best.candidate)
        family = term.code if term.kind is TermKind.FAMILY else self.family_[term.code]
        runner_up = next((f for f in rivals if f.candidate.term.code != term.code), None)
        mention = CompetenceMention(
            code=term.code,
            family=family,
            grain=Grain.FAMILY if term.kind is TermKind.FAMILY else Grain.COMPETENCE,
            start=start,
            end=end,
            quote=text[start:end],
            score=best.score,
            reasons=_explained(best, term.text),
            runner_up=RunnerUp(runner_up.candidate.term.code, runner_up.score)
            if runner_up
            else None,
        )
        if best.score >= self.model.competence_threshold:
            return mention
        if best.score >= self.model.family_threshold:
            return replace(mention, code=family, grain=Grain.FAMILY)
        return None


def _by_words(
    candidates: Iterable[Candidate],
) -> dict[tuple[int, int], dict[str, list[Candidate]]]:
    """The candidates by the tokens they read, then by the concept they name."""
    found: dict[tuple[int, int], dict[str, list[Candidate]]] = {}
    for candidate in candidates:
        words = found.setdefault((candidate.first, candidate.last), {})
        words.setdefault(candidate.term.code, []).append(candidate)
    return found


def _without_overlap(found: Iterable[Found]) -> list[tuple[Found, list[Found]]]:
    """The best of those that overlap, each with the readings it beat, in the order of rank."""
    chosen: list[tuple[Found, list[Found]]] = []
    for one in sorted(found, key=lambda f: f.rank):
        a, b = one.candidate.first, one.candidate.last
        rival = next(
            (c for c in chosen if c[0].candidate.first <= b and a <= c[0].candidate.last),
            None,
        )
        if rival is None:
            chosen.append((one, []))
        else:
            rival[1].append(one)
    return chosen


def _span(sentence: Sentence, candidate: Candidate) -> tuple[int, int]:
    return sentence.tokens[candidate.first].start, sentence.tokens[candidate.last].end


def _explained(found: Found, words: str) -> tuple[Reason, ...]:
    return tuple(
        replace(reason, detail=words) if reason.kind in ("alias", "fuzzy", "ngram") else reason
        for reason in found.reasons
    )


def _occupation(text: str, sentence: Sentence, found: Found) -> OccupationMention:
    start, end = _span(sentence, found.candidate)
    term = found.candidate.term
    return OccupationMention(
        term.code,
        start,
        end,
        text[start:end],
        found.score,
        _explained(found, term.text),
    )


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
