"""Tokens: made here, and kept only as a digest."""

from hashlib import sha256
from secrets import token_urlsafe


def new_token() -> str:
    """32 bytes of chance, as letters that fit in an address."""
    return token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token. It has 256 bits of chance already: no salt, no slow hash."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
