"""The words too well known to be a password."""

from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "passwords" / "common.txt"


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """The list, in lower case."""
    return frozenset(_FILE.read_text("utf-8").split())
