"""Words that say the same of what stands beside them, so that a rule is written once for all.

``told`` puts a sentence in these classes: « on ne recrute plus de soudeur » is told as
``on ne WANT plus de soudeur``. A word of no class stays as it is.
"""

import re
from functools import lru_cache

from matching.text.sentences import Sentence

_CLASSES = {
    # what one may ask of somebody; denied, it is a refusal
    "REQUIRED": r"necessaires?|obligatoires?|indispensables?|utiles?|requise?s?|exigee?s?|demandee?s?|reclamee?s?|attendue?s?|"
    r"souhaitee?s?|prioritaires?|priorite|recherchee?s?|concernee?s?|criteres?|actualite|prevue?s?|proposee?s?|traitee?s?|"
    r"abordee?s?|evoquee?s?|enseignee?s?|couverte?s?|incluse?s?|comprise?s?|envisagee?s?|etudiee?s?|imposee?s?|destinee?s?|voulue?s?",
    # what a firm no longer does
    "GONE": r"arretee?s?|abandonnee?s?|stoppee?s?|supprimee?s?|annulee?s?|viree?s?|caduque?s?|delocalisee?s?|disparu\w*|disparai\w*|cesse|revolue?s?|bazardee?s?|ferraillee?s?|renonce|enterree?s?",
    # what one ends, and may end for good
    "ENDED": r"finie?s?|terminee?s?|fermee?s?|vendue?s?|revendue?s?|remplacee?s?|quittee?s?|retiree?s?|demontee?s?|transferee?s?|demenagee?s?|cedee?s?",
    # what is left to others
    "OUT": r"exclue?s?|excluse?s?|ecartee?s?|reservee?s?|externalisee?s?|deleguee?s?|confiee?s?|pourvue?s?|absente?s?|"
    r"dispensee?s?|dehors|ailleurs|ext|neant|renvoyee?s?|reportee?s?",
    "USELESS": r"inutiles?|superflue?s?|facultati\w+|interdite?s?",
    # those who do it instead
    "WHO": r"fournisseurs?|prestataires?|partenaires?|clients?|siege|labo|laboratoires?|constructeurs?|motoristes?|"
    r"integrateurs?|voisine?s?|cabinets?|bureaux?|be|voileries?|traitante?s?|caristes?|skippers?|chefs?|patrone?s?|regleurs?|"
    r"secretaires?|graphistes?|filiale?s?|confreres?|agence|collegues??|fils|femme|mari|frere|gendre|avocats?|"
    r"electriciens?|robots?|autres?|specialistes?|moi|comptable|donneurs?|usine|maison|confrere|intermediaire|societe|boite|entreprise|metallier|mecanicien|mecano|formateurs?|qualiticiens?|cousine?|pere|mere|ingenieurs?",
    "HANDS": r"confi(?:e|ons|ent)|achet(?:e|ons|ent)|delegu(?:e|ons|ent)|envo(?:ie|yons|ient)",
    "CHARGE": r"(?:charg|occup|gard|ger)(?:e|ent|era|eront)",
    "WANT": r"cherch(?:e|es|ons|ez|ent|ait|ions|er|erons)|recherch(?:e|es|ons|ez|ent|ait|ions|er|erons)|"
    r"recrut(?:e|es|ons|ez|ent|ait|er|era|erons)|embauch(?:e|es|ons|ez|ent|ait|er|era|erons)|veux|veut|veulent|voul(?:ons|ez|u|ait)|"
    r"voudr\w+|demand(?:e|es|ons|ez|ent|er\w*)|exig(?:e|es|ons|eons|ez|ent|er\w*)|souhait(?:e|es|ons|ez|ent|er\w*)|faut|"
    r"faudra\w*|requiert|requier\w+|attend|attends|attendons|attendent|vise|visons|visent|prends|prend|prenons|prennent|"
    r"prendr\w+|aimer\w+|interess(?:e|ent)",
    # denied, they say that something lacks
    "LACK": r"trouv\w+|arriv(?:e|es|ons|ez|ent|ait)|parvien\w+|parven\w+|reussi\w*|peux|peut|peuvent|pouvons|pourr\w+|sais?|sait|"
    r"savent|savons|savez|savaient|saur\w+|sache\w*|maitris\w+|connai\w+|suffi\w+|recoi\w+|recevons|vois|voit|voyons|vien(?:t|s|nent)|"
    r"reste|restent|tient|tiennent|postule\w*|repond\w*|manqu\w+|courent|court|ose|osent",
    "DO": r"fais|fait|faisons|font|fera|ferons|feront|propos(?:e|ons|ent)|pratiqu(?:e|ons|ent)|utilis(?:e|ons|ent)|"
    r"touch(?:e|ons|ent)|travaill(?:e|ons|ent)|exploit(?:e|ons|ent)|produi\w+|fabriqu(?:e|ons|ent)|"
    r"comporte\w*|comprend|comprennent|prepare|aborde\w*|traite",
}
_CLASS = re.compile("|".join(rf"(?P<{name}>(?:{words})$)" for name, words in _CLASSES.items()))
_IMPERFECT = re.compile(
    r"\w*[^r\W](?:ait|aient)$|(?:av|et|fais|utilis|travaill|cherch|recrut)(?:ions|ais)$"
)
_NO_IMPERFECT = frozenset([
    "fait", "lait", "parfait", "souhait", "trait", "portrait", "extrait", "distrait", "satisfait", "attrait",
    "abstrait", "ait", "aient", "soient"
])  # fmt: skip


@lru_cache(maxsize=65536)
def class_of(norm: str) -> str:
    """The class of a folded word, ``WAS`` for a verb in the imperfect, else the word itself."""
    found = _CLASS.match(norm)
    if found:
        return found.lastgroup or norm
    if _IMPERFECT.match(norm) and norm not in _NO_IMPERFECT:
        return "WAS"
    return norm


def told(sentence: Sentence) -> list[str]:
    """The words of a sentence, one a token, those of a class by its name."""
    return [class_of(word) for word in sentence.words]
