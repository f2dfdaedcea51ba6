"""When people are wanted: dates read relative to the day of the interview (``matching/cues/days.py``)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from matching.cues import days
from matching.cues.numbers import ONE
from matching.results import Cue
from matching.text.sentences import Sentence

_MONTH = "|".join(sorted((name for name in days.MONTHS if name != "sept"), key=len, reverse=True))
# « sept » is a number more often than a month: a month stands before a mark or a year.
_MONTH = rf"(?:{_MONTH}|(?<!pas )(?<!ou )(?<!et )(?<!a )(?<!les )(?<!sur )sept(?= ?[.,;)/–—-]| ?$| (?:20)?\d\d\b))"
_YEAR = r"(?P<year>20\d\d)"
_PART = r"(?:(?P<part>debut|mi|fin|milieu|courant) (?:- )?(?:(?:de |d |du |le )?(?:mois de |mois d )?)?)?"
_ORDINAL = "|".join(days.ORDINALS)
_UNITS = r"(?P<unit>jours?|semaines?|mois|ans?|annees?|trimestres?)"
_DAY = r"(?P<day>(?:[12]\d|3[01]|[1-9])(?:er)?)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(days.WEEKDAYS)})"
_PAST = re.compile(
    r"\b(?:depuis|incident|reunion|examen|jury|vacances|certif\w* \w+|jusqu|jusqu (?:en|a|au|aux)|sauf|hors|sauf en|pas en|entre|l|des le depart en|heures d|heures de|passe|conges(?: \w+)?|reponse(?: \w+)?|resultats?|ferm(?:e|es|ee|ees|eture)(?: \w+){0,4}?(?: du| en)?)"
    r"(?: le| la| l| les| debut| fin| mi| du| au| en)*\s*$"
)
_LAST = re.compile(r"^ (?:dernier|derniere|passe|passee)\b")
_TOLD = re.compile(
    r"\b(?:(?:on|nous|j|il|elle|ils|elles|qui|je)(?: l| les| en| y| n)? (?:ai|a|avons|ont|avait|avions|avez)|(?:m|l|s|nous) (?:a|ont|est)|(?:a|ont) ete)"
    r"(?: (?:deja|bien|tout|pas|jamais|encore|longtemps|aussi|ete|\w+ment))? \w{2,}(?:e|ee|es|ees|i|is|it|u|us|ue|ues|ert)\b"
    r"(?<!une)(?<!quatre)(?<!onze)(?<!douze)(?<!quinze)(?<!trente)(?<!quelque)"
    r"(?![^.;:]*\b(?:faut|faudra\w*|cherch\w+|besoins?|recrut\w+|voudr\w+|pour|d ici|avant|prend\w*)\b)[^.;:]*$"
)
"""« on a sorti trois cents coques » before « au printemps »: what was, not what is wanted."""
_RANGE = re.compile(
    r"^ ?(?:au?|-|–|—|et|/|jusqu (?:a|au|en)|)(?: (?:la |le |l )?(?:fin|mi|debut)?)? ?(?:(?:lundi|mardi|mercredi|jeudi|vendredi) )?$"
)
"""What stands between the two ends of a period: « de février à juin » is February."""

_NOW = re.compile(
    r"\b(?:(?:des|aussitot) que possible|d[e]s que vous pouvez|asap|au plus (?:vite|tot)|le plus (?:vite|tot|rapidement) possible|"
    r"(?<!dit )(?<!dire )(?<!dis )(?<!signe )(?<!et )(?<!entend )(?<!voit )(?<!voir )(?:tout|tt) de suite|immediatement|immediat|immediate|(?<!jours )(?<!mois )(?<!fois )(?<!tout )(?<!tt )(?<!trois )(?<!heures )(?<!semaines )(?<!nuits )(?<!annees )(?<!lundis )(?<!matins )de suite|"
    r"des maintenant|(?<=, )maintenant(?= [,.;]| ?$)|en urgence|urgente?s?|(?<!arret d )(?<!former d )urgence|pour hier|des aujourd hui|"
    r"sans (?:attendre|delai|tarder)|tres vite|rapidement|tout de go|illico)\b"
)
_RULES: tuple[tuple[str, re.Pattern[str], days.Read], ...] = (
    ("figure", re.compile(r"\b(?:(?P<d>\d{1,2}) ?[/.-] ?)?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>20\d\d|\d\d(?=\b)(?<=[/. -]\d\d))\b(?! ?[a-z%€])"), days.numeric),
    ("figure", re.compile(r"\b(?:le|au|du|des le|avant le|pour le|a partir du|demarrage|debut|d effet|embauche|poste|dem \.) (?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2})\b(?! ?[/\d%])"), days.day_and_month),
    ("month", re.compile(rf"\b(?P<part>)(?:du )?{_DAY} (?:au|a|-|et|/|–) (?:[12]\d|3[01]|[1-9])(?:er)? (?P<month>{_MONTH})(?!\S)(?: {_YEAR})?"), days.a_month),
    ("month", re.compile(rf"\b{_PART}(?:{_DAY} )?\b(?P<month>{_MONTH})(?!\S)(?: \.)?(?: {_YEAR})?(?: , le (?P<late>[12]\d|3[01]|[1-9]))?(?! 8\b)"), days.a_month),
    ("period", re.compile(rf"\b(?:d ici|(?<!part )(?<!partent )(?<!parti )(?<!retraite )dans|sous|d ici a|dans les|dans le|d ici les|horizon|horizon a)(?: a| maximum| environ| moins de| une?)? (?P<number>{ONE}) (?:a \d+ )?{_UNITS}\b(?! d(?:e|u| ) ?(?:experience|metier|cdd|contrat|formation|stage|retard|plus))"), days.a_span),
    ("part", re.compile(rf"\b{_PART}(?:le |au |du )?(?:t(?P<rank>[1-4])\b|(?!))(?: {_YEAR})?"), days.part_of_year(3)),
    ("part", re.compile(rf"\b{_PART}(?:le |au |du )?(?P<rank>{_ORDINAL}) trim(?:estre|\b)(?: \.)?(?: (?:de )?{_YEAR})?"), days.part_of_year(3)),
    ("part", re.compile(rf"\b{_PART}(?:le |au |du )?s(?P<rank>[12])\b(?: {_YEAR})?"), days.part_of_year(6)),
    ("part", re.compile(rf"\b{_PART}(?:le |au |du )?(?P<rank>{_ORDINAL}) (?:semestre|sem(?: \.)?(?= 20))(?: (?:de )?{_YEAR})?"), days.part_of_year(6)),
    ("week", re.compile(r"\b(?:en|des|demarrage|debut|pour) (?:la )?(?:semaine|sem|s)(?: \.)? ?(?P<week>\d{1,2})\b(?! mois| jours| h)"), days.a_week),
    ("week", re.compile(r"\b(?:semaine|sem|s)(?: \.)? ?(?P<week>\d{1,2})\b(?! mois| jours| h| :)"), days.a_week),
    ("season", re.compile(rf"\b(?:ce |cet |cette |le |l |la |au |a la |a l |chaque |prochaine? )(?P<season>printemps|ete|automne|hiver|noel|rentree|toussaint)\b(?: (?:de |d )?(?P<of>{_MONTH}))?(?: prochaine?)?(?: {_YEAR})?"), days.a_season),
    ("season", re.compile(rf"\b(?:avant |pour |d ici |des |apres |en )(?P<season>noel|rentree|ete|automne|hiver|paques|toussaint)\b(?P<of>)(?: {_YEAR})?"), days.a_season),
    ("season", re.compile(r"\ba (?P<season>noel|paques)\b(?P<of>)(?P<year>)"), days.a_season),
    ("season", re.compile(rf"\b(?P<season>printemps|ete|automne|hiver|rentree)(?P<of>) {_YEAR}"), days.a_season),
    ("season", re.compile(r"(?:(?<=[,;:(–—-] )|(?<=^)|(?<=\d )|(?<=eurs )|(?<=euses )|(?<=pers )|(?<=pers \. ))(?P<season>printemps|ete|automne|hiver)(?P<of>)(?P<year>)(?= [,;:).!?–—-]| ?$)"), days.a_season),
    ("season", re.compile(r"(?<!la )(?<!chaque )\b(?P<season>rentree)(?P<of>)(?P<year>)(?= [,;:).!?–—-]| ?$)"), days.a_season),
    ("period", re.compile(r"\b(?:fin|la fin) (?:du|de ce) mois\b"), days.end_of_month),
    ("period", re.compile(r"\b(?P<part>debut|mi|fin|milieu|courant) (?:d |de l |de )?(?:annee|an)(?P<next> prochaine?)?\b"), days.this_or_next_year),
    ("period", re.compile(r"\b(?:d ici|avant) (?:la )?(?P<part>fin) (?:d |de l |de )?(?:annee|an)(?P<next> prochaine?)?\b"), days.this_or_next_year),
    ("period", re.compile(r"\b(?:l |la |le )(?P<what>mois|semaine|trimestre|an|annee) prochaine?\b"), days.a_next),
    ("weekday", re.compile(rf"\b(?:des|a partir de|d ici|avant|pour) {_WEEKDAY}\b(?! \d)"), days.a_weekday),
    ("weekday", re.compile(rf"(?:(?<=, )|(?<=: )){_WEEKDAY}(?= ?[.,;]| ?$)|(?<!\S){_WEEKDAY.replace('weekday', 'next')} prochain\b"), days.a_weekday),
    ("year", re.compile(rf"\b(?:(?P<part>debut|mi|fin|milieu|courant) (?:- )?|pour |en |des |d ici |avant |sur |horizon |vers |a partir de |pas avant ){_YEAR}\b"), days.a_year),
)  # fmt: skip
_NEEDS = {
    "figure": r"\d+$",
    "month": r"(?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)",
    "period": r"(?:jours?|semaines?|mois|ans?|annees?|trimestres?)$",
    "part": r"(?:t[1-4]|s[12]|trim|semestre|sem$)",
    "week": r"(?:semaine|sem$|s\d|s$)",
    "season": r"(?:printemps|ete|automne|hiver|noel|rentree|paques|toussaint)$",
    "weekday": r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?$",
    "year": r"20\d\d$",
    "now": r"(?:possible|pouvez|asap|vite|tot|rapidement|suite|immediat|maintenant|urgen|hier|aujourd|attendre|delai|tarder|go$|illico)",
}
_NEED = {need: re.compile(words) for need, words in _NEEDS.items()}
"""What each kind of rule needs among the words: most sentences name no date."""


@lru_cache(maxsize=65536)
def _needs(word: str) -> frozenset[str]:
    return frozenset(need for need, words in _NEED.items() if words.match(word))


def find_dates(sentence: Sentence, on: date) -> Iterator[Cue[date]]:
    """The dates wanted, in the order of the text; those gone by, and ends of periods, are left out."""
    text = sentence.normal
    said = frozenset[str]().union(*map(_needs, sentence.words))
    if not said:
        return
    taken = [
        (found.start(), found.end(), on)
        for found in (_NOW.finditer(text) if "now" in said else ())
        if not re.search(r"\bpas(?: \w+)?\s*$", text[: found.start()])
    ]
    urgent = len(taken)
    for need, pattern, read in _RULES:
        for found in pattern.finditer(text) if need in said else ():
            start, end = found.span()
            if not any(start < b and a < end for a, b, _ in taken):
                day = read(found, on)
                if day is not None and day >= on - timedelta(days=31):
                    taken.append((start, end, day))
    if len(taken) > urgent:  # « besoin urgent, pour le 30 novembre » is that day
        taken = [one for one in taken[:urgent] if not text.startswith("urg", one[0])] + taken[
            urgent:
        ]
    last = -1
    for start, end, day in sorted(taken):
        is_end = last >= 0 and _RANGE.match(text[last:start])
        last = end
        if is_end or _is_told(text, start, end):
            continue
        yield Cue(day, *sentence.span(start, end), text[start:end])


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether a date only tells when something was, or lasts until."""
    before = text[max(0, start - 90) : start]
    return bool(_PAST.search(before) or _LAST.match(text[end:]) or _TOLD.search(before))
