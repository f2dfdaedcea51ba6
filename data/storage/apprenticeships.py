"""Apprenticeship, from both sides. The catalogue is public."""

from sqlmodel import Session

from data.storage.whole_records import list_whole
from skills.apprenticeship import ApprenticeshipOpening, ApprenticeshipPlace


def list_openings(db: Session) -> tuple[ApprenticeshipOpening, ...]:
    """Every contract that firms offer, by source and key."""
    return list_whole(db, ApprenticeshipOpening)


def list_places(db: Session) -> tuple[ApprenticeshipPlace, ...]:
    """Every place in a course by apprenticeship, by source and key."""
    return list_whole(db, ApprenticeshipPlace)
