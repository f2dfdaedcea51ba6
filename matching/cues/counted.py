"""What speaks for and against a number counting people that are asked for, by named evidence.

« trois stratifieurs pour mars » counts people asked for, « notre équipe de trois », « trois
stratifieurs sont partis » and « trois mètres » do not. The evidence is named here and weighed by a
logistic model (``data/reference/linking/counts.toml``), one for « un », « 1 », « quelqu'un », one for
more than one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from matching.cues.words import class_of

_WORDS = {
    "people": r"monde|personnes?|pers|gars|mecs?|filles?|femmes?|hommes?|jeunes?|gens|bras|profils?|candidate?s?|salariee?s?|"
    r"employee?s?|collaborateurs?|collaboratrices?|recrues?|renforts?|apprentie?s?|alternante?s?|stagiaires?|interimaires?|"
    r"saisonniere?s?|saisonniers|etp|equipiere?s?|equipiers?|coequipiers?|aides?|debutante?s?|confirmee?s?|seniors?|juniors?|"
    r"remplacante?s?|remplacements?|volontaires?|compagnons?|ouvriere?s?|ouvriers?|tetes?|costauds?|bonhommes?|bonshommes?|mains?|"
    r"paires?|dames?|types?|ops?|techs?|novices?|extras?|etudiante?s?|benevoles?|recrutements?|embauches?|agents?|bleus?|cadors?|"
    r"successeurs?|experte?s?|laborantine?s?|adultes?|technicos?|mecanos?|chefs?|ingenieure?s?|techniciens?|techniciennes?|"
    r"operateurs?|operatrices?|responsables?|maitres?|pros?|connaisseurs?|pointures?|parents?|eleves?|animateurs?|manips?|"
    r"conducteurs?|conductrices?|autonomes?|commis|guides?|vendeurs?|vendeuses?|manoeuvres?|qualifiee?s?|militaires?",
    "post": r"postes?|places?|cdi|cdd|contrats?|missions?|offres?|sieges?|immersions?|stages?|alternances?|departs?|emplois?|temps",
    "other": r"deuxieme|troisieme|quatrieme|cinquieme|second|seconde|autres?",
    "want": r"faut|faudra|faudrait|fallait|manque|manquent|manquerait|manquera|cherch\w*|recherch\w*|"
    r"recrut(?:e|es|ons|ez|ent|er|era|erons|erait|erions)|embauch(?:e|es|ons|ez|ent|er|era|erons|erait)|prends?|prenons|prennent|"
    r"prendr\w+|prenne|reprendr\w+|reprend|reprenons|veut|veux|voulons|veulent|voudr\w+|aimer\w+|souhait\w+|besoins?|trouver|trouvez|"
    r"ouvr(?:e|ons|ent|ira|irons)|ouvert\w*|prevoi\w+|prevu\w*|prevoir|vise|visons|accueill\w+|demand\w+|renforc\w+|integrer|signer\w*|"
    r"engage\w*|remplacer|pourvoir|constituer|embarqu\w+|propos\w+|creation|attend\w*|objectif|offre|offrons|donnez|envoyez|adresser|"
    r"accept\w+|preneurs?|vacants?|desesper\w*|recrutements?|reste|ferait|venir|recevoir|recevons|recevr\w+|former",
    "have": r"ai|a|avons|ont|avait|avions|avaient|est|sommes|etions|sont|compte|comptons|comptait|emploie|employons|emploient|"
    r"effectifs?|deja|toujours|pris|embauche|recrutee?s?|formee?s?|dirige|diriger|encadre|encadrer|gere|gerer|mene|degotte|partie?s?|"
    r"perdu|ete|renvoyer|eu|vu|connu",
    "owned": r"mes|nos|ses|leurs|vos|tes|ces|les|mon|notre|son|leur|cette|ce|ma|sa|votre|chaque|sur|parmi|dont",
    "site": r"equipes?|ateliers?|entreprise|societe|boite|maison|pme|tpe|chantier|service|usine|site|groupes?|bureau|sessions?|"
    r"classes?|promo|promotion|menuiserie|collectif|imprimerie|structure|effectifs?|cabinet|etude|ligne|garage|magasin|restaurant",
    "trade": r"(?!premier|dernier|chantier|atelier|papier|acier|metier|moteur|couleur|compteur|quartier|millier|dossier|courrier|ordinateur|"
    r"ascenseur|pied|entier|dizaine|heure|valeur|chaleur|longueur|largeur|hauteur|epaisseur|fournisseur|secteur|interieur|exterieur)"
    r"\w{3,}(?:eurs?|euses?|iers?|ieres?|istes?|iens?|iennes?|trices?|aires?|logues?)",
    "not": r"pas|ni|plus|non|jamais|sans|aucune?",
    "adjective": r"bons?|bonnes?|vrais?|vraies?|nouveaux|nouvelles?|nouveau|nouvel|petits?|petites?|futurs?|futures?|gros|"
    r"supplementaires?|excellents?|tres|super|solides?|gentil|seuls?|seule|de|d|belles?|sacres?|sacree?|jolis?|premiers?|premieres?",
    "unit": r"%|€|euros?|k|ke|m|mm|cm|km|kg|g|t|tonnes?|l|litres?|h|heures?|jours?|semaines?|mois|ans?|annees?|metres?|bars?|degres?|"
    r"°|axes?|plis?|couches?|fois|x|×|ieme|eme|e|er|ere|trimestre|semestre|janvier|fevrier|mars|avril|mai|juin|juillet|aout|"
    r"septembre|octobre|novembre|decembre|sept|oct|nov|dec|janv|fevr?|avr|juil|cent|minutes?|secondes?|microns?|grammes?|kilos?|mille|"
    r"pieds?|huit|j|composants?|equipes?|demi|saisons?|doigts|pattes|dixiemes?|millimetres?|matins?|lits|m2|m²|hl|pouces?|machines?|"
    r"couleurs?|modeles?|moules?|pieces?",
    "date": r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|fevr?|avr|juil|sept|oct|nov|"
    r"dec|rentree|printemps|ete|automne|hiver|noel|lundi|mardi|mercredi|jeudi|vendredi|semaine|sem|urgent|urgence|debut|mi|fin|des|"
    r"immediat\w*|suite|maintenant|cdi|cdd|interim|nuit|jour|journee",
    "told": r"est|sont|a|ont|va|vont|part|partent|peut|pourrait|bossent|aurait|auraient|devra|devront|devrait|doit|doivent|arrivent?|"
    r"travaill\w*|frappent|tourne\w*|le|la|les|lui|se|s|y|m|nous|pourraient|suivent|ne|n|restent|resteront",
    "then": r"pour|en|au|aux|d|des|avant|cette|ici|par|dans|chez|qui|capables?|sachant|avec",
    "join": r"et|puis|plus|\+|&",
    "contract": r"cdi|cdd|interim|contrat|alternance|apprentissage|hf",
}  # fmt: skip
_SENSE = {name: re.compile(rf"(?:{words})$") for name, words in _WORDS.items()}
_STOP = frozenset([".", ":", ";", "(", ")", "/", "–", "—", "-", "→", "!", "?", "="])
_AT_LEAST = frozenset(["moins", "minimum", "environ", "encore", "bien", "juste", "seulement", "volontiers", "disons", "surtout",
                       "plutot", "peut", "etre", "aussi", "jusqu", "genre"])  # fmt: skip
_AUXILIARIES = frozenset(["ai", "a", "avons", "ont", "avez", "avait", "avions"])
_INFINITIVE = re.compile(r"\w+(?:er|ir|re)$")


@lru_cache(maxsize=65536)
def _senses(word: str) -> frozenset[str]:
    return frozenset(name for name, words in _SENSE.items() if words.match(word))


_COUNTABLE = frozenset(
    ["people", "post", "other", "trade", "adjective", "date", "then", "join", "unit"]
)


def is_article(words: Sequence[str], start: int, people: Mapping[int, int]) -> bool:
    """Whether « un » or « une » only introduces a thing: « une pièce »."""
    following = words[start + 1] if start + 1 < len(words) else "."
    return (
        following[0].isalpha() and start + 1 not in people and not _COUNTABLE & _senses(following)
    )


@dataclass(frozen=True, slots=True)
class Number:
    """A number among the words of a sentence: ``words[start:end]``."""

    start: int
    end: int
    maximum: int
    is_one: bool  # « un », « 1 », « quelqu'un »
    someone: bool = False
    interval: bool = False
    times: bool = False  # « x3 »


@dataclass(frozen=True, slots=True)
class Before:
    """The number before, in the same sentence."""

    end: int
    kept: bool


def evidence(
    words: Sequence[str], number: Number, people: Mapping[int, int], before: Before | None
) -> set[str]:
    """The names of what speaks for and against; ``people`` gives where each occupation that the
    sentence names begins and ends.
    """
    noun, end = _counted(words, number, people)
    found = {noun, *(_after_noun(words, end) if noun != "bare" else _after_number(words, number))}
    found |= _before(words, number, people, noun)
    governor = _governor(words, number.start)
    found |= governor | {f"{noun} {name}" for name in governor or {"alone"}}
    found |= {f"{noun} opens"} if "opens" in found else {f"{noun} inside"}
    if before is not None:
        joined = found & {"comma", "and", "or"}
        found.add(
            "list" if before.kept and joined else "kept before" if before.kept else "none before"
        )
        if before.kept and number.is_one and "and" not in found:
            found.add("one or other" if "or" in found else "said again")
    asks = any("want" in _senses(word) for word in words)
    found.add("asks" if asks else "asks nothing")
    if any("contract" in _senses(word) for word in words):
        found.add("contract")
    return found | _form(words, number, asked="want near" in governor)


def _counted(words: Sequence[str], number: Number, people: Mapping[int, int]) -> tuple[str, int]:
    """What kind of noun the number counts, and where it ends; « bare » when none follows."""
    if number.someone:
        return "someone", number.end
    at = number.end
    while (
        at < min(len(words), number.end + 3)
        and at not in people
        and "adjective" in _senses(words[at])
    ):
        at += 1
    if at in people:
        return "job", people[at]
    senses = _senses(words[at]) if at < len(words) else frozenset()
    for kind in ("post", "people", "other", "trade"):
        if kind in senses:
            return kind, at + 1
    return "bare", number.end


def _after_noun(words: Sequence[str], end: int) -> set[str]:
    found = set()
    following = words[end] if end < len(words) else "."
    if following in _STOP or following == ",":
        found.add("then mark")
    if _senses(following) & {"then"}:
        found.add("then who")
    if any("date" in _senses(word) for word in words[end : end + 4]):
        found.add("then date")
    for word in words[end : end + 5]:
        if word in _STOP or word in (",", "a", "et", "que") or "then" in _senses(word):
            break
        if "told" in _senses(word) or class_of(word) in ("WAS", "DO", "WANT", "LACK", "CHARGE"):
            found.add("then verb")
            break
    return found


def _after_number(words: Sequence[str], number: Number) -> set[str]:
    at = number.end
    following = words[at] if at < len(words) else "."
    senses = _senses(following)
    if following in ("de", "d") and words[at + 1 : at + 2] in (["plus"], ["mieux"]):
        return {"other"}
    if "unit" in senses and not number.times:
        return {"unit"}
    if following == "a" and at + 1 < len(words) and _INFINITIVE.match(words[at + 1]):
        return {"to do"}
    if following in _STOP or following == ",":
        return {"bare mark"}
    if "date" in senses or "then" in senses or following == "a":
        return {"bare then"}
    return (
        {"bare join"}
        if "join" in senses or following in ("ou", "de", "tout", "si")
        else {"bare word"}
    )


def _before(words: Sequence[str], number: Number, people: Mapping[int, int], noun: str) -> set[str]:
    at = number.start - 1
    while (
        at > 0
        and number.start - at < 4
        and (words[at] in _AT_LEAST or words[at : at + 2] in (["au", "moins"], ["a", "moins"]))
    ):
        at -= 1
    previous = words[at] if at >= 0 else "."
    senses = _senses(previous)
    team = previous in ("de", "d") and any("site" in _senses(w) for w in words[max(0, at - 2) : at])
    is_we = previous in ("est", "sommes") and words[max(0, at - 1) : at] in (["on"], ["nous"])
    negated = "not" in senses or (
        previous in ("de", "d", "pour", "a", "que") and "not" in _senses(words[at - 1])
    )
    said = {
        "opens": previous in _STOP,
        "comma": previous == ",",
        "or": previous == "ou",
        "and": "join" in senses,
        "owned": "owned" in senses and noun != "bare",
        "of a team": team,
        "it is": previous in ("c", "est") or words[max(0, at - 1) : at] == ["c"],
        "we are": is_we,
        "refused": negated,
    }
    found = {name for name, holds in said.items() if holds}
    return found | _set_apart(words, number, people, at, noun)


def _set_apart(
    words: Sequence[str], number: Number, people: Mapping[int, int], at: int, noun: str
) -> set[str]:
    """What says that a number counts the people named before it: « drapeurs, 5, », « soudeur (1) »."""
    previous = words[at] if at >= 0 else "."
    following = words[number.end] if number.end < len(words) else "."
    found = set()
    if noun == "bare" and previous in (",", ":") and (following in _STOP or following == ","):
        found.add("apart")
    if previous == "(" and (following in (")", "x", "×", ",") or noun == "post"):
        found.add("in brackets")
    nearest = at - 1 if previous in (",", ":", "(", "x", "×", "=") else at
    if nearest + 1 in people.values():
        found.add("after job")
    elif nearest >= 0 and "people" in _senses(words[nearest]):
        found.add("after people")
    return found


def _governor(words: Sequence[str], start: int) -> set[str]:
    """The verb that governs a number, going back to the nearest mark: asked, denied or only had."""
    clause: list[str] = []
    for at in range(start - 1, max(-1, start - 15), -1):
        if words[at] in _STOP:
            break
        clause.append(words[at])
    want = next(
        (
            far
            for far, word in enumerate(clause)
            if "want" in _senses(word) and not _AUXILIARIES & set(clause[far + 1 : far + 3])
        ),
        99,
    )  # « on a embauché deux personnes » tells of the past
    have = next((far for far, word in enumerate(clause) if "have" in _senses(word)), 99)
    found = set()
    if want < 99:
        denied = any("not" in _senses(word) for word in clause[: want + 3])
        found.add("denied" if denied and want < 6 else "want near" if want <= 2 else "want far")
        if "en" in clause[max(0, want - 2) : want + 2]:
            found.add("of them at once" if want <= 1 and "denied" not in found else "of them")
    if have < want:
        found.add("have near" if have <= 2 else "have far")
    if any("people" in _senses(word) or "trade" in _senses(word) for word in clause):
        found.add("people before")
    return found


def _form(words: Sequence[str], number: Number, *, asked: bool) -> set[str]:
    found = set()
    first = words[number.start]
    if first in ("un", "une"):
        found.add("un")
    if first.isdigit():
        found.add("figure")
    if number.interval:
        found.add("interval")
    if number.times:
        found.add("times")
    if first == "sept" and words[number.end : number.end + 1] in (["."], []):
        found.add("month")
    if number.interval and words[number.end - 1] in ("8", "huit"):
        found.add("shift")
    if number.maximum > 1 and not asked:
        size = next((size for size in (5, 15) if number.maximum <= size), 500)
        found.add(f"up to {size}")
    return found
