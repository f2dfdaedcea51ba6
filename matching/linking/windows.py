"""The stretches of a sentence that may each say one competence."""

from collections.abc import Collection, Iterator

from matching.text.sentences import Sentence

_HARD = frozenset(',;:.!?()[]…–—=+→•/"«»')
_SOFT_WORDS = """
et ou puis avec pour qui quand si sans afin dont mais ni car que qu comment apres avant en
comme chez savoir sachant sache sait savent faire fait font vous capable capables maitriser
connaitre pouvoir cherche cherchons cherchent recherche recherchons recrute recrutons besoin
faut faudra faudrait manque trouver prendre prend former forme formation formes module stage
session poste profil mission missions experience niveau notions bases confirme debutant
personne personnes quelqu gars peut peuvent pouvons venir vient aller voir un une deux trois
quatre cinq six sept huit neuf dix il elle nous on je ils cdi cdd interim pas plus aucun
aucune jamais inutile sauf arrete arretons abandonne est sont etait n ne fini finie cesse
avons avez ont avait avaient faisait faisions ferme vendu vendue
"""
"""Words that part two things said, or that only ask for them."""
_SOFT = frozenset(_SOFT_WORDS.split())
LONGEST = 14
"""Content words; a longer stretch says more than one thing."""


def windows(sentence: Sentence, taken: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """First and last token of each stretch, in order: what stands between two marks, whole, and the
    parts between « et », « pour », « qui »… None holds a token of ``taken``.
    """
    seen = set()
    for first, last in _between(sentence, taken):
        for a, b in ((first, last), *_parts(sentence, first, last)):
            found = _trimmed(sentence, a, b)
            if found and found not in seen:
                seen.add(found)
                yield found


def _parts(sentence: Sentence, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts between soft words, alone and with the one that follows."""
    cuts = [at for at in range(first, last + 1) if sentence.tokens[at].norm in _SOFT]
    if not cuts:
        return
    starts = [first, *(at + 1 for at in cuts)]
    ends = [*(at - 1 for at in cuts), last]
    for rank, start in enumerate(starts):
        for end in ends[rank : rank + 2]:
            if start <= end:
                yield start, end


def _between(sentence: Sentence, taken: Collection[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, token in enumerate(sentence.tokens):
        if at in taken or (not token.is_word and token.norm in _HARD):
            if at > start:
                yield start, at - 1
            start = at + 1
    if start < len(sentence.tokens):
        yield start, len(sentence.tokens) - 1


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """The stretch without the tool words at its ends; None when nothing or too much is left."""
    tokens = sentence.tokens
    while first <= last and not (tokens[first].is_content and tokens[first].norm not in _SOFT):
        first += 1
    while last >= first and not (tokens[last].is_content and tokens[last].norm not in _SOFT):
        last -= 1
    count = sum(token.is_content for token in tokens[first : last + 1])
    return (first, last) if 0 < count <= LONGEST else None
