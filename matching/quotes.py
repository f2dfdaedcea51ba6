"""Words of a firm that may be shown without telling which firm it is."""

import re
from collections.abc import Collection, Iterable

from skills.folding import folded
from skills.reference import Reference

_NUMBER = re.compile(r"\d[\d\s.,]*")
_YEAR = re.compile(r"20\d\d")
_CONTACT = re.compile(r"@|https?:|www\.|\d{2}([\s.]?\d{2}){4}")
_PROPER = re.compile(
    r"(?<![.!?:;•\-–—]\s)(?<!^)(?<!\n)\b[A-ZÀ-Ý](?:[a-zà-ÿ]{2,}|[A-ZÀ-Ý]{4,})", re.MULTILINE
)
_LONG = 4  # letters
_SMALL = 10
"""From here on a number says how large a firm is, or names a machine, an order, a date."""


def names_nobody(quote: str, names: Iterable[str], trade: Collection[str] = ()) -> bool:
    """Whether nothing in a quote tells whose words they are.

    Refused: a word of four letters or more of one of ``names`` (firms, places, people) that is not
    one of the ``trade`` (folded words that everybody in it says), a proper noun within a sentence,
    a number from ten on that is no year, an address or a telephone number. A doubt keeps the quote
    back.
    """
    if _CONTACT.search(quote) or _PROPER.search(quote):
        return False
    for found in _NUMBER.findall(quote):
        digits = re.sub(r"\D", "", found)
        if not _YEAR.fullmatch(digits) and int(digits) >= _SMALL:
            return False
    telling = {word for name in names for word in folded(name).split() if len(word) >= _LONG}
    return not telling.difference(trade) & set(folded(quote).split())


def trade_words(reference: Reference) -> frozenset[str]:
    """The folded words that name what the trade does: a firm that bears one is not told by it."""
    things = (reference.competences, reference.families, reference.occupations)
    return frozenset(
        word for codes in things for code in codes for word in folded(reference.label(code)).split()
    )
