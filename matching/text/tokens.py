"""Cut a French text into tokens that remember where they stand in the original."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from Stemmer import Stemmer

_STEMMER = Stemmer("french")
_FORGETFUL_STEMMER = Stemmer("french", 0)  # the other one remembers words, as it should

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
# « stratifieur·euse », « drapeur(se) », « technicien.ne.s », « opérateur/trice », « monteur-euse »
_FEMININE = r"(?:euses?|trices?|i?[eè]res?|ienn?es?|nes?|ses?|ve?s?|fe?s?|es?)"
_INCLUSIVE = rf"(?:\({_FEMININE}\)s?|[·•‧∙/\-.]{_FEMININE}(?:[·•‧∙.\-]s)?)(?![^\W_])"
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)?)(?![^\W_])"
    rf"|(?P<word>(?:{_LETTER}){{3,}}(?:{_INCLUSIVE})|[Uu]n(?:\(e\)|[·•‧∙./-]e)(?![^\W_])|(?:{_LETTER}|\d)+)"
    rf"|(?P<mark>[^\w\s])"
)
_HEAD = re.compile(rf"(?:{_LETTER}|\d)+")

STOP_WORDS = frozenset(
    [
        "a",
        "ai",
        "as",
        "au",
        "aux",
        "avec",
        "c",
        "ca",
        "ce",
        "ces",
        "cet",
        "cette",
        "d",
        "dans",
        "de",
        "des",
        "donc",
        "du",
        "elle",
        "elles",
        "en",
        "es",
        "est",
        "et",
        "eu",
        "il",
        "ils",
        "j",
        "je",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "lui",
        "m",
        "ma",
        "me",
        "meme",
        "mes",
        "moi",
        "mon",
        "n",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ont",
        "ou",
        "par",
        "pas",
        "pour",
        "qu",
        "que",
        "qui",
        "s",
        "sa",
        "se",
        "ses",
        "si",
        "son",
        "sont",
        "sur",
        "t",
        "ta",
        "te",
        "tes",
        "toi",
        "ton",
        "tu",
        "un",
        "une",
        "vos",
        "votre",
        "vous",
        "y",
        "the",
        "of",
        "and",
    ]
)
"""Words that carry no trade meaning; « sous » and « sans » are kept: « sous vide », « sans
retouche ».
"""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark: ``original[start:end]`` is what was written."""

    start: int
    end: int
    norm: str  # lower case, no accent, masculine head of inclusive writing
    stem: str  # of ``norm``; equal to it for numbers and marks
    is_word: bool = True
    is_content: bool = False  # carries meaning for the trade: a number, or a word that is no tool


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents or ligatures: « Cœur » gives « coeur »."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_DEGENDER = (
    ("euses", "eur"), ("euse", "eur"), ("trices", "teur"), ("trice", "teur"),
    ("iennes", "ien"), ("ienne", "ien"), ("ieres", "ier"), ("iere", "ier"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def stem(norm: str) -> str:
    """The stem of a folded word, the same for both genders and for singular and plural."""
    return _stem(norm, _STEMMER)


def stem_and_forget(norm: str) -> str:
    """The same stem, remembered nowhere: for what people say of themselves."""
    return _stem(norm, _FORGETFUL_STEMMER)


def _stem(norm: str, stemmer: Stemmer) -> str:
    if len(norm) > 40:  # no French word is that long; the stemmer's cost grows with length
        return norm
    word = norm
    for ending, replacement in _DEGENDER:
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word.removesuffix(ending) + replacement
            break
    if len(word) > 4 and word.endswith(("eurs", "iers", "iens")):
        word = word[:-1]
    if len(word) > 5 and word.endswith(("eur", "ier", "ien", "coater")):
        return word  # agent nouns stay apart from the gesture: « drapeur » is not « drapage »
    stemmed: str = stemmer.stemWord(word)
    return stemmed


def tokenise(text: str, *, shift: int = 0) -> tuple[Token, ...]:
    """Cut ``text`` into tokens, in order; white space and control characters give none.

    ``shift`` is added to every offset, for a text that is part of another.
    """
    tokens = []
    for found in _TOKEN.finditer(text):
        start, end = found.start() + shift, found.end() + shift
        if found.lastgroup == "mark":
            if _inside_word(text, found.start()):
                continue
            mark = found.group()
            tokens.append(Token(start, end, mark, mark, is_word=False))
            continue
        head = _HEAD.match(found.group())
        norm = fold(head.group() if head else found.group())
        is_word = found.lastgroup == "word"
        is_content = not is_word or norm not in STOP_WORDS
        root = stem(norm) if is_word else norm
        tokens.append(Token(start, end, norm, root, is_word, is_content))
    return tuple(tokens)


def _inside_word(text: str, at: int) -> bool:
    """Whether the mark only joins two parts of a word: an elision or a hyphen, but not « 2-3 »."""
    if text[at] in "'’ʼ`":
        return True
    around = text[max(at - 1, 0) : at + 2]
    joins = len(around) == 3 and around[0].isalnum() and around[2].isalnum()
    return text[at] in "-‐‑" and joins and not (around[0].isdigit() and around[2].isdigit())


def content_stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    return tuple(token.stem for token in tokenise(text) if token.is_content)
