"""Needs as they read today, and what answers one."""

from datetime import date

from sqlmodel import Session

from data.storage.needs import get_need, list_needs
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.results import NeedAnalysis
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


def current_needs(db: Session, reference: Reference, *, user: User) -> tuple[Need, ...]:
    """The needs that a reader may see, latest first, retired codes replaced."""
    return tuple(reference.renew(need) for need in list_needs(db, visible_to=user))
