"""Open sign-ins, and the links that are mailed once: invitations and new passwords."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, or_, select

from data.storage.digests import digest, new_token
from data.storage.tables import AccountRow, MailedLinkRow, OrganisationRow, SignInRow
from skills.account import Role, User
from skills.errors import BadLink
from skills.sign_in import SignIn

HALF_WAY = timedelta(minutes=15)
"""How long one may take between the password and the second factor."""
_NOTICED = timedelta(minutes=1)
"""A page asked for within the minute is not worth a write."""


def open_sign_in(
    db: Session, account_id: int, *, complete: bool, device: str, now: datetime
) -> str:
    """Open a sign-in; give its token, which is kept nowhere."""
    token = new_token()
    db.add(
        SignInRow(
            token_hash=digest(token),
            account_id=account_id,
            complete=complete,
            device=device,
            created_at=now,
            seen_at=now,
        )
    )
    db.flush()
    return token


def find_sign_in(
    db: Session, token: str, *, now: datetime, idle: timedelta, longest: timedelta
) -> SignIn | None:
    """The sign-in of a token while it lasts, in one query; being seen makes it last."""
    found = db.exec(
        select(SignInRow, AccountRow, OrganisationRow.firm_id)
        .join(AccountRow, col(AccountRow.id) == SignInRow.account_id)
        .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id, isouter=True)
        .where(SignInRow.token_hash == digest(token), col(AccountRow.enabled).is_(True))
    ).first()
    if found is None:
        return None
    row, account, firm = found
    if not row.complete:
        idle = longest = HALF_WAY
    if now - row.seen_at > idle or now - row.created_at > longest:
        return None
    if now - row.seen_at > _NOTICED:
        db.execute(update(SignInRow).where(col(SignInRow.id) == row.id).values(seen_at=now))
    return SignIn(
        row.id or 0, user_of(account, firm), row.complete, row.device, row.created_at, row.seen_at
    )


def list_sign_ins(db: Session, *, visible_to: User, since: datetime) -> tuple[SignIn, ...]:
    """The reader's own sign-ins opened since an instant, latest first."""
    rows = db.exec(
        select(SignInRow)
        .where(
            SignInRow.account_id == visible_to.id,
            col(SignInRow.complete).is_(True),
            SignInRow.created_at > since,
        )
        .order_by(col(SignInRow.seen_at).desc(), col(SignInRow.id).desc())
    )
    return tuple(
        SignIn(r.id or 0, visible_to, r.complete, r.device, r.created_at, r.seen_at) for r in rows
    )


def close_sign_in(db: Session, sign_in_id: int, *, of: User) -> bool:
    """Close one of the reader's own sign-ins; whether there was one."""
    done = db.execute(
        delete(SignInRow).where(col(SignInRow.id) == sign_in_id, col(SignInRow.account_id) == of.id)
    )
    return done.rowcount == 1  # type: ignore[attr-defined]


def close_sign_ins(db: Session, account_id: int) -> None:
    """Close every sign-in of an account."""
    db.execute(delete(SignInRow).where(col(SignInRow.account_id) == account_id))


def purge_sign_ins(db: Session, *, now: datetime, longest: timedelta) -> int:
    """Forget the sign-ins and mailed links that can open nothing any more; how many."""
    gone = db.execute(delete(SignInRow).where(col(SignInRow.created_at) < now - longest))
    links = db.execute(
        delete(MailedLinkRow).where(
            or_(col(MailedLinkRow.expires_at) < now, col(MailedLinkRow.used_at).is_not(None))
        )
    )
    return int(gone.rowcount + links.rowcount)  # type: ignore[attr-defined]


def make_mailed_link(db: Session, account_id: int, kind: str, *, expires_at: datetime) -> str:
    """A new link of a kind for an account; those it had before are void. Gives its token."""
    db.execute(
        delete(MailedLinkRow).where(
            col(MailedLinkRow.account_id) == account_id, col(MailedLinkRow.kind) == kind
        )
    )
    token = new_token()
    db.add(
        MailedLinkRow(
            token_hash=digest(token), kind=kind, account_id=account_id, expires_at=expires_at
        )
    )
    db.flush()
    return token


def read_mailed_link(db: Session, token: str, kind: str, *, now: datetime) -> int:
    """The account that a link is for; ``BadLink`` when forged, expired or used."""
    account_id = db.exec(
        select(MailedLinkRow.account_id)
        .join(AccountRow, col(AccountRow.id) == MailedLinkRow.account_id)
        .where(
            MailedLinkRow.token_hash == digest(token),
            MailedLinkRow.kind == kind,
            col(MailedLinkRow.used_at).is_(None),
            MailedLinkRow.expires_at > now,
            col(AccountRow.enabled).is_(True),
        )
    ).first()
    if account_id is None:
        raise BadLink(kind)
    return account_id


def use_mailed_link(db: Session, token: str, kind: str, *, now: datetime) -> int:
    """The same, and the link is used up; of two requests at once one is refused."""
    account_id = read_mailed_link(db, token, kind, now=now)
    done = db.execute(
        update(MailedLinkRow)
        .where(col(MailedLinkRow.token_hash) == digest(token), col(MailedLinkRow.used_at).is_(None))
        .values(used_at=now)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise BadLink(kind)
    return account_id


def user_of(row: AccountRow, firm: int | None, scopes: tuple[str, ...] | None = None) -> User:
    """The reader that an account is; its communes are told by the reference."""
    return User(
        row.name,
        Role(row.role),
        row.id,
        row.email,
        row.organisation_id,
        firm,
        tuple(row.perimeter.split()),
        scopes=scopes,
    )
