"""A need shown to its firm by a secret link, without an account."""

from datetime import datetime, timedelta

from sqlmodel import Session

from data.storage.needs import get_need
from data.storage.secret_links import make_secret_link, open_secret_link
from skills.account import STATISTICS, Role, User
from skills.errors import BadLink, NotFound
from skills.journal import Deed
from skills.need import SharedNeed
from skills.reference import Reference
from skills.sign_in import LinkScope
from web.flows.journal import note

LASTS = timedelta(days=30)


def share_need(db: Session, need_id: int, *, by: User, now: datetime, site: str) -> str:
    """Make the link that opens a need which the reader may read."""
    need = get_need(db, need_id, visible_to=by)
    link_id, token = make_secret_link(
        db, LinkScope.NEED, need_id, by=by, now=now, expires_at=now + LASTS
    )
    note(
        db, by, Deed.CREATED, "link", link_id, now=now,
        detail=f"vers le besoin nº {need_id}", commune=need.firm.commune,
    )  # fmt: skip
    return f"{site}/lien/{token}"


def open_shared(db: Session, reference: Reference, token: str, *, now: datetime) -> SharedNeed:
    """What a link opens; ``BadLink`` when it opens nothing any more."""
    link = open_secret_link(db, token, now=now)
    try:
        # The link is the right to read this one need; no account is asked.
        need = reference.renew(get_need(db, link.thing, visible_to=STATISTICS))
    except NotFound:
        raise BadLink("secret") from None
    reader = User(f"lien secret nº {link.id}", Role.VISITOR)
    note(db, reader, Deed.SAW, "need", need.id, now=now, commune=need.firm.commune)
    return SharedNeed(
        need.firm.name,
        need.evidence.text,
        need.occupation,
        tuple(asked.code for asked in need.competences),
        need.headcount,
        need.wanted_by,
        need.state,
    )
