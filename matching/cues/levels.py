"""What level is asked for: 1 with help, 2 alone on simple work, 3 autonomous, 4 expert."""

import re
from collections.abc import Iterator

from matching.results import Cue
from matching.text.sentences import Sentence

_LEVELS = (
    (4, (r"experts?|expertes?|expertise|referents?|referentes?|maitre\b|pointus?|pointues?|tres experimente\w*|specialistes?|"
        r"capables? de former|sache former|form\w+ les autres|grande? experience|niveau (?:4|expert)|seniors?|chevronne\w*|"
        r"(?:1\d|[2-9]\d|dix|quinze|vingt) ans (?:d experience|de metier|de pratique|de boite)")),
    (3, (r"confirme\w*|experimente\w*|autonomes?|en autonomie|autonomie|qualifie\w*|aguerri\w*|bon niveau|bonne maitrise|maitris\w+|"
        r"avec (?:de l |une (?:bonne |solide |premiere vraie )?|un peu d )?experience|solide experience|du metier|niveau 3|vrais? pros?|"
        r"operationnel\w*|bonnes? connaissances?|parfaite connaissance|deja (?:de la bouteille|de l experience|forme\w*)|"
        r"(?:[3-9]|trois|quatre|cinq|six|sept|huit|neuf)(?: (?:a|-|ou) \w+)? ans (?:d experience|de metier|de pratique)(?: minimum| mini| au moins)?")),
    (2, (r"premiere experience|une experience|un peu d experience|petite experience|debrouille\w*|niveau 2|intermediaires?|"
        r"(?:1|2|un|une|deux)(?: (?:a|-|ou) \w+)? ans? (?:d experience|de metier|de pratique)|se debrouill\w+|pratique courante|deja touche|ayant deja pratique")),
    (1, (r"notions?|bases?\b|les bases|debutants?|debutantes?|novices?|sans experience|pas d experience|aucune experience|"
        r"experience non exigee|experience pas (?:necessaire|exigee|obligatoire)|juniors?|a former|on (?:les |le |la )?forme(?:ra)?\b|qu on formera|initiation|"
        r"initie\w*|decouverte|sensibilis\w+|niveau 1|premieres? notions|motives? meme sans|tous profils|tout profil|meme sans experience|formation assuree|forme sur place|formation en interne")),
)  # fmt: skip
_PATTERN = re.compile("|".join(rf"(?P<l{level}>\b(?:{words})(?= |$))" for level, words in _LEVELS))
_NOT_LEVEL = re.compile(
    r"\b(?:base de|base polyester|bases? (?:de donnees|navale|sous marine)|a base d|sur la base|matieres? de base)\b"
)
_NEGATED = re.compile(r"\b(?:pas|aucune?|sans|ni)(?: \w+){0,3} $")


def find_levels(sentence: Sentence) -> Iterator[Cue[int]]:
    """The levels named in a sentence, in the order of the text."""
    text = sentence.normal
    for found in _PATTERN.finditer(text):
        level = int(found.lastgroup[1:]) if found.lastgroup else 0
        if _NOT_LEVEL.search(text[max(0, found.start() - 2) : found.end() + 12]):
            continue
        before = text[max(0, found.start() - 30) : found.start()]
        if level > 1 and _NEGATED.search(before) and not re.search(r"\bpas que ?$", before):
            # « pas besoin d'être confirmé », « pas forcément expérimenté »: a beginner will do.
            level = 1
        first, last = sentence.span(*found.span())
        yield Cue(level, first, last, found.group())
