"""The day that each way of saying a date means, relative to the day of the interview.

A period stands for its first day (« pour septembre »: the 1st), unless its end or middle is named.
Each reader takes what a pattern of ``matching/cues/dates.py`` found and gives a day, or None.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from matching.cues.numbers import value

MONTHS = {
    name: number
    for number, names in enumerate(
        ("janvier janv", "fevrier fev fevr", "mars", "avril avr", "mai", "juin", "juillet juil", "aout",
         "septembre sept", "octobre oct", "novembre nov", "decembre dec"), start=1)
    for name in names.split()
}  # fmt: skip
SEASONS = {"printemps": (3, 21), "ete": (6, 21), "automne": (9, 21), "hiver": (12, 21), "noel": (12, 25),
           "rentree": (9, 1), "toussaint": (11, 1)}  # fmt: skip
ORDINALS = {"1er": 1, "premier": 1, "1": 1, "2e": 2, "2eme": 2, "2nd": 2, "second": 2, "deuxieme": 2, "2": 2,
            "3e": 3, "3eme": 3, "troisieme": 3, "3": 3, "4e": 4, "4eme": 4, "quatrieme": 4, "dernier": 4, "4": 4}  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

Read = Callable[[re.Match[str], date], date | None]


def shift_months(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _period(part: str | None, first: date, months: int) -> date:
    """The day that a part of a period of so many months names."""
    if part == "fin":
        return shift_months(first, months) - timedelta(days=1)
    if part in ("mi", "milieu"):
        return (
            date(first.year, first.month, 15) if months == 1 else shift_months(first, months // 2)
        )
    return first


def a_month(found: re.Match[str], on: date) -> date | None:
    """« 15 mars 2027 », « mi-mars », « en mars, le 15 »."""
    month = MONTHS[found["month"]]
    year = int(found["year"]) if found["year"] else on.year + (month < on.month)
    said = found["day"] or found.groupdict().get("late")
    if said:
        day = int(said.removesuffix("er"))
        if day > calendar.monthrange(year, month)[1]:
            return None
        if not found["year"] and date(year, month, day) < on:
            year += 1
            day = min(day, calendar.monthrange(year, month)[1])
        return date(year, month, day)
    return _period(found["part"], date(year, month, 1), 1)


def numeric(found: re.Match[str], on: date) -> date | None:
    """« 15/03/2027 », « 03/27 »: a year in two figures is of these times, « 1/50 » is none."""
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    if len(found["y"]) == 2 and abs(year - on.year) > 10:
        return None
    day = int(found["d"]) if found["d"] else 1
    return _valid(year, int(found["m"]), day)


def day_and_month(found: re.Match[str], on: date) -> date | None:
    """« le 15/03 »: of this year, or of the next when it is past."""
    day, month = int(found["d"]), int(found["m"])
    this_year = _valid(on.year, month, day)
    return this_year if this_year and this_year >= on else _valid(on.year + 1, month, day)


def _valid(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def a_span(found: re.Match[str], on: date) -> date | None:
    """« d'ici 6 mois »."""
    number, unit = value(found["number"]), found["unit"]
    if number > 600:
        return None
    if unit.startswith(("jour", "semaine")):
        return on + timedelta(days=number * (7 if unit.startswith("semaine") else 1))
    months = {"m": 1, "a": 12, "t": 3}[unit[0]]
    return shift_months(on, number * months) if number * months < 600 else None


def part_of_year(months: int) -> Read:
    """A reader of « T1 2027 » (3 months) or « deuxième semestre » (6)."""

    def read(found: re.Match[str], on: date) -> date | None:
        rank = ORDINALS[found["rank"]]
        if rank > 12 // months:
            return None
        month = (rank - 1) * months + 1
        year = int(found["year"]) if found["year"] else on.year
        first = date(year, month, 1)
        if not found["year"] and shift_months(first, months) <= on:
            first = date(year + 1, month, 1)
        return _period(found["part"], first, months)

    return read


def a_season(found: re.Match[str], on: date) -> date | None:
    """« à la rentrée », « rentrée de janvier », « avant l'été 2027 »."""
    name = found["season"]
    if name == "paques":
        day = _easter(on.year)
        return day if day >= on else _easter(on.year + 1)
    if name == "rentree" and found["of"]:
        month, number = MONTHS[found["of"]], 1
    else:
        month, number = SEASONS[name]
    if found["year"]:
        return date(int(found["year"]), month, number)
    first = date(on.year, month, number)
    return first if first >= on else date(on.year + 1, month, number)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    moon = (
        19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def a_year(found: re.Match[str], _on: date) -> date | None:
    """« début 2027 »."""
    return _period(found["part"], date(int(found["year"]), 1, 1), 12)


def this_or_next_year(found: re.Match[str], on: date) -> date | None:
    """« d'ici la fin de l'année »."""
    following = bool(found["next"]) or (found["part"] == "debut" and on.month > 2)
    return _period(found["part"], date(on.year + following, 1, 1), 12)


def end_of_month(_found: re.Match[str], on: date) -> date | None:
    """« à la fin du mois »."""
    return _period("fin", on.replace(day=1), 1)


def a_next(found: re.Match[str], on: date) -> date | None:
    """« la semaine prochaine », « l'an prochain »."""
    if found["what"] == "mois":
        return shift_months(on.replace(day=1), 1)
    if found["what"] == "semaine":
        return on + timedelta(days=7 - on.weekday())
    if found["what"] == "trimestre":
        return shift_months(date(on.year, 3 * ((on.month - 1) // 3) + 1, 1), 3)
    return date(on.year + 1, 1, 1)


def a_weekday(found: re.Match[str], on: date) -> date | None:
    """« dès lundi », « mardi prochain »: the next one."""
    named = found["weekday"] or found.groupdict().get("next", "")
    ahead = (WEEKDAYS.index(named) - on.weekday()) % 7
    return on + timedelta(days=ahead or 7)


def a_week(found: re.Match[str], on: date) -> date | None:
    """« semaine 36 »: its Monday."""
    week = int(found["week"])
    if not 1 <= week <= 53:
        return None
    first = date.fromisocalendar(on.year, min(week, 52), 1)
    if first < on - timedelta(days=6):
        return date.fromisocalendar(on.year + 1, min(week, 52), 1)
    return first
