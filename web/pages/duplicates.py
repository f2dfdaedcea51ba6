"""The same offer in several sources: the review queue."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from skills.errors import Invalid
from skills.rights import Action, Thing
from skills.same_offer import SameVerdict
from web.deps import CurrentUser, Db, Key, Needs, Now
from web.flows.duplicates import decide_pair, review_duplicates
from web.render import page

router = APIRouter(
    prefix="/catalogue/doublons", dependencies=[Depends(Needs(Thing.OFFER, Action.WRITE))]
)
STATES = {"a-relire": SameVerdict.MAYBE, "reunies": SameVerdict.SAME, "separees": SameVerdict.APART}


@router.get("")
def show(request: Request, db: Db) -> Response:
    """Pairs of records, with what speaks for and against one offer."""
    asked = request.query_params
    number = asked.get("page", "1")
    review = review_duplicates(
        db,
        STATES.get(asked.get("etat", ""), SameVerdict.MAYBE),
        int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1,
    )
    return page(request, "training/duplicates.html", review=review, states=STATES)


@router.post("/{pair_id}")
def decide(
    db: Db, user: CurrentUser, now: Now, pair_id: Key, verdict: Annotated[str, Form()] = ""
) -> Response:
    """One offer, two offers, or back to what the evidence says."""
    said = {"same": SameVerdict.SAME, "apart": SameVerdict.APART, "undo": None}
    if verdict not in said:
        raise Invalid("verdict", verdict[:40], "known_answer")
    pair = decide_pair(db, pair_id, said[verdict], user=user, now=now)
    state = next(name for name, one in STATES.items() if one is pair.verdict)
    return RedirectResponse(f"/catalogue/doublons?etat={state}", status_code=303)
