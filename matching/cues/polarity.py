"""Whether a mention is asked for, not asked for, or belongs to the past.

Two places speak of a mention. What **answers** it, right after: « X, non », « X n'est pas demandé »,
« X : sous-traité ». Else what **governs** it, before it in its clause: the last refusal or request
that reaches it. Negated *lack* is a need (« on ne trouve pas de drapeurs »), negated *want* is not
(« on ne cherche pas de drapeurs »): what matters is the verb, not the « pas ». Items of a list share
both. The rules (``matching/cues/polarity_rules.py``) are written over classes of words; the first that
answers wins, else the last that governs. Where the words around say plainly otherwise
(``matching/cues/refusals.py``), they win over a refusal, and over silence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from matching.cues.answers import INFINITIVE, Span, answered, end_of
from matching.cues.governors import governed
from matching.cues.refusals import of_mention, of_sentence, stem
from matching.cues.said import Said
from matching.cues.words import class_of, told
from matching.results import Polarity
from matching.text.clauses import Clauses
from matching.text.sentences import Sentence
from skills.weights import RefusalModel

_READINGS = {"asked": Polarity.ASKED, "not": Polarity.NOT_ASKED, "past": Polarity.PAST}
_MANNERS = frozenset([
    "not: without", "not: neither", "not: not done", "past: no longer", "not: around", "past: around"
])  # fmt: skip
"""What may only tell how something is done."""
_REQUEST = re.compile(r"\b(?:\w+ (?:t )?(?:il|vous|elle|ils|elles)|est ce qu\w*|quelles?) ")
_REPLIES = frozenset(["non", "pas", "inutile", "jamais", "aucun"])
_SHARED = frozenset(["asked: lack", "asked: not only"])
"""What « ni » goes on with."""
RULES_ALONE = RefusalModel()
_REFUSED, _ASKED, _HOPELESS = 0.0, -3.5, -5.0
"""Log-odds over which words refuse what no rule speaks of, and under which they ask whatever is
said: across folds, chances of .5 and .03 gave most. Words alone never refuse what a level is said of: of 674 such
mentions that people labelled, 9 are refused. Where a whole sentence is under the third, none was.
"""
_SOMEBODY = re.compile(
    r"\b\w+(?:eur|euse|ien|ienne|iste) qui$|\b(?:quelqu un|specialistes?|titulaire|responsable|celui|celle|ceux|personne|gars|fille|ouvri\w+|salariee?s?|experte?s?"
    r"|referente?|meilleure?s?|pilier|WHO)(?: qui \w+)? (?:de|du|d|des|au|aux|a|en|sur)(?: la| le| l)?$"
)


def polarities(
    cut: Clauses,
    mentions: Sequence[Said],
    following: Sentence | None = None,
    model: RefusalModel = RULES_ALONE,
) -> list[Polarity]:
    """How each mention is meant, mentions being in the order of the text.

    ``following`` is the next sentence, if this one asks: it may answer (« L'infusion ? Non. »).
    """
    return [reading for reading, _ in explained(cut, mentions, following, model)]


def explained(
    cut: Clauses,
    mentions: Sequence[Said],
    following: Sentence | None = None,
    model: RefusalModel = RULES_ALONE,
) -> list[tuple[Polarity, str]]:
    """How each mention is meant, with the name of the rule that says so."""
    if not mentions:
        return []
    words = told(cut.sentence)
    answer = [class_of(word) for word in following.words[:6]] if following else []
    if answer and _REQUEST.search(cut.sentence.normal) and answer[0] not in _REPLIES:
        answer = []  # « votre module inclut-il le drapage ? Nos gars savent déjà coller. »
    spans = spans_of(words, cut.sentence, mentions)
    stems = [stem(word) for word in words] if model.weights else []
    around = of_sentence(stems, model)
    found: list[tuple[Polarity, str]] = []
    asked: set[str] = set()
    for rank, mention in enumerate(mentions):
        is_person = mention.is_occupation
        name = _rule(cut, words, spans, rank, answer, mention, found)
        if name in _MANNERS and mention.code in asked:
            name = "asked: manner"  # « attendre qu'il ne colle plus »
        reading = _READINGS[name.split(":", maxsplit=1)[0]] if name else Polarity.ASKED
        if model.weights and (
            reading is not Polarity.ASKED or (not name and around[0] > _HOPELESS)
        ):
            odds, past = of_mention(
                words, stems, spans, rank, answer, around, model, is_person=is_person
            )
            if reading is not Polarity.ASKED and odds < _ASKED:
                reading, name = Polarity.ASKED, "asked: words"
            elif not name and odds > _REFUSED and not mention.levelled:
                name = "past: words" if past > 0 else "not: words"
                reading = Polarity.PAST if past > 0 else Polarity.NOT_ASKED
        if reading is Polarity.ASKED and mention.code:
            asked.add(mention.code)
        found.append((reading, name))
    return found


def _rule(
    cut: Clauses,
    words: list[str],
    spans: Sequence[Span],
    rank: int,
    answer: list[str],
    mention: Said,
    found: Sequence[tuple[Polarity, str]],
) -> str:
    """The name of the rule that speaks of a mention, if any; ``found`` tells of those before it."""
    is_person = mention.is_occupation
    name = answered(words, spans, rank, answer, is_person=is_person)
    if not name:
        clause = bisect_left(cut.sentence.offsets, cut.at(mention.start)[0])
        name = governed(words, spans[rank], clause, is_person=is_person)
    if name == "not: neither" and rank and found[-1][1] in _SHARED:
        return found[-1][1]  # « personne ne sait draper, ni coller »
    if name == "not: but" and rank and found[-1][0] is not Polarity.ASKED:
        return "asked: except"  # « tout est sous-traité, sauf le drapage »
    start = spans[rank][0]
    if name.startswith("past") and _of_somebody(words, start):
        return "asked: missed"  # « le spécialiste du drapage est parti »
    if name == "not: without" and INFINITIVE.match(words[start]):
        return "asked: manner"  # « percer sans éclater »
    return name


def spans_of(words: list[str], sentence: Sentence, mentions: Sequence[Said]) -> list[Span]:
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
