"""What the territory asks for and nobody teaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from matching.catalogue import CatalogueIndex
from matching.disclosure import Demand, Released, release
from matching.gaps import families_asked
from matching.heat import HeatCell, heat_table
from matching.matcher import Matcher
from matching.results import Gap
from skills.account import STATISTICS, User
from skills.need import Need
from web.flows.needs import current_needs


@dataclass(frozen=True, slots=True)
class GapReport:
    """The gaps on a day, most urgent first, and the needs behind them by identifier."""

    gaps: tuple[Gap, ...]
    needs: Mapping[int, Need]
    on: date


def gap_report(
    db: Session, matcher: Matcher, catalogue: CatalogueIndex, *, user: User, on: date
) -> GapReport:
    """Rank the gaps over the needs that a reader may see."""
    needs = current_needs(db, matcher.reference_, user=user)
    gaps = matcher.gaps(needs, catalogue, on=on)
    return GapReport(gaps, {n.id: n for n in needs if n.id is not None}, on)


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
    return heat_table(needs, catalogue, on=on, communes=communes if epci else None)


def released_demand(db: Session, matcher: Matcher) -> tuple[Released, ...]:
    """What everybody may know of the demand, whoever asks: families, people, firms.

    A firm counts once it was met in an interview; what a stranger declares will count when a
    person has verified the firm.
    """
    needs = current_needs(db, matcher.reference_, user=STATISTICS)
    return release(
        Demand(str(need.firm.id or need.firm.name), family, people)
        for need in needs
        if need.interview_id
        for family, people in families_asked(need, matcher.reference_)
    )
