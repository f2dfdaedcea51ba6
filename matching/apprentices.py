"""Places in courses by apprenticeship, as answers to a need."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from matching.catalogue import CatalogueIndex
from matching.results import Suggestion
from matching.suggestions import analyse_need
from skills.apprenticeship import ApprenticeshipPlace
from skills.need import Need
from skills.reference import Reference
from skills.training import TrainingOffer, TrainingSession


def suggest_places(
    need: Need, catalogue: CatalogueIndex, *, on: date, most: int = 3
) -> tuple[Suggestion, ...]:
    """The catalogue's places by apprenticeship that answer a need, best first, scored as courses
    are.

    An apprentice works from the first day: a place is in time when it begins by the wanted date.
    """
    found = analyse_need(need, catalogue.places, on=on, most=most).suggestions
    return tuple(replace(one, apprenticeship=True) for one in found)


def index_places(places: Iterable[ApprenticeshipPlace], reference: Reference) -> CatalogueIndex:
    """The places not known to be full, as a catalogue of their own."""
    return CatalogueIndex(reference).fit(as_offer(one) for one in places if one.seats_left != 0)


def as_offer(place: ApprenticeshipPlace) -> TrainingOffer:
    """A place as an offer of one session, which ends the day it begins."""
    session = TrainingSession(
        place.key,
        place.starts_on,
        place.starts_on,
        place.place,
        place.seats,
        place.seats_left,
    )
    return TrainingOffer(
        place.source,
        place.key,
        place.title,
        place.provider,
        content=place.text,
        certifications=place.certifications,
        level=place.level,
        sessions=(session,),
        teaches=place.teaches,
        url=place.url,
        seen_on=place.seen_on,
        vanished=place.vanished,
        id=place.id,
    )
