"""What the territory asks for and nobody teaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlmodel import Session

from data.storage.decisions import held_seats
from data.storage.evidence import allowed_quotes
from data.storage.published import keep_published, list_published
from matching.catalogue import CatalogueIndex
from matching.disclosure import publish, release
from matching.gaps import public_cells, seats_in_time, wanted_within
from matching.heat import HeatCell, heat_table
from matching.matcher import Matcher
from matching.quotes import names_nobody, trade_words
from matching.results import Gap, GapGrain
from matching.seats import offers_for
from matching.sessions import open_sessions
from skills.account import STATISTICS, User
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
    reference = matcher.reference_
    needs = current_needs(db, reference, user=user)
    if view.epci:
        communes = {c.code for c in reference.communes.values() if c.epci == view.epci}
        needs = tuple(need for need in needs if need.firm.commune in communes)
    if view.months:
        needs = tuple(need for need in needs if wanted_within(need, on, view.months))
    gaps = matcher.gaps(needs, catalogue, on=on, held=held_seats(db), grain=view.grain)
    return GapReport(gaps, {n.id: n for n in needs if n.id is not None}, on, view)


def heat_report(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    *,
    user: User,
    on: date,
    epci: str = "",
) -> tuple[tuple[HeatCell, ...], ...]:
    """The families asked for by horizon, over the needs that a reader may see, in one
    inter-communal body or all.
    """
    reference = matcher.reference_
    communes = frozenset(c.code for c in reference.communes.values() if c.epci == epci)
    needs = current_needs(db, reference, user=user)
    return heat_table(
        needs, catalogue, on=on, communes=communes if epci else None, held=held_seats(db)
    )


def released_demand(db: Session, matcher: Matcher, *, on: date) -> tuple[Released, ...]:
    """What everybody may know of the demand, whoever asks.

    Figures are counted once a month, at the first reading, and stay as they are until the next:
    two days cannot be held against each other. As long as nothing can be told they are counted
    again. Only firms that were met, or that a person has verified, count.
    """
    period = f"{on:%Y-%m}"
    shown = list_published(db, period)
    if not shown:
        needs = current_needs(db, matcher.reference_, user=STATISTICS)
        cells = public_cells(needs, matcher.reference_)
        shown = publish(cells, list_published(db), on=on)
        if shown and not keep_published(db, period, shown):
            shown = list_published(db, period)
    return release(shown)


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A released figure beside what the public catalogue offers for it in the coming year."""

    told: Released
    courses: int
    seats: int  # still open; an unknown number counts for none


@dataclass(frozen=True, slots=True)
class PublicReport:
    """What who reads no need may know: figures, and words that name nobody."""

    lines: Mapping[Kind, tuple[PublicLine, ...]]
    quotes: tuple[str, ...]
    on: date


def public_report(
    db: Session, matcher: Matcher, catalogue: CatalogueIndex, *, user: User, on: date
) -> PublicReport:
    """The released figures, what is open to answer each, and the words that may be read."""
    lines: dict[Kind, tuple[PublicLine, ...]] = dict.fromkeys(Kind, ())
    last = on + timedelta(days=365)
    for one in released_demand(db, matcher, on=on):
        if one.kind is Kind.OCCUPATION:
            offers = offers_for(one.code, catalogue)
        else:
            offers = catalogue.naming([one.code])
        offers = tuple(offer for offer in offers if open_sessions(offer, on))
        lines[one.kind] += (PublicLine(one, len(offers), seats_in_time(offers, on, last)),)
    return PublicReport(lines, quotes_about(db, (), matcher.reference_, user=user), on)


def quotes_about(
    db: Session, codes: Sequence[str], reference: Reference, *, user: User
) -> tuple[str, ...]:
    """Words said of competences (of any, when none is given) that a reader may see, four at most.

    Their firm allowed it, and nothing in them says which firm it is.
    """
    places = [commune.name for commune in reference.communes.values()]
    trade = trade_words(reference)
    shown = (
        quote
        for quote, firm in allowed_quotes(db, codes, visible_to=user)
        if names_nobody(quote, [firm, *places], trade)
    )
    return tuple(islice(shown, 4))
