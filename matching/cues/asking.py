"""Whether a sentence asks for people or skills, goes on about the last ones, or only tells."""

import re
from collections.abc import Iterator

from matching.text.sentences import Sentence

_ASKS = re.compile(
    r"\b(?:cherch\w+|recherch\w+|recrut\w+|embauch\w+|besoins?|faut|faudra\w*|manqu\w+|galer\w+|voudr\w+|voulons|veut|"
    r"souhait\w+|aimer\w+|prendrait|prendrais|prendrions|prend(?=s? (?:un|une|des|deux|trois))|trouver|trouve\w* (?:pas|plus)|penurie|tension|"
    r"form\w+ (?:nos|notre|les|des|un|une|mes|mon|en|a|au|aux|sur)|monter en competences?|difficult\w+|du mal a|postes? (?:a pourvoir|ouverts?|vacants?)|"
    r"remplac\w+|renfor\w+|urgent|priorite|demand\w+|attend\w*|prevoi\w+|prevu\w*|ouvr\w+ (?:un|deux|trois|des) postes?|personne (?:ne|qui|pour))(?= |$)"
)
_ELABORATES = re.compile(
    r"^(?:- )?(?:il |ils |elle |elles |la personne |le candidat |les candidats |profil |ca |on leur |on lui |qui |avec |et |idealement |si possible |"
    r"de preference |capable|savoir |sachant |maitris\w+|connaiss\w+|competences? |missions? |taches? |experience |autonome|il en faut|ou )"
)
_SKILL_PHRASE = re.compile(
    r"\b(?:savoir(?: faire)?|sachant|sache\w*|sait|savent|capables? d|capables? de|maitris\w+|connaissances? (?:en|de|des|du|sur)|"
    r"competences? (?:en|de|sur)|experience (?:en|de|sur)|formes? (?:a|au|aux|en)|former (?:a|au|aux|en|sur)|qui font|pratique d\w*)"
    r"((?: (?!(?:mais|et on|et il|pour|pas|on|il|nous)\b)[a-z0-9]+){1,6})"
)


_INTRODUCES = re.compile(
    r"\b(?:sav\w+|sait|sach\w+|maitris\w+|capables?|aptes?|faire|font|fasse\w*|cherch\w+|recherch\w+|recrut\w+|besoins?|faut|faudra\w*|manqu\w+|"
    r"form\w+|trouv\w+|appren\w+|competences?|connai\w+|experience|pratiqu\w+|notions?|bases|initiation|module|stage|objectifs?|missions?|profil|taches?|"
    r"voudr\w+|pouvoir|peuvent|peut|occup\w+|charge\w*|poste|gars|quelqu un|personnes?)\b[^,;.:()]*$"
)
_BEFORE = 40
"""Characters in which words introduce what follows."""


def introduces(sentence: Sentence, token: int) -> bool:
    """Whether words that ask for people, or say a skill, stand just before a token."""
    start = sentence.offsets[token]
    return bool(_INTRODUCES.search(sentence.normal[max(0, start - _BEFORE) : start]))


def asks(sentence: Sentence) -> bool:
    """Whether the sentence says that someone or something is wanted or lacking."""
    return bool(_ASKS.search(sentence.normal))


def elaborates(sentence: Sentence) -> bool:
    """Whether the sentence goes on about the people that the one before asked for."""
    return bool(_ELABORATES.match(sentence.normal))


def skill_phrases(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Offsets in the original of the phrases said as a skill, in order."""
    for found in _SKILL_PHRASE.finditer(sentence.normal):
        words = found.group(1).strip()
        if len(words) > 3:
            start = found.start(1) + 1
            yield sentence.span(start, start + len(words))
