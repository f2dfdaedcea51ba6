"""Whether two records, each from its own source, describe one offer."""

from dataclasses import dataclass
from datetime import datetime

from skills.labelled import Labelled


class SameVerdict(Labelled):
    SAME = "same", "la même formation"
    MAYBE = "maybe", "peut-être la même"
    APART = "apart", "deux formations"


@dataclass(frozen=True, slots=True, order=True)
class RecordName:
    """What names a record of the catalogue: its source, and the source's own key."""

    source: str
    key: str


@dataclass(frozen=True, slots=True)
class SameOffer:
    """Two records that may be one offer; ``one`` comes before ``other``.

    ``computed`` is what the evidence says, ``decided`` what a person said since, which wins.
    """

    one: RecordName
    other: RecordName
    score: float
    reasons: tuple[tuple[str, float, str], ...]  # kind, points, detail; points add up to the score
    computed: SameVerdict
    decided: SameVerdict | None = None
    by: str = ""  # who decided
    at: datetime | None = None
    id: int | None = None  # None until stored

    @property
    def verdict(self) -> SameVerdict:
        """What stands."""
        return self.decided or self.computed
