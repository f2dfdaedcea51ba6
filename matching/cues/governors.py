"""What governs a mention from before it in its clause: the last refusal or request that reaches it."""

import re
from collections.abc import Sequence

from matching.cues.answers import STRONG, Span
from matching.cues.polarity_rules import GOVERNOR, rule_of

_REACH = {
    "not: without": 1,
    "not: not": 3,
    "not: neither": 4,
    "not: none": 4,
    "not: but": 5,
    "not: enough": 1,
    "past: no more": 0,
}
_FAR = 9
"""Words, articles left out, over which what governs reaches."""
_WINDOW = 24
"""Words, all counted, beyond which nothing governs."""
_STOPS_AT_COMMA = frozenset([
    "not: without", "not: not", "not: none", "past: no more", "not: neither", "not: nobody needed", "not: but", "not: given up"
])  # fmt: skip
_NEXT_STEP = re.compile(r"\b(?:puis|ensuite|et (?:de |d )?\w+(?:er|ir|re|ez)|et de quoi)\b|, tout ")
_NEXT_VERB = re.compile(r", \w+(?:er|ir|re)\b|, \S+(?: \S+)? (?:est|sont|a|ont)\b")
_DENIES = re.compile(r"(?:^| )(?:ne|n|y)$")
_WITHOUT = re.compile(r"(?:^| )sans(?: l[ea]s?| l)?$")
_HAS_NO_MORE = re.compile(r"\b(?:ai|a|avons|avez|ont) plus (?:de|d|le|la|les|l|du)$")
_MISSED = re.compile(
    r"(?:, )?(?:on|nous|je|il|elle|rien|la \S+|le \S+|l \S+) (?:ne|n|rien)\b|(?:, )?(?:rien|impossible|pas)\b"
)
_HANDS = re.compile(r"\b(?:HANDS|laiss\w+)(?: \w+){0,2}$")
_TO_OTHERS = re.compile(
    r"(?:a|au|aux|chez|en) (?:l |la |le |un |une |des |les |nos |notre )?(?:WHO|OUT|exterieur|externe)\b"
)
_THAN = re.compile(r"(?:que|qu)\b")
_DENIED = frozenset(["pas", "aucun", "aucune", "ni"])
"""With which a mention may itself begin: « pas de programmation »."""
_ARTICLES = frozenset([
    "de", "d", "du", "des", "le", "la", "les", "l", "un", "une", "nos", "notre", "mon", "ma", "mes", "leur",
    "leurs", "vos", "votre", "en", "a", "au", "aux", "sur", "pour", "par", "avec", "dans", ","
])  # fmt: skip
_INTRODUCES = re.compile(
    r"(?:^| )(?:OUT|USELESS|refusee?s?|(?:non|pas|ni) (?:\S+ )?REQUIRED)$|^(?:(?:non|pas|sans) \S+|hors (?:sujet|programme|lot|champ|perimetre))(?: \S+)?$"
    r"|^(?:ce|tout ce) (?:que|qu|qui|dont)(?: \S+)* (?:ne|n)(?: \S+){1,2} (?:pas|plus|jamais)(?: \S+){0,4}$"
)
_COMPLAINED_OF = re.compile(r"\b(?:ils|elles|qui|personne|aucun) (?:ne|n)$")


def governed(words: Sequence[str], span: Span, clause: int, *, is_person: bool) -> str:
    """The name of the rule that governs a mention, if any; ``clause`` is the first word of its own."""
    start, end = span
    if (
        words[start] in _DENIED
        and end - start > 1
        and (words[start] != "pas" or words[start + 1] in ("de", "d"))
    ):
        return "not: said within"
    before = " ".join(words[max(clause, start - _WINDOW) : start])
    after = " ".join(words[end : end + 7])
    inside = words[start : min(end + 2, start + 4)]
    name = _around(before, inside, after, is_person=is_person) or _last_governor(before, after)
    return name or _before_colon(words, start)


def _around(before: str, inside: Sequence[str], after: str, *, is_person: bool) -> str:
    """What words on both sides of a mention, or within it, say of it together."""
    if _DENIES.search(before):
        if "plus" in inside:
            return "past: around"
        if "pas" in inside:
            # « ils ne comptent pas les plis »: what they do not do, they must learn
            return "asked: complaint" if _COMPLAINED_OF.search(before) else "not: around"
    if _WITHOUT.search(before) and (is_person or _MISSED.match(after)):
        return "asked: without"  # « sans drapeur, on ne livre pas »
    if _HANDS.search(before) and _TO_OTHERS.match(after):
        return "not: handed over"  # « on confie le drapage à un voisin »
    if _HAS_NO_MORE.search(before):
        # A person no longer there is a need; a press no longer there is not.
        return "asked: nobody left" if is_person else "past: nothing left"
    return ""


def _last_governor(before: str, after: str) -> str:
    """The name of the last rule that reaches a mention from the words before it, if any."""
    found = ""
    for match in GOVERNOR.finditer(before):
        name = rule_of(match)
        rest = before[match.end() :]
        far = sum(word not in _ARTICLES for word in rest.split())
        if far > _REACH.get(name, _FAR) or _NEXT_STEP.search(rest):
            continue
        if name in _STOPS_AT_COMMA and "," in rest:
            continue
        if name == "past: no longer" and _THAN.match(after):
            continue  # « on fait plus de drapage qu'avant »
        if name in ("past: no longer", "not: not done") and _NEXT_VERB.search(rest):
            continue
        found = name
    return found


def _before_colon(words: Sequence[str], start: int) -> str:
    """The refusal that introduces the list in which a mention stands: « non traités : la FAO »."""
    marks = (at for at in range(start - 1, -1, -1) if words[at] in STRONG)
    mark = next(marks, -1)
    if mark < 1 or words[mark] != ":":
        return ""
    head = next((at + 1 for at in range(mark - 1, -1, -1) if words[at] in STRONG), 0)
    said = " ".join(words[max(head, mark - 14) : mark])
    return "not: said before the colon" if _INTRODUCES.search(said) else ""
