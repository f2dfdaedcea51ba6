"""Words beside a number, by what they say of it: a word may be of several senses."""

import re

SENSES = {
    "people": r"monde|personnes?|pers|gars|mecs?|filles?|femmes?|hommes?|jeunes?|gens|bras|profils?|candidate?s?|salariee?s?|"
    r"employee?s?|collaborateurs?|collaboratrices?|recrues?|renforts?|apprentie?s?|alternante?s?|stagiaires?|interimaires?|"
    r"saisonniere?s?|saisonniers|etp|equipiere?s?|equipiers?|coequipiers?|aides?|debutante?s?|confirmee?s?|seniors?|juniors?|"
    r"remplacante?s?|remplacements?|volontaires?|compagnons?|ouvriere?s?|ouvriers?|tetes?|costauds?|bonhommes?|bonshommes?|mains?|"
    r"paires?|recrut|arrivees?|manquante?s?|dames?|types?|ops?|techs?|novices?|extras?|etudiante?s?|benevoles?|recrutements?|embauches?|agents?|bleus?|cadors?|"
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
    r"couleurs?|modeles?|moules?|pieces?|journees?|exemplaires?|fraiseuses?|presses?|robots?|etuves?",
    "date": r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|fevr?|avr|juil|sept|oct|nov|"
    r"dec|rentree|printemps|ete|automne|hiver|noel|lundi|mardi|mercredi|jeudi|vendredi|semaine|sem|urgent|urgence|debut|mi|fin|des|"
    r"immediat\w*|suite|maintenant|cdi|cdd|interim|nuit|jour|journee",
    "told": r"est|sont|a|ont|va|vont|part|partent|peut|pourrait|bossent|aurait|auraient|devra|devront|devrait|doit|doivent|arrivent?|"
    r"travaill\w*|frappent|tourne\w*|le|la|les|lui|se|s|y|m|nous|pourraient|suivent|ne|n|restent|resteront",
    "then": r"pour|en|au|aux|d|des|avant|cette|ici|par|dans|chez|qui|capables?|sachant|avec",
    "join": r"et|puis|plus|\+|&",
    "contract": r"cdi|cdd|interim|contrat|alternance|apprentissage|hf",
}  # fmt: skip
WANTED = re.compile(
    r"(?:confirmes|confirmees|debutante?s|experte?s|novices|recrut|recrutements|embauches|arrivees|manquante?s)$"
)
"""What more than one is always of people asked for."""
CLOSES = re.compile(
    r"(?:[.,;:/()+–—→-]|et|en|pour|des|mi|debut|fin|d|mars|avril|mai|juin|juillet)$"
)
"""What may follow « x3 » when it counts people."""
_TRAINS = re.compile(
    r"\b(?:(?:former|inscrire|sensibiliser|recycler)(?: (?:nos|mes|les|ces|aux?|moins|environ))*|(?:public|effectif)s? (?:vise )?:|(?:initiation|formation|session|stage) pour)$"
)
_TRAINED = re.compile(
    r"(?:\w+ )?(?:a (?:remettre|inscrire|recycler|sensibiliser|mettre a niveau)|en formation)\b"
)


def to_be_trained(words: tuple[str, ...], start: int, end: int) -> bool:
    """Whether a number counts people who are there, and have to learn: « former trois gars »."""
    before = " ".join(words[max(0, start - 6) : start])
    return bool(_TRAINS.search(before) or _TRAINED.match(" ".join(words[end : end + 5])))
