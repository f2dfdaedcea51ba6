"""When people are wanted: a date read relative to the day of the interview.

A period stands for its first day (« pour septembre »: the 1st), unless its end or middle is named.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from matching.cues.numbers import ONE, value
from matching.results import Cue
from matching.text.sentences import Sentence

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("janvier janv", "fevrier fev fevr", "mars", "avril avr", "mai", "juin", "juillet juil", "aout",
         "septembre sept", "octobre oct", "novembre nov", "decembre dec"), start=1)
    for name in names.split()
}  # fmt: skip
_SEASONS = {"printemps": (3, 21), "ete": (6, 21), "automne": (9, 21), "hiver": (12, 21), "noel": (12, 25),
            "rentree": (9, 1)}  # fmt: skip
_ORDINALS = {"1er": 1, "premier": 1, "1": 1, "2e": 2, "2eme": 2, "2nd": 2, "second": 2, "deuxieme": 2, "2": 2,
             "3e": 3, "3eme": 3, "troisieme": 3, "3": 3, "4e": 4, "4eme": 4, "quatrieme": 4, "dernier": 4, "4": 4}  # fmt: skip

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>20\d\d)"
_PART = r"(?:(?P<part>debut|mi|fin|milieu|courant) (?:- )?(?:(?:de |d |du |le )?(?:mois de |mois d )?)?)?"
_ORDINAL = "|".join(_ORDINALS)
_UNITS = r"(?P<unit>jours?|semaines?|mois|ans?|annees?|trimestres?)"
_PAST = re.compile(
    r"\b(?:depuis|depuis le|depuis la|jusqu en|entre|l|des le depart en)(?: le| la| l| debut| fin| mi)*\s*$"
)
_LAST = re.compile(r"^ (?:dernier|derniere|passe|passee)\b")


def _shift_months(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _period(part: str | None, first: date, months: int) -> date:
    """The day that a part of a period of so many months names."""
    if part == "fin":
        return _shift_months(first, months) - timedelta(days=1)
    if part in ("mi", "milieu"):
        return (
            date(first.year, first.month, 15) if months == 1 else _shift_months(first, months // 2)
        )
    return first


def _month(found: re.Match[str], on: date) -> date | None:
    month = _MONTHS[found["month"]]
    year = int(found["year"]) if found["year"] else on.year + (month < on.month)
    if found["day"]:
        day = int(found["day"].removesuffix("er"))
        if day > calendar.monthrange(year, month)[1]:
            return None
        if not found["year"] and date(year, month, day) < on:
            year += 1
            day = min(day, calendar.monthrange(year, month)[1])
        return date(year, month, day)
    return _period(found["part"], date(year, month, 1), 1)


def _numeric(found: re.Match[str], _on: date) -> date | None:
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    day = int(found["d"]) if found["d"] else 1
    month = int(found["m"])
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _span(found: re.Match[str], on: date) -> date | None:
    number, unit = value(found["number"]), found["unit"]
    if number > 600:
        return None
    if unit.startswith(("jour", "semaine")):
        return on + timedelta(days=number * (7 if unit.startswith("semaine") else 1))
    months = {"m": 1, "a": 12, "t": 3}[unit[0]]
    return _shift_months(on, number * months) if number * months < 600 else None


def _part_of_year(months: int) -> Callable[[re.Match[str], date], date | None]:
    def read(found: re.Match[str], on: date) -> date | None:
        rank = _ORDINALS[found["rank"]]
        if rank > 12 // months:
            return None
        month = (rank - 1) * months + 1
        year = int(found["year"]) if found["year"] else on.year
        first = date(year, month, 1)
        if not found["year"] and _shift_months(first, months) <= on:
            first = date(year + 1, month, 1)
        return _period(found["part"], first, months)

    return read


def _season(found: re.Match[str], on: date) -> date | None:
    name = found["season"]
    if name == "rentree" and found["of"]:
        month, day = _MONTHS[found["of"]], 1
    else:
        month, day = _SEASONS[name]
    if found["year"]:
        return date(int(found["year"]), month, day)
    first = date(on.year, month, day)
    return first if first >= on else date(on.year + 1, month, day)


def _year(found: re.Match[str], _on: date) -> date | None:
    return _period(found["part"], date(int(found["year"]), 1, 1), 12)


def _this_or_next_year(found: re.Match[str], on: date) -> date | None:
    following = bool(found["next"]) or (found["part"] == "debut" and on.month > 2)
    return _period(found["part"], date(on.year + following, 1, 1), 12)


def _next(found: re.Match[str], on: date) -> date | None:
    if found["what"] == "mois":
        return _shift_months(on.replace(day=1), 1)
    if found["what"] == "semaine":
        return on + timedelta(days=7 - on.weekday())
    if found["what"] == "trimestre":
        return _shift_months(date(on.year, 3 * ((on.month - 1) // 3) + 1, 1), 3)
    return date(on.year + 1, 1, 1)


def _week(found: re.Match[str], on: date) -> date | None:
    week = int(found["week"])
    if not 1 <= week <= 53:
        return None
    first = date.fromisocalendar(on.year, min(week, 52), 1)
    return (
        first
        if first >= on - timedelta(days=6)
        else date.fromisocalendar(on.year + 1, min(week, 52), 1)
    )


_NOW = re.compile(
    r"\b(?:(?:des|aussitot) que possible|d[e]s que vous pouvez|asap|au plus (?:vite|tot)|le plus (?:vite|tot|rapidement) possible|"
    r"tout de suite|immediatement|immediat|immediate|de suite|des maintenant|en urgence|urgent|urgence|pour hier|des aujourd hui|"
    r"sans attendre|tres vite|rapidement|tout de go|illico)\b"
)
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (re.compile(r"\b(?:(?P<d>\d{1,2}) ?[/.-] ?)?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>20\d\d|\d\d(?=\b)(?<=[/. -]\d\d))\b(?! ?[a-z%€])"), _numeric),
    (re.compile(rf"\b(?P<part>)(?:du )?(?P<day>(?:[12]\d|3[01]|[1-9])(?:er)?) (?:au|a|-|et|/) (?:[12]\d|3[01]|[1-9])(?:er)? (?P<month>{_MONTH})\b(?: {_YEAR})?"), _month),
    (re.compile(rf"\b{_PART}(?:(?P<day>(?:[12]\d|3[01]|[1-9])(?:er)?) )?\b(?P<month>{_MONTH})\b(?: \.)?(?: {_YEAR})?(?! 8\b)"), _month),
    (re.compile(rf"\b(?:d ici|dans|sous|d ici a|(?<!\d )a|dans les|dans le|d ici les|horizon)(?: a| maximum| environ| moins de| une?)? (?P<number>{ONE}) (?:a \d+ )?{_UNITS}\b(?! d(?:e|u| ) ?(?:experience|metier|cdd|contrat|formation|stage|retard|plus))"), _span),
    (re.compile(rf"\b{_PART}(?:le |au |du )?(?:t(?P<rank>[1-4])\b|(?!))(?: {_YEAR})?"), _part_of_year(3)),
    (re.compile(rf"\b{_PART}(?:le |au |du )?(?P<rank>{_ORDINAL}) trimestre(?: (?:de )?{_YEAR})?"), _part_of_year(3)),
    (re.compile(rf"\b{_PART}(?:le |au |du )?s(?P<rank>[12])\b(?: {_YEAR})?"), _part_of_year(6)),
    (re.compile(rf"\b{_PART}(?:le |au |du )?(?P<rank>{_ORDINAL}) semestre(?: (?:de )?{_YEAR})?"), _part_of_year(6)),
    (re.compile(r"\b(?:semaine|sem|s) ?(?P<week>\d{1,2})\b(?! mois| jours| h)"), _week),
    (re.compile(rf"\b(?:ce |cet |cette |le |l |la |au |a la |a l |prochaine? )(?P<season>printemps|ete|automne|hiver|noel|rentree)(?: (?:de |d )?(?P<of>{_MONTH}))?(?: prochaine?)?(?: {_YEAR})?"), _season),
    (re.compile(rf"\b(?:avant |pour |d ici |des |apres |en )(?P<season>noel|rentree|ete|automne|hiver)(?P<of>)(?: {_YEAR})?"), _season),
    (re.compile(rf"\b(?P<season>printemps|ete|automne|hiver|rentree)(?P<of>) {_YEAR}"), _season),
    (re.compile(r"(?:(?<=[,;:(–—-] )|(?<=^)|(?<=\d )|(?<=eurs )|(?<=euses ))(?P<season>printemps|ete|automne|hiver|rentree)(?P<of>)(?P<year>)(?= [,;:).!?–—-]| ?$)"), _season),
    (re.compile(r"\b(?P<part>debut|mi|fin|milieu|courant) (?:d |de l |de )?(?:annee|an)(?P<next> prochaine?)?\b"), _this_or_next_year),
    (re.compile(r"\b(?:d ici|avant) (?:la )?(?P<part>fin) (?:d |de l |de )?(?:annee|an)(?P<next> prochaine?)?\b"), _this_or_next_year),
    (re.compile(r"\b(?:l |la |le )(?P<what>mois|semaine|trimestre|an|annee) prochaine?\b"), _next),
    (re.compile(rf"\b(?:(?P<part>debut|mi|fin|milieu|courant) (?:- )?|pour |en |des |d ici |avant |sur |horizon |vers |a partir de |pas avant ){_YEAR}\b"), _year),
)  # fmt: skip


_MAY_SAY_ONE = re.compile(
    rf"\d|{_MONTH}|semaine|sem\b|mois|\bans?\b|annee|mestre|rentree|printemps|\bete\b|automne|hiver|noel"
)
"""What every rule needs somewhere: most sentences name no date."""


def find_dates(sentence: Sentence, on: date) -> Iterator[Cue[date]]:
    """The dates wanted, in the order of the text; dates gone by are left out."""
    text = sentence.normal
    taken = [
        (found.start(), found.end(), on)
        for found in _NOW.finditer(text)
        if not re.search(r"\bpas(?: \w+)?\s*$", text[: found.start()])
    ]
    for pattern, read in _RULES if _MAY_SAY_ONE.search(text) else ():
        for found in pattern.finditer(text):
            start, end = found.span()
            overlaps = any(start < b and a < end for a, b, _ in taken)
            past = _PAST.search(text[:start]) or _LAST.match(text[end:])
            day = None if overlaps or past else read(found, on)
            if day is not None and day >= on - timedelta(days=31):
                taken.append((start, end, day))
    for start, end, day in sorted(taken):
        first, last = sentence.span(start, end)
        yield Cue(day, first, last, text[start:end])
