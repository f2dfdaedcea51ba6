"""The words of a title or of a body's name, as two sources write them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from matching.text.tokens import STOP_WORDS, fold, stem

_WORD = re.compile(r"[a-z]+|\d+")
_INCLUSIVE = re.compile(
    r"(?<=[a-z])(?:\([a-z]{1,6}\)s?|[·•.\-/](?:trice|euse|ne|e|se|ere|iere)s?\b)"
)
_CODE = re.compile(r"\b(?:rncp|rs|tp|cpf)[ -]?\d{3,6}(?: ?bc ?\d+)?\b")
_QUANTITY = re.compile(
    r"\(?\b(?:en )?\d+(?:[.,]\d+)? ?(?:h|heures?|j|jours?|semaines?|mois|ans?)\b(?: en centre)?\)?"
)
_YEAR = re.compile(r"\b20\d\d(?: ?[-/] ?(?:20)?\d\d)?\b")
_NUMBERS = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "un": "1", "une": "1", "deux": "2", "trois": "3",
    "quatre": "4", "cinq": "5", "six": "6",
}  # fmt: skip
_LEVEL = re.compile(r"\b(?:niveau|niv|n)[ .]*(\d|i{1,3}|iv)\b(?! en )")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cap", re.compile(r"\bcap\b|\bcertificat d aptitude professionnelle\b")),
    ("bac pro", re.compile(r"\bbac(?:calaureat)? pro(?:fessionnel)?\b")),
    ("bts", re.compile(r"\bbts\b|\bbrevet de technicien superieur\b")),
    ("but", re.compile(r"\bbut\b|\bbachelor universitaire de technologie\b")),
    ("bp", re.compile(r"\bbp\b|\bbrevet professionnel\b")),
    ("cqp", re.compile(r"\bcqpm?i?\b|\bcertificat de qualification professionnelle\b")),
    ("cs", re.compile(r"\b(?:cs|mc)\b(?= )|\bcertificat de specialisation\b")),
    ("licence", re.compile(r"\blicence pro(?:fessionnelle)?\b")),
    ("title", re.compile(r"\btp\b|\btitre pro(?:ff?es+ion+el+)?\b")),
)
_STEPS = {
    "first": ("initiation", "initier", "base", "bases", "fondamentaux", "decouverte", "decouvrir"),
    "further": (
        "perfectionnement", "perfectionner", "avance", "avancee", "expert", "expertise",
        "approfondissement", "recyclage",
    ),
}  # fmt: skip
_PARTS = re.compile(
    r"\bmodules?\b|\bblocs?\b|\bccp\b|\bpreparation au\b|\bremise a niveau\b|\bbc ?\d+\b"
)
_WAYS = {
    "contract": re.compile(r"\bapprentissage\b|\balternance\b|\bapprenti\w*\b"),
    "other": re.compile(
        r"\bvoie scolaire\b|\bscolaire\b|\bdemandeurs? d emploi\b|\breconversion\b|\btransition\b"
        r"|\bformation continue\b"
    ),
}
_REMOTE = re.compile(r"\ba distance\b|\be learning\b|\bdistanciel\b")
_OPTION = re.compile(r"\b(?:option|parcours|specialite)\b(?! de )(.*)$")
_FILLERS = frozenset(
    (
        "formation", "formations", "promo", "promotion", "session", "cours", "stage", "hiver",
        "printemps", "ete", "automne", "certification", "diplome", "metier", "metiers", "option",
        "parcours", "specialite", "module", "bloc", "ccp", "niveau", "niv", "par", "cpf",
    )
)  # fmt: skip
_BODY_FILLERS = frozenset(("centre", "site", "association", "ass", "sarl", "sas", "sa", "antenne"))
_TOOLS = STOP_WORDS - {"est"}  # in a name it is where the sun rises
_ALIKE = 0.9
"""Jaro-Winkler from which two stems are one word written with a slip."""
_SHORTEST_CUT = 4  # letters of a word cut short: « stratif. »


@dataclass(frozen=True, slots=True)
class TitleWords:
    """A title taken apart. Empty or None: it does not say."""

    stems: tuple[str, ...]
    kinds: frozenset[str]
    step: str
    level: str
    part: bool
    way: str
    option: tuple[str, ...]
    remote: bool


@lru_cache(maxsize=65536)
def title_words(title: str, left_out: frozenset[str] = frozenset()) -> TitleWords:
    """What a title says; the words ``left_out`` (towns, the body's name) are no part of it."""
    plain = _plain(title)
    kinds = frozenset(kind for kind, pattern in _KINDS if pattern.search(plain))
    bare = plain
    for _, pattern in _KINDS:
        bare = pattern.sub(" ", bare)
    option = _OPTION.search(bare)
    words = _WORD.findall(bare)
    steps = [step for step, said in _STEPS.items() if any(word in said for word in words)]
    ways = [way for way, pattern in _WAYS.items() if pattern.search(plain)]
    level = _LEVEL.search(plain)
    bare = _LEVEL.sub(" ", bare)
    for pattern in _WAYS.values():
        bare = pattern.sub(" ", bare)
    said = frozenset(word for words in _STEPS.values() for word in words)
    remote = bool(_REMOTE.search(plain))
    bare = _REMOTE.sub(" ", bare)
    dropped = left_out | _FILLERS | said
    return TitleWords(
        _stems(bare, dropped),
        kinds,
        steps[0] if len(steps) == 1 else "",
        _NUMBERS.get(level[1], level[1]) if level else "",
        bool(_PARTS.search(_fold_marks(title))),
        ways[0] if len(ways) == 1 else "",
        _stems(option[1], _FILLERS | left_out) if option else (),
        remote,
    )


@lru_cache(maxsize=65536)
def body_words(name: str, left_out: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a body's name, without tools, legal forms and the towns ``left_out``."""
    return _stems(_plain(name), _BODY_FILLERS | left_out, tools=_TOOLS, stemmed=False)


@lru_cache(maxsize=65536)
def acronym(name: str) -> str:
    """« Centre de formation des adultes » gives « cfa »; empty when it would be a single letter."""
    words = [word for word in _WORD.findall(_plain(name)) if word not in _TOOLS]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


@lru_cache(maxsize=262144)
def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, float]:
    """How far two lists of words say the same, in 0..1, and the share of words that stand against
    each other: left alone on both sides. An abbreviation matches the words that it stands for.
    """
    if not one or not other:
        return 0.0, 0.0
    left, right = list(dict.fromkeys(one)), list(dict.fromkeys(other))
    alone, matched = [], 0
    rest = list(right)
    for word in left:
        found = next((w for w in rest if _alike(word, w)), None)
        if found is None:
            alone.append(word)
            continue
        rest.remove(found)
        matched += 2
    for short in [word for word in alone if _stands_for(word, rest)]:
        for word in _stands_for(short, rest):
            rest.remove(word)
            matched += 1
        alone.remove(short)
        matched += 1
    for short in [word for word in rest if _stands_for(word, alone)]:
        for word in _stands_for(short, alone):
            alone.remove(word)
            matched += 1
        rest.remove(short)
        matched += 1
    total = matched + len(alone) + len(rest)
    against = 2 * min(len(alone), len(rest))
    return matched / total, against / total


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if one.isdigit() or other.isdigit():
        return False
    short, long = sorted((one, other), key=len)
    if (len(short) == 1 or len(short) >= _SHORTEST_CUT) and long.startswith(short):
        return True
    return len(short) > _SHORTEST_CUT and bool(JaroWinkler.similarity(one, other) >= _ALIKE)


def _stands_for(short: str, words: Sequence[str]) -> tuple[str, ...]:
    """The consecutive words that an abbreviation of two to six letters is made of, or none."""
    size = len(short)
    if not 2 <= size <= 6 or not short.isalpha():
        return ()
    for start in range(len(words) - size + 1):
        run = words[start : start + size]
        if all(word[0] == letter for word, letter in zip(run, short, strict=True)):
            return tuple(run)
    return ()


def _fold_marks(text: str) -> str:
    folded = fold(text).replace("’", " ").replace("'", " ").replace("&", " ")
    return re.sub(r"[^\w(),.·•/-]+", " ", folded)


def _plain(text: str) -> str:
    folded = _INCLUSIVE.sub("", _fold_marks(text))
    folded = _YEAR.sub(" ", _QUANTITY.sub(" ", _CODE.sub(" ", folded)))
    folded = re.sub(r"\bmulti-(?=[a-z])", "multi", folded).replace("multi proc", "multiproc")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", folded).split())


def _stems(
    plain: str,
    dropped: Iterable[str],
    *,
    tools: frozenset[str] = STOP_WORDS,
    stemmed: bool = True,
) -> tuple[str, ...]:
    out = tools | set(dropped)
    words = [w for w in _WORD.findall(plain) if w not in out]
    if not stemmed:
        return tuple(_NUMBERS.get(w, w) for w in words)
    return tuple(stem(w) if w.isalpha() else w for w in words)
