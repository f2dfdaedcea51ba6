"""A class asks a firm for a visit; the firm answers, and the teacher sees it: two secret links."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from data.storage.secret_links import make_secret_link, open_secret_link
from data.storage.visits import (
    add_visit_request,
    get_visit_request,
    get_visit_to_answer,
    host_contacts,
    move_visit,
    take_visit_reminders,
)
from skills.account import Role, User
from skills.errors import BadLink, NotFound
from skills.journal import Deed
from skills.sign_in import LinkScope
from skills.visit import VisitRequest, VisitSide, VisitState
from web.flows.journal import note
from web.flows.letters import send_letter

LASTS = timedelta(days=183)
_SIDES = {LinkScope.VISIT_FIRM: VisitSide.FIRM, LinkScope.VISIT_SCHOOL: VisitSide.SCHOOL}
_SCOPES = {side: scope for scope, side in _SIDES.items()}
_BY_LINK = User("demande de visite", Role.VISITOR)


@dataclass(frozen=True, slots=True)
class VisitMove:
    """What one side does with a request."""

    state: VisitState
    day: date | None = None
    words: str = ""


def ask_for_visit(db: Session, request: VisitRequest, *, now: datetime, site: str) -> str:
    """Keep a request and tell the firm; give the token by which the teacher follows it.

    A firm without an address is told by whoever follows the territory, who finds the request on
    the list of visits.
    """
    kept = get_visit_request(db, add_visit_request(db, request))
    note(
        db, _BY_LINK, Deed.CREATED, "visit", kept.id, now=now, commune=kept.commune,
    )  # fmt: skip
    _tell_firm(db, kept, "visit_request", now=now, site=site)
    token = _token(db, kept, VisitSide.SCHOOL, by=_BY_LINK, now=now)
    _write(db, kept.teacher, "visit_follow", kept, f"{site}/visite/{token}")
    return token


def open_visit(db: Session, token: str, *, now: datetime) -> tuple[VisitRequest, VisitSide]:
    """What a token opens and for whom; ``BadLink`` when it opens no visit any more."""
    link = open_secret_link(db, token, now=now)
    if link.scope not in _SIDES:
        raise BadLink("secret")
    try:
        return get_visit_request(db, link.thing), _SIDES[link.scope]
    except NotFound:
        raise BadLink("secret") from None


def move_by_link(db: Session, token: str, move: VisitMove, *, now: datetime, site: str) -> None:
    """The firm answers, or the teacher accepts another date or gives up, by a link."""
    request, side = open_visit(db, token, now=now)
    _move(db, request, side, move, by=_BY_LINK, now=now, site=site)


def answer_for_firm(
    db: Session, visit_id: int, move: VisitMove, *, user: User, now: datetime, site: str
) -> None:
    """The firm's answer, by somebody of the firm or who had it on the telephone."""
    request = get_visit_to_answer(db, visit_id, by=user)
    _move(db, request, VisitSide.FIRM, move, by=user, now=now, site=site)


def link_for_firm(db: Session, visit_id: int, *, user: User, now: datetime, site: str) -> str:
    """A link by which the firm answers, to be handed on."""
    request = get_visit_to_answer(db, visit_id, by=user)
    token = _token(db, request, VisitSide.FIRM, by=user, now=now)
    note(db, user, Deed.CREATED, "link", now=now, detail=f"vers la visite nº {visit_id}")
    return f"{site}/visite/{token}"


def remind_visits(db: Session, *, now: datetime, site: str) -> int:
    """Remind firms that have not answered; tell teachers whom nobody answered. Give how many."""
    told = take_visit_reminders(db, now=now)
    for request in told:
        if request.state is VisitState.UNANSWERED:
            _tell_teacher(db, request, now=now, site=site)
        else:
            _tell_firm(db, request, "visit_request", now=now, site=site)
    return len(told)


def _move(
    db: Session,
    request: VisitRequest,
    side: VisitSide,
    move: VisitMove,
    *,
    by: User,
    now: datetime,
    site: str,
) -> None:
    visit_id = request.id or 0
    if not move_visit(db, visit_id, move.state, side, now=now, day=move.day, words=move.words):
        return
    moved = get_visit_request(db, visit_id)
    note(
        db, by, Deed.CHANGED, "visit", visit_id, now=now, commune=moved.commune,
        detail=f"{request.state.label} → {moved.state.label} ({side.label})",
    )  # fmt: skip
    if side is VisitSide.FIRM:
        _tell_teacher(db, moved, now=now, site=site)
    else:
        _tell_firm(db, moved, "visit_news", now=now, site=site)


def _tell_firm(
    db: Session, request: VisitRequest, letter: str, *, now: datetime, site: str
) -> None:
    """Write to each address of the firm, each with a link of its own."""
    for address in host_contacts(db, request.firm):
        token = _token(db, request, VisitSide.FIRM, by=_BY_LINK, now=now)
        _write(db, address, letter, request, f"{site}/visite/{token}")


def _tell_teacher(db: Session, request: VisitRequest, *, now: datetime, site: str) -> None:
    token = _token(db, request, VisitSide.SCHOOL, by=_BY_LINK, now=now)
    _write(db, request.teacher, "visit_answer", request, f"{site}/visite/{token}")


def _write(db: Session, to: str, letter: str, request: VisitRequest, link: str) -> None:
    send_letter(db, to, letter, request=request, link=link)


def _token(db: Session, request: VisitRequest, side: VisitSide, *, by: User, now: datetime) -> str:
    """A new token for one side: those made before are kept nowhere, and go on opening."""
    _, token = make_secret_link(
        db, _SCOPES[side], request.id or 0, by=by, now=now, expires_at=now + LASTS
    )
    return token
