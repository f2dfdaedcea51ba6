"""Feeds, each opened by a secret in its address."""

from fastapi import APIRouter, Request, Response

from web.deps import Db, ReferenceDep
from web.flows.subscriptions import feed
from web.forms.sign_in import site_of
from web.render import unshared

router = APIRouter(prefix="/flux")


@router.get("/besoins/{token}")
def new_needs(request: Request, db: Db, reference: ReferenceDep, token: str) -> Response:
    """The needs transmitted in the fields of whoever made the feed, as Atom."""
    text = feed(db, reference, request.app.state.communes, token, site=site_of(request))
    return unshared(Response(text, media_type="application/atom+xml"), sends=False)
