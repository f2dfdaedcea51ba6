"""LHEO's own ways to write dates, levels, numbers and texts."""

import html
import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from skills.training import DatePrecision, ImpreciseDate

Choice = TypeVar("Choice")

# Old national codes to European levels; 8 (level I) covers 7 and 8, and 7 is by far the commoner.
_OLD_LEVELS = {"4": 3, "5": 4, "6": 5, "7": 6, "8": 7}

_BLOCK = re.compile(r"(?i)<\s*(?:br|/p|/li|/h\d|/div|/tr)[^>]*>")
_UNSEEN = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>")
_MOST_ESCAPED = 10  # times over: some flows escape what was escaped
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")  # not the « < » of « épaisseur < 3 mm et > 1 mm »


def imprecise_date(text: str) -> ImpreciseDate | None:
    """Read ``AAAAMMJJ``, ``AAAAMM00`` or ``AAAA0000``; None when unknown (00000000, 99999999,
    « - »).

    Raise ``ValueError`` for anything else.
    """
    if text in ("", "-", "00000000", "99999999"):
        return None
    if not re.fullmatch(r"\d{8}", text):
        raise ValueError(text)
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if month == 0 and day == 0:
        return ImpreciseDate(date(year, 1, 1), DatePrecision.YEAR)
    if day == 0:
        return ImpreciseDate(date(year, month, 1), DatePrecision.MONTH)
    if 1 <= month <= 12 and monthrange(year, month)[1] < day <= 31:
        # Bodies write 31/09 for « end of September »: the month is right, the day is not.
        return ImpreciseDate(date(year, month, monthrange(year, month)[1]))
    return ImpreciseDate(date(year, month, day))


def european_level(code: str) -> int | None:
    """The European level 3 to 8 of a level code, old or new (10 + level); None when unknown."""
    if re.fullmatch(r"1[1-8]", code):
        level = int(code) - 10
        return level if level >= 3 else None
    return _OLD_LEVELS.get(code)


def certification_code(text: str, prefix: str) -> str:
    """« 38432 », « RNCP38432 » and « rncp 38432 » are one code; empty when it is none of them."""
    found = re.fullmatch(rf"(?i)(?:{prefix})?\s*0*(\d{{1,6}})", text.strip())
    return f"{prefix}{found.group(1)}" if found else ""


def whole(text: str) -> int | None:
    """A whole number, or None."""
    return int(text) if re.fullmatch(r"\d{1,6}", text) else None


def positive(text: str) -> int | None:
    """A whole number above 0, or None: flows write 0 for unknown."""
    return whole(text) or None


def price(text: str) -> float | None:
    """An amount in euros as flows write it, « 1 250,00 € » too, or None."""
    bare = re.sub(r"[\s\u202f€]", "", text).replace(",", ".")
    return float(bare) if re.fullmatch(r"\d{1,7}(\.\d{1,2})?", bare) else None


def one_of(code: str, choices: Mapping[str, Choice]) -> Choice | None:
    """The choice that a code stands for, or None."""
    return choices.get(code)


def web_address(text: str) -> str:
    """The address of a page, or empty: what a page will link to must not run as a script."""
    if re.match(r"(?i)https?://\S+$", text):
        return text
    return f"https://{text}" if re.match(r"(?i)www\.\S+$", text) else ""


def plain_text(text: str) -> str:
    """Text without the HTML that flows escape into it; paragraphs and list items become lines."""
    if "<" not in text and "&" not in text and "\n" not in text:
        words = " ".join(text.split())
        return "" if words == "-" else words
    for _ in range(_MOST_ESCAPED):
        if "<" not in text and "&" not in text:
            break
        before, text = text, html.unescape(text)
        text = _TAG.sub(" ", _BLOCK.sub("\n", _UNSEEN.sub(" ", text)))
        if text == before:
            break
    lines = (" ".join(line.split()) for line in text.replace("\xa0", " ").splitlines())
    cleaned = "\n".join(line for line in lines if line)
    return "" if cleaned == "-" else cleaned
