"""Contract, shifts, what the firm offers to do, and how hard it finds people."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from matching.results import Cue
from matching.text.sentences import Sentence
from skills.terms_of_work import Commitment, Contract, Shift

Label = TypeVar("Label", Contract, Shift, Commitment, str)

_SO_MANY = r"(?:un|une|deux|trois|quatre|cinq|six|\d+|l)"
_CONTRACTS: Mapping[Contract, str] = {
    Contract.PERMANENT: r"cdi|contrat a duree indeterminee|postes? fixes?|en fixe",
    Contract.FIXED_TERM: r"cdd|contrat a duree determinee|contrats? saisonniers?|emplois? saisonniers?|contrats? de \w+ mois",
    Contract.TEMPORARY: rf"interim|(?:{_SO_MANY}|\w+eurs|des) interimaires?|mission d interim|agence d interim|missions? interim",
    Contract.APPRENTICESHIP: r"(?<!taxe d )(?<!semaine d )(?<!semaines d )(?<!mois d )(?<!temps d )(?:contrat d )?apprentissage|(?:en|par|ou) alternance|alternance",
    Contract.PROFESSIONALISATION: r"contrats? pro|contrats? de professionnalisation|professionnalisation",
    Contract.INTERNSHIP: rf"(?:en|prend\w*|prenons|cherch\w*|propos\w*|offr\w*) (?:un |une |deux |gros |petit |bon )?stages?(?! (?:de|d) \d+ jours?)(?! (?:inter|intra|court|d)\b)|"
    rf"convention de stage|stages? (?:de|d) (?:\w+ )?(?:mois|semaines|fin d etudes)|stages? \d+ mois|(?:^|[.,:;→–-] )stage (?:en|au|chez)\b|(?<!de )(?<!\d a ){_SO_MANY} (?:ou deux |ou un )?stagiaires?",
}
_SHIFTS: Mapping[Shift, str] = {
    Shift.TWO: r"2 ?[x×] ?8|2 × 8|deux huit|en deux equipes|2 equipes|deux equipes|2 x 8|equipes? alternantes?|equipes? alternees?|matin (?:ou|et|/) (?:d )?apres midi|"
    r"matin apres midi|matin et soir|equipes? (?:du |de )?matin (?:ou|et|,)",
    Shift.THREE: r"3 ?[x×] ?8|3 × 8|trois huit|en trois equipes|trois equipes|3 equipes|3 x 8|5 ?[x×] ?8",
    Shift.NIGHT: r"de nuit|en nuit|les nuits|(?:une|deux|trois|\d) nuits?|equipes? nuit|travail nuit|poste nuit|cdi nuit|pour la nuit|seule? la nuit|disponibles? la nuit|(?<!la )(?<!prime de )nuits?(?= ?[,.;:/)–]| ?$| et week)|"
    r"(?<!toute )la nuit (?:on tourne|nous tournons|surtout|face|a deux)|(?<=, )la nuit(?= ,)|c est la nuit|\w+ons les \w+ la nuit|\w+e les \w+ la nuit",
    Shift.WEEKEND: r"(?<!ce )week ?ends?|(?<!ce )weekends?|\bwe\b|w e|equipes? de fin de semaine|vsd|sd|samedis? (?:et|-) (?:le )?dimanches?|samedi dimanche|"
    r"(?:travail|travaill\w+) (?:le |les )?(?:samedis?|dimanches?)|(?:samedis?|dimanches?) (?:travailles?|par roulement)|les samedis et (?:les )?dimanches",
    Shift.DAY: r"(?:horaires?|postes?|travail|equipes?|temps partiel) (?:de |en )?jour(?:nee)?|(?:en|de) journee|(?<= )de jour|(?<!une )(?<!la )(?<!demi )(?<!d une )journees?(?= ?[,;).]| ?$)(?! portes)|"
    r"horaires? de jour|a la journee|horaires? (?:de bureau|fixes|reguliers)|\d jour(?= ?[–,;])|(?<=, )jour(?= ?[;,]| ?$)|embauche a \d+ ?h\w*",
}
_NOT_MAINTENANCE = r"(?! (?:notee|securite|client|des machines|du (?:salon|ministre|site par)|(?:atelier|chantier|usine)(?: , m |  ?\d| , mme)|(?:atelier|chantier) \d|prevent|periodiq|medical|reglement|decennal|enregistr|de (?:maintenance|securite|controle|reception|l autoclave)|annul|inexist|des (?:soupapes|equipements)|du travail)\w*)"
_TAKES = (
    r"(?:prend\w*|prenons|prends|prenne|reprend\w*|reprenons|accueill\w+|accueil|signer\w*|signe|embauch\w+|form(?:e|ons|er|era|erait)|recrut\w+|cherch\w+|recherch\w+|veu\w+|voul\w+|"
    r"voudr\w+|accept\w+|demand\w+|fais|faire|tutorat|prets?|prete)"
)
_APPRENTICE = r"(?:apprentis?|apprenties?|alternants?|alternantes?)"
_COMMITMENTS: Mapping[Commitment, str] = {
    Commitment.VISIT: rf"(?<!releve )(?<!suite )(?<!rates une )(?<!clients , )(?<!registre , )(?<!tenir le planning des )visit(?:e|es|er|ons|ez)\b{_NOT_MAINTENANCE}|visit\w+ (?:possible|ok)|(?:journees? )?portes? ouvertes?|"
    r"ouvr\w+ (?:les |nos |ses |ses |l |la )?(?:portes|ateliers?)|montrer (?:l |notre |nos |les )?ateliers?|"
    r"(?:recevoir|recevrait|recevrons|recevons|accueill\w+) (?:\w+ )?(?:une|des|la|les|vos) (?:classes?|scolaires|eleves|collegiens|lyceens|groupes?)|"
    r"(?:classes?|eleves|lyceens|collegiens|promotion|groupe)(?: \w+){0,3} (?:peut|peuvent|pourra|pourront|viendr\w+) (?:venir|visiter|voir)|"
    r"(?:venir|venez|passez|passer) (?:nous )?(?:voir|visiter)|lyceens(?: \w+){0,3} verront",
    Commitment.IMMERSION: r"(?:stages? d )?immersions?|pmsmp|stages? de decouverte|periodes? d essai en atelier|mise en situation (?:en entreprise|professionnelle)|"
    r"semaine (?:d essai|de decouverte|d observation)|venir essayer|tester (?:le metier|au poste)",
    Commitment.APPRENTICE: rf"{_TAKES}(?: \w+){{0,4}} (?:{_APPRENTICE}|(?:en )?(?:contrat d )?apprentissage|en alternance)|{_TAKES}(?: \w+){{0,4}} , en apprentissage|"
    rf"{_APPRENTICE}(?: \w+)? (?:bienvenue?s?|possibles?|ok|prevue?s?)|(?:pret\w*|partants?|ok|d accord|interesse\w*|ouverts?)(?: \w+){{0,4}} (?:{_APPRENTICE}|apprentissage|alternance)|"
    rf"{_APPRENTICE} ,? ?(?:oui|moi je suis|je suis|d accord)|(?<!nos )(?<!mes )(?<!vos )(?:un|une|deux|trois|quatre|cinq|\d|\+) apprentie?s?(?! (?:le|la) )|places? d apprentis?|prets? :(?: \w+| ,){{0,6}} apprentis?|"
    r"contrat d apprentissage possible|(?:un|une) (?:en )?contrat d apprentissage",
    Commitment.INTERVIEW: r"(?:recevons|recevr\w+|recevez|rencontr(?:ons|e|er\w+)|verr\w+|(?:peu\w+|pouvons|pourr\w+|aimer\w+|voudr\w+|souhait\w+|veu\w+|voulons|prets? a|heureux de|plaisir de|ok pour|d accord pour)(?: \w+)? (?:recevoir|rencontrer|voir|passer en entretien|regarder))(?: \w+){0,4} (?:diplomes?|sortants?|candidats?|candidatures?|cv\b|stagiaires de la formation|jeunes diplomes|"
    r"tous ceux qui sortent|tout le monde|chacune?|toutes|tous)|(?:je|on|nous) (?:l |la |les |le )?(?:re[cç]oi\w+|recevons)(?: (?:toutes|tous|qui veut)|(?= ?[,.]| ?$))|je recois qui veut|"
    r"(?<!\bd )(?<!l )(?<!et )(?<!\w\w\w\w : )entretiens?(?! (?:et (?:integration|reparation|depannage)|m \.|machines?|moteurs?|aspi\w*|outillages?|moules?|presses?|premier|general|robots?|de|du|d|courant|annuel|preventif|technique)\b| des (?!la|le|lundi|mardi|sem|que|janvier|maintenant))|(?<=d )entretiens? de simulation|en entretien|(?:l |les )entretiens? (?:ont|auront|se|sera|c est|avec|a)\b|"
    r"entretiens? d abord|je (?:le|la|les) (?:rappelle|fais venir)|fais venir(?= ?[.,]| ?$)",
    Commitment.HIRE: r"j embauche\b(?! (?:un|une|deux|trois|quatre|\d))|(?:l )?on (?:l |les )?recruterait|(?:je|on|nous) (?:l |la |le |les |vous )(?:embauch\w+|recrut\w+|signe\w*|prends en cdi|prend en cdi)|je (?:l |la |le |les )?(?:prends|signe)(?: en cdi)? (?:demain|tout de suite|direct\w*|aussitot)|"
    r"je (?:la |le |les |l )?signe\b(?= tout)|si c est bon je (?:garde|prends)|embauch\w+ (?:a la (?:cle|sortie)|a l issue|derriere|direct\w*|ferme|definitive|garantie?|assuree?|immediat\w*|tout de suite|en cdi|des le premier)|"
    r"cdi (?:a la cle|derriere|assure|garanti)|(?:on|nous) embauch\w+(?! (?:pas|plus|jamais|aucun|personne|une?|deux|trois|quatre|cinq|des|\d)(?!\S))|j en embaucherais|embauche en fin de (?:mission|contrat|cdd)|je (?:le|la|les) prends(?= ?[,.]| ?$)|pret\w* a (?:embaucher|recruter|signer)|s engage\w* a (?:embaucher|recruter)|"
    r"promesse (?:d |: )embauche|garder a la fin|(?:sera|seront|serait|seraient|serez) (?:embauchee?s?|recrutee?s?|engagee?s?)|au bout , l embauche|confirm\w+ l embauche|embauche si",
}  # fmt: skip
_HARD = r"(?:dur\w*|difficile\w*|complique\w*|chaud|coton|tendu\w*|evident|simple|facile|gageure|galere|mission)"
_FIND = (
    r"(?:trouver|recruter|embaucher|avoir|pourvoir|garder|fideliser|remplacer|attirer|renouveler)"
)
_SINCE = r"(?:\w+ (?:ans?|mois|semaines)|l (?:automne|ete|hiver|an dernier)|longtemps|paques|noel|la rentree|le printemps|mars|janvier)"
_DIFFICULTIES = (
    rf"galer(?:e|es|ons|ent|ait|er|ez)\b|impossible (?:de|d|a) (?:\w+ )?{_FIND}|(?:tres |trop |vraiment |super |plutot |pas )?{_HARD} (?:a|de|d) (?:\w+ ){{0,2}}{_FIND}|"
    rf"court?\w* pas les (?:rues|quais|chemins|ateliers)|(?:on |se |ne )bouscule\w* pas|(?:du|de la|des|beaucoup de|trop de|grand) (?:mal|peine|(?<!pas de )(?<!aucunes )(?<!aucune )(?<!sans )difficultes?) a {_FIND}|"
    rf"on (?:a|n a) du mal(?! a (?!{_FIND})\w+[ei]r\b)|(?<!pas de )(?<!aucune )(?<!sans )difficultes? (?:de|pour|a) (?:recrut\w+|trouver)|(?<!travail )(?<!pas )(?<!rien de )(?<!metier )(?<!conditions )difficile(?= ?[,.;→]| ?$| a trouver)|recrutement\w* (?:\w+ )?(?:, )?(?:tres )?(?:dur|difficile|qui traine)|"
    r"(?:trouv\w+|trouve on) (?:pas|plus|personne|jamais|aucun\w*)|(?:ne|n en|n) trouv\w+ (?:pas|plus|personne|jamais)|pas trouvee?s?\b|introuvables?|penurie|penuriques?|en tension|tension (?:\+|tres|forte)|"
    r"\brares?\b|rarissimes?|denrees? rares?|manqu\w+ (?:de|d) (?:bras|candidats?|main d oeuvre|\w+eurs)|manquons de (?:monde|gens)|grand manque|"
    r"(?:aucun\w*|nul\w*|zero|0|pas (?:de|d|un|un seul|le moindre)|sans(?= candidat)) (?:\w+ )?(?:candidat\w*|cv|reponses?|retours?|annonce n a|postulants?)|peu de (?:candidats?|reponses?|cv)|"
    rf"peine a|peinons|peinent|(?:n )?(?:arriv\w+|parven\w+|parvien\w+|reussi\w*) (?:pas|plus|jamais) a (?:les |en |le |la )?{_FIND}|(?:n a|n ai|n avons|a) jamais (?:reussi|trouve)|mouton a (?:cinq|5) pattes|perle rare|"
    r"sans (?:succes|resultat)|en vain|pour rien(?= ?[.,;]| ?$)|restent? (?:vacants?|vides?|a pourvoir|affiches?|sans)|postes? (?:non pourvus?|vacants?|desespere\w*)|poste ouvert (?:depuis|dep)|"
    r"ca ne mord pas|personne (?:ne |n )?(?:en |se |y )?(?:postule|repond|repondu|a repondu|vient|veut|presente|se presente|sait (?:plus )?(?:le |la |les )?faire|candidate)|presque personne|"
    r"personne (?:en vue|sur (?:le marche|le bassin|la region|place)|derriere|en face)|plus personne|casse tete|la croix et la banniere|"
    r"(?:se|s|nous) (?:les |l )?arrach(?:e|ent)(?: partout)?|disputee?s?(?= ?[.,;]| ?$)|(?:metier|filiere|region) (?:desertee?|penurique|sinistree?)|c est le desert|vivier (?:\w+ )?(?:a sec|vide|epuise)|desesper\w+|"
    rf"(?:vacant|ouvert|recherchee?|cherchons|cherche|cherchait|annonce\w*|l attends) (?:\w+ ){{0,4}}depuis {_SINCE}|depuis {_SINCE} (?:\w+ ){{0,2}}(?:sans|on cherche|qu on)|"
    r"(?:ans?|mois) (?:que|qu) (?:\w+ ){1,4}(?:cherch\w+|pass\w+|rest\w+|attend\w*|annonces?|affiche|ouvert)|(?:mois|ans) d (?:annonces?|attente)|mois que le poste|annonces? (?:relancee\w*|qui tourne|tourne)|"
    r"(?:annonce|offre)s? (?:\w+ )?(?:n a|n ont|sans) (?:abouti|rien|suite|reponse)|releve n existe|y en a plus(?! besoin)|n y en a plus|telephone (?:ne )?sonne (?:meme )?plus|annonces? , rien|forte tension|vous en connaissez , vous|"
    r"pas (?:foule|legion|un chat|grand monde)|peu (?:de monde|nombreux)|trop peu|(?:ne |n )?se trouve\w* (?:pas|plus)|oiseaux? rares?|licornes?|toujours (?:personne|pas (?:trouve|pourvu)\w*|vacants?)|"
    r"tout le monde (?:les |en )?(?:cherche|veut)|(?:se|nous) (?:bat|battons|battre|dispute\w*)(?: \w+)? (?:pour|les)|debauch\w+|(?:ne |n )?(?:tiennent|restent) pas|ils repartent|demissionn\w+|vainement|"
    r"malgre (?:\w+ ){1,3}(?:annonces?|offres?|relances?|mois)|parcours du combattant|mission impossible|botte de foin|convoite\w*|tres (?:prise|demande|recherche|courtise)e?s?|cruellement|"
    r"(?:n )?attire\w* (?:pas|plus|personne)|boudent|fuient|recrutement\w* (?:\w+ )?(?:laborieux|ardu|tendu|delicat|impossible|complique)s?|(?:deux|trois|quatre|cinq|\w+ieme) annonces?|"
    r"on (?:rame|sue|desespere)|s arracher|personne a l horizon|sans titulaire|"
    r"nul (?:n est|ne) (?:venu|vient|postule)|marche (?:sans candidats|(?:est )?(?:tres )?(?:tendu|bouche|sec))|tous (?:deja )?pris|deja (?:pris|cases)|"
    r"(?:nous|on) (?:les|nous les) (?:pique|piquent|fauche|fauchent|vole|volent)|(?:partent|part|filent) (?:a|chez) (?:la concurrence|le concurrent|les concurrents)|"
    rf"beau (?:cherch|annonc|pass|relanc)er|(?:interim|agences?|france travail|pole emploi|mission locale|ecoles?|lycees?) (?:n a|n ont|a|ont) personne|n en (?:ont|a|sort|sortent|forment) (?:pas|plus)(?! besoin)|"
    r"n y en a pas (?:sur|assez|dans|par ici|en )|voie de disparition|bonne chance|miracle|vivier (?:s est |est )?(?:tari|asseche)|(?:veut|veulent) plus (?:faire )?(?:de )?(?:ce|du) metier|"
    rf"renonce\w* a (?:recruter|trouver|embaucher)|pas l ombre d|ca (?:ne )?mord (?:pas|plus)|cour(?:t|s|ons|ent) (?:apres|derriere) (?:les |des |un |une )?\w+eu(?:r|rs|se|ses)|"
    r"recrutement\w* (?:patine\w*|pietine\w*|bloque\w*|coince\w*|n avance\w* pas|au point mort|en panne)|"
    rf"(?:fallu|faut|met|mettons|prend) \w+ (?:mois|ans?) (?:a|pour) (?:en |le |la |les )?{_FIND}|n interessent? personne|infructueu\w+|toujours rien|(?:rude|ardu|coton) a (?:recruter|trouver)|dur dur|l enfer (?:pour|de|d) (?:en )?{_FIND}|on seche(?= ?[,;.]| ?$)|le desert"
)


def _compile(
    patterns: Mapping[Label, str],
) -> tuple[tuple[Label, re.Pattern[str]], ...]:
    return tuple(
        (key, re.compile(rf"(?<!\S)(?:{words})(?= |$)")) for key, words in patterns.items()
    )


_CONTRACT_RULES = _compile(_CONTRACTS)
_SHIFT_RULES = _compile(_SHIFTS)
_COMMITMENT_RULES = _compile(_COMMITMENTS)
_DIFFICULTY_RULES = _compile({"difficult": _DIFFICULTIES})
_NEGATED = re.compile(r"\b(?:pas|plus|aucune?|sans|ni|jamais|refus\w+|non aux?|hors|hormis|sauf)(?: (?:de|d|en|le|la|l|du|des|travail|faire|prendre|un|une|recevoir))*\s*$")  # fmt: skip
_REFUSED = re.compile(
    r"^(?: ?[:,(])? (?:non(?= ?[,.;)(]| ?$)|pas (?:possible|question|ok|pour)|impossible|refuse\w*|c est (?:fini|termine)|termine)\b"
)


def find_contracts(sentence: Sentence) -> Iterator[Cue[Contract]]:
    """The kinds of contract named and not refused; « en alternance, contrat de professionnalisation »
    is the second alone.
    """
    found = list(_find(sentence, _CONTRACT_RULES))
    is_pro = any(cue.value is Contract.PROFESSIONALISATION for cue in found)
    yield from (cue for cue in found if not (is_pro and "alternance" in cue.quote))


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
    text = sentence.normal
    cues = []
    for value, pattern in rules:
        for found in pattern.finditer(text):
            if negatable and (
                _NEGATED.search(text[: found.start()]) or _REFUSED.match(text[found.end() :])
            ):
                continue
            first, last = sentence.span(*found.span())
            cues.append((found.start(), Cue(value, first, last, found.group())))
    cues.sort(key=lambda cue: (cue[0], str(cue[1].value)))
    yield from (cue for _, cue in cues)
