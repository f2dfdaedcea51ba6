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

from matching.cues.answers import INFINITIVE, Span, answered, end_of
from matching.cues.governors import governed
from matching.cues.said import Said
from matching.cues.words import class_of, told
from matching.results import Polarity
from matching.text.clauses import Clauses
from matching.text.sentences import Sentence

_READINGS = {"asked": Polarity.ASKED, "not": Polarity.NOT_ASKED, "past": Polarity.PAST}
_MANNERS = frozenset([
    "not: without", "not: neither", "not: not done", "past: no longer", "not: around", "past: around"
])  # fmt: skip
"""What may only tell how something is done."""
_REQUEST = re.compile(r"\b(?:\w+ (?:t )?(?:il|vous|elle|ils|elles)|est ce qu\w*|quelles?) ")
_REPLIES = frozenset(["non", "pas", "inutile", "jamais", "aucun"])
_SHARED = frozenset(["asked: lack", "asked: not only"])
"""What « ni » goes on with."""
_SOMEBODY = re.compile(
    r"\b\w+(?:eur|euse|ien|ienne|iste) qui$|\b(?:quelqu un|specialistes?|titulaire|responsable|celui|celle|ceux|personne|gars|fille|ouvri\w+|salariee?s?|experte?s?"
    r"|referente?|meilleure?s?|pilier|WHO)(?: qui \w+)? (?:de|du|d|des|au|aux|a|en|sur)(?: la| le| l)?$"
)


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
    if _REQUEST.search(cut.sentence.normal) and _REPLIES.isdisjoint(answer[:1]):
        answer = []  # « votre module inclut-il le drapage ? Nos gars savent déjà coller. »
    offsets = cut.sentence.offsets
    spans = _spans(words, cut.sentence, mentions)
    found: list[tuple[Polarity, str]] = []
    asked: set[str] = set()
    for rank, mention in enumerate(mentions):
        is_person = mention.is_occupation
        name = answered(words, spans, rank, answer, is_person=is_person)
        if not name:
            clause = bisect_left(offsets, cut.at(mention.start)[0])
            name = governed(words, spans[rank], clause, is_person=is_person)
        if name == "not: neither" and rank and found[-1][1] in _SHARED:
            name = found[-1][1]  # « personne ne sait draper, ni coller »
        if name == "not: but" and rank and found[-1][0] is not Polarity.ASKED:
            name = "asked: except"  # « tout est sous-traité, sauf le drapage »
        start = spans[rank][0]
        if name.startswith("past") and _of_somebody(words, start):
            name = "asked: missed"  # « le spécialiste du drapage est parti »
        is_act = name == "not: without" and INFINITIVE.match(words[start])
        if is_act or (name in _MANNERS and mention.code in asked):
            name = "asked: manner"  # « percer sans éclater », « attendre qu'il ne colle plus »
        reading = _READINGS[name.split(":", maxsplit=1)[0]] if name else Polarity.ASKED
        if reading is Polarity.ASKED and mention.code:
            asked.add(mention.code)
        found.append((reading, name))
    return found


def _spans(words: list[str], sentence: Sentence, mentions: Sequence[Said]) -> list[Span]:
    """The words of each mention, up to what answers it."""
    firsts = [bisect_right(sentence.offsets, mention.start) - 1 for mention in mentions]
    limits = [*firsts[1:], len(words)]
    return [
        (first, end_of(words, sentence.words, first, bisect_left(sentence.offsets, m.end), limit))
        for m, first, limit in zip(mentions, firsts, limits, strict=True)
    ]


def _of_somebody(words: Sequence[str], start: int) -> bool:
    """Whether a mention says whose it is: who has left is missed (« le spécialiste du drapage »)."""
    return bool(_SOMEBODY.search(" ".join(words[max(0, start - 6) : start])))
