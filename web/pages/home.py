"""The home page, and the sign of life."""

from fastapi import APIRouter, Request, Response

from data.storage.interviews import count_interviews
from data.storage.needs import count_needs
from data.storage.offers import count_offers
from web.deps import CurrentUser, Db
from web.render import page

router = APIRouter()


@router.get("/")
def home(request: Request, db: Db, user: CurrentUser) -> Response:
    """What this is, and a door for each audience."""
    counts = {
        "interviews": count_interviews(db, visible_to=user),
        "needs": count_needs(db, visible_to=user),
        "offers": count_offers(db, visible_to=user),
    }
    return page(request, "home.html", counts=counts)


@router.get("/sante")
def health() -> dict[str, str]:
    """Answers when the process serves."""
    return {"status": "ok"}
