"""Passwords: judged, hashed, compared. No more than two at once: each takes 64 MB for a moment."""

from functools import lru_cache
from threading import Semaphore

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from data.readers.passwords import common_passwords
from skills.account import LONGEST_PASSWORD, password_problem

_HASHER = PasswordHash((Argon2Hasher(),))
_AT_ONCE = Semaphore(2)


def hash_password(password: str) -> str:
    """The argon2id hash of a password."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def problem(password: str, *about: str) -> str:
    """Why a password is refused, as a code; empty when it will do."""
    return password_problem(password, common=common_passwords(), about=about)


def verify_password(password: str, kept: str) -> bool:
    """Whether this is the password. Without one kept, as much work is done, and the answer is
    no: how long it takes says nothing of who exists.
    """
    if len(password) > LONGEST_PASSWORD:
        return False
    with _AT_ONCE:
        try:
            right = _HASHER.verify(password, kept or _nobodys())
        except UnknownHashError:
            right = False
    return right and bool(kept)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _HASHER.hash("personne n'a ce mot de passe")
