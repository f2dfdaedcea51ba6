"""Whether a mention is asked for, not asked for, or belongs to the past.

Two places speak of a mention. What **answers** it, right after: « X, non », « X n'est pas demandé »,
« X : sous-traité ». Else what **governs** it, before it in its clause: the last refusal or request
that reaches it. Negated *lack* is a need (« on ne trouve pas de drapeurs »), negated *want* is not
(« on ne cherche pas de drapeurs »): what matters is the verb, not the « pas ». Items of a list share
both. The rules (``matching/cues/polarity_rules.py``) are written over classes of words; the first that
answers wins, else the last that governs.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from matching.cues.polarity_rules import ANSWERS, GOVERNS
from matching.cues.said import Said
from matching.cues.words import class_of, told
from matching.results import Polarity
from matching.text.clauses import Clauses
from matching.text.sentences import Sentence

_READINGS = {"asked": Polarity.ASKED, "not": Polarity.NOT_ASKED, "past": Polarity.PAST}
_NAMES = {name.replace(": ", "_").replace(" ", "_"): name for name in (*GOVERNS, *ANSWERS)}
_KEYS = {name: key for key, name in _NAMES.items()}
_ANSWER = re.compile("|".join(rf"(?P<{_KEYS[name]}>(?:{ANSWERS[name]})(?!\S))" for name in ANSWERS))
_GOVERNOR = re.compile(
    "|".join(rf"(?P<{_KEYS[name]}>(?<!\S)(?:{GOVERNS[name]})(?!\S))" for name in GOVERNS)
)
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
    "not: without", "not: not", "not: none", "past: no more", "not: neither", "not: nobody needed", "not: but"
])  # fmt: skip
_NEXT_STEP = re.compile(r"\b(?:puis|ensuite|et (?:de |d )?\w+(?:er|ir|re|ez)|et de quoi)\b|, tout ")
_NEXT_VERB = re.compile(r", \w+(?:er|ir|re)\b")
_DENIES = re.compile(r"(?:^| )(?:ne|n|y)$")
_WITHOUT = re.compile(r"(?:^| )sans(?: l[ea]s?| l)?$")
_HAS_NO_MORE = re.compile(r"\b(?:ai|a|avons|avez|ont) plus (?:de|d|le|la|les|l|du)$")
_FIRM = re.compile(
    r"(?:lui meme |elle meme |eux memes )?(?:"
    r"non(?= ?$| [,;.)(])|non (?:\S+ )?(?:REQUIRED|OUT)|hors (?:programme|lot|champ|sujet|perimetre|contrat|mission|tarif)|idem WHO|peu importe"
    r"|(?:ne |n )(?:\S+ )?(?:est|sont|sera|seront|DO|fera|feront|entre|releve|concerne|REQUIRED|interess\w+) (?:pas|plus)"
    r"|(?:pas|plus) (?:REQUIRED|OUT|pour (?:nous|eux|vous))|(?:est |sont )?hors |(?:est |sont )?en OUT|(?:est |sont |a ete |ont ete |sera |deja )*(?:GONE|OUT|USELESS)"
    r"|(?:est|sont|a ete|ont ete) ENDED|LACK l affaire|(?:DO|fera|fait|font) l objet d un"
    r")(?!\S)"
)
"""Answers so plain that words of the mention, or after it, may stand before them."""
_ANSWERING = frozenset([
    "n", "ne", "non", "pas", "plus", "a", "ont", "est", "sont", "hors", "en", "fera", "DO", "LACK", "peu", "lui", "elle", "eux",
    "idem", "deja", "GONE", "OUT", "USELESS", "sera"
])  # fmt: skip
"""The first words of a firm answer."""
_DENYING = frozenset(["n", "ne", "pas"])
_DENIALS = frozenset([
    "not: not required", "not: not here", "not: no need", "not: others do", "past: no longer", "not: not done", "not: out"
])  # fmt: skip
_LOOSE = frozenset(["dehors", "ailleurs", "ext"])
_PARTICIPLES = frozenset(["GONE", "OUT", "USELESS"])
_SUBORDINATES = frozenset(
    [
        "qu",
        "que",
        "qui",
        "si",
        "ce",
        "il",
        "ils",
        "elle",
        "on",
        "s",
        "se",
        "quand",
        "dont",
        "dise",
        "dire",
    ]
)
_BINDS = frozenset(["les", "des", "un", "une", "le", "la", "l", "pieces", "produits"])
_INFINITIVE = re.compile(
    r"(?!polyester|papier|acier|atelier|fer$|cuir$)\w+(?:er|ir|dre|tre|ire|ivre)$"
)
_UNREAD = 3
"""Words unread that may stand between a mention and what answers it."""
_ENDS = frozenset(
    [
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        "?",
        "!",
        "…",
        "–",
        "—",
        "→",
        "-",
        "/",
        "=",
        "et",
        "ou",
        "mais",
        "qui",
        "que",
        "qu",
        "puis",
        "ni",
        "+",
    ]
)
_MANNERS = frozenset(["not: without", "not: neither", "not: not done", "past: no longer", "around"])
_MISSED = re.compile(
    r"(?:, )?(?:on|nous|je|il|elle|rien|la \S+|le \S+|l \S+) (?:ne|n|rien)\b|(?:, )?(?:rien|impossible|pas)\b"
)
_HANDS = re.compile(r"\b(?:HANDS|laiss\w+)(?: \w+){0,2}$")
_TO_OTHERS = re.compile(
    r"(?:a|au|aux|chez|en) (?:l |la |le |un |une |des |les |nos |notre )?(?:WHO|OUT|exterieur|externe)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:quelqu un|specialistes?|titulaire|responsable|celui|celle|ceux|personne|gars|fille|ouvri\w+|salariee?s?|experte?s?"
    r"|referente?|meilleure?s?|pilier|WHO)(?: qui \w+)? (?:de|du|d|des|au|aux|a|en|sur)(?: la| le| l)?$"
)
_AGAIN = re.compile(
    r"\b(?:on|nous|je|j) (?:\w+ ){0,2}(?:repren|relanc|redemarr|remet|remont|rouvr)\w*"
)
_THAN = re.compile(r"(?:que|qu)\b")
_ARTICLES = frozenset([
    "de", "d", "du", "des", "le", "la", "les", "l", "un", "une", "nos", "notre", "mon", "ma", "mes", "leur",
    "leurs", "vos", "votre", "en", "a", "au", "aux", "sur", "pour", "par", "avec", "dans", ","
])  # fmt: skip
_STRONG = frozenset([".", ";", ":", "(", ")", "?", "!", "…", "–", "—", "→", "-", "/", "="])
_LINKS = frozenset([
    ",", "et", "ou", "ni", "/", "+", "&", "de", "d", "du", "des", "la", "le", "l", "les", "en", "au", "aux",
    "a", "avec", "un", "une", "sur", "pour", "puis", "ainsi", "que", "comme", "meme", "dont"
])  # fmt: skip


def polarities(
    cut: Clauses, mentions: Sequence[Said], following: Sentence | None = None
) -> list[Polarity]:
    """How each mention is meant, mentions being in the order of the text.

    ``following`` is the next sentence, if this one asks: it may answer (« L'infusion ? Non. »).
    """
    return [reading for reading, _ in explained(cut, mentions, following)]


def explained(
    cut: Clauses, mentions: Sequence[Said], following: Sentence | None = None
) -> list[tuple[Polarity, str]]:
    """How each mention is meant, with the name of the rule that says so."""
    if not mentions:
        return []
    words = told(cut.sentence)
    answer = [class_of(word) for word in following.words[:6]] if following else []
    offsets = cut.sentence.offsets
    spans = [(bisect_right(offsets, m.start) - 1, bisect_left(offsets, m.end)) for m in mentions]
    starts = [start for start, _ in spans]
    spans = [
        (
            start,
            _end_of(
                words,
                cut.sentence.words,
                start,
                end,
                starts[rank + 1] if rank + 1 < len(starts) else len(words),
            ),
        )
        for rank, (start, end) in enumerate(spans)
    ]
    found = []
    asked: set[str] = set()
    for rank, mention in enumerate(mentions):
        clause = bisect_left(offsets, cut.at(mention.start)[0])
        reading, name = _answered(words, spans, rank, answer, mention.is_occupation) or _governed(
            words, spans, rank, clause, mention
        )
        is_act = bool(_INFINITIVE.match(words[spans[rank][0]]))
        if (name == "not: without" and is_act) or (name in _MANNERS and mention.code in asked):
            # « percer sans éclater la sortie », « attendre qu'il ne colle plus »: how to do
            reading, name = Polarity.ASKED, "manner"
        elif reading is Polarity.ASKED and mention.code:
            asked.add(mention.code)
        found.append((reading, name))
    return found


def _end_of(words: list[str], raw: Sequence[str], start: int, end: int, limit: int) -> int:
    """Where a mention ends for those who answer it: before an answer that was taken into it
    (« vernis hors programme »), or after the words that lead to one (« soudage métal inutile »).
    """
    is_act = bool(_INFINITIVE.match(words[start]))
    for at in range(start + 1, end):
        bound = is_act or words[at - 1] in _BINDS  # « ranger les produits interdits »
        if _is_firm(words, raw, at) and not (bound and words[at] in _PARTICIPLES):
            return at
    for at in range(end + 1, min(end + 1 + _UNREAD, limit)):
        passed = words[at - 1]
        if passed in _ANSWERING or not passed.islower() or passed in _ENDS:
            break
        if _is_firm(words, raw, at):
            return at
    return end


def _is_firm(words: list[str], raw: Sequence[str], at: int) -> bool:
    """Whether what starts at a word answers, so plainly that it need not be set apart."""
    word, before = words[at], words[at - 1]
    if word not in _ANSWERING or raw[at] in _LOOSE or before in _SUBORDINATES:
        return False
    if word == "non" and before == "ou":
        return False
    text = " ".join(_until(words, at, len(words)))
    if _FIRM.match(text):
        return True
    found = _ANSWER.match(text) if word in _DENYING else None
    return found is not None and _NAMES[found.lastgroup or ""] in _DENIALS


def _listed(words: Sequence[str], spans: Sequence[tuple[int, int]], rank: int, step: int) -> int:
    """The rank of the first (``step`` -1) or last (1) item of the list that a mention stands in."""
    while 0 <= rank + step < len(spans):
        one, other = sorted((rank, rank + step))
        if not all(word in _LINKS for word in words[spans[one][1] : spans[other][0]]):
            break
        rank += step
    return rank


def _answered(
    words: list[str],
    spans: Sequence[tuple[int, int]],
    rank: int,
    answer: list[str],
    is_person: bool,
) -> tuple[Polarity, str] | None:
    """What is said of a mention right after it, if anything."""
    last = _listed(words, spans, rank, 1)
    start = max(spans[last][1], spans[rank][1])
    stop = spans[last + 1][0] if last + 1 < len(spans) else len(words)
    if last + 1 < len(spans):
        parts = (
            at
            for at in range(stop - 1, start - 1, -1)
            if words[at] in _STRONG or words[at] in (",", "et", "mais", "ou", "puis", "ni")
        )
        stop = next(parts, stop)
    said = _until(words, start, stop)
    # « ciseaux, kits, âmes balsa non »: without a mark, an answer speaks of the last alone.
    between = words[spans[rank][1] : spans[last][0]]
    if last > rank and said and said[0] not in ",:?=→–—" and not {"et", "ou", "ni"} & set(between):
        said = []
    if answer and start + len(said) >= len(words) and len(said) < 3:
        said = ["?", *_until(answer, 0, len(answer))]
    text = " ".join(said)
    found = _ANSWER.match(text)
    if not found:
        return None
    name = _NAMES[found.lastgroup or ""]
    missed = is_person and name == "past: no longer"  # « les peintres, il n'y en a plus »
    if (
        missed
        or _resumed(words, spans[rank], start)
        or (name.startswith("past") and _of_somebody(words, spans[rank][0]))
    ):
        return Polarity.ASKED, name
    return _reading(name), name


def _until(words: Sequence[str], start: int, stop: int) -> list[str]:
    ends = (
        at
        for at in range(start, min(stop, start + 14))
        if words[at] in (".", "!", ";", "…", "mais")
    )
    return list(words[start : next(ends, min(stop, start + 14))])


def _governed(
    words: list[str], spans: Sequence[tuple[int, int]], rank: int, clause: int, mention: Said
) -> tuple[Polarity, str]:
    """What is said of a mention by the words before it in its clause."""
    start, end = spans[rank]
    before = " ".join(words[max(clause, start - _WINDOW) : start])
    after = " ".join(words[end : end + 7])
    around = _around(before, words[start : min(end + 2, start + 4)], after, mention.is_occupation)
    if around:
        return around
    found = _last_governor(before, after)
    if found:
        missed = found.startswith("past") and _of_somebody(words, start)
        return Polarity.ASKED if missed else _reading(found), found
    if start and _after_colon(words, start):
        return Polarity.NOT_ASKED, "not: said before the colon"
    return Polarity.ASKED, ""


def _around(
    before: str, inside: Sequence[str], after: str, is_person: bool
) -> tuple[Polarity, str] | None:
    """What words on both sides of a mention, or within it, say of it together."""
    if _DENIES.search(before):
        for word, polarity in (("plus", Polarity.PAST), ("pas", Polarity.NOT_ASKED)):
            if word in inside:
                return polarity, "around"
    if _WITHOUT.search(before) and (is_person or _MISSED.match(after)):
        return Polarity.ASKED, "asked: without"  # « sans drapeur, on ne livre pas »
    if _HANDS.search(before) and _TO_OTHERS.match(after):
        return Polarity.NOT_ASKED, "not: handed over"  # « on confie le drapage à un voisin »
    if _HAS_NO_MORE.search(before):
        # A person no longer there is a need; a press no longer there is not.
        return (Polarity.ASKED if is_person else Polarity.PAST), "no more"
    return None


def _last_governor(before: str, after: str) -> str:
    """The name of the last rule that reaches a mention from the words before it, if any."""
    found = ""
    for match in _GOVERNOR.finditer(before):
        name = _NAMES[match.lastgroup or ""]
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


def _of_somebody(words: Sequence[str], start: int) -> bool:
    """Whether a mention says whose it is: who has left is missed (« le spécialiste du drapage »)."""
    return bool(_SOMEBODY.search(" ".join(words[max(0, start - 6) : start])))


def _resumed(words: Sequence[str], span: tuple[int, int], start: int) -> bool:
    """Whether what had been left is taken up again: « on reprend le drapage, arrêté en 2019 »."""
    near = " ".join([*words[max(0, span[0] - 4) : span[0]], ",", *words[start : start + 12]])
    return bool(_AGAIN.search(near))


def _reading(name: str) -> Polarity:
    return _READINGS[name.split(":", maxsplit=1)[0]]


def _after_colon(words: Sequence[str], start: int) -> bool:
    """Whether a refusal introduces the list that a mention stands in: « non traités : la FAO »."""
    marks = (at for at in range(start - 1, -1, -1) if words[at] in _STRONG)
    mark = next(marks, -1)
    if mark < 1 or words[mark] != ":":
        return False
    said = " ".join(words[max(0, mark - 4) : mark])
    return bool(re.search(r"(?:^| )(?:OUT|USELESS|(?:non|pas|ni) (?:\S+ )?REQUIRED)$", said))
