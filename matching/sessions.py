"""When a run of a course can be entered, and when one who enters it is done."""

from datetime import date, timedelta
from math import ceil

from skills.folding import folded
from skills.reference import Reference
from skills.territory import Point
from skills.training import (
    DeliveryMode,
    EntryMode,
    RecruitmentState,
    TrainingOffer,
    TrainingSession,
)

HOURS_A_WEEK = 35
"""Of a course that one enters at any time, and whose hours alone are known."""


def open_sessions(offer: TrainingOffer, on: date) -> tuple[TrainingSession, ...]:
    """The sessions one may still enter: not begun (or permanent entry) and not closed."""
    return tuple(s for s in sessions_to_come(offer, on) if s.state is not RecruitmentState.CLOSED)


def sessions_to_come(offer: TrainingOffer, on: date) -> tuple[TrainingSession, ...]:
    """The sessions not begun, or with permanent entry and not over, whether one gets in or not."""
    return tuple(
        s
        for s in offer.sessions
        if s.starts_on is None
        or s.starts_on.day >= on
        or (s.entry is EntryMode.PERMANENT and (s.ends_on is None or s.ends_on.day >= on))
    )


def finishes_on(offer: TrainingOffer, session: TrainingSession | None, on: date) -> date | None:
    """The day on which who enters a session is done; None when it is not known.

    With permanent entry and known hours one is done so many weeks after entering, not when the
    last of the others is.
    """
    if session is None:
        return None
    end = session.ends_on or session.starts_on
    if session.entry is EntryMode.PERMANENT and offer.hours:
        entered = max(on, session.starts_on.day) if session.starts_on else on
        done = entered + timedelta(days=ceil(offer.hours / HOURS_A_WEEK * 7))
        return min(done, session.ends_on.day) if session.ends_on else done
    return end.day if end else None


def is_remote(offer: TrainingOffer) -> bool:
    """Whether a course asks for no journey."""
    return offer.mode is DeliveryMode.REMOTE


def where(session: TrainingSession | None, reference: Reference) -> Point | None:
    """Where a session is held: its own point, else the centre of its commune."""
    if session is None or session.place is None:
        return None
    commune = reference.communes.get(session.place.commune)
    return session.place.point or (commune.centre if commune else None)


_NO_CONDITION = ("aucun", "aucune", "neant", "sans", "pas de", "tout public", "tous publics")


def has_conditions(offer: TrainingOffer) -> bool:
    """Whether the source names prerequisites, or a public, that somebody must check."""
    return not (_open_to_all(offer.prerequisites) and _open_to_all(offer.public))


def _open_to_all(text: str) -> bool:
    said = f"{folded(text)} "
    return said == " " or (
        said.startswith(tuple(f"{words} " for words in _NO_CONDITION)) and " sauf " not in said
    )
