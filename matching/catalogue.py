"""The training offers, indexed once per catalogue version and kept in memory."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Self

from matching.runs import RunTable
from skills.need import Need, NeededCompetence
from skills.reference import Reference
from skills.suggestion_decision import HeldSeats, SessionName
from skills.training import TrainingOffer, TrainingSession
from skills.weights import SuggestionWeights


class CatalogueIndex:
    """Which offers teach what. Immutable once fitted, so that every request may share it."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference

    def fit(self, offers: Iterable[TrainingOffer], places: "CatalogueIndex | None" = None) -> Self:
        """Index the offers by the competences and families that they teach.

        ``places`` are those in courses by apprenticeship, as a catalogue of their own.
        """
        self.apprenticeships_ = places
        self.offers_ = tuple(sorted(offers, key=lambda o: (o.source, o.key)))
        by_code: dict[str, list[int]] = defaultdict(list)
        for place, offer in enumerate(self.offers_):
            codes = {taught.code for taught in offer.teaches}
            codes |= {self.reference.family_of(code) for code in codes}
            for code in codes:
                by_code[code].append(place)
        self.by_code_: Mapping[str, list[int]] = dict(by_code)
        self.places_ = {
            name: place
            for place, o in enumerate(self.offers_)
            for name in ((o.source, o.key), *((one.source, one.key) for one in o.records))
        }
        self.runs_ = RunTable(self.offers_, self.reference)
        return self

    @property
    def places(self) -> "CatalogueIndex":
        """Places in courses by apprenticeship, as a catalogue of their own; maybe empty."""
        return self.apprenticeships_ or CatalogueIndex(self.reference).fit(())

    def best(
        self,
        need: Need,
        asked: Sequence[NeededCompetence],
        *,
        on: date,
        most: int,
        least: float,
        in_time: bool = False,
    ) -> tuple[tuple[TrainingOffer, ...], tuple[str, ...]]:
        """The offers worth explaining for what a need asks, and the codes that no open one teaches.
        See ``RunTable.best``.
        """
        places, uncovered = self.runs_.best(
            need, asked, on=on, most=most, least=least, in_time=in_time
        )
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

    def find(self, run: SessionName) -> tuple[TrainingOffer, TrainingSession | None] | None:
        """An offer and its session by name; None when the catalogue no longer has them."""
        place = self.places_.get((run.source, run.key))
        if place is None:
            return None
        offer = self.offers_[place]
        session = next((s for s in offer.sessions if run in s.records or offer.run(s) == run), None)
        return None if run.session and session is None else (offer, session)

    def current(self, run: SessionName) -> SessionName:
        """The name that a session goes by today, where the records of several sources became one
        offer since; the same when the catalogue no longer has it.
        """
        found = self.find(run)
        if found is None:
            return run
        return found[0].run(found[1])

    def without(self, held: Iterable[HeldSeats]) -> "CatalogueIndex":
        """The same catalogue with fewer seats left: those held are no longer to be had. A session
        whose seats nobody knows stays as it is.
        """
        taken: Counter[SessionName] = Counter()
        for one in held:
            taken[self.current(one.run)] += one.people
        offers, seats = list(self.offers_), {}
        for run, people in taken.items():
            found = self.find(run)
            if found is None or found[1] is None or (left := found[1].places_left) is None:
                continue
            place, session = self.places_[run.source, run.key], found[1]
            fewer = replace(session, seats_left=max(0, left - people))
            offer = offers[place]
            rank = offer.sessions.index(session)
            sessions = (*offer.sessions[:rank], fewer, *offer.sessions[rank + 1 :])
            offers[place] = replace(offer, sessions=sessions)
            seats[int(self.runs_.first_run_[place]) + rank] = float(fewer.seats_left or 0)
        if not seats:
            return self
        reduced = copy(self)
        reduced.offers_ = tuple(offers)
        reduced.runs_ = self.runs_.with_seats(seats)
        return reduced

    def weighed(self, weights: SuggestionWeights) -> "CatalogueIndex":
        """The same catalogue, ranked with other weights."""
        other = copy(self)
        mine = replace(self.reference.weights, suggestions=weights)
        other.reference = replace(self.reference, weights=mine)
        other.runs_ = self.runs_.with_reference(other.reference)
        if self.apprenticeships_ is not None:
            other.apprenticeships_ = self.apprenticeships_.weighed(weights)
        return other
