"""The journal: who saw, changed or exported what, and when."""

from datetime import date, datetime, time, timedelta

from fastapi import APIRouter, Depends, Request, Response

from data.storage.journal import list_entries
from skills.rights import Action, Thing
from web.deps import CurrentUser, Db, Needs
from web.render import page

router = APIRouter(dependencies=[Depends(Needs(Thing.JOURNAL, Action.READ))])
_PAGE = 100
THINGS = {
    "interview": "entretien",
    "need": "besoin",
    "gap": "tableau des manques",
    "discard": "proposition écartée",
    "account": "compte",
    "organisation": "organisation",
    "firm": "entreprise",
    "token": "jeton",
    "link": "lien secret",
    "label": "mots appris",
    "project": "projet",
    "steering": "pilotage",
    "import": "import du catalogue",
    "same_offer": "doublon du catalogue",
    "teaching": "ce qu'enseigne une formation",
    "visit": "visite",
}


@router.get("/journal")
def show(
    request: Request,
    db: Db,
    user: CurrentUser,
    compte: str = "",
    objet: str = "",
    jour: str = "",
    apres: str = "",
) -> Response:
    """The lines of the reader's perimeter, by account, thing and day; latest first."""
    day = _day(jour)
    start = datetime.combine(day, time()).astimezone() if day else None
    after = int(apres) if apres.isascii() and apres.isdecimal() and len(apres) < 9 else 0
    account = int(compte) if compte.isascii() and compte.isdecimal() and len(compte) < 10 else None
    entries = list_entries(
        db,
        visible_to=user,
        account=account,
        thing=objet if objet in THINGS else "",
        between=(start, start + timedelta(days=1)) if start else None,
        most=_PAGE + 1,
        after=after,
    )
    everybody = {
        e.account: e.account_name
        for e in list_entries(db, visible_to=user, most=2000)
        if e.account is not None
    }
    return page(
        request,
        "journal/list.html",
        block="lines",
        entries=entries[:_PAGE],
        following=after + _PAGE if len(entries) > _PAGE else None,
        accounts=sorted(everybody.items(), key=lambda pair: (pair[1], pair[0])),
        things=THINGS,
        account=account,
        thing=objet,
        day=jour if day else "",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
