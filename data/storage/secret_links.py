"""Secret links: each opens one thing, without an account, for a time."""

from datetime import datetime

from sqlalchemy import ColumnElement, false, true, update
from sqlmodel import Session, col, or_, select

from data.storage.digests import digest, new_token
from data.storage.tables import AccountRow, SecretLinkRow
from skills.account import User
from skills.errors import BadLink, NotFound
from skills.rights import Action, Extent, Thing, extent
from skills.sign_in import LinkScope, SecretLink


def make_secret_link(
    db: Session,
    scope: LinkScope,
    thing: int,
    *,
    by: User,
    now: datetime,
    expires_at: datetime,
) -> tuple[int, str]:
    """Make a link to one thing; give its identifier and, once, its token: it is kept nowhere."""
    token = new_token()
    row = SecretLinkRow(
        token_hash=digest(token),
        scope=scope.value,
        thing_id=thing,
        made_by=by.id,
        created_at=now,
        expires_at=expires_at,
    )
    db.add(row)
    db.flush()
    return row.id or 0, token


def open_secret_link(db: Session, token: str, *, now: datetime) -> SecretLink:
    """The link of a token; ``BadLink`` when forged, expired, revoked, or its maker is out."""
    row = db.exec(
        select(SecretLinkRow)
        .join(AccountRow, col(AccountRow.id) == SecretLinkRow.made_by, isouter=True)
        .where(
            SecretLinkRow.token_hash == digest(token),
            col(SecretLinkRow.revoked_at).is_(None),
            SecretLinkRow.expires_at > now,
            or_(col(SecretLinkRow.made_by).is_(None), col(AccountRow.enabled).is_(True)),
        )
    ).first()
    if row is None:
        raise BadLink("secret")
    return _to_link(row)


def list_secret_links(db: Session, *, visible_to: User) -> tuple[SecretLink, ...]:
    """The links that the reader made, or all of them for an administrator; latest first."""
    rows = db.exec(
        select(SecretLinkRow)
        .where(_within(visible_to, Action.READ))
        .order_by(col(SecretLinkRow.id).desc())
    )
    return tuple(map(_to_link, rows))


def revoke_secret_link(db: Session, link_id: int, *, by: User, now: datetime) -> None:
    """Revoke a link; ``NotFound`` when absent or not the reader's to revoke."""
    done = db.execute(
        update(SecretLinkRow)
        .where(col(SecretLinkRow.id) == link_id, _within(by, Action.DELETE))
        .values(revoked_at=now)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound("link", link_id)


def _to_link(row: SecretLinkRow) -> SecretLink:
    return SecretLink(
        row.id or 0,
        LinkScope(row.scope),
        row.thing_id,
        row.made_by,
        row.created_at,
        row.expires_at,
        row.revoked_at is not None,
    )


def _within(user: User, action: Action) -> ColumnElement[bool]:
    reach = extent(user, Thing.LINK, action)
    if reach is Extent.ALL:
        return true()
    if reach is Extent.OWN and user.id is not None:
        return col(SecretLinkRow.made_by) == user.id
    return false()
