"""Secret links, for those who make them: make one, list them, take one back."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.secret_links import list_secret_links, revoke_secret_link
from skills.journal import Deed
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Key, Needs, Now
from web.flows.journal import note
from web.flows.links import share_need
from web.forms.sign_in import site_of
from web.render import page, unshared

router = APIRouter(dependencies=[Depends(Needs(Thing.LINK, Action.READ))])


@router.post("/besoins/{need_id}/lien", dependencies=[Depends(Needs(Thing.LINK, Action.WRITE))])
def make(request: Request, db: Db, user: CurrentUser, now: Now, need_id: Key) -> Response:
    """A link to one need, shown once."""
    link = share_need(db, need_id, by=user, now=now, site=site_of(request))
    return unshared(
        page(
            request,
            "links/made.html",
            link=link,
            sent_to="",
            back=f"/besoins/{need_id}",
            back_text=f"Besoin nº {need_id}",
        ),
        sends=False,
    )


@router.get("/liens")
def show(request: Request, db: Db, user: CurrentUser, now: Now) -> Response:
    """The links that one made, latest first."""
    links = list_secret_links(db, visible_to=user)
    return page(request, "links/list.html", links=links, now=now)


@router.post("/liens/{link_id}/retirer")
def revoke(db: Db, user: CurrentUser, now: Now, link_id: Key) -> Response:
    """Take a link back: it opens nothing from now on."""
    revoke_secret_link(db, link_id, by=user, now=now)
    note(db, user, Deed.DELETED, "link", link_id, now=now)
    return RedirectResponse("/liens", status_code=303)
