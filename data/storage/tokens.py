"""API tokens: made by a person, for a program, for a time."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from data.storage.digests import digest, new_token
from data.storage.sign_in import user_of
from data.storage.tables import AccountRow, ApiTokenRow, OrganisationRow
from skills.account import User
from skills.errors import NotFound
from skills.sign_in import ApiToken


def make_api_token(
    db: Session,
    name: str,
    scopes: tuple[str, ...],
    *,
    of: User,
    now: datetime,
    expires_at: datetime,
) -> str:
    """Make a token; give it, once: it is kept nowhere."""
    if of.id is None:
        raise NotFound("account", None)
    token = new_token()
    db.add(
        ApiTokenRow(
            token_hash=digest(token),
            account_id=of.id,
            name=name,
            scopes=" ".join(scopes),
            created_at=now,
            expires_at=expires_at,
        )
    )
    db.flush()
    return token


def find_token_user(db: Session, token: str, *, now: datetime) -> User | None:
    """Who a token speaks for, narrowed to its scopes; None when forged, expired or revoked."""
    found = db.exec(
        select(ApiTokenRow, AccountRow, OrganisationRow.firm_id)
        .join(AccountRow, col(AccountRow.id) == ApiTokenRow.account_id)
        .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id, isouter=True)
        .where(
            ApiTokenRow.token_hash == digest(token),
            col(ApiTokenRow.revoked_at).is_(None),
            ApiTokenRow.expires_at > now,
            col(AccountRow.enabled).is_(True),
        )
    ).first()
    if found is None:
        return None
    row, account, firm = found
    if row.used_at is None or (now - row.used_at).total_seconds() > 60:
        db.execute(update(ApiTokenRow).where(col(ApiTokenRow.id) == row.id).values(used_at=now))
    return user_of(account, firm, tuple(row.scopes.split()))


def list_api_tokens(db: Session, *, visible_to: User) -> tuple[ApiToken, ...]:
    """The reader's own tokens, latest first."""
    rows = db.exec(
        select(ApiTokenRow)
        .where(ApiTokenRow.account_id == visible_to.id)
        .order_by(col(ApiTokenRow.id).desc())
    )
    return tuple(
        ApiToken(
            r.id or 0,
            r.name,
            tuple(r.scopes.split()),
            r.created_at,
            r.expires_at,
            r.used_at,
            r.revoked_at is not None,
        )
        for r in rows
    )


def revoke_api_token(db: Session, token_id: int, *, of: User, now: datetime) -> None:
    """Revoke one of the reader's own tokens; ``NotFound`` for any other."""
    done = db.execute(
        update(ApiTokenRow)
        .where(col(ApiTokenRow.id) == token_id, col(ApiTokenRow.account_id) == of.id)
        .values(revoked_at=now)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound("token", token_id)
