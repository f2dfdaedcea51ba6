"""A firm declares whom it lacks, alone: four pages, saved at each, usable from a telephone."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from skills.declaration import MOST_NEEDS, Declaration, DeclaredNeed
from skills.reference import Reference
from skills.terms_of_work import Commitment, Shift
from web.choices import communes_of_territory
from web.deps import Db, MatcherDep, Now, ReferenceDep, Today
from web.flows.declaring import begin, open_draft, proposed, save, send
from web.forms.declaring import (
    HowFields,
    OfferFields,
    WhoFields,
    WhomFields,
    read_how,
    read_offer,
    read_who,
    read_whom,
)
from web.forms.sign_in import site_of
from web.render import page, unshared

router = APIRouter(prefix="/declarer")
_MOST_CARDS = 12


@router.get("")
def first(request: Request, reference: ReferenceDep) -> Response:
    """The first page, before anything is kept."""
    return _who(request, reference, Declaration())


@router.post("")
def start(
    request: Request, db: Db, reference: ReferenceDep, now: Now, fields: WhoFields
) -> Response:
    """Who the firm is: the draft begins here."""
    declaration, errors = read_who(fields, reference, Declaration())
    if declaration is None:
        return _who(request, reference, Declaration(), errors, fields.model_dump())
    token = begin(db, now=now)
    save(db, token, declaration, now=now)
    return _next(token, 2)


@router.get("/{token}/1")
def who(request: Request, db: Db, reference: ReferenceDep, now: Now, token: str) -> Response:
    """Who the firm is, again."""
    declaration = open_draft(db, token, now=now)
    return (
        _sent(token) if declaration is None else _who(request, reference, declaration, token=token)
    )


@router.post("/{token}/1")
def keep_who(
    request: Request, db: Db, reference: ReferenceDep, now: Now, token: str, fields: WhoFields
) -> Response:
    """Who the firm is, corrected."""
    before = open_draft(db, token, now=now)
    if before is None:
        return _sent(token)
    declaration, errors = read_who(fields, reference, before)
    if declaration is None:
        return _who(request, reference, before, errors, fields.model_dump(), token=token)
    save(db, token, declaration, now=now)
    return _next(token, 2)


@router.get("/{token}/2")
def whom(
    request: Request, db: Db, reference: ReferenceDep, now: Now, token: str, n: int = 0
) -> Response:
    """Whom it looks for."""
    declaration = open_draft(db, token, now=now)
    if declaration is None:
        return _sent(token)
    return _whom(request, reference, token, declaration, _place(declaration, n))


@router.post("/{token}/2")
def keep_whom(
    request: Request, db: Db, matcher: MatcherDep, now: Now, token: str, fields: WhomFields,
    n: int = 0,
) -> Response:  # fmt: skip
    """Whom it looks for, with what that says already of the rest."""
    declaration = open_draft(db, token, now=now)
    if declaration is None:
        return _sent(token)
    n = _place(declaration, n)
    before = declaration.needs[n] if n < len(declaration.needs) else DeclaredNeed()
    need, errors = read_whom(fields, matcher.reference_, before)
    if need is None:
        return _whom(
            request, matcher.reference_, token, declaration, n, errors, fields.model_dump()
        )
    if need is not before:
        need = proposed(matcher, need, now=now)
    needs = (*declaration.needs[:n], need, *declaration.needs[n + 1 :])
    save(db, token, replace(declaration, needs=needs), now=now)
    return _next(token, 3, n)


@router.get("/{token}/3")
def how(
    request: Request, db: Db, reference: ReferenceDep, now: Now, token: str, n: int = 0
) -> Response:
    """How many, when, on what terms."""
    declaration = open_draft(db, token, now=now)
    if declaration is None:
        return _sent(token)
    if not 0 <= n < len(declaration.needs):
        return _next(token, 2)
    return _how(request, reference, token, declaration, n)


@router.post("/{token}/3")
def keep_how(
    request: Request, db: Db, reference: ReferenceDep, now: Now, today: Today, token: str,
    fields: HowFields, n: int = 0,
) -> Response:  # fmt: skip
    """How many, when, on what terms; then another need, or the last page."""
    declaration = open_draft(db, token, now=now)
    if declaration is None:
        return _sent(token)
    if not 0 <= n < len(declaration.needs):
        return _next(token, 2)
    need, errors = read_how(fields, reference, declaration.needs[n], today=today)
    if need is None:
        return _how(request, reference, token, declaration, n, errors, fields.model_dump())
    needs = (*declaration.needs[:n], need, *declaration.needs[n + 1 :])
    save(db, token, replace(declaration, needs=needs), now=now)
    if fields.another and len(needs) < MOST_NEEDS:
        return _next(token, 2, len(needs))
    return _next(token, 4)


@router.get("/{token}/4")
def offer(request: Request, db: Db, now: Now, token: str) -> Response:
    """What the firm could offer."""
    declaration = open_draft(db, token, now=now)
    if declaration is None:
        return _sent(token)
    if not declaration.needs:
        return _next(token, 2)
    return _page(
        request, 4, token, declaration,
        commitments=tuple(Commitment),
    )  # fmt: skip


@router.post("/{token}/4")
def finish(
    request: Request, db: Db, reference: ReferenceDep, now: Now, token: str, fields: OfferFields
) -> Response:
    """Everything is said: it goes to the queue, and the same link follows it."""
    declaration = open_draft(db, token, now=now)
    if declaration is None:
        return _sent(token)
    save(db, token, read_offer(fields, declaration), now=now)
    send(db, reference, token, now=now, site=site_of(request))
    return _sent(token)


def _who(
    request: Request,
    reference: Reference,
    declaration: Declaration,
    errors: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
    *,
    token: str = "",
) -> Response:
    firm = declaration.firm
    fields = typed or {
        "firm": firm.name,
        "commune": firm.commune,
        "siret": firm.siret,
        "contact": declaration.contact,
    }
    return _page(
        request, 1, token, declaration, errors,
        fields=fields, communes=communes_of_territory(reference),
    )  # fmt: skip


def _whom(
    request: Request,
    reference: Reference,
    token: str,
    declaration: Declaration,
    n: int,
    errors: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    need = declaration.needs[n] if n < len(declaration.needs) else DeclaredNeed()
    fields = typed or {"occupation": need.occupation, "words": need.words}
    return _page(
        request, 2, token, declaration, errors,
        n=n, fields=fields, occupations=tuple(reference.occupations.values()),
    )  # fmt: skip


def _how(
    request: Request,
    reference: Reference,
    token: str,
    declaration: Declaration,
    n: int,
    errors: dict[str, str] | None = None,
    typed: dict[str, object] | None = None,
) -> Response:
    need = declaration.needs[n]
    fields = typed or {
        "headcount_min": need.headcount.minimum if need.headcount else "",
        "headcount_max": need.headcount.maximum if need.headcount else "",
        "wanted_by": need.wanted_by.isoformat() if need.wanted_by else "",
        "beginner": "" if need.beginner is None else "yes" if need.beginner else "no",
        "shifts": list(need.shifts),
        "competences": list(need.competences),
    }
    asked = need.competences
    if need.occupation in reference.occupations:
        more = (r.competence for r in reference.occupations[need.occupation].requirements)
        asked = tuple(dict.fromkeys((*asked, *more)))[:_MOST_CARDS]
    return _page(
        request, 3, token, declaration, errors,
        n=n, need=need, fields=fields, asked=asked, shifts=tuple(Shift), most=MOST_NEEDS,
    )  # fmt: skip


def _page(
    request: Request,
    step: int,
    token: str,
    declaration: Declaration,
    errors: dict[str, str] | None = None,
    **context: object,
) -> Response:
    status = 422 if errors else 200
    name = ("who", "whom", "how", "offer")[step - 1]
    return unshared(
        page(
            request,
            f"declare/{name}.html",
            block=None,
            status=status,
            errors=errors or {},
            step=step,
            token=token,
            declaration=declaration,
            **context,
        )
    )


def _place(declaration: Declaration, n: int) -> int:
    return min(max(n, 0), len(declaration.needs), MOST_NEEDS - 1)


def _next(token: str, step: int, n: int = 0) -> Response:
    query = f"?n={n}" if n else ""
    return unshared(RedirectResponse(f"/declarer/{token}/{step}{query}", status_code=303))


def _sent(token: str) -> Response:
    return unshared(RedirectResponse(f"/lien/{token}", status_code=303))
