"""What the territory asks for and nobody teaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlmodel import Session

from data.storage.decisions import held_seats
from data.storage.evidence import allowed_quotes
from data.storage.published import keep_published, last_period, list_published
from matching.catalogue import CatalogueIndex
from matching.disclosure import publish, release
from matching.gaps import public_cells, seats_in_time, wanted_within
from matching.heat import Across, HeatTable, heat_table
from matching.matcher import Matcher
from matching.results import Gap, GapGrain
from matching.seats import offers_for
from matching.sessions import open_sessions
from skills.account import STATISTICS, User
from skills.competence import CompetenceKind
from skills.need import Need
from skills.published import Kind, Released
from skills.reference import Reference
from web.flows.needs import current_needs


@dataclass(frozen=True, slots=True)
class GapView:
    """What gaps one looks at: lines, firms of an inter-communal body or all, wanted within so many
    months or whenever.
    """

    grain: GapGrain = GapGrain.COMPETENCE
    epci: str = ""
    months: int = 0  # 0: whenever


ALL_GAPS = GapView()


@dataclass(frozen=True, slots=True)
class GapReport:
    """The gaps on a day, most urgent first, and the needs behind them by identifier."""

    gaps: tuple[Gap, ...]
    needs: Mapping[int, Need]
    on: date
    view: GapView
    attitudes: frozenset[str]  # codes of those that are learnt at work more than in a course


def gap_report(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    *,
    user: User,
    on: date,
    view: GapView = ALL_GAPS,
) -> GapReport:
    """Rank the gaps over the needs that a reader may see."""
    needs = _counted(db, matcher.reference_, user, on, view.epci, view.months)
    gaps = matcher.gaps(needs, catalogue, on=on, held=held_seats(db), grain=view.grain)
    known = matcher.reference_.competences
    attitudes = frozenset(
        gap.code
        for gap in gaps
        if gap.code in known and known[gap.code].kind is CompetenceKind.BEHAVIOUR
    )
    return GapReport(gaps, {n.id: n for n in needs if n.id is not None}, on, view, attitudes)


@dataclass(frozen=True, slots=True)
class HeatView:
    """What the columns are, and what is counted: firms of an inter-communal body or all, wanted
    within so many months or whenever.
    """

    across: Across = Across.HORIZON
    epci: str = ""
    months: int = 0


ALL_HORIZONS = HeatView()


def heat_report(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    *,
    user: User,
    on: date,
    view: HeatView = ALL_HORIZONS,
) -> HeatTable:
    """The families asked for across horizons or places, over the needs that a reader may see."""
    needs = _counted(db, matcher.reference_, user, on, view.epci, view.months)
    return heat_table(needs, catalogue, on=on, across=view.across, held=held_seats(db))


def _counted(
    db: Session, reference: Reference, user: User, on: date, epci: str, months: int
) -> tuple[Need, ...]:
    """The needs that a reader may see: of one inter-communal body, wanted within so many months."""
    needs = current_needs(db, reference, user=user)
    if epci:
        communes = {c.code for c in reference.communes.values() if c.epci == epci}
        needs = tuple(need for need in needs if need.firm.commune in communes)
    if months:
        needs = tuple(need for need in needs if wanted_within(need, on, months))
    return needs


MOST_AT_ONCE = 150
"""Figures ever told beyond which counting a month takes seconds: no reader waits, the worker does
it.
"""


def released_demand(db: Session, reference: Reference, *, on: date) -> tuple[Released, ...]:
    """What everybody may know of the demand, whoever asks.

    Figures are counted once a month, by the worker or at the first reading, and stay as they are
    until the next: two days cannot be held against each other. As long as nothing can be told they
    are counted again; once many were told, those of the last month stay until the worker is done.
    """
    shown = list_published(db, _period(on))
    if not shown:
        many = len(list_published(db)) > MOST_AT_ONCE
        shown = list_published(db, last_period(db)) if many else ()
    return release(shown) if shown else count_demand(db, reference, on=on)


def count_demand(db: Session, reference: Reference, *, on: date) -> tuple[Released, ...]:
    """Count the figures of the month if that is not done. Only firms that were met, or that a
    person has verified, count.
    """
    shown = list_published(db, _period(on))
    if not shown:
        needs = current_needs(db, reference, user=STATISTICS)
        cells = public_cells(needs, reference)
        shown = publish(cells, list_published(db), on=on)
        if shown and not keep_published(db, _period(on), shown):
            shown = list_published(db, _period(on))
    return release(shown)


def _period(on: date) -> str:
    return f"{on:%Y-%m}"


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A released figure beside what the public catalogue offers for it in the coming year."""

    told: Released
    courses: int
    seats: int  # still open; an unknown number counts for none
    begins: date | None  # when the next of its sessions does, as far as is known
    quotes: tuple[str, ...]  # words of it that the reader may see

    @property
    def short(self) -> bool:
        """Whether there are fewer seats than people asked for."""
        return self.seats < self.told.people


@dataclass(frozen=True, slots=True)
class PublicReport:
    """What who reads no need may know: figures, and words that name nobody."""

    lines: Mapping[Kind, tuple[PublicLine, ...]]
    on: date

    @property
    def short(self) -> tuple[PublicLine, ...]:
        """The lines with fewer seats than people, those of the smallest things first."""
        order = (Kind.COMPETENCE, Kind.OCCUPATION, Kind.FAMILY)
        return tuple(line for kind in order for line in self.lines[kind] if line.short)


def public_report(
    db: Session, matcher: Matcher, catalogue: CatalogueIndex, *, user: User, on: date
) -> PublicReport:
    """The released figures, what is open to answer each, and the words that may be read."""
    reference = matcher.reference_
    lines: dict[Kind, tuple[PublicLine, ...]] = dict.fromkeys(Kind, ())
    last = on + timedelta(days=365)
    for one in released_demand(db, matcher.reference_, on=on):
        if one.kind is Kind.OCCUPATION:
            offers = offers_for(one.code, catalogue)
        else:
            offers = catalogue.naming([one.code])
        offers = tuple(offer for offer in offers if open_sessions(offer, on))
        quotes: tuple[str, ...] = ()
        if one.kind is Kind.FAMILY:
            quotes = quotes_about(db, reference.within(one.code), matcher, user=user)
        starts = [
            session.starts_on.day
            for offer in offers
            for session in open_sessions(offer, on)
            if session.starts_on and session.starts_on.day >= on
        ]
        seats = seats_in_time(offers, on, last)
        line = PublicLine(one, len(offers), seats, min(starts, default=None), quotes)
        lines[one.kind] += (line,)
    return PublicReport(lines, on)


def quotes_about(
    db: Session, codes: Sequence[str], matcher: Matcher, *, user: User
) -> tuple[str, ...]:
    """Words said of competences (of any, when none is given) that a reader may see, four at most.

    Their firm allowed it, and nothing in them says which firm it is.
    """
    shown = (
        quote
        for quote, firm in allowed_quotes(db, codes, visible_to=user)
        if matcher.quotes_.lets(quote, firm)
    )
    return tuple(islice(dict.fromkeys(shown), 4))
