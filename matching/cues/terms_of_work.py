"""Contract, shifts, what the firm offers to do, and how hard it finds people."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from matching.results import Cue
from matching.text.sentences import Sentence
from skills.terms_of_work import Commitment, Contract, Shift

Label = TypeVar("Label", Contract, Shift, Commitment, str)

_CONTRACTS: Mapping[Contract, str] = {
    Contract.PERMANENT: r"cdi|contrat a duree indeterminee|embauche ferme|poste fixe|postes fixes|en fixe",
    Contract.FIXED_TERM: r"cdd|contrat a duree determinee|saisonniers?|saisonnieres?|contrat saisonnier|(?:contrat|mission) de \w+ mois",
    Contract.TEMPORARY: r"interim|interimaires?|mission d interim|agence d interim|missions? interim",
    Contract.APPRENTICESHIP: r"apprentissage|apprentis?|apprenties?|alternance|alternants?|alternantes?|contrat d apprentissage",
    Contract.PROFESSIONALISATION: r"contrats? pro|contrats? de professionnalisation|professionnalisation",
    Contract.INTERNSHIP: r"(?:en|un|une|de|d|deux|prend\w*|prenons|accueill\w*|cherch\w*|propos\w*|offr\w*) (?:gros |petit |bon )?stages?(?! (?:de|d) \d+ jours?)(?! (?:inter|intra|court))|stages? (?:de|d) (?:\w+ )?(?:mois|semaines|fin d etudes|observation|decouverte)|"
    r"(?<!le )(?<!les )(?<!ce )(?<!aux )(?<!groupe de \d )(?<!\d\d )stagiaires?",
}
_SHIFTS: Mapping[Shift, str] = {
    Shift.TWO: r"2 ?[x×] ?8|2 × 8|deux huit|en deux equipes|2 equipes|deux equipes|2 x 8|equipes alternantes|matin (?:ou|et|/) apres midi|matin apres midi",
    Shift.THREE: r"3 ?[x×] ?8|3 × 8|trois huit|en trois equipes|3 equipes|3 x 8|5 ?[x×] ?8",
    Shift.NIGHT: r"de nuit|la nuit|les nuits|equipe nuit|horaires de nuit|travail nuit|nuit",
    Shift.WEEKEND: r"week ?ends?|we\b|equipe de fin de semaine|vsd|sd\b|samedis?|dimanches?",
    Shift.DAY: r"(?:horaires?|poste|travail) (?:de |en )?journee|en journee|journee(?= ?[,;)]| ?$)|horaires? de jour|a la journee|horaires? (?:de bureau|fixes|reguliers)|embauche a \d+ ?h\w*",
}
_COMMITMENTS: Mapping[Commitment, str] = {
    Commitment.VISIT: r"(?:faire|organis\w+|propos\w+|ouvr\w+)(?: \w+){0,2} visit\w*|visites? (?:de l |d )?(?:atelier|entreprise|possible)|portes? ouvertes?|"
    r"ouvr\w+ (?:les |nos |ses |l |la )?(?:portes|atelier)|montrer (?:l |notre |nos |les )?ateliers?|(?:recevoir|recevrait|recevrons|recevons) (?:une|des|la|les) (?:classes?|scolaires|eleves|collegiens|lyceens|groupes?)|"
    r"accueill\w+ (?:\w+ )?(?:une|des|les|vos) (?:classes?|scolaires|collegiens|lyceens|groupes?)|venir voir|venez voir|faire visiter",
    Commitment.IMMERSION: r"immersions?|pmsmp|(?:prend\w*|accueill\w+|recev\w+|prenons)(?: \w+){0,3} (?:stages?|stagiaires?)|stage de decouverte|stages? d observation|periodes? d essai en atelier|"
    r"mise en situation|semaine (?:d essai|de decouverte|d observation)|venir essayer|tester (?:le metier|au poste)",
    Commitment.APPRENTICE: r"(?:prend\w*|prenons|prendrait|prendrions|accueill\w+|signer\w*|embauch\w+|form\w+|recrut\w+|cherch\w+|recherch\w+|veu\w+|voul\w+|voudr\w+|pret\w* a prendre)(?: \w+){0,4} (?:apprentis?|apprenties?|alternants?|alternantes?)|"
    r"(?:pret\w*|partants?|ok|d accord|interesse\w*|ouverts?)(?: \w+){0,4} (?:apprentis?|alternance|apprentissage|alternants?)|\d apprenti\w*|(?:un|une|deux|trois) apprenti\w*|contrat d apprentissage possible|place d apprenti|(?:poste|contrat) en apprentissage|(?:prends|prend|prendrais|prendrait|prendrons|garde|signe) en (?:apprentissage|alternance)",
    Commitment.INTERVIEW: r"(?:recev\w+|recevra\w*|rencontr\w+|voir|entretien avec|passer en entretien|regarder)(?: \w+){0,4} (?:diplomes?|sortants?|candidats?|cv\b|stagiaires de la formation|jeunes diplomes|tous ceux qui sortent)|"
    r"entretien (?:sera |est )?(?:garanti|assure|systematique|propose)|entretien (?:a|pour) (?:chaque|tous)|jury|recev\w+ (?:en entretien|tout le monde)",
    Commitment.HIRE: r"je (?:l |la |le |les )?(?:embauche|signe|prends en cdi)\b|embauch\w+ (?:a la (?:cle|sortie)|derriere|direct\w*|ferme|garantie?|assuree?|immediat\w*|tout de suite|en cdi)|cdi (?:a la cle|derriere|assure|garanti)|"
    r"(?:on|nous) (?:embauche\w*|embaucher\w*|recrute\w*|signe\w*)(?! (?:pas|plus|jamais|aucun|personne))|pret\w* a (?:embaucher|recruter|signer)|s engage\w* a (?:embaucher|recruter)|promesse d embauche|garder a la fin|on les garde|on garde",
}  # fmt: skip
_DIFFICULTIES = (
    r"galer(?:e|es|ons|ent|ait|er|ez)\b|impossible (?:de|d|a) (?:\w+ )?(?:trouver|recruter|embaucher|avoir)|(?:tres |trop |vraiment |super |plutot )?(?:dur\w*|difficile\w*|complique\w*|chaud|coton|tendu\w*) (?:a|de|d) (?:\w+ )?(?:trouver|recruter|pourvoir|garder|fideliser|remplacer|attirer)|ne court pas les rues|courent pas les rues|court pas les rues|court\w* pas|aucune candidature|pas (?:de|un seul) cv|presque personne|personne (?:ne )?(?:sait|veut|postule)|(?:du|de la|des|beaucoup de|trop de) (?:mal|peine|difficultes?) a (?:trouver|recruter|embaucher|avoir|garder|attirer|fideliser|remplacer)|"
    r"on (?:a|n a) du mal|difficile\w* (?:a|de) (?:trouver|recruter|pourvoir|garder|fideliser|remplacer)|difficultes? (?:de|pour|a) (?:recrut\w+|trouver)|"
    r"(?:trouv\w+|trouve on) (?:pas|plus|personne|jamais|aucun\w*)|introuvables?|penurie|en tension|tension|rare\b|rares\b|manque de (?:bras|monde|candidats|main d oeuvre)|"
    r"aucun (?:candidat|cv)|pas de candidats?|zero (?:candidat|cv)|peine a|peinons|peinent|(?:n )?arriv\w+ (?:pas|plus) a (?:trouver|recruter|garder|avoir|embaucher|fideliser)|mouton a (?:cinq|5) pattes|"
    r"perle rare|sans succes|reste\w* vacants?|poste\w* non pourvus?|ca ne mord pas|personne ne (?:postule|repond|vient)|compliqu\w+ (?:de|a|pour) (?:trouver|recruter)|casse tete|la croix et la banniere"
)


def _compile(
    patterns: Mapping[Label, str],
) -> tuple[tuple[Label, re.Pattern[str]], ...]:
    return tuple((key, re.compile(rf"\b(?:{words})(?= |$)")) for key, words in patterns.items())


_CONTRACT_RULES = _compile(_CONTRACTS)
_SHIFT_RULES = _compile(_SHIFTS)
_COMMITMENT_RULES = _compile(_COMMITMENTS)
_DIFFICULTY_RULES = _compile({"difficult": _DIFFICULTIES})
_NEGATED = re.compile(r"\b(?:pas|plus|aucune?|sans|ni|jamais|refus\w+)(?: (?:de|d|en|le|la|l|du|des|travail|faire|prendre|un|une))*\s*$")  # fmt: skip


def find_contracts(sentence: Sentence) -> Iterator[Cue[Contract]]:
    """The kinds of contract named and not refused."""
    yield from _find(sentence, _CONTRACT_RULES)


def find_shifts(sentence: Sentence) -> Iterator[Cue[Shift]]:
    """The working hours named and not denied (« pas de nuit »)."""
    yield from _find(sentence, _SHIFT_RULES)


def find_commitments(sentence: Sentence) -> Iterator[Cue[Commitment]]:
    """What the firm says it would do."""
    yield from _find(sentence, _COMMITMENT_RULES)


def find_difficulties(sentence: Sentence) -> Iterator[Cue[str]]:
    """The words that say that people are hard to find; the value is always « difficult »."""
    yield from _find(sentence, _DIFFICULTY_RULES, negatable=False)


def _find(
    sentence: Sentence,
    rules: tuple[tuple[Label, re.Pattern[str]], ...],
    *,
    negatable: bool = True,
) -> Iterator[Cue[Label]]:
    cues = []
    for value, pattern in rules:
        for found in pattern.finditer(sentence.normal):
            if negatable and _NEGATED.search(sentence.normal[: found.start()]):
                continue
            first, last = sentence.span(*found.span())
            cues.append((found.start(), Cue(value, first, last, found.group())))
    cues.sort(key=lambda cue: (cue[0], str(cue[1].value)))
    yield from (cue for _, cue in cues)
