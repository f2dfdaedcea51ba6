"""The outbox: what letters went, wait, or would have gone."""

from fastapi import APIRouter, Depends, Request, Response

from data.storage.work import list_letters
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Needs
from web.flows.letters import masked
from web.render import page

router = APIRouter(dependencies=[Depends(Needs(Thing.LETTER, Action.READ))])


@router.get("/courriers")
def show(request: Request, db: Db, user: CurrentUser) -> Response:
    """The letters of the last month, latest first, their links masked once settled."""
    settings = request.app.state.settings
    letters = [masked(letter) for letter in list_letters(db, visible_to=user)]
    return page(request, "letters/list.html", letters=letters, sends=bool(settings.smtp_host))
