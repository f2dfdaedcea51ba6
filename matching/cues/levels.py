"""What level is asked for: 1 with help, 2 alone on simple work, 3 autonomous, 4 expert."""

import re
from collections.abc import Iterator, Sequence

from matching.cues.numbers import ONE, value
from matching.cues.said import Said
from matching.results import Cue
from matching.text.sentences import Sentence

_LEVELS = (
    (4, (r"experts?|expertes?|expertise (?=en|dans|sur)|referents?|referentes?|pointus?|pointues?|tres experimente\w*|specialistes?|"
        r"capables? de former|sache former|form\w+ les autres|(?:grande?|grosse|longue) experience|niveau expert|seniors?|chevronne\w*|"
        r"hautement qualifie\w*|au top|sur le bout des doigts|une pointure|pointures?|les yeux fermes")),
    (3, (r"confirme\w*|experimente\w*|autonomes?|en (?:toute |pleine |totale )?autonomie|qualifie\w*|aguerri\w*|bon niveau|"
        r"(?:bonne|parfaite|solide|vraie) (?:maitrise|connaissance|pratique)|maitris\w+|"
        r"avec (?:de l |une (?:bonne |solide |vraie |reelle )|pas mal d )experience|(?:solide|bonne|vraie|reelle) experience|du metier|niveau 3|"
        r"vrais? pros?|operationnel\w*|bonnes? connaissances?|"
        r"deja (?:de la bouteille|de l experience|form\w+|operationnel\w*)|qui (?:connai\w+|maitris\w+|sait|savent) (?:bien|deja|vraiment)|"
        r"de la bouteille|(?:deja )?rode\w*|a l aise")),
    (2, (r"premiere (?:vraie )?experience|(?:une|un peu d|petite|quelque) experience|debrouill\w*|niveau 2|intermediaires?|"
        r"pratique courante|(?:deja|ayant deja|qui a(?:it)? deja) (?:touche|pratique|tate|fait|mis les mains)\w*|se debrouill\w+|quelques bases solides")),
    (1, (r"notions?|(?:les |des |de bonnes )?bases(?= |$)|debutants?|debutantes?|novices?|sans (?:experience|exp\b)|pas d experience|aucune experience|"
        r"experience (?:non|pas) (?:exigee|necessaire|obligatoire|requise|demandee)|juniors?|a former|on (?:les |le |la |l )?forme(?:ra|rait)?(?= |$)|qu on formera|initiation|"
        r"initie\w*|decouverte|sensibilis\w+|niveau 1|(?:meme )?(?:sans|jamais) (?:rien|avoir)(?: \w+){0,2}|motives? meme sans|tous profils|tout profil|"
        r"formation assuree|form\w+ (?:sur place|en interne|par nos soins)|part\w* de zero|apprendr\w+ sur le tas|grand debutant")),
)  # fmt: skip
_PATTERN = re.compile("|".join(rf"(?P<l{level}>\b(?:{words})(?= |$))" for level, words in _LEVELS))
_YEARS = re.compile(
    rf"\b(?P<low>{ONE})(?: (?:a|-|ou|et|/) {ONE})? (?P<unit>ans?|annees?|mois)(?: (?:et plus|minimum|mini|au moins|ou plus|de plus))?"
    r"(?P<of> (?:d |de )?(?:bonne |solide )?(?:experience|exp|metier|pratique|boite|carriere|anciennete|terrain|recul|stratif\w*|pistolet)|"
    r" (?:en|dans|sur|comme|au poste|aux|au)|(?: ?[,;).:]| ?$))"
)
_NO_YEARS = re.compile(
    r"\b(?:dans|d ici|d ici a|depuis|il y a|pendant|sous|ages? de|contrats?(?: \w+)* de|cdd(?: de)?|mission(?: \w+)? de|interim(?: de)?|formation de|"
    r"stage de|duree|sur|tous les|d un|moins de|en|apres|pour|avant|cycle de|apprentissage(?: de)?|a|de|pro) ?$"
)
_NOT_LEVEL = re.compile(
    r"\b(?:base de|base polyester|bases? (?:de donnees|navale|sous marine)|a base d|sur la base|matieres? de base|cofrend niveau|"
    r"premier niveau|rapport d expertise)\b"
)
_NEGATED = re.compile(r"\b(?:pas|aucune?|sans|ni|non)(?: \w+){0,3} $")
_FOLLOWED = re.compile(
    r" ?(?:(?:de|d|du|des|en|au|aux|a|sur|dans|avec|la|le|les|l|un|une|comme|cote|pour|technique|reelle|bonne|niveau|faire|savoir|moins|"
    r"base|experience|metier|pratique) )*"
)
_TOUCHES = re.compile(r"[ (:=–—-]*(?:h f|f h|\w+)?[ (:=–—-]*")
_OPENER = re.compile(r"[(:=] (?:\w+ ){0,2}$")
_REACH = 40
"""Characters between a level and what it is said of; further away it speaks of something else."""


def find_levels(sentence: Sentence) -> Iterator[Cue[int]]:
    """The levels named in a sentence, in the order of the text."""
    text = sentence.normal
    found = [(*match.span(), level) for match, level in _named(text)]
    for years in _YEARS.finditer(text):
        of = years["of"].strip()
        told = (
            not of or of in ",;).:" or of.split()[0] in ("en", "dans", "sur", "comme", "au", "aux")
        )
        if told and (_NO_YEARS.search(text[: years.start()]) or years["unit"] == "mois"):
            continue
        end = years.start("of") if told else years.end()
        found.append((years.start(), end, _level_of_years(value(years["low"]), years["unit"])))
    taken = 0
    for start, end, level in sorted(found, key=lambda f: (f[0], -f[1])):
        if start < taken:
            continue
        taken = end
        first, last = sentence.span(start, end)
        yield Cue(level, first, last, text[start:end])


def _named(text: str) -> Iterator[tuple[re.Match[str], int]]:
    for found in _PATTERN.finditer(text):
        level = int(found.lastgroup[1:]) if found.lastgroup else 0
        if _NOT_LEVEL.search(text[max(0, found.start() - 10) : found.end() + 12]):
            continue
        before = text[max(0, found.start() - 30) : found.start()]
        if level > 1 and _NEGATED.search(before) and not re.search(r"\bpas que ?$", before):
            level = 1  # « pas besoin d'être confirmé »: a beginner will do
        yield found, level


def _level_of_years(number: int, unit: str) -> int:
    if unit == "mois" or number < 3:
        return 2
    return 3 if number < 10 else 4


def levels_of(
    sentence: Sentence, cues: Sequence[Cue[int]], mentions: Sequence[Said]
) -> dict[int, int]:
    """For each mention, by its rank in ``mentions``, the level that is said of it.

    A level speaks of one mention: the one that it introduces (« notions de drapage »), else the one
    that it follows; an occupation before a competence when it stands apart (« …, débutant accepté »).
    """
    levels: dict[int, int] = {}
    for cue in cues:
        start, end = sentence.position(cue.start), sentence.position_after(cue.end)
        if any(m.start <= start and end <= m.end for m in mentions):
            continue
        of = _said_of(sentence.normal, start, end, mentions)
        if of is not None and of not in levels:
            levels[of] = cue.value
    return levels


def _said_of(text: str, start: int, end: int, mentions: Sequence[Said]) -> int | None:
    """The rank of the mention that the level ``text[start:end]`` speaks of."""
    before = sorted(
        (r for r, m in enumerate(mentions) if m.end <= start), key=lambda r: -mentions[r].end
    )
    nearest = before[0] if before else None
    between = text[mentions[nearest].end : start] if nearest is not None else ""
    if nearest is not None and between == " " and mentions[nearest].is_occupation:
        return nearest
    introduced = _introduced(text, end, mentions)
    if introduced is not None:
        return introduced
    if nearest is not None and _TOUCHES.fullmatch(between):
        return nearest
    opener = _OPENER.search(text[:start])
    if opener or re.match(r" (?:de|d|du|en|sur|dans|avec) ", text[end:]):
        inside = nearest is not None and not re.search(r"[,;.]", between)
        return nearest if inside and opener else _after(text, end, mentions)
    following = _after(text, end, mentions)
    jobs = [r for r in before if mentions[r].is_occupation]
    if following is not None and mentions[following].is_occupation:
        jobs.append(following)
    if jobs:
        return jobs[0]
    return nearest if nearest is not None and len(between) <= _REACH else following


def _introduced(text: str, end: int, mentions: Sequence[Said]) -> int | None:
    """The mention that a level leads to by « de », « en », « sur »…"""
    link = _FOLLOWED.match(text, end)
    reached = link.end() if link else end
    if reached <= end + 1:
        return None
    starts = {m.start: r for r, m in reversed(list(enumerate(mentions)))}
    return starts.get(reached, starts.get(reached + 1))


def _after(text: str, end: int, mentions: Sequence[Said]) -> int | None:
    """The first mention after ``end`` that no mark parts from it."""
    following = [r for r, m in enumerate(mentions) if 0 <= m.start - end <= _REACH]
    first = min(following, key=lambda r: mentions[r].start, default=None)
    if first is None or re.search(r"[,;.:()]", text[end : mentions[first].start]):
        return None
    return first
