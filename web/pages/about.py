"""What every site must say of itself, and help: pages of text."""

from fastapi import APIRouter, Request, Response

from web.render import page

router = APIRouter()


@router.get("/mentions-legales")
def legal(request: Request) -> Response:
    """Who publishes and hosts the site."""
    return page(request, "about/legal.html", publisher=_publisher(request))


@router.get("/donnees-personnelles")
def personal_data(request: Request) -> Response:
    """The register of what is kept of people, for how long, and their rights."""
    settings = request.app.state.settings
    return page(
        request,
        "about/personal_data.html",
        publisher=_publisher(request),
        sign_in_hours=settings.sign_in_hours,
        journal_days=settings.journal_days,
    )


@router.get("/accessibilite")
def accessibility(request: Request) -> Response:
    """How far the site is accessible, and what was tested."""
    return page(request, "about/accessibility.html", publisher=_publisher(request))


@router.get("/aide")
def help_(request: Request) -> Response:
    """What each reader can do here, and how."""
    return page(request, "about/help.html")


def _publisher(request: Request) -> dict[str, str]:
    """Who answers for this installation; empty where the settings do not say."""
    settings = request.app.state.settings
    return {
        "name": settings.publisher,
        "address": settings.publisher_address,
        "contact": settings.contact,
        "host": settings.hosting,
    }
