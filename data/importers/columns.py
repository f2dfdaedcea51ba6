"""Which of a user's columns is which of our fields: proposed, never decided."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from rapidfuzz import fuzz

from skills.folding import folded

LEAST = 78.0
"""Likeness 0..100 from which a column is proposed."""


def propose_columns(header: Sequence[str], fields: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The column, counted from 0, proposed for each field; a field without a likely one is left
    out.

    Parameters
    ----------
    fields : names by which people head each field, in French, the usual one first.
    """
    likely = [
        (max(_likeness(folded(title), folded(name)) for name in names), -place, field)
        for field, names in fields.items()
        for place, title in enumerate(header)
        if title.strip()
    ]
    found: dict[str, int] = {}
    for score, minus_place, field in sorted(likely, reverse=True):
        if score >= LEAST and field not in found and -minus_place not in found.values():
            found[field] = -minus_place
    return found


def _likeness(title: str, name: str) -> float:
    """0..100; among names that share the same words, the one written the same comes first."""
    return 0.9 * fuzz.token_set_ratio(title, name) + 0.1 * fuzz.ratio(title, name)


def signature(kind: str, header: Sequence[str]) -> str:
    """What recognises a table of the same kind with the same header the next time."""
    return sha256("\x1f".join([kind, *map(folded, header)]).encode()).hexdigest()
