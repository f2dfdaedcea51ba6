"""How many people a sentence asks for, as opposed to how many it has, or how many metres."""

import re
from collections.abc import Iterable, Iterator

from matching.cues.numbers import NUMBER, headcount
from matching.results import Cue
from matching.text.sentences import Sentence
from skills.need import Headcount

PEOPLE = (
    r"(?:personnes?|pers|gars|mecs?|filles?|femmes?|hommes?|jeunes?|gens|bras|mains|postes?|places?|profils?|candidats?|"
    r"salaries?|employes?|collaborateurs?|compagnons?|ouvriers?|operateurs?|operatrices?|techniciens?|techniciennes?|"
    r"recrutements?|recrues?|embauches?|renforts?|apprentis?|apprenties?|alternants?|alternantes?|stagiaires?|interimaires?|saisonniers?|"
    r"etp|cdi|cdd|equipiers?|aides?|agents?|debutants?|confirmes?|seniors?|juniors?|ingenieurs?|"
    r"responsables?|chefs?|[a-z]{3,}(?:eurs?|euses?|trices?|istes?|iers?|ieres?))"
)
_NOT_PEOPLE = (
    r"(?:secteurs?|moteurs?|valeurs?|couleurs?|heures?|ateliers?|chantiers?|metiers?|papiers?|panneaux|epaisseurs?|"
    r"longueurs?|hauteurs?|largeurs?|rayons?|composites?|milliers?|derniers?|dernieres?|premiers?|premieres?|"
    r"voiliers?|etriers?|cahiers?|fichiers?|dossiers?|calendriers?|pistes?|listes?|acteurs?|facteurs?|"
    r"matieres?|manieres?|erreurs?|compresseurs?|serveurs?|ordinateurs?|extrudeurs?|conteneurs?)"
)
_ADJECTIVES = (
    r"(?:(?:bons?|bonnes?|vrais?|nouveaux|nouvelles|nouveau|nouvel|nouvelle|autres?|petits?|jeunes?|futurs?|gros|de|d|"
    r"plus|supplementaires?) ){0,2}"
)
_HAVE = re.compile(
    r"\b(?:on (?:est|etait|a|avait|compte|emploie|tourne a)|nous (?:sommes|avons|etions|comptons|employons)|j ai|"
    r"effectif\w*|equipe d[e u]?|equipes de|ils sont|elles sont|y en a|il y a|reste|dont|deja|toujours|embauche l|"
    r"on en a|a forme|a recrute|avons recrute|a embauche|avons embauche|a pris|avons pris|a perdu|avons perdu|"
    r"sur)(?: (?:deja|pris|recrute|embauche|forme|perdu|environ|qu|que|encore|actuellement|aujourd hui|toujours|nos|les|des|en))*\s*$"
)
_WANT = (
    r"(?:faut|faudra|faudrait|fallait|manque|manquent|manquerait|manquera|cherche\w*|recherche\w*|recrut\w+|embauch\w+|"
    r"prend\w*|prenons|veut|veux|voulons|voudrait|voudrais|voudrions|aimerait|aimerais|souhait\w+|besoin|trouver|besoins|"
    r"ouvr\w+|prevoi\w+|prevu\w*|vise\w*|former|accueill\w+|demand\w+|renforcer|integrer|il m en|il nous en|signerai\w*)"
)
_AFTER_WANT = re.compile(
    rf"\b{_WANT}(?: (?:de|d|en|encore|a|au|moins|environ|bien|trouver|recruter|embaucher|prendre|avoir|former|"
    rf"jusqu|minimum|plus|entre|facilement|volontiers|peut|etre|nous|aussi))* {NUMBER}(?= |$)"
)
_BEFORE_PEOPLE = re.compile(rf"(?<![a-z0-9]){NUMBER} {_ADJECTIVES}(?!{_NOT_PEOPLE}\b){PEOPLE}\b")
_OTHERS = re.compile(rf"(?<![a-z0-9]){NUMBER} (?:autres?|de plus|supplementaires?)\b")
_AFTER_PEOPLE = re.compile(
    rf"^ ?(?:[:(x×=*] |x |nb )+{NUMBER}(?= \)| ,| ;| \.|$| pour| des| en| d)"
)
_UNIT = re.compile(
    r"^ ?(?:%|€|euros?|k|ke|m|mm|cm|km|kg|g|t|tonnes?|l|litres?|h|heures?|jours?|semaines?|mois|ans?|annees?|metres?|"
    r"bars?|degres?|°|axes?|plis?|couches?|moules?|pieces?|bateaux|bateau|coques?|ponts?|mats?|machines?|fours?|"
    r"autoclaves?|etuves?|fois|x|sites?|ateliers?|chantiers?|clients?|commandes?|equipes?|niveaux|composants?|"
    r"ieme|eme|e|er|ere|trimestre|semestre|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|"
    r"novembre|decembre|/|[.,] \d|x ?8|pieds?|unites?|series?|formations?|sessions?|tables?|robots?|pour cent)(?: |$)"
)
_STAFF_AFTER = re.compile(
    r"^(?: (?:en tout|au total|environ|actuellement|aujourd hui|a ce jour))? ?(?:[,.;:()]|$)"
)
_ALONE = {"un", "une", "1"}


def find_headcounts(
    sentence: Sentence, occupations: Iterable[tuple[int, int]]
) -> Iterator[Cue[Headcount]]:
    """The numbers of people asked for, in the order of the text.

    ``occupations`` are spans of ``sentence.normal`` that name an occupation.
    """
    text = sentence.normal
    found: dict[int, Cue[Headcount]] = {}
    for start, end in occupations:
        before = _number_before(text, start)
        if before:
            _keep(found, sentence, before)
        after = _AFTER_PEOPLE.match(text[end:])
        if after:
            _keep(found, sentence, after, shift=end)
    for match in _BEFORE_PEOPLE.finditer(text):
        if _wants(text) or not _STAFF_AFTER.match(text[match.end() :]):
            _keep(found, sentence, match)
    for match in _OTHERS.finditer(text):
        if _wants(text) and not _UNIT.match(text[match.end() :]):
            _keep(found, sentence, match)
    for match in _AFTER_WANT.finditer(text):
        if not _UNIT.match(text[match.end() :]):
            _keep(found, sentence, match)
    if re.search(r"\bquelqu un\b", text) and not found:
        at = text.index("quelqu un")
        found[at] = _cue(sentence, Headcount(1, 1), at, at + len("quelqu un"))
    yield from (found[at] for at in sorted(found))


def _number_before(text: str, start: int) -> re.Match[str] | None:
    """The number that stands just before an occupation, adjectives apart."""
    window = text[max(0, start - 60) : start]
    last = None
    for match in re.finditer(rf"(?<![a-z0-9]){NUMBER} {_ADJECTIVES}$", window):
        last = match
    if last is None:
        return None
    # Searched again in the whole text so that offsets are those of the sentence.
    return re.compile(rf"{NUMBER}(?= )").search(text, max(0, start - 60) + last.start())


def _keep(
    found: dict[int, Cue[Headcount]],
    sentence: Sentence,
    match: re.Match[str],
    shift: int = 0,
) -> None:
    group = next(g for g in ("low", "about", "one") if match.group(g))
    last = "high" if group == "low" else group
    start, end = match.start(group) + shift, match.end(last) + shift
    before = sentence.normal[:start]
    if any(abs(start - known) < 3 for known in found) or _HAVE.search(before):
        return
    people = headcount(match, before)
    alone = match.group(group) in _ALONE
    if people and not (alone and not _asks(sentence.normal, start)):
        found[start] = _cue(sentence, people, start, end)


def _asks(text: str, at: int) -> bool:
    """Whether « un » before a person counts one: something is asked, or the note has no verb at all."""
    return _wants(text) or at <= 4


def _wants(text: str) -> bool:
    return bool(re.search(rf"\b{_WANT}\b", text))


def _cue(sentence: Sentence, people: Headcount, start: int, end: int) -> Cue[Headcount]:
    first, last = sentence.span(start, end)
    return Cue(people, first, last, sentence.normal[start:end])
