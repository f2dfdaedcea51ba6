"""How far the catalogue says what one needs: what it knows, how fresh, what cannot be right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlmodel import Session

from data.storage.source_freshness import SourceFreshness, source_freshness
from matching.sessions import open_sessions
from skills.certification import CertificationStatus
from skills.reference import Reference
from skills.training import TrainingOffer, TrainingSession

OLDEST = 10
MOST_LISTED = 200


def _any_session(known: Callable[[TrainingSession], bool]) -> Callable[[TrainingOffer], bool]:
    return lambda offer: any(known(session) for session in offer.sessions)


KNOWN: Mapping[str, Callable[[TrainingOffer], bool]] = MappingProxyType(
    {
        "dates": _any_session(lambda one: one.starts_on is not None),
        "seats": _any_session(lambda one: one.places_left is not None),
        "place": _any_session(
            lambda one: (
                one.place is not None
                and bool(one.place.commune or one.place.city or one.place.postal_code)
            )
        ),
        "certification": lambda offer: bool(offer.certifications),
        "teaches": lambda offer: bool(offer.teaches),
        "cost": lambda offer: offer.cost is not None,
        "funding": lambda offer: bool(offer.funding),
        "accessibility": lambda offer: bool(offer.accessibility),
    }
)
"""What one wants to know of an offer, and whether it is known."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the offers that are shown tell something."""

    name: str
    known: int
    of: int


@dataclass(frozen=True, slots=True)
class Quality:
    """The catalogue as it is on a day. Only what is still shown is counted, but for
    ``vanished``.
    """

    offers: int
    shares: tuple[Share, ...]
    past: tuple[TrainingOffer, ...]  # that have sessions, none of which one may still enter
    undated: int  # without any session
    sources: tuple[SourceFreshness, ...]
    oldest: tuple[TrainingOffer, ...]  # the longest not seen first
    vanished: tuple[TrainingOffer, ...]  # the last seen first
    contradictory: tuple[tuple[TrainingOffer, tuple[str, ...]], ...]
    lacking: tuple[TrainingOffer, ...]  # what ``lacks`` asks for


def catalogue_quality(
    db: Session,
    offers: Iterable[TrainingOffer],
    reference: Reference,
    *,
    on: date,
    lacks: str = "",
) -> Quality:
    """What is known of the offers, and what cannot be right; ``lacks`` names one of the shares: the
    offers that do not tell it are listed.
    """
    everything = tuple(offers)
    shown = [offer for offer in everything if not offer.vanished]
    gone = [offer for offer in everything if offer.vanished]
    wrong = [(offer, found) for offer in shown if (found := contradictions(offer, reference))]
    known = {**KNOWN, "open": lambda offer: bool(open_sessions(offer, on))}
    tells = known.get(lacks, lambda _: True)
    return Quality(
        len(shown),
        tuple(Share(name, sum(map(told, shown)), len(shown)) for name, told in known.items()),
        tuple(o for o in shown if o.sessions and not open_sessions(o, on))[:MOST_LISTED],
        sum(not offer.sessions for offer in shown),
        source_freshness(db),
        tuple(sorted(shown, key=lambda o: (o.seen_on or date.min, o.source, o.key))[:OLDEST]),
        tuple(sorted(gone, key=lambda o: (o.seen_on or date.min, o.key), reverse=True)[:OLDEST]),
        tuple(wrong[:MOST_LISTED]),
        tuple(offer for offer in shown if not tells(offer))[:MOST_LISTED],
    )


def contradictions(offer: TrainingOffer, reference: Reference) -> tuple[str, ...]:
    """What an offer says that cannot be right, or not together; codes, each once."""
    found: dict[str, None] = {}
    for session in offer.sessions:
        starts, ends = session.starts_on, session.ends_on
        if starts and ends and ends.day < starts.day:
            found["ends_before_start"] = None
        seats, left = session.seats, session.seats_left
        if seats is not None and left is not None and left > seats:
            found["more_left_than_seats"] = None
    known = [
        reference.certifications[code]
        for code in offer.certifications
        if code in reference.certifications
    ]
    levels = {one.level for one in known if one.level is not None}
    if offer.level is not None and levels and offer.level not in levels:
        found["other_level_than_certification"] = None
    if known and all(one.status is CertificationStatus.CLOSED for one in known):
        found["closed_certification"] = None
    return tuple(found)
