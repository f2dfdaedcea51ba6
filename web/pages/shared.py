"""What a secret link opens. The address is the key: it is in no Referer, no cache and no log."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from data.storage.secret_links import open_secret_link
from skills.sign_in import LinkScope
from skills.terms_of_work import Commitment
from web.deps import Db, Key, Now, ReferenceDep, Today
from web.flows.declaring import draft_or_none
from web.flows.firm_review import answer_all, answer_line, open_review
from web.flows.links import open_shared
from web.forms.firm_review import LineFields, PromisesFields, read_line, read_promises
from web.forms.visits import read_email
from web.render import page, unshared

router = APIRouter()


@router.get("/lien/{token}")
def show(request: Request, db: Db, reference: ReferenceDep, now: Now, token: str) -> Response:
    """One need in the firm's words, or all that was kept of what the firm said."""
    link = open_secret_link(db, token, now=now)
    if link.scope is LinkScope.NEED:
        need = open_shared(db, reference, token, now=now)
        return unshared(page(request, "links/need.html", need=need), sends=False)
    if link.scope in (LinkScope.VISIT_FIRM, LinkScope.VISIT_SCHOOL):
        return unshared(RedirectResponse(f"/visite/{token}", status_code=303))
    if link.scope is LinkScope.DECLARATION and draft_or_none(db, link) is not None:
        return RedirectResponse(f"/declarer/{token}/1", status_code=303)
    return _review(request, db, now, token)


@router.post("/lien/{token}/besoins/{need_id}")
def answer(
    request: Request, db: Db, now: Now, today: Today, token: str, need_id: Key, fields: LineFields
) -> Response:
    """The firm confirms, corrects, hides, pauses or withdraws one line."""
    done, errors = read_line(fields, today=today)
    if done is None:
        return _review(request, db, now, token, errors=errors, wrong=need_id)
    answer_line(db, token, need_id, done, now=now)
    return unshared(RedirectResponse(f"/lien/{token}#b{need_id}", status_code=303))


@router.post("/lien/{token}/engagements")
def offer(request: Request, db: Db, now: Now, token: str, fields: PromisesFields) -> Response:
    """The firm says what it offers, whether it may be named, whether its words may be shown."""
    contact = read_email(fields.contact)
    if fields.contact.strip() and not contact:
        return _review(request, db, now, token, errors={"contact": "email"})
    answer_all(
        db,
        token,
        read_promises(fields),
        named=bool(fields.named),
        quotes_allowed=bool(fields.quotes_allowed),
        contact=contact,
        now=now,
    )
    return unshared(RedirectResponse(f"/lien/{token}#engagements", status_code=303))


def _review(
    request: Request,
    db: Db,
    now: Now,
    token: str,
    *,
    errors: dict[str, str] | None = None,
    wrong: int = 0,
) -> Response:
    review = open_review(db, open_secret_link(db, token, now=now))
    return unshared(
        page(
            request,
            "links/review.html",
            status=422 if errors else 200,
            review=review,
            token=token,
            errors=errors or {},
            wrong=wrong,
            commitments=tuple(Commitment),
        )
    )
