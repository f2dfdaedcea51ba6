"""What a secret link opens. The address is the key: it is in no Referer, no cache and no log."""

from fastapi import APIRouter, Request, Response

from web.deps import Db, Now, ReferenceDep
from web.flows.links import open_shared
from web.render import page, unshared

router = APIRouter()


@router.get("/lien/{token}")
def show(request: Request, db: Db, reference: ReferenceDep, now: Now, token: str) -> Response:
    """One need, in the firm's words."""
    need = open_shared(db, reference, token, now=now)
    return unshared(page(request, "links/need.html", need=need), sends=False)
