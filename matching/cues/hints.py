"""Which kinds of cue a sentence may hold, by its words: the others are not looked for.

Most sentences of notes name no contract and no date; looking word by word costs a tenth of looking
for every way of saying one.
"""

import re
from functools import lru_cache

from matching.text.sentences import Sentence

_WORDS = {
    "contract": r"cdi|cdd|contrat|interim|apprentissage|alternance|pro|professionn|stag|fixe|emploi",
    "shift": r"\d ?[x×]|x|×|huit|8|equipe|matin|nuit|jour|week|we|w|fin|vsd|sd|samedi|dimanche|horaire|embauche",
    "commitment": r"visit|porte|ouvr|montr|re[cç]|accueil|classe|eleve|lyceen|collegien|promotion|groupe|ven|viendr|pass|immersion|pmsmp|stag|essai|"
    r"mise|semaine|test|apprenti|alternan|entretien|rencontr|voir|regard|fais|rappelle|embauch|recrut|sign|prend|cdi|promesse|gard|engag|confirm|sera|seront|serez",
    "difficult": r"tendu|bouche|pris|case|piqu|fauch|vol|concurren|filent|beau|interim|agence|france|pole|mission|ecole|lycee|disparition|chance|miracle|veu|renonc|ombre|mord|patin|pietin|bloqu|interess|infructu|rude|ardu|dur|enfer|seche|galer|impossible|dur|difficil|compliqu|chaud|coton|tendu|evident|simple|facile|gageure|mission|cour|bouscul|mal\b|malgre|peine|peinons|"
    r"recrut|trouv|introuvable|penuri|tension|rare|rarissime|denree|manqu|aucun|nul|zero|0|candidat|cv|reponse|retour|postul|arriv|parv|reussi|jamais|mouton|"
    r"perle|succes|resultat|vain|rien|reste|vacant|pourvu|ouvert|mord|personne|casse|croix|arrach|disput|desert|sinistr|vivier|desesper|depuis|ans?\b|mois|"
    r"annonce|releve|plus|telephone|connaissez|marche|foule|legion|chat|monde|nombreux|trop|oiseau|licorne|toujours|bat|debauch|tiennent|repart|demission|"
    r"parcours|botte|convoit|prise|demande|recherche|courtise|cruel|attir|boud|fui|rame|sue|titulaire|peu\b",
    "level": r"ficelle|secret|main|imbattable|ayant|sach|excellent|preuve|sort|diplome|frais|conduite|direction|responsabilit|observ|epaule|as$|artiste|sorcier|magicien|orfevre|champion|phenomene|lourd|creme|route|assure|surveill|prete?s?$|competen|calee?s?$|accompli|eprouv|degrossi|derriere|encadre|guide|accompagne|rien|s$|enfant|peut|portee|horizons|volonte|arpete|gamin|geste|ensemble|eveil|prise|expert|referent|pointu|experiment|specialiste|chevronn|qualifi|experience|capable|form|senior|pointure|maitr|meilleur|cador|connai|ressource|top|"
    r"bout|virtuose|crack|incollable|pair|elite|briscard|vieille|niveau|confirm|autonom|aguerri|pro|operation|bouteille|rod|annees|seul|aide|repasse|saison|exp|"
    r"rompu|habitu|metier|surveillance|supervision|filet|pratique|touche|tate|mis|tenu|manie|fait|mois|minimum|debutant|novice|junior|bagage|zero|appren|tas|"
    r"profil|montr|expliqu|prerequis|exige|importe|vu|bleu|motive|savoir|sont|deb|excellence|perfection|approfond|main|coeur|couramment|base|fondament|revision|"
    r"scolaire|consolid|ligne|aise|premiers|notion|initi|decouv|sensibilis|contact|survol|horizon|familiar|ba|apercu|rudiment|bouche|jambes|approche|debuter|introduction|"
    r"conf$|assist|solid|idee|effleur|survol|vernis$|ans?\b|accessible|emploi|poste|jamais|intermediaire|moindre",
}
_HINTS = {kind: re.compile(rf"(?:{words})") for kind, words in _WORDS.items()}


@lru_cache(maxsize=65536)
def _of(word: str) -> frozenset[str]:
    return frozenset(kind for kind, words in _HINTS.items() if words.match(word))


def hints(sentence: Sentence) -> frozenset[str]:
    """The kinds of cue that the sentence may hold."""
    return frozenset[str]().union(*map(_of, sentence.words))
