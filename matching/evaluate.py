"""How well texts are read, against sentences that people labelled."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from matching.results import InterviewReading, Polarity
from skills.reference import Reference


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A labelled competence, family or occupation."""

    code: str
    quote: str
    polarity: Polarity = Polarity.ASKED
    level: int | None = None


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with all that people read in it. ``in_sector`` is False for another sector's text."""

    id: str
    on: date
    text: str
    competences: tuple[GoldMention, ...]
    occupations: tuple[GoldMention, ...]
    headcounts: tuple[tuple[int, int], ...]
    dates: tuple[date, ...]
    in_sector: bool
    contracts: frozenset[str] = frozenset()
    shifts: frozenset[str] = frozenset()
    commitments: frozenset[str] = frozenset()
    difficult: bool = False


@dataclass(slots=True)
class Counts:
    """Right, wrong and missed answers, one entry per text, so that texts can be drawn again."""

    right: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)

    def add(self, said: Iterable[object], wanted: Iterable[object]) -> None:
        """Compare what was said of one text with what was wanted, as bags."""
        left = list(wanted)
        right = wrong = 0
        for one in said:
            if one in left:
                left.remove(one)
                right += 1
            else:
                wrong += 1
        self.right.append(right)
        self.wrong.append(wrong)
        self.missed.append(len(left))


@dataclass(frozen=True, slots=True)
class Score:
    """A figure in 0..1 with its 95 % bootstrap interval, and the number of labels behind it."""

    value: float
    low: float
    high: float
    labels: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was read wrongly in one text."""

    id: str
    text: str
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by name, and the texts with the most mistakes, worst first."""

    scores: dict[str, Score]
    mistakes: tuple[Mistake, ...]


def evaluate(
    texts: Sequence[GoldText],
    read: Callable[[str, date], InterviewReading],
    reference: Reference,
    *,
    seed: int = 0,
    draws: int = 500,
    worst: int = 10,
) -> Evaluation:
    """Read every text and compare.

    Competences are compared by code within a text; a family named where a competence was wanted
    counts at family grain only. Polarity and level are compared on what was both labelled and
    linked; ``negation`` only where one of the two says that it is not asked. ``abstention`` is the
    share of the texts with labels in which no competence was named; ``other_sector_links`` that of
    other sectors' texts in which anything was linked: lower is better.
    """
    fine, family, jobs, people, days = (Counts() for _ in range(5))
    polarity, level, negation, abstained = (Counts() for _ in range(4))
    contracts, shifts, commitments, difficult = (Counts() for _ in range(4))
    noisy: list[int] = []
    mistakes = []
    for gold in texts:
        linked = read(gold.text, gold.on).linked
        said = [m.code for m in linked.mentions]
        wanted = [m.code for m in gold.competences]
        fine.add(set(said) & set(reference.competences), set(wanted) & set(reference.competences))
        family.add(
            {reference.family_of(code) for code in said},
            {reference.family_of(code) for code in wanted},
        )
        jobs.add({o.code for o in linked.occupations}, {o.code for o in gold.occupations})
        people.add([(c.value.minimum, c.value.maximum) for c in linked.headcounts], gold.headcounts)
        days.add({c.value for c in linked.dates}, set(gold.dates))
        contracts.add({c.value.value for c in linked.contracts}, gold.contracts)
        shifts.add({c.value.value for c in linked.shifts}, gold.shifts)
        commitments.add({c.value.value for c in linked.commitments}, gold.commitments)
        difficult.add([bool(linked.difficulties)], [gold.difficult])
        if wanted:
            abstained.add([not said], [True])
        meant = {m.code: (m.polarity, m.level) for m in linked.mentions}
        meant |= {o.code: (o.polarity, o.level) for o in linked.occupations}
        for one in (*gold.competences, *gold.occupations):
            if one.code in meant:
                polarity.add([meant[one.code][0]], [one.polarity])
                refused = [meant[one.code][0] is not Polarity.ASKED]
                if refused[0] or one.polarity is not Polarity.ASKED:
                    negation.add(refused, [one.polarity is not Polarity.ASKED])
                if one.level is not None or meant[one.code][1] is not None:
                    level.add([meant[one.code][1]], [one.level])
        if not gold.in_sector:
            noisy.append(int(bool(linked.mentions or linked.occupations)))
        wrong = tuple(sorted(set(said) - set(wanted)))
        missed = tuple(sorted(set(wanted) - set(said)))
        if wrong or missed:
            mistakes.append(Mistake(gold.id, gold.text, wrong, missed))
    rng = np.random.default_rng(seed)
    scores = {}
    for name, counts in (("competence", fine), ("family", family), ("occupation", jobs)):
        for measure in (precision, recall, f1):
            scores[f"{name}_{measure.__name__}"] = _score(counts, measure, rng, draws)
    cues = {"headcount": people, "date": days, "contract": contracts}
    cues |= {"shift": shifts, "commitment": commitments}
    for name, counts in cues.items():
        scores[f"{name}_f1"] = _score(counts, f1, rng, draws)
    for name, counts in (
        ("polarity", polarity),
        ("negation", negation),
        ("level", level),
        ("difficulty", difficult),
    ):
        scores[f"{name}_accuracy"] = _score(counts, precision, rng, draws)
    scores["abstention"] = _score(abstained, precision, rng, draws)
    share = Counts(noisy, [1 - n for n in noisy], [0] * len(noisy))
    scores["other_sector_links"] = _score(share, precision, rng, draws)
    mistakes.sort(key=lambda m: (-len(m.wrong) - len(m.missed), m.id))
    return Evaluation(scores, tuple(mistakes[:worst]))


def precision(right: float, wrong: float, _missed: float) -> float:
    """Share of what was said that is right; 1 when nothing was said."""
    return right / (right + wrong) if right + wrong else 1.0


def recall(right: float, _wrong: float, missed: float) -> float:
    """Share of what was wanted that was said; 1 when nothing was wanted."""
    return right / (right + missed) if right + missed else 1.0


def f1(right: float, wrong: float, missed: float) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def _score(
    counts: Counts,
    measure: Callable[[float, float, float], float],
    rng: np.random.Generator,
    draws: int,
) -> Score:
    table = np.array([counts.right, counts.wrong, counts.missed], dtype=float)
    value = measure(*table.sum(axis=1)) if table.size else 1.0
    if table.shape[1] < 2:
        return Score(value, value, value, int(table.sum()))
    size = table.shape[1]
    drawn = sorted(
        measure(*table[:, rng.integers(0, size, size)].sum(axis=1)) for _ in range(draws)
    )
    low, high = drawn[int(0.025 * draws)], drawn[int(0.975 * draws) - 1]
    return Score(value, low, high, int(table[0].sum() + table[2].sum()))
