"""The committee's page: perimeter, period, figures, and what goes out of the house."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data.storage.aid_requests import list_envelopes
from data.storage.committee import first_record_day, read_records
from matching.committee import PartnerRecord, by_kind, by_partner, may_be_published, report
from skills.account import User
from skills.aid_request import Envelope
from skills.committee import Figure, Period, Report
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
    reference: Reference,
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
    perimeter = steering_perimeter(reference, user)
    chosen = tuple(epci for epci in perimeter if not epcis or epci.code in epcis)
    if epcis and len(chosen) < len(set(epcis)):
        raise Invalid("perimetre", " ".join(epcis), "epci")
    period = Period(since or first_record_day(db) or on.replace(month=1, day=1), until or on)
    if period.until < period.since:
        raise Invalid("au", period.until, "end_before_start")
    codes = {epci.code for epci in chosen}
    communes = [c.code for c in reference.communes.values() if c.epci in codes]
    records = read_records(db, communes=communes, epcis=codes, visible_to=user)
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


def size_fr(code: str) -> str:
    """A firm's size as it reads, unknown or not."""
    return FirmSize(code).label if code else "taille non communiquée"


def public_figures(found: Committee) -> tuple[Figure, ...]:
    """The figures from which no firm can be read."""
    return tuple(one for one in found.report.figures.values() if may_be_published(one))


def names_of(found: Committee) -> Mapping[int, str]:
    """The name of each firm that was met, by identifier."""
    return {one.firm: one.name for one in found.report.records.firms}
