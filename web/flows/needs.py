"""Needs as they read today, and what answers one."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from data.storage.needs import get_need, list_needs
from matching.bundles import alternatives
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.results import Bundle, NeedAnalysis, Suggestion
from matching.seats import SeatPlan, plan_seats, why_no_seat
from skills.account import User
from skills.need import Need
from skills.reference import Reference


def analyse_stored_need(
    db: Session,
    matcher: Matcher,
    catalogue: CatalogueIndex,
    need_id: int,
    *,
    user: User,
    on: date,
) -> NeedAnalysis:
    """Analyse one need against the offers open on a given day."""
    need = matcher.reference_.renew(get_need(db, need_id, visible_to=user))
    return matcher.analyse(need, catalogue, on=on)


@dataclass(frozen=True, slots=True)
class Answers:
    """Beyond the list: what answers a need together, otherwise, and on which seats."""

    bundle: Bundle
    cheapest: Bundle
    others: tuple[tuple[str, Suggestion], ...]  # what each has over the first, and which
    seats: SeatPlan
    why_none: str  # not_taught, late, far or full when no seat fits; otherwise empty


def answers_to(
    matcher: Matcher, catalogue: CatalogueIndex, analysis: NeedAnalysis, *, on: date
) -> Answers:
    """What several offers do together for a need, and how its people can be seated."""
    need = analysis.need
    return Answers(
        matcher.bundle(need, catalogue, on=on),
        matcher.bundle(need, catalogue, on=on, cheapest=True),
        alternatives(analysis.suggestions),
        plan_seats([need], catalogue, on=on),
        why_no_seat(need, catalogue, on=on),
    )


def current_needs(db: Session, reference: Reference, *, user: User) -> tuple[Need, ...]:
    """The needs that a reader may see, latest first, retired codes replaced."""
    return tuple(reference.renew(need) for need in list_needs(db, visible_to=user))
