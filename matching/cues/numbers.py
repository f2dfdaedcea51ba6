"""French numbers, in words or figures, exact or as an interval."""

import re

from skills.need import Headcount

_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {
    "dix": 10,
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "cent": 100,
}
_ABOUT = {"dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
          "douzaine": 12, "centaine": 100, "paire": 2}  # fmt: skip

NUMBER_WORDS = frozenset([*_WORDS, *_TENS, *_ABOUT, "quelqu", "qqn", "qq", "qqun", "qun"])
"""Words without which, or a figure, nobody is counted."""
_UNIT = "|".join(sorted(_WORDS, key=len, reverse=True))
_COMPOUND = rf"(?:{'|'.join(_TENS)})(?: (?:et )?(?:{_UNIT}))?"
ONE = rf"(?:\d{{1,4}}|{_COMPOUND}|{_UNIT})"
ABOUT = rf"une? (?:petite |bonne |grosse )?(?:{'|'.join(_ABOUT)})"
# « deux trois gars »: only numbers that follow each other are said so.
_PAIR = "|".join(
    rf"(?<={low}) (?={high})"
    for low, high in [
        ("deux", "trois"),
        ("trois", "quatre"),
        ("quatre", "cinq"),
        ("cinq", "six"),
        (r"\d", r"\d"),
    ]
)
NUMBER = (
    rf"(?:(?:entre |de )?(?P<low>{ONE})(?: a | ou | - | et | / | voire |{_PAIR})(?P<high>{ONE})"
    rf"|(?P<about>{ABOUT})|(?P<one>{ONE}))"
)
"""Groups: ``low`` and ``high``, or ``about``, or ``one``. Wrap it between word boundaries."""

_HIGH = re.compile(r"(?:jusqu a|au plus|au maximum|maximum|maxi|max \.?)\s*$")


def value(word: str) -> int:
    """The value of one number, in words (« quarante et un ») or figures."""
    if word.isdigit():
        return int(word)
    return sum(_WORDS.get(part, 0) or _TENS.get(part, 0) for part in word.split())


def headcount(found: re.Match[str], before: str = "") -> Headcount | None:
    """The interval that a match of ``NUMBER`` gives, or None when it cannot count people.

    ``before`` is the text before the match: « jusqu'à cinq » is from one to five, « au moins deux »
    is kept as two, the only figure that was said.
    """
    if found.group("about"):
        about = next(v for word, v in _ABOUT.items() if found.group("about").endswith(word))
        return Headcount(about, about)
    if found.group("one"):
        number = value(found.group("one"))
        if not 0 < number <= 500:
            return None
        return Headcount(1 if _HIGH.search(before) else number, number)
    low, high = value(found.group("low")), value(found.group("high"))
    if not 0 < low <= high <= 500:
        return None
    return Headcount(low, high)
