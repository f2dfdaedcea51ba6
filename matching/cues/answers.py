"""What answers a mention right after it: « X, non », « X n'est pas demandé », « X : sous-traité »."""

import re
from collections.abc import Sequence
from functools import lru_cache

from matching.cues.polarity_rules import ANSWER, rule_of

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
_FULL_DENIALS = frozenset(["pas", "plus", "jamais"])
_DENYING = frozenset(["n", "ne", "pas"])
_DENIALS = frozenset([
    "not: not required", "not: not here", "not: no need", "not: others do", "past: no longer", "not: not done", "not: out"
])  # fmt: skip
_LOOSE = frozenset(["dehors", "ailleurs", "ext"])
_PARTICIPLES = frozenset(["GONE", "OUT", "USELESS"])
_SUBORDINATES = frozenset([
    "qu", "que", "qui", "si", "ce", "il", "ils", "elle", "on", "s", "se", "quand", "dont", "dise", "dire"
])  # fmt: skip
_BINDS = frozenset(["les", "des", "un", "une", "le", "la", "l", "pieces", "produits"])
INFINITIVE = re.compile(
    r"(?!polyester|papier|acier|atelier|scanner|fer$|cuir$)\w+(?:er|ir|dre|tre|ire|ivre)$"
)
_UNREAD = 3
"""Words unread that may stand between a mention and what answers it."""
STRONG = frozenset([".", ";", ":", "(", ")", "?", "!", "…", "–", "—", "→", "-", "/", "="])
_ENDS = STRONG | frozenset([",", "et", "ou", "mais", "qui", "que", "qu", "puis", "ni", "+"])
_LINKS = frozenset([
    ",", "et", "ou", "ni", "/", "+", "&", "de", "d", "du", "des", "la", "le", "l", "les", "en", "au", "aux",
    "a", "avec", "un", "une", "sur", "pour", "puis", "ainsi", "que", "comme", "meme", "dont"
])  # fmt: skip
_BEFORE_TOPIC = _LINKS | frozenset(
    ["mais", "quant", "cote", "alors", "bon", "ben", "non", "ah", "notre", "nos"]
)
_SET_APART = ([","], [":"], ["="], ["→"])
_NOT_OF_PEOPLE = frozenset(["not: others do"])
_AGAIN = re.compile(
    r"\b(?:on|nous|je|j) (?:\w+ ){0,2}(?:repren|relanc|redemarr|remet|remont|rouvr)\w*"
)

Span = tuple[int, int]
"""The first word of a mention, and the one after it."""


def end_of(words: list[str], raw: Sequence[str], start: int, end: int, limit: int) -> int:
    """Where a mention ends for those who answer it: before an answer that was taken into it
    (« vernis hors programme »), or after the words that lead to one (« soudage métal inutile »).
    """
    is_act = bool(INFINITIVE.match(words[start]))
    for at in range(start + 1, end):
        if not _SUBORDINATES.isdisjoint(words[start:at]):
            break  # « faire que ça ne se voie plus »
        bound = is_act or not _BINDS.isdisjoint(
            words[max(start + 1, at - 2) : at]
        )  # « ranger les produits interdits »
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
    if word in ("n", "ne") and _FULL_DENIALS.isdisjoint(words[at + 1 : at + 6]):
        return False
    text = " ".join(_until(words, at, len(words)))
    if _FIRM.match(text):
        return True
    return word in _DENYING and _answering(text) in _DENIALS


_LONGEST_LIST = 30


def listed(words: Sequence[str], spans: Sequence[Span], rank: int, step: int) -> int:
    """The rank of the first (``step`` -1) or last (1) item of the list that a mention stands in."""
    for _ in range(_LONGEST_LIST):
        one, other = (rank, rank + 1) if step > 0 else (rank - 1, rank)
        if one < 0 or other >= len(spans):
            break
        if not _LINKS.issuperset(words[spans[one][1] : spans[other][0]]):
            break
        rank += step
    return rank


def answered(
    words: list[str],
    spans: Sequence[Span],
    rank: int,
    answer: list[str],
    *,
    is_person: bool,
) -> str:
    """The name of the rule that answers a mention, if any; ``answer`` opens the next sentence."""
    last = listed(words, spans, rank, 1)
    start = max(spans[last][1], spans[rank][1])
    stop = spans[last + 1][0] if last + 1 < len(spans) else len(words)
    if last + 1 < len(spans):
        parts = (
            at
            for at in range(stop - 1, start - 1, -1)
            if words[at] in STRONG or words[at] in (",", "et", "mais", "ou", "puis", "ni")
        )
        stop = next(parts, stop)
    said = _until(words, start, stop)
    # « ciseaux, kits, âmes balsa non »: without a mark, an answer speaks of the last alone.
    between = words[spans[rank][1] : spans[last][0]]
    if last > rank and said and said[0] not in ",:?=→–—" and not {"et", "ou", "ni"} & set(between):
        said = []
    if answer and start + len(said) >= len(words) and len(said) < 3:
        said = ["?", *_until(answer, 0, len(answer))]
    is_topic = said[:1] in _SET_APART and begins(words, spans, rank)
    name = _first_answer(said, is_topic=is_topic, is_person=is_person)
    if not name:
        return ""
    if _resumed(words, spans[rank], start) or (is_person and name == "past: no longer"):
        return "asked: again"  # « les peintres, il n'y en a plus »
    return name


def _first_answer(said: Sequence[str], *, is_topic: bool, is_person: bool) -> str:
    """The rule that answers at once, or, of what a sentence is about, after other words between
    commas: « la projection, avec les voisins, on a laissé tomber ».
    """
    name = _answering(" ".join(said))
    if name:
        return "" if is_person and name in _NOT_OF_PEOPLE and said[0] == "," else name
    if is_topic and not is_person:
        parts = (at for at, word in enumerate(said) if at and word in (",", "donc", "–", "—"))
        names = (_answering(" ".join(said[at:])) for at in parts)
        return next(filter(None, names), "")
    return ""


@lru_cache(maxsize=256)
def _answering(said: str) -> str:
    """The rule that words match; items of a list are answered by the same."""
    found = ANSWER.match(said) if said else None
    return rule_of(found) if found else ""


def begins(words: Sequence[str], spans: Sequence[Span], rank: int) -> bool:
    """Whether a sentence, or a part of it set apart, begins with a mention or with its list."""
    at = start = spans[listed(words, spans, rank, -1)][0]
    while at > 0 and start - at < 4 and words[at - 1] in _BEFORE_TOPIC:
        at -= 1
    return at == 0 or words[at - 1] in STRONG


def _until(words: Sequence[str], start: int, stop: int) -> list[str]:
    ends = (
        at
        for at in range(start, min(stop, start + 14))
        if words[at] in (".", "!", ";", "…", "mais")
    )
    return list(words[start : next(ends, min(stop, start + 14))])


def _resumed(words: Sequence[str], span: Span, start: int) -> bool:
    """Whether what had been left is taken up again: « on reprend le drapage, arrêté en 2019 »."""
    near = " ".join([*words[max(0, span[0] - 4) : span[0]], ",", *words[start : start + 20]])
    return bool(_AGAIN.search(near))
