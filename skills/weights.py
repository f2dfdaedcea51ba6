"""Numbers that tune a ranking; read from ``data/reference/weights.toml``, with unit and reason
there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

PARTS = ("coverage", "in_time", "in_reach", "open_seats", "reliability")
"""The five parts of a suggestion's score."""
AS_THEY_ARE: Mapping[str, float] = MappingProxyType(dict.fromkeys(PARTS, 1.0))


@dataclass(frozen=True, slots=True)
class SuggestionWeights:
    """Points of a suggestion; they add up to 1."""

    coverage: float
    in_time: float
    in_reach: float
    open_seats: float
    reliability: float
    family_credit: float  # share of a competence's credit when only its family is taught, 0..1
    least_coverage: float  # share of what is asked below which an offer is no answer, 0..1
    useful_share: float  # weight of a useful competence against an essential one, 0..1
    reach_km: float  # distance at which the reach points are halved
    reach_minutes: float  # the same where the travel time is known
    late_days: float  # days after the wanted date at which the time points are halved
    shift_reach: float  # share of either left when the workshop works in shifts, 0..1
    to_check_share: float  # share of the points of a seat when conditions must be checked, 0..1
    fresh_days: float  # days that what a source showed is taken as true, then halved every so many
    unknown_share: float  # share of the points when the fact is not known, 0..1

    @property
    def parts(self) -> dict[str, float]:
        """The points of the five parts."""
        return {part: getattr(self, part) for part in PARTS}

    def reweighed(self, factors: Mapping[str, float]) -> "SuggestionWeights":
        """The five parts times their factors (0 or more, 1 when not given), again adding up to 1;
        as they are when nothing would count.
        """
        points = {part: own * factors.get(part, 1.0) for part, own in self.parts.items()}
        total = sum(points.values())
        if total <= 0:
            return self
        return replace(self, **{part: own / total for part, own in points.items()})


@dataclass(frozen=True, slots=True)
class GapWeights:
    """Factors of a gap's score, which is people left × sureness × urgency × criticality."""

    urgency: float  # added to 1 when wanted today; halved every ``urgent_days``
    urgent_days: int
    per_firm: float  # added to 1 for each firm that asks beyond the first
    untaught: float  # added to 1 when no open course teaches it
    unsure_share: float  # of a need that the interviewer was not sure of, 0..1
    unpromised_share: float  # of a need whose firm promised neither to train nor to hire, 0..1


@dataclass(frozen=True, slots=True)
class TradeModel:
    """A logistic model of whether a paragraph is of this trade.

    ``coefficients`` are in log-odds per unit of the counts of ``matching/linking/trade.py``;
    ``words`` in log-odds per stem, divided by the root of how many of them the paragraph holds.
    ``odds`` gives for a stem the log-odds that job sheets of this trade say it rather than those
    of others, ``own`` and ``foreign`` are stems of what this trade makes, and of other trades.
    """

    bias: float = 0.0
    coefficients: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    odds: Mapping[str, float] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StretchModel:
    """Linear weights of what a stretch of words says: one column for each code, then one for
    stretches that say none.
    """

    codes: tuple[str, ...] = ()
    stems: Mapping[str, float] = field(default_factory=dict)  # rarity of each, in order
    letters: Mapping[str, float] = field(default_factory=dict)  # of groups of letters
    weights: bytes = b""  # signed bytes, a row for each stem then each group of letters
    scales: Sequence[float] = (0.0,)  # of each column
    constant: Sequence[float] = (0.0,)


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over named evidence: yes from ``threshold`` on, a probability.

    A coefficient is in log-odds: « near » per unit of a feature, « near>0.5 » per unit beyond 0.5,
    « near*trade » per unit of the product of two.
    """

    bias: float = 0.0
    coefficients: Mapping[str, float] = field(default_factory=dict)
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class CountModel:
    """Whether a number counts people asked for: « un » and « quelqu'un » by ``one``, others by
    ``many``.
    """

    one: Logistic = Logistic()
    many: Logistic = Logistic()


@dataclass(frozen=True, slots=True)
class RefusalModel:
    """What words around a mention say for its being refused, then, of what is refused, for its
    belonging to the past: log-odds by place and words.
    """

    bias: tuple[float, float] = (0.0, 0.0)
    weights: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LinkingModel:
    """What the linker decides with. Thresholds are probabilities, 0..1."""

    competence: Logistic  # a competence is named
    occupation: Logistic  # an occupation is named
    family_threshold: float  # from here on the family alone is
    trade: TradeModel = TradeModel()
    stretches: StretchModel = StretchModel()
    people: frozenset[str] = frozenset()  # words, folded, that name a person by an occupation
    counts: CountModel = CountModel()
    refusals: RefusalModel = RefusalModel()
    alone: Logistic = Logistic()  # a competence is named, whatever the readings beside say


@dataclass(frozen=True, slots=True)
class DuplicateWeights:
    """Points for and against two records being one offer, and the two thresholds: from ``merged``
    they are, from ``proposed`` a person says. All known and alike is 1.
    """

    merged: float
    proposed: float
    body: float
    certification: float
    title: float
    place: float
    dates: float
    hours: float
    other_body: float
    other_site: float  # another establishment of the same body
    other_certification: float
    title_against: float  # words that stand against each other
    variant: float  # another level, option, step, way, or only a part
    other_place: float
    other_session: float
    other_year: float
    other_hours: float
    names_alike: float  # likeness of two names from which they are one, 0..1
    near_km: float  # distance under which two communes may be one place
    hours_apart: float  # share of the longer one under which hours differ, 0..1


@dataclass(frozen=True, slots=True)
class ApprenticeshipWeights:
    """Points of a contract and a course that fit; the four parts add up to 1."""

    subject: float
    near: float
    start: float
    seats: float
    least_taught: float  # share of what an occupation cannot do without, 0..1
    rome_share: float  # of the subject's points when a ROME alone is shared, 0..1
    near_km: float  # distance at which the points are halved
    start_days: float  # days between the two starts at which they are halved
    unknown_share: float  # of the points when the fact is not known, 0..1


@dataclass(frozen=True, slots=True)
class Weights:
    suggestions: SuggestionWeights
    gaps: GapWeights
    duplicates: DuplicateWeights
    apprenticeships: ApprenticeshipWeights
    linking: LinkingModel
