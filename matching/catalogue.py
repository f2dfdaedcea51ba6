"""The training offers, indexed once per catalogue version and kept in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Self

from matching.runs import RunTable
from skills.need import NeededCompetence
from skills.reference import Reference
from skills.territory import Point
from skills.training import TrainingOffer


class CatalogueIndex:
    """Which offers teach what. Immutable once fitted, so that every request may share it."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference

    def fit(self, offers: Iterable[TrainingOffer]) -> Self:
        """Index the offers by the competences and families that they teach."""
        self.offers_ = tuple(sorted(offers, key=lambda o: (o.source, o.key)))
        by_code: dict[str, list[int]] = defaultdict(list)
        for place, offer in enumerate(self.offers_):
            codes = {taught.code for taught in offer.teaches}
            codes |= {self.reference.family_of(code) for code in codes}
            for code in codes:
                by_code[code].append(place)
        self.by_code_: Mapping[str, list[int]] = dict(by_code)
        self.runs_ = RunTable(self.offers_, self.reference)
        return self

    def best(
        self,
        asked: Sequence[NeededCompetence],
        wanted_by: date | None,
        firm: Point | None,
        *,
        on: date,
        most: int,
    ) -> tuple[tuple[TrainingOffer, ...], tuple[str, ...]]:
        """The offers worth explaining for what is asked, and the codes that none of the open ones
        teaches. See ``RunTable.best``.
        """
        places, uncovered = self.runs_.best(asked, wanted_by, firm, on=on, most=most)
        return tuple(self.offers_[place] for place in places), uncovered

    def teaching(self, codes: Iterable[str]) -> tuple[TrainingOffer, ...]:
        """The offers that teach at least one of the competences, or of their families, by offer
        key.
        """
        places: set[int] = set()
        for code in codes:
            places.update(self.by_code_.get(code, ()))
            places.update(self.by_code_.get(self.reference.family_of(code), ()))
        return tuple(self.offers_[place] for place in sorted(places))

    def naming(self, codes: Iterable[str]) -> tuple[TrainingOffer, ...]:
        """The offers that teach one of the competences or families themselves, by offer key."""
        places = {place for code in codes for place in self.by_code_.get(code, ())}
        return tuple(self.offers_[place] for place in sorted(places))
