"""Whether a mention is asked for, not asked for, or belongs to the past.

The reading stays inside the clause. Negated *lack* is a need (« on ne trouve pas de drapeurs »), negated
*want* is not (« on ne cherche pas de drapeurs »): what matters is the verb, not the « pas ».
"""

import re

from matching.results import Polarity
from matching.text.clauses import Clauses

_ASKED_DESPITE_NEGATION = re.compile(
    r"\b(?:pas (?:que|seulement|uniquement|forcement que|mal d\w*|assez d\w*|suffisamment d\w*|facile|evident\w*|simple|"
    r"donne|peur|question de se passer|d experience(?: \w+)?|un seul|une seule|moyen|le choix)|non seulement|(?:n )?hesit\w+ pas|aucune experience|(?:ne |n )?(?:peu\w+|pourr\w+) pas \w+ sans|sans (?:experience|diplome|hesiter|compter|attendre|parler|oublier|faute|probleme)|"
    r"(?:n )?(?:arriv\w+|parvien\w+|parven\w+|reussi\w+) (?:pas|plus|jamais)|"
    r"(?:trouv\w+|trouve on|recoi\w+|recev\w+|recoit|vo\w+) (?:pas|plus|jamais|aucune?|personne|quasiment (?:pas|plus))|"
    r"(?:n )?(?:ai|a|avons|ont|avait|y a|y en a|reste) (?:\w+ )?(?:pas|plus|aucune?|jamais)(?! (?:\w+ )?besoin)(?! ete)(?: (?:trouve|recu|encore|un seul|vraiment|assez))?|"
    r"personne (?:ne |n |qui |pour )|plus personne|sans (?=.{0,40}\b(?:on ne peut|impossible|on est bloque))|"
    r"(?:on )?ne sai\w+ pas|sav\w+ pas|sait pas|savent pas|maitris\w+ pas)(?= |$)"
)
_LACK_VERB = (
    r"(?:(?:l |la |les |en |y |nous |me |m |se |s |lui |leur )?(?:trouv|arriv|parvien|parven|reussi|recoi|recev|voi|voy|peu|pouv|pourr|sai|sav|maitris|suffi|"
    r"cour|ai|as|a|avons|avez|ont|avait|avaient|est|sont|etait|serai|y|postul|repond|vien|rest|tien|tenon)\w*)"
)
"""Negated, these say that something lacks; or what they say depends on what follows."""
_WANT = (
    r"(?:cherch\w+|recherch\w+|veu\w+|voul\w+|voudr\w+|demand\w+|recrut\w+|embauch\w+|prend\w*|prenons|exig\w+|souhait\w+|faut|"
    r"faudra\w*|requiert|requier\w+|attend\w*|vis\w+|regard\w+|concern\w+|interess\w+|necessit\w+|s agit)"
)
_NOT_ASKED_BEFORE = re.compile(
    rf"\b(?:(?:pas|plus|aucune?|nul|jamais|sans|ni|guere)(?: \w+)? besoins?\b"
    rf"|{_WANT}(?: \w+)? (?:pas|plus|aucune?|jamais|ni)\b"
    rf"|(?:ne |n )(?!{_LACK_VERB} )(?:\w+ ){{1,3}}?(?:pas|jamais|aucune?|ni)\b"
    rf"|(?:ne |n )?(?:fai\w+|fait|pratiqu\w+|utilis\w+|travaill\w+|touch\w+|propos\w+) (?:pas|jamais|aucune?|ni)\b"
    rf"|inutile\b|pas la peine|peu importe|(?:pas|plus|non) (?:utile|necessaire|obligatoire|question|requis\w*|indispensable|prioritaire|concern\w+)"
    rf"|hors\b|hormis\b|sauf\b|excepte\b|a part\b|en dehors d\w*|a l exception d\w*|sans\b|\bni\b|aucune?\b"
    rf"|au lieu d\w*|plutot que\b|tout sauf\b|rien (?:en|sur|cote|a voir avec)\b|non aux?\b"
    rf"|(?:ca n a |n a )?rien a voir avec|(?:sous trait\w+|externalis\w+|confi\w+ a l exterieur)"
    rf"|\bpas(?: (?:de|d|du|des|en|sur|la|le|les|l|cote|pour (?:la|le|les|l)|forcement|specialement|particulierement))?)(?= |$)"
)
_NOT_ASKED_AFTER = re.compile(
    r"^(?: \w+){0,4}?(?: [:=(,–—-])? (?:(?:n est|ne sont|c est|ce n est|est|sont|serait|n etait)?(?: \w+)? ?(?:pas|plus|non) (?:\w+ )?"
    r"(?:necessaires?|obligatoires?|utiles?|demande\w*|indispensables?|la peine|un critere|requis\w*|exige\w*|"
    r"prioritaires?|une priorite|notre metier|notre truc|notre sujet|pour nous|besoin|concerne\w*|d actualite|le sujet|attendu\w*|recherche\w*|"
    r"prevu\w*|souhaite\w*|trait\w+|abord\w+|propos\w+|compris\w*|inclu\w*|enseign\w+|couvert\w*|au programme|dans le programme)|"
    r"(?:ca |cela )?(?:ne |n )(?:nous |me |vous |les )?(?:concern|interess|entre|rentr|figur|rel[eè]v|fai\w* partie|couvr|compt|ser)\w* (?:pas|plus)\b|(?:est |sont )?exclu\w*|"
    r": ras\b|ras\b|(?:ne |n )?(?:pose\w*|a|y a) pas (?:de )?(?:probleme|souci)s?|on a du monde|(?:nous |on )?(?:sommes|est) (?:au )?complets?|personne (?:ne |n )(?:en )?veut|"
    r"(?:est|sont)? ?hors (?:programme|champ|sujet|perimetre|formation)|(?:n est|ne sont)? ?pas concerne\w*|(?:on |nous )?(?:n )?(?:en )?(?:ai|a|avons) besoin de personne|"
    r"(?:c est |deja )?(?:suffisant|complet)\b|: non\b|non merci\b|non plus\b|on a ce qu il faut|(?:poste |postes )?(?:est |sont )?(?:deja )?pourvu\w*|inutiles?\b|superflus?\b|facultati\w+|non merci|(?:on )?(?:n )?en (?:a|avons) pas besoin|pas besoin|"
    r"on n en (?:fait|veut|cherche|a) pas(?! assez)|on (?:s en passe|fait sans|laisse tomber)|: non\b|\( non \)|"
    r"(?:est|sont) confie\w* a|a l exterieur\b|on (?:a|est) ce qu il|est sous trait\w+|sont sous trait\w+|(?:on|nous) (?:la |le |les |l )?sous trait\w+|ne nous interesse\w* pas|on s en fiche)"
)
_PAST_BEFORE = re.compile(
    rf"\b(?:(?:ne |n )(?!{_LACK_VERB} )(?:\w+ ){{1,3}}?plus\b|"
    r"(?:ne |n )?(?:en )?(?:ai|a|avons|ont|y a) plus (?:de|d|la|le|l|les|du)(?: la| l)?$|(?:avant|autrefois|a l epoque) (?:on|nous|ils|elle|il) (?:avait|avions|faisait|avaient|faisions)|"
    r"(?:ne |n )?(?:fai\w+|fait|pratiqu\w+|utilis\w+|travaill\w+|produi\w+|propos\w+|touch\w+) plus\b|"
    r"(?:a|avons|ont|ai|avait) (?:arrete|abandonne|stoppe|cesse|laisse tomber|supprime|remplace|sorti|quitte|vendu|ferme)\w*|"
    r"(?:faisait|faisions|pratiquait|utilisait|utilisions|travaillait|travaillions|faisais|cherchait|recherchait|recrutait)\b|"
    r"(?:avait|avions) (?:fait|besoin|cherche|recrute|pris)|"
    r"autrefois|jadis|a l epoque|dans le temps|par le passe|fini|finie|termine|terminee|fin d\w* (?:la |le |l )?activite|"
    r"(?:a|avons|ont) (?:deja )?(?:recrute|embauche|trouve|pourvu|forme)\b(?! (?:aucune?|personne|que)))(?= |$)"
)
_PAST_AFTER = re.compile(
    r"^(?: \w+){0,3}?(?: ,)? (?:(?:ne |n )?(?:se )?(?:fai\w+|pratiqu\w+|utilis\w+) plus\b|(?:il )?(?:n )?y en a plus|(?:a|ont) (?:disparu|ferme\w*|cesse)|s est arrete\w*|(?:c est|est|sont) (?:fini\w*|termine\w*|du passe|derriere nous|de l histoire ancienne|arrete\w*|abandonne\w*)|"
    r"(?:on|nous) (?:l |les |la |le )?(?:a|avons) (?:arrete\w*|abandonne\w*|stoppe\w*|laisse tomber)|"
    r"(?:on )?(?:n )?en (?:fait|faisons) plus\b|on ne (?:le |la |les )?fait plus|(?:on )?en faisait\b|d avant\b|(?:a|ont) ete (?:retire|supprime|abandonne|arrete|vendu)\w*|(?:on|nous) (?:a|avons) (?:tout )?vendu)"
)
_NO_LONGER_HAVE = re.compile(r"\b(?:ai|a|avons|avez|ont|y a) plus (?:de|d)$")
"""A person no longer there is a need; a press no longer there is not."""
_NEAR, _FAR = 1, 7  # words over which « sans », or any other negation, reaches
_NEXT_STEP = re.compile(r"\b(?:puis|ensuite|et (?:de |d )?\w+(?:er|ir|re|ez))\b")
_REACH = 90  # characters: a negation further away speaks of something else


def polarity_of(clauses: Clauses, start: int, end: int, *, is_person: bool = False) -> Polarity:
    """How the words ``normal[start:end]`` are meant; ``is_person`` when they name an occupation."""
    first, last = clauses.at(start)
    text = clauses.sentence.normal
    before = text[max(first, start - _REACH) : start]
    word = text.find(" ", start)
    after = text[end:last]
    inside = text[word:last] if 0 <= word < end else after
    # « infusion : on n'en fait plus »: what follows the colon speaks of what precedes it.
    rest = text[last : last + 60] if _answers(text, last) else ""
    said = (after, inside, rest and " " + rest)
    if any(_PAST_AFTER.search(words) for words in said):
        return Polarity.PAST
    if any(_NOT_ASKED_AFTER.search(words) for words in said):
        return Polarity.NOT_ASKED
    if is_person and re.search(r"\bsans$", before.rstrip()):
        return Polarity.ASKED  # « sans drapeur, on ne livre pas »
    if not is_person and _NO_LONGER_HAVE.search(before.rstrip()):
        return Polarity.PAST
    return _meant(before)


def _meant(before: str) -> Polarity:
    """How what follows ``before`` is meant."""
    lack = _ASKED_DESPITE_NEGATION.sub(" ", before)
    past = _last(_PAST_BEFORE, lack)
    negated = _last_in_reach(lack)
    # Once the lack was said, « pas de » and « aucun » belong to it: « on n'a pas de drapeur ».
    if len(lack) < len(before) and not re.search(r"\bbesoin|\bsauf|\bhors", lack):
        return Polarity.ASKED
    if past > negated:
        return Polarity.PAST
    return Polarity.NOT_ASKED if negated >= 0 else Polarity.ASKED


def _last_in_reach(text: str) -> int:
    """Where the last negation begins that still bears on what follows ``text``, or -1: « percer sans
    délaminer puis ébavurer » asks for the second.
    """
    found = -1
    for match in _NOT_ASKED_BEFORE.finditer(text):
        between = text[match.end() :]
        near = _NEAR if match.group() in ("sans", "hors", "sauf") else _FAR
        if len(between.split()) <= near and not _NEXT_STEP.search(between):
            found = match.start()
    return found


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins, or -1."""
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _answers(text: str, cut: int) -> bool:
    """Whether the clause that begins at ``cut`` speaks of the one before: it takes it up by « en », « ça »…"""
    return bool(re.match(r"(?:on n en|nous n en|on en|c est|ce n est|ca|on (?:l|les|la|le) a|on ne (?:le|la|les)|on a (?:arrete|laisse tomber|abandonne|tout)|non merci|non\b(?= [,.;]|$)|(?:je|on|nous) n (?:en )?(?:ai|a|avons) besoin de personne|"
    r"(?:pas|plus|non) (?:besoin|utile|necessaire|obligatoire|demande\w*|propos\w+|concerne\w*|prevu\w*|traite\w*|requis\w*|exige\w*)(?: ici| chez nous| pour nous| cette annee)?(?= [,.;()]|$|\s*$))", text[cut:]))  # fmt: skip
