"""What offers and places teach, read with the vocabulary of the day: some at a time, those that it
has not read yet, so that a stop in between loses nothing and a new word reaches every offer.
"""

from collections.abc import Callable
from datetime import date, datetime

from sqlmodel import Session

from data.storage.catalogue_version import advance_catalogue
from data.storage.offer_teaching import (
    count_to_link,
    keep_taught,
    keep_taught_places,
    offers_to_link,
    places_to_link,
)
from data.storage.offers import list_offers
from data.storage.work import enqueue_once
from matching.matcher import Matcher
from skills.account import VISITOR

AT_ONCE = 50


def link_offers(
    db: Session,
    matcher: Matcher,
    *,
    on: date,
    most: int | None = None,
    after: Callable[[int], None] | None = None,
) -> int:
    """Read what this vocabulary has not read yet, at most so many; give how many were read.

    ``after`` is told how many were read so far, each time some were kept.
    """
    version = matcher.reference_.version
    done = 0
    while most is None or done < most:
        wanted = AT_ONCE if most is None else min(AT_ONCE, most - done)
        ids = offers_to_link(db, version, most=wanted)
        offers = list_offers(db, visible_to=VISITOR, ids=ids, extras=False) if ids else ()
        keep_taught(db, [matcher.teach(one, on=on) for one in offers], version)
        places = places_to_link(db, version, most=wanted - len(offers))
        keep_taught_places(db, [matcher.teach_place(one, on=on) for one in places], version)
        read = len(offers) + len(places)
        if not read:
            break
        done += read
        if after:
            after(done)
    if done:
        advance_catalogue(db)
    return done


def waiting_to_link(db: Session, matcher: Matcher) -> int:
    """How many offers and places this vocabulary has not read yet."""
    return count_to_link(db, matcher.reference_.version)


def ask_to_link(db: Session, version: str, *, now: datetime) -> None:
    """Have the worker read what the vocabulary has not read, if anything is."""
    if count_to_link(db, version):
        enqueue_once(db, "link", due_at=now)
