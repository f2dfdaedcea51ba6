"""The shortest course that gives the gestures somebody lacks, to cross a bridge."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from matching.catalogue import CatalogueIndex
from matching.sessions import open_sessions
from skills.training import TrainingOffer, TrainingSession


@dataclass(frozen=True, slots=True)
class GestureCourse:
    """A course with the session to enter; of the gestures asked for, those it gives and the
    others, in the order asked.
    """

    offer: TrainingOffer
    session: TrainingSession
    given: tuple[str, ...]
    lacking: tuple[str, ...]


def shortest_course(
    lacking: Iterable[str],
    catalogue: CatalogueIndex,
    *,
    on: date,
    attends: Callable[[TrainingOffer, TrainingSession], bool] | None = None,
) -> GestureCourse | None:
    """The shortest course that gives the gestures lacking, or None when none gives any.

    One that gives more of them goes before a shorter one. Among equals: fewest hours (unknown
    last), a free seat before none, soonest, then by key. Only sessions with a date that may still
    be entered count.

    Parameters
    ----------
    lacking : codes of competences, as in ``OccupationBridge.missing``.
    attends : whether the person could go to a session; everybody to all of them if not given.
    """
    wanted = tuple(dict.fromkeys(lacking))
    best: tuple[tuple[object, ...], GestureCourse] | None = None
    for offer in catalogue.naming(wanted):
        taught = {one.code for one in offer.teaches}
        given = tuple(code for code in wanted if code in taught)
        if offer.vanished or not given:
            continue
        for session in open_sessions(offer, on):
            if session.starts_on is None:
                continue
            rank = (
                -len(given),
                offer.hours is None,
                offer.hours or 0,
                session.places_left == 0,
                max(session.starts_on.day, on),
                offer.source,
                offer.key,
                session.key,
            )
            if best is not None and rank >= best[0]:
                continue
            if attends is None or attends(offer, session):
                missing = tuple(code for code in wanted if code not in taught)
                best = rank, GestureCourse(offer, session, given, missing)
    return best[1] if best else None
