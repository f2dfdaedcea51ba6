"""The one door that ``web`` uses: everything that matching can do, fitted on one reference."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Self

from matching.apprentices import as_offer, index_places, suggest_places
from matching.bundles import smallest_bundle
from matching.catalogue import CatalogueIndex
from matching.gaps import rank_gaps
from matching.linking.linker import CompetenceLinker
from matching.past import PastReader, PastReading
from matching.places import CommuneNames
from matching.quotes import QuoteGuard
from matching.reading import read_text
from matching.results import Bundle, Gap, GapGrain, InterviewReading, NeedAnalysis, Suggestion
from matching.same_offer.merging import merge_groups
from matching.same_offer.pairs import Pair, SameOfferFinder
from matching.suggestions import analyse_need
from matching.teaching import taught_by
from skills.apprenticeship import ApprenticeshipPlace
from skills.need import Need
from skills.reference import Reference
from skills.same_offer import RecordName, SameOffer
from skills.suggestion_decision import HeldSeats
from skills.training import TrainingOffer


class Matcher:
    """Reads texts, says what offers teach, analyses needs and ranks gaps. Immutable once fitted."""

    def fit(self, reference: Reference) -> Self:
        """Learn the vocabulary of ``reference``."""
        self.reference_ = reference
        self.quotes_ = QuoteGuard().fit(reference)
        self.linker_ = CompetenceLinker(reference.weights.linking).fit(reference)
        self.same_ = SameOfferFinder(reference)
        self.towns_ = CommuneNames(reference.communes)
        self.past_ = PastReader().fit(reference)
        return self

    def read_past(self, words: str) -> PastReading:
        """The occupations, competences and gestures that a person says to have behind them."""
        return self.past_.read(words)

    def propose(self, notes: str, *, on: date) -> InterviewReading:
        """Everything read in the notes of an interview held on a day."""
        return read_text(notes, self.linker_, on=on)

    def teach(self, offer: TrainingOffer, *, on: date) -> TrainingOffer:
        """The offer with the competences it teaches filled in."""
        text = "\n\n".join(filter(None, (offer.title, offer.objective, offer.content)))
        mentions = read_text(text, self.linker_, on=on).linked.mentions
        labels = {
            block.code: "\n".join((block.label, *block.competences))
            for code in offer.certifications
            if code in self.reference_.certifications
            for block in self.reference_.certifications[code].blocks
        }
        blocks = {
            code: read_text(labels[code], self.linker_, on=on).linked.mentions
            for code in offer.blocks
            if code in labels
        }
        taught = taught_by(offer, mentions, self.reference_, in_blocks=blocks)
        return replace(offer, teaches=taught)

    def teach_place(self, place: ApprenticeshipPlace, *, on: date) -> ApprenticeshipPlace:
        """The place in a course by apprenticeship with the competences it teaches filled in."""
        return replace(place, teaches=self.teach(as_offer(place), on=on).teaches)

    def same_offers(
        self, offers: Iterable[TrainingOffer], *, among: frozenset[RecordName] | None = None
    ) -> tuple[Pair, ...]:
        """The records of several sources that are one offer, or may be."""
        return self.same_.find(offers, among=among)

    def merge(
        self, offers: Iterable[TrainingOffer], same: Iterable[SameOffer]
    ) -> tuple[TrainingOffer, ...]:
        """The offers, those that are one put together."""
        return merge_groups(offers, same, self.towns_)

    def index(
        self, offers: Iterable[TrainingOffer], places: Iterable[ApprenticeshipPlace] = ()
    ) -> CatalogueIndex:
        """The catalogue ready to be searched, with the places by apprenticeship."""
        return CatalogueIndex(self.reference_).fit(offers, index_places(places, self.reference_))

    def analyse(self, need: Need, catalogue: CatalogueIndex, *, on: date) -> NeedAnalysis:
        """What answers a need on a day."""
        return analyse_need(need, catalogue, on=on)

    def apprenticeships(
        self, need: Need, catalogue: CatalogueIndex, *, on: date
    ) -> tuple[Suggestion, ...]:
        """The places in courses by apprenticeship that answer a need, best first."""
        return suggest_places(need, catalogue, on=on)

    def bundle(
        self, need: Need, catalogue: CatalogueIndex, *, on: date, cheapest: bool = False
    ) -> Bundle:
        """The fewest offers, or the cheapest, that together answer a need."""
        return smallest_bundle(need, catalogue, on=on, cheapest=cheapest)

    def gaps(
        self,
        needs: Iterable[Need],
        catalogue: CatalogueIndex,
        *,
        on: date,
        held: Iterable[HeldSeats] = (),
        grain: GapGrain = GapGrain.COMPETENCE,
    ) -> tuple[Gap, ...]:
        """What is asked for and not taught, on a day, beside the seats that decisions hold."""
        return rank_gaps(needs, catalogue, on=on, held=held, grain=grain)
