"""How many people a sentence asks for, as opposed to how many it has, or how many metres."""

import re
from collections.abc import Iterable, Iterator

from matching.cues.numbers import NUMBER, headcount
from matching.results import Cue
from matching.text.sentences import Sentence
from skills.need import Headcount

Span = tuple[int, int]

_PEOPLE = re.compile(
    r"(?:personnes?|pers|gars|mecs?|filles?|femmes?|hommes?|jeunes?|gens|bras|paires? de bras|profils?|candidats?|candidates?|"
    r"postes?|salarie[se]*|employe[se]*|collaborateurs?|collaboratrices?|recrutements?|recrues?|embauches?|renforts?|"
    r"apprentie?s?|alternante?s?|stagiaires?|interimaires?|saisonniere?s?|manips?|etp|cdi|cdd|contrats?|equipiere?s?|aides?|"
    r"debutante?s?|confirme[es]*|seniors?|juniors?|autres?|remplacante?s?|remplacements?|departs?|volontaires?|"
    r"compagnons?|ouvriere?s?|tetes?|costauds?|bonhommes?)(?= |$)"
)
_NOT_PEOPLE = re.compile(
    r"(?:couleurs?|heures?|machines?|modeles?|mousses?|cadres?|guides?|places?)(?= |$)"
)
_ADJECTIVES = re.compile(
    r"(?:(?:bons?|bonnes?|vrais?|vraies?|nouveaux|nouvelles|nouveau|nouvel|nouvelle|petits?|petites?|futurs?|futures?|gros|"
    r"de|d|plus|supplementaires?|excellents?|tres|super) )*"
)
_TEAM = (
    r"(?:groupes?|equipes?|ateliers?|entreprises?|societes?|boites?|maisons?|pme|tpe|effectifs?|sessions?|classes?|promos?|"
    r"promotions?|chantiers?|service|brigade|usine|site|structure|cabinet|restaurant|hotel|magasin|garage)"
)
_HAVE = re.compile(
    r"\b(?:(?:on|nous|ils|elles|j|il|elle|y) (?:n )?(?:en )?(?:est|etait|a|avait|ai|avons|avions|ont|sommes|etions|sont|compte|comptons|emploie|employons|"
    r"tourne a|tournons a)|effectif\w*|y en a|reste|dont|deja|toujours|a forme|a recrute|avons recrute|a embauche|avons embauche|"
    r"a pris|avons pris|a perdu|avons perdu|mes|nos|ses|leurs|vos|tes|ces|les|des|aux|mon|notre|son|leur|cette|ce|"
    rf"sur|parmi|{_TEAM}(?: \w+){{0,2}} (?:de|d|a)|apres)"
    r"(?: (?:deja|pris|recrute|embauche|forme|perdu|environ|qu|que|encore|actuellement|aujourd hui|toujours|nos|mes|les|des|en|de|d|"
    r"plus de|pres de|moins de|a peu pres|autour de))*$"
)
_LACKS = re.compile(
    r"\b(?:besoin|manque|perdu|departs?|remplac\w+|a (?:trouver|recruter|pourvoir)|qu (?:on|il (?:me|nous)) (?:cherch\w+|faut|manque)|que (?:je|nous) cherch\w+)\b"
)
_TO_FIND = re.compile(r"\b(?:trouver|recruter|remplacer|embaucher)(?: (?:les|des|ces|nos|mes))?$")
_NEGATED = re.compile(
    r"\b(?:pas|ni|plus|non|jamais)(?: (?:de|d|a|pour|avec|comme|chercher|recruter|prendre|trouver))*$"
)
_WANT = (
    r"(?:faut|faudra|faudrait|fallait|manque|manquent|manquerait|manquera|cherch\w*|recherch\w*|recrut\w+|embauch\w+|"
    r"prend\w*|prenons|veut|veux|voulons|veulent|voudrait|voudrais|voudrions|aimerait|aimerais|aimerions|souhait\w+|besoins?|"
    r"trouver|trouvez|ouvr\w+|ouvert\w*|prevoi\w+|prevu\w*|vise\w*|accueill\w+|demand\w+|renforc\w+|integrer|signerai\w*|donnez|"
    r"engage\w*|remplacer|pourvoir|constituer|embarqu\w+|propos\w+|cree\w*|creation|appel|envoyez|attend\w*|serait pas de trop|"
    r"seraient? (?:pas )?(?:utiles?|bienvenus?|de trop|le bienvenu)|mont\w+ une equipe|monter a|passer a|ajouter|objectif)"
)
_WANTS = re.compile(rf"\b{_WANT}\b")
_JUST_WANTED = re.compile(
    rf"\b{_WANT}(?: (?:de|d|en|m en|nous en|l en|encore|a|au|moins|environ|bien|trouver|recruter|embaucher|prendre|avoir|former|"
    r"jusqu|minimum|mini|plus|facilement|volontiers|peut|etre|nous|aussi|disons|genre|dans les|cette annee))*$"
)
_ONE_OF_THEM = re.compile(rf"\b(?:en {_WANT}|{_WANT}[ -]en)(?: \w+){{0,2}}$")
_ENDS = re.compile(
    r"(?: (?:de plus|de mieux|supplementaires?|autres?|minimum|mini|maxi|maximum|environ|voire plus))*(?: ?[,.;:!?)(/+=–—-]| ?$"
    r"| (?:pour|des|d ici|en|au|a|avant|cette|qui|si|et|ou|la|le|tout|mais|sur|par|dans|capables?|avec|de suite)\b)"
)
_UNIT = re.compile(
    r" ?(?:%|€|euros?|k|ke|m|mm|cm|km|kg|g|t|tonnes?|l|litres?|h|heures?|jours?|semaines?|mois|ans?|annees?|metres?|"
    r"bars?|degres?|°|axes?|plis?|couches?|fois|x|ieme|eme|e|er|ere|trimestre|semestre|janvier|fevrier|mars|avril|mai|juin|"
    r"juillet|aout|septembre|octobre|novembre|decembre|/ ?\d|[.,] \d|x ?8|× ?8|pour cent|minutes?|secondes?)(?: |$)"
)
_ONLY_TOLD = re.compile(r"(?: (?:en tout|au total|environ))? ?(?:$|[,.;:()])")
_IN_PLACE = re.compile(
    r" (?:en tout|au total|en place|formees?|formes?|en poste|chez nous|a l atelier|dans l equipe|actuellement|aujourd hui|"
    r"a ce jour|suffisants?|qui travaillent|(?:est|sont) parti\w*)\b"
)
_PLAIN = re.compile(
    r"(?:personnes?|pers|gars|salarie[se]*|employe[se]*|collaborateurs?|gens|compagnons?|jeunes?|apprentie?s?|alternante?s?|stagiaires?)(?= |$)"
)
_OF_SO_MANY = re.compile(rf" (?:de|d) {NUMBER}")
_TO_BUILD = re.compile(
    r" ?(?:\w+ )?a (?:constituer|monter|recruter|embaucher|trouver|former|pourvoir)\b"
)
_AFTER_PEOPLE = re.compile(
    rf" ?(?:[:(x×=*] ?|x |nb |n )+{NUMBER}(?= [),;.:/–—+-]| x | cdi| cdd| postes?| pers\w*|$| pour| des| en| d)"
)
_BRACKETED = re.compile(
    rf"(?: [a-z0-9]+){{0,4}} \( ?(?:x ?)?{NUMBER}(?= \)| x\b| poste| cdi| cdd| pers| ,)"
)
_EVERY_NUMBER = re.compile(rf"(?<![a-z0-9/]){NUMBER}(?![a-z0-9])")
_SEGMENT = re.compile(
    r"[:;.,–—+(•*-] $|^$|\b(?:et|puis|plus|ou|reste|egalement|aussi|urgent|recherche|offre|poste) $"
)
_CONTRACT = re.compile(
    r"\b(?:cdi|cdd|interim|h f|f h|contrat|alternance|apprentissage|temps (?:plein|partiel)|mi temps|poste)\b"
)
_ALONE = {"un", "une", "1"}
_REACH = 80  # characters in which what bears on a number stands


def find_headcounts(sentence: Sentence, people: Iterable[Span]) -> Iterator[Cue[Headcount]]:
    """The numbers of people asked for, in the order of the text.

    ``people`` are spans of ``sentence.normal`` that name an occupation or a kind of person.
    """
    text = sentence.normal
    ends = dict(sorted(people))
    found: dict[int, Cue[Headcount]] = {}
    for start, end in ends.items():
        after = _AFTER_PEOPLE.match(text, end) or _BRACKETED.match(text, end)
        if after and not _NEGATED.search(text[max(0, start - _REACH) : start].rstrip()):
            _keep(found, sentence, after)
    for match in _EVERY_NUMBER.finditer(text):
        if _counts_people(text, match, ends):
            _keep(found, sentence, match)
    someone = None if found else re.search(r"\bquelqu un\b|\bqqn?\b|\bqq un\b", text)
    if someone and not _NEGATED.search(text[: someone.start()].rstrip()):
        found[someone.start()] = _cue(sentence, Headcount(1, 1), *someone.span())
    yield from (found[at] for at in sorted(found))


def _counts_people(text: str, match: re.Match[str], people: dict[int, int]) -> bool:
    """Whether a number counts people that are asked for."""
    start, end = _bounds(match)
    before, after = text[max(0, start - _REACH) : start].rstrip(), text[end : end + _REACH]
    if _UNIT.match(after) or _NEGATED.search(before):
        return False
    if _TO_BUILD.match(after):
        return True
    if _HAVE.search(before) and not (
        _LACKS.search(text, start, start + _REACH) or _TO_FIND.search(before)
    ):
        return False
    at = end + len(after) - len(after.lstrip())
    adjectives = _ADJECTIVES.match(text, at)
    at = adjectives.end() if adjectives else at
    alone = match[0].split()[-1] in _ALONE and not match["low"]
    word = _PEOPLE.match(text, at)
    if at in people or word:
        named = at in people
        told = people[at] if named else word.end() if word else at
        return not _only_told(text, at, told) and (not alone or _one_is_asked(text, start, named))
    asks = _ONE_OF_THEM if alone else _JUST_WANTED
    return bool(asks.search(before) and _ENDS.match(after)) and not _NOT_PEOPLE.match(text, at)


def _only_told(text: str, start: int, end: int) -> bool:
    """Whether the people ``text[start:end]`` are only spoken of: « 4 personnes formées »."""
    if _IN_PLACE.match(text, end) or _OF_SO_MANY.match(text, end):
        return True
    if _WANTS.search(text) or _LACKS.search(text) or _CONTRACT.search(text):
        return False
    plain = _PLAIN.match(text, start)
    return bool(plain and _ONLY_TOLD.match(text[plain.end() : plain.end() + _REACH]))


def _one_is_asked(text: str, start: int, named: bool) -> bool:
    """Whether « un » before a person counts one: it is asked for, or a note or advert opens with it."""
    clause = text[max(0, start - _REACH) : start]
    if _JUST_WANTED.search(clause.rstrip()) or _SEGMENT.search(clause):
        return True
    if re.search(
        r"\b(?:c est|ce serait|ce sera|plutot|surtout|seulement|juste|avec|ou|et) $", clause
    ):
        return bool(_WANTS.search(text))
    return named and bool(
        _WANTS.search(clause) or (_CONTRACT.search(text) and not _WANTS.search(text))
    )


def _bounds(match: re.Match[str]) -> Span:
    group = next(g for g in ("low", "about", "one") if match.group(g))
    return match.start(group), match.end("high" if group == "low" else group)


def _keep(found: dict[int, Cue[Headcount]], sentence: Sentence, match: re.Match[str]) -> None:
    start, end = _bounds(match)
    if any(abs(start - known) < 3 for known in found):
        return
    people = headcount(match, sentence.normal[:start])
    if people:
        found[start] = _cue(sentence, people, start, end)


def _cue(sentence: Sentence, people: Headcount, start: int, end: int) -> Cue[Headcount]:
    first, last = sentence.span(start, end)
    return Cue(people, first, last, sentence.normal[start:end])
