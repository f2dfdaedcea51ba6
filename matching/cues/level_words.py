"""Words that say a level, from 4 (expert) to 1 (with help), of a person or of what one knows."""

OF_PERSONS = {
    4: r"experts?|expertes?|referente?s?|pointues?|tres (?:experimentee?s?|confirmee?s?)|(?<!avons un )(?<!a un )(?<!ai un )(?<!chez un )specialistes?|"
    r"chevronnee?s?|hautement qualifiee?s?|(?:grande?|grosse|longue) experience|capables? de former|form\w+ les autres|seniors?|pointures?|"
    r"(?:un |soit un |vrai )maitre|(?:le|la) meilleure?(?= ?[,;.]| ?$)|cadors?|connaisseur\w*|personne ressource|au top|sur le bout des doigts|virtuoses?|crack|incollables?|hors pair|d elite|vieux briscard\w*|vieux de la vieille|de tres haut niveau|(?:un |vrai )(?:as|artiste|sorcier|magicien|orfevre|champion|phenomene)(?= ?[,;.]| ?$| d[eu] )|du lourd|la creme",
    3: r"confirmee?s?|experimentee?s?|autonomes?|qualifiee?s?|aguerrie?s?|d experience(?= ?[,;.]| ?$)|"
    r"avec (?:de l |une (?:bonne |solide |vraie |reelle )|pas mal d )experience|(?:solide|bonne|vraie|reelle) experience|"
    r"vrais? pros?|(?<!contrat )(?<!contrats )(?<!bac )pros?(?= ?[,;.]| ?$)|operationnel\w*|deja (?:de la bouteille|de l experience|forme\w*|operationnel\w*)|"
    r"de la bouteille|rode\w*|experience (?:exigee|requise|indispensable|imperative|obligatoire|confirmee|significative|reussie)|rompue?s? a|(?:gens|quelqu un|gars|personnes?|gars|ouvriers?) du metier|qui (?:connai\w+) le metier|sans (?:surveillance|supervision|filet)|quelques annees|qui (?:tienne|tient) la route|qui assure|qui (?:connai\w+|maitris\w+) son (?:affaire|metier|boulot)|sans (?:le |la |les )?(?:surveiller|tenir la main)|pas besoin de (?:le |la |les )?(?:surveiller|repasser)|prete?s? a l emploi|competente?s?|accomplie?s?|eprouvee?s?|plusieurs annees|tout seul|(?<!un )(?<!une )seule?(?= ?[,;.]| ?$)|sans (?:aide|qu on repasse)|"
    r"(?:trois|quatre|cinq|plusieurs) saisons|deja (?:a l aise|autonomes?)|exp(?= \. [,;]| ?[,;])",
    2: r"(?:une )?premiere (?:vraie )?(?:experience|saison)|un peu (?:d experience|de pratique|touche)|(?:petite|quelque|une) experience|"
    r"deja fait (?:un|deux) ans?|pratique courante|(?:deja|ayant deja|qui a(?:it)? deja) (?:touche|pratique|tate|mis les mains|tenu|manie|fait de|fait du|fait ca)|"
    r"(?:quelques|six) mois (?:d experience|de pratique)|un minimum (?:d experience|de pratique)|experience (?:souhaitee|appreciee|bienvenue)|deja pratique|ayant (?:deja )?pratique|degrossie?s?|un peu degrossi|avec (?:un ancien|quelqu un) (?:a cote|derriere)|(?:je|on) (?:corrige|repasse|passe|suis|reste|est) derriere|qu on (?:encadre|surveille|guide|accompagne)|et qu on le guide|qui connai\w+ un peu|vu faire|en (?:ait|aient|a|avoir) (?:deja )?fait un peu|(?:au moins )?une saison|deja (?:de bonnes |les |des )bases",
    1: r"debutante?s?|novices?|juniors?|(?:sans|aucune|nul besoin d|pas besoin d|pas d|zero|ni) (?:(?:la )?moindre )?(?:experience|exp\b)|"
    r"experience (?:non|pas) (?:exigee|necessaire|obligatoire|requise|demandee)|a former(?= ?[,;.]| ?$)|sans (?:formation|qualification|connaissances?|bagage)|aucune (?:qualification|formation)|grands? debutants?|premier (?:emploi|poste)|qui n (?:ont|a) jamais|accessible a tous|formation (?:interne|a la prise de poste|prevue|payee|comprise)|"
    r"on (?:les |le |la |l )forme(?:ra|rait)?(?= ?[,;.]| ?$)|qu on formera|formation assuree|form\w+ (?:sur place|par nos soins|par nous)|appren\w+ (?:sur place|ici|avec nous)|"
    r"part\w* de zero|repart\w* de zero|apprendr\w+ sur le tas|tous profils|tout profil|"
    r"on (?:vous |leur |lui )?(?:apprend|montre|explique|montrera|apprendra)(?= ?[,;.]| ?$| aussi)|pas de prerequis|aucun prerequis(?= ?[,;.]| ?$)|"
    r"rien d exige|n importe qui(?= l )|(?:jamais|rien) (?:vu|touche)(?= ?[,;.]| ?$| \S+ \S+ ?[,;.]?)|(?:un|une|meme un) bleue?|"
    r"motives? meme sans|meme sans (?:rien )?(?:connaitre|savoir)|comme ils sont|n y connai\w+ rien|ne connai\w+ rien|part\w* de rien|(?:s apprend|se montre|s explique) (?:vite|en (?:\w+ ){1,2}(?:minutes?|heures?|jours?|semaines?|matinee))|tout le monde peut|a la portee de|aucune competence|de tous horizons|bonne volonte|arpetes?|gamins?|je (?:lui|leur) (?:apprends|montre)(?:rai)?|deb(?= ?[.,]| ok)|aucune base",
}  # fmt: skip
"""« confirmé », « débutant accepté »: said of who is wanted."""
OF_KNOWLEDGE = {
    4: r"expertise(?! (?:des|de|du|d) )|d excellence|haut niveau|niveau (?:directeur|expert)",
    3: r"bon niveau|en (?:toute |pleine |totale )?autonomie|autonomie (?:complete|totale|requise|exigee|demandee|attendue|visee)|"
    r"(?:bonne|parfaite|solide|vraie) (?:maitrise|connaissance|pratique)|(?:solides|bonnes) connaissances|maitris\w+|niveau (?:confirme|avance)|"
    r"perfectionnement|approfondissement|bien en main|autonomie(?= ?[,;).:]| ?$)|couramment|par coeur|qui (?:connai\w+|maitris\w+|sait|savent) (?:bien|deja|vraiment)",
    2: r"(?:(?:les |des |de )?(?:bonnes |solides )?|quelques |qq )bases?(?! (?:de donnees|navale|polyester|epoxy))|connaissances de base|"
    r"de base(?= ?[,;.)]| ?$| pour)|(?:re)?mise a niveau|fondamentaux|niveau intermediaire|revisions?|anglais scolaire|consolidation|un minimum|grandes lignes",
    1: r"notions?|initiation|initie\w*|decouverte|decouvrir|prise de contact|survol|tour d horizon|vue d ensemble|eveil|prise en main|pour debuter|familiaris\w+|ba ba|b a ba|sensibilis\w+|premiers? (?:contact|pas)|apercu|rudiments|mise en (?:bouche|jambes)|premiere approche|"
    r"debuter|introduction",
}  # fmt: skip
"""« notions », « initiation »: said of what is known or taught."""
NO_LEVEL = r"\b(?:base de|a base d|sur la base|matieres? de base|cofrend niveau|premier niveau|rapport d expertise|toutes les bases|paie tout seul)\b"
