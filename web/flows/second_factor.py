"""The second factor: codes of an application (TOTP, RFC 6238), and recovery codes."""

import re
from datetime import datetime
from hmac import compare_digest
from io import BytesIO
from secrets import choice

import pyotp
import segno
from sqlmodel import Session

from data.storage.accounts import (
    accept_step,
    get_credentials,
    set_recovery_codes,
    set_second_factor,
    use_recovery_code,
)

STEP = 30  # seconds
_RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that reads as another


def secret_to_show(db: Session, account_id: int) -> str:
    """The secret that an application is to learn; the same until a first code has proved it."""
    kept = get_credentials(db, account_id)
    if kept.totp_secret:
        return kept.totp_secret
    secret = pyotp.random_base32()
    set_second_factor(db, account_id, secret, on=False)
    return secret


def qr_code(secret: str, email: str) -> str:
    """The secret as a square that a telephone reads: an SVG element without style or script."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Matrice")
    drawn = BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=5, xmldecl=False, svgns=True, dark="#000", light="#fff",
        title="Code à photographier avec l'application",
    )  # fmt: skip
    return drawn.getvalue().decode()


def check_code(db: Session, account_id: int, typed: str, *, now: datetime) -> bool:
    """Whether a code is right now, and has not been used. A clock may be 30 seconds wrong."""
    code = re.sub(r"\s", "", typed)
    secret = get_credentials(db, account_id).totp_secret
    if not secret or not re.fullmatch(r"[0-9]{6}", code):
        return False
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP
    for step in (current - 1, current, current + 1):
        if compare_digest(totp.generate_otp(step), code):
            return accept_step(db, account_id, step)
    return False


def check_recovery_code(db: Session, account_id: int, typed: str) -> bool:
    """Whether this is a recovery code that has not been used; it is used up."""
    return use_recovery_code(db, account_id, _bare(typed))


def turn_on(db: Session, account_id: int, typed: str, *, now: datetime) -> tuple[str, ...]:
    """Begin to ask for codes once a first one is right; give the recovery codes, once.

    Empty when the code is wrong.
    """
    if not check_code(db, account_id, typed, now=now):
        return ()
    set_second_factor(db, account_id, get_credentials(db, account_id).totp_secret, on=True)
    return new_recovery_codes(db, account_id)


def new_recovery_codes(db: Session, account_id: int) -> tuple[str, ...]:
    """Ten new codes, shown once; the former ones are void."""
    codes = tuple(
        "-".join("".join(choice(_LETTERS) for _ in range(5)) for _ in range(3))
        for _ in range(_RECOVERY_CODES)
    )
    set_recovery_codes(db, account_id, tuple(map(_bare, codes)))
    return codes


def _bare(typed: str) -> str:
    return re.sub(r"[\s-]", "", typed).lower()[:60]
