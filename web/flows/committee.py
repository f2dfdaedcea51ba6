"""The committee's page: perimeter, period, figures, and what goes out of the house."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session

from data.storage.aid_requests import list_envelopes
from data.storage.committee import first_record_day, read_records
from data.storage.decisions import held_seats
from data.storage.needs import list_open_needs
from matching.catalogue import CatalogueIndex
from matching.committee import TODAY, PartnerRecord, by_kind, by_partner, may_be_published, report
from matching.gaps import rank_gaps
from skills.account import User
from skills.aid_request import Envelope
from skills.committee import Figure, OpenGap, Period, Report
from skills.errors import Invalid
from skills.interview import FirmSize
from skills.reference import Reference
from skills.rights import Action, Extent, Thing, extent, require
from skills.territory import Epci


@dataclass(frozen=True, slots=True)
class Committee:
    """What the page shows. ``perimeter`` is what the reader may choose from, ``chosen`` what it is
    about.
    """

    report: Report
    perimeter: tuple[Epci, ...]
    chosen: tuple[Epci, ...]
    envelopes: tuple[Envelope, ...]
    partners: tuple[PartnerRecord, ...]
    sizes: tuple[tuple[str, int], ...]
    natures: tuple[tuple[str, int], ...]
    aid_states: tuple[tuple[str, int], ...]


def steering_perimeter(reference: Reference, user: User) -> tuple[Epci, ...]:
    """The inter-communal bodies that a reader may steer, by name; ``NotFound`` for who may not."""
    require(user, Thing.STEERING, Action.READ)
    every = extent(user, Thing.STEERING, Action.READ) is Extent.ALL
    found = [
        epci
        for epci in reference.epcis.values()
        if (epci.in_territory if every else epci.code in user.perimeter)
    ]
    return tuple(sorted(found, key=lambda epci: epci.name))


def committee(
    db: Session,
    catalogue: CatalogueIndex,
    *,
    epcis: tuple[str, ...],
    since: date | None,
    until: date | None,
    user: User,
    on: date,
) -> Committee:
    """The figures of some inter-communal bodies (all of the reader's when none is named) between
    two days (since the first interview, and until today, when not said).
    """
    reference = catalogue.reference
    perimeter = steering_perimeter(reference, user)
    chosen = tuple(epci for epci in perimeter if not epcis or epci.code in epcis)
    if epcis and len(chosen) < len(set(epcis)):
        raise Invalid("perimetre", " ".join(epcis), "epci")
    period = Period(since or first_record_day(db) or on.replace(month=1, day=1), until or on)
    if period.until < period.since:
        raise Invalid("au", period.until, "end_before_start")
    codes = {epci.code for epci in chosen}
    communes = {c.code for c in reference.communes.values() if c.epci in codes}
    records = read_records(db, communes=communes, epcis=codes, visible_to=user)
    records = replace(records, gaps=_open_gaps(db, catalogue, communes, user=user, on=on))
    met = {one.firm: one for one in records.firms if period.holds(one.on)}
    return Committee(
        report(records, period),
        perimeter,
        chosen,
        tuple(e for e in list_envelopes(db, visible_to=user) if codes & set(e.epcis)),
        by_partner(records, period),
        by_kind(size_fr(one.size) for one in met.values()),
        by_kind(p.nature.label for p in records.projects if period.holds(p.on)),
        by_kind(a.state.label for a in records.aids if period.holds(a.on)),
    )


def _open_gaps(
    db: Session, catalogue: CatalogueIndex, communes: Collection[str], *, user: User, on: date
) -> tuple[OpenGap, ...]:
    """What the open needs of the perimeter ask for, against the seats of the catalogue."""
    needs = [n for n in list_open_needs(db, visible_to=user) if n.firm.commune in communes]
    return tuple(
        OpenGap(gap.code, gap.people_min, gap.seats, gap.remaining_min)
        for gap in rank_gaps(needs, catalogue, on=on, held=held_seats(db))
    )


def size_fr(code: str) -> str:
    """A firm's size as it reads, unknown or not."""
    return FirmSize(code).label if code else "taille non communiquée"


@dataclass(frozen=True, slots=True)
class PublicCell:
    """A figure of one body in one quarter, from which no firm can be read."""

    epci: Epci
    quarter: str  # « 2026-T3 »
    figure: Figure


def public_cells(
    db: Session, reference: Reference, *, user: User, on: date
) -> tuple[PublicCell, ...]:
    """The figures that may be published: one cell for each body and each quarter that is over.

    Cells share no record and no total is given over them, so that what is left out cannot be found
    by subtracting one period or one perimeter from another. What waits today is left out: it would
    change from one download to the next.
    """
    require(user, Thing.STEERING, Action.EXPORT)
    first = first_record_day(db)
    found = []
    for epci in steering_perimeter(reference, user) if first else ():
        communes = [c.code for c in reference.communes.values() if c.epci == epci.code]
        records = read_records(db, communes=communes, epcis=(epci.code,), visible_to=user)
        for period in _quarters(first or on, on):
            name = f"{period.since.year}-T{(period.since.month + 2) // 3}"
            found += [
                PublicCell(epci, name, figure)
                for figure in report(records, period).figures.values()
                if figure.code not in TODAY and figure.records
                if figure.value is not None and may_be_published(figure)
            ]
    return tuple(found)


def _quarters(first: date, on: date) -> Iterator[Period]:
    """The calendar quarters that are over on a day, from that of the first one."""
    start = first.replace(month=3 * ((first.month - 1) // 3) + 1, day=1)
    while True:
        later = date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
        if later > on:
            return
        yield Period(start, later - timedelta(days=1))
        start = later
