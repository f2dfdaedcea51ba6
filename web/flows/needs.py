"""One need and what answers it."""

from datetime import date

from sqlmodel import Session

from data.storage.needs import get_need
from matching.catalogue import CatalogueIndex
from matching.matcher import Matcher
from matching.results import NeedAnalysis
from skills.account import User


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
    need = get_need(db, need_id, visible_to=user)
    return matcher.analyse(need, catalogue, on=on)
