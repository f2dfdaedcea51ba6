"""Amounts of money as people type them, in whole euros."""

import re

from skills.errors import Invalid

MOST_EUROS = 10**10
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "md": 1_000_000_000}
_FORM = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>md|k|m)?(?:€|eur|euros?)?", re.IGNORECASE
)
_MILLIERS = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")


def read_euros(text: str) -> int | None:
    """« 1 200 000 », « 250 k€ », « 1,5 M€ » in whole euros; None when nothing is typed.

    ``Invalid`` when it is negative, is no amount, or is more than ten thousand million.
    """
    typed = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    if not typed:
        return None
    if typed.startswith(("-", "−", "–")):
        raise Invalid("amount", text[:40], "amount_negative")
    words = _MILLIERS.sub("", typed)
    found = _FORM.fullmatch(words.replace("millions", "m").replace("million", "m"))
    if found is None:
        raise Invalid("amount", text[:40], "amount")
    unit = (found["unit"] or "").lower()
    # « 1.200 » is a thousand two hundred for some and one and a fifth for others: ask.
    if not unit and re.fullmatch(r"\d{1,3}[.,]\d{3}", found["number"]):
        raise Invalid("amount", text[:40], "amount_unclear")
    euros = round(float(found["number"].replace(",", ".")) * _UNITS[unit])
    if euros > MOST_EUROS:
        raise Invalid("amount", text[:40], "amount_large")
    return euros
