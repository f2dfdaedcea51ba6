"""What refuses, and what only looks so: rules over classes of words, by name.

The word before the colon of a name is the reading: asked, not (asked), past. ``GOVERNS`` are found in
the words before a mention, ``ANSWERS`` match from where it ends. ``matching/cues/polarity.py`` reads
them.
"""

import re

_NOT = r"(?:pas|plus|jamais|guere|nullement)"
_NO = r"(?:aucune?|nul(?:le)?)"
_WE = r"(?:on|nous|je|j|il|ils|elle|elles|vous)"
_IT = r"(?:en |y |le |la |les |l |lui |leur |se |s |me |m |nous |vous |n |ne )"
_THE = r"(?:de|d|du|des|le|la|les|l|un|une|nos|notre|mon|ma|mes|leur|leurs|vos|votre|en|a|au|aux|sur|pour|par|avec|dans|savoir|sachant)"
_WHOSE = r"(?:le |la |les |l |un |une |mon |ma |mes |notre |nos |son |sa |des |du )"
_NE = rf"(?:(?:ne |n ){_IT}*)"

GOVERNS = {
    "asked: not only": rf"ce? (?:n )?est pas (?:que|qu) \S+ (?:ne |n )(?:\S+ ){{1,2}}(?:pas|plus)|{_NE}?(?:imagin|figur)\w* (?:pas|jamais)|WANT pas rever|{_NE}?(?:dis|dirai|dirais|dirons|dirait) pas non|(?:{_NE}?a )?pas (?:un|une) (?:jour|semaine|mois|fois|matin) (?:ou|sans)(?: \S+ ne \S+ (?:pas|plus))?"
    rf"|tant (?:que|qu) (?:\S+ ){{1,3}}(?:pas|plus|jamais)|(?:rien|ne|n) (?:[^,\s]+ ){{1,6}}sans|(?:pour|afin|sans|ce|faire|veux|veut|WANT) (?:qu (?:on|il|elle|ils)|que (?:ca|cela|le \S+|la \S+)) ne {_IT}?\S+ (?:plus|pas)|voi\w+ plus"
    rf"|{_NE}?{_NE}?(?:\S+ )?(?:pas|non|plus|jamais) (?:seulement|uniquement|juste|que|qu|mal|assez|suffisamment|moins|forcement que)"
    rf"|{_NE}?(?:hesit|manqu|rechign|transig|craign|redout|plaisant|rigol)\w* (?:pas|jamais)|{_NE}(?:GONE|ENDED|lach\w*|oubli\w*|neglig\w*) (?:pas|jamais)|{_NE}(?:\S+ )?jamais (?:eu |vu |connu )?(?:GONE|assez|trop|autant)|{_NE}?LACK (?:pas|plus) (?:se|nous|s en|me) passer(?: de)?|{_NE}?(?:dis\w* )?pas non|pourquoi pas|(?:pas|hors de) question de (?:DO l impasse|faire l impasse|se passer|neglig\w+|oublier|renoncer)(?: sur| de)?|pas (?:un|une|de) (?:seule?|\S+ sans)|{_NE}LACK (?:pas|jamais) \S+ sans"
    r"|pas (?:moyen|facile|evident\w*|simple|donne|peur|le choix|d experience|sorcier)|nul ne \S+"
    r"|sans (?:experience|diplome|hesiter|compter|attendre|parler|oublier|faute|probleme|cesse|arret)",
    "asked: instead": r"(?:(?:a|ont|est|sont) (?:ete )?)?(?:ENDED|GONE|laiss\w+)(?: (?:la |sa )?place)? (?:par|a|au|aux)(?: une?| la| l| le| des)?",
    "not: no need": rf"(?:ce )?(?:{_NE}?\S+ )?(?:{_NOT}|{_NO}|sans|ni)(?: \S+)?(?: \S+)? besoins?(?! (?:de|d) (?:personne|monde|quelqu un|gens|bras))"
    rf"|ce n est pas que \S+ \S+ besoin|(?:{_WE} )?(?:peut |pouvons |peux )?(?:se|nous|s en|me) pass(?:e|er|ons|era|ent) (?:tres bien |bien )?(?:de|, d[ue]s?)|(?:pas|plus|hors de) question|pas (?:la )?peine|USELESS(?! ,)|peu (?:nous |m )?importe\w*|(?:me|nous) (?:fiche|moque)\w*|(?:pass\w+|DO) (?:mon|notre) tour|(?:pas|plus|non) (?:forcement )?(?:REQUIRED|oblige\w*|tenus?)"
    rf"|{_NO} prerequis|{_NE}\S+ pas (?:REQUIRED|oblige\w*|tenus?)|{_NE}?me parlez (?:pas|plus)",
    "not: nobody needed": rf"{_NE}(?:ai|a|avons|ont) besoin de personne|(?:{_NE}?\S+ )?(?:{_NOT}|{_NO})(?: \S+)? besoins? (?:de|d) (?:personne|monde|quelqu un|gens|bras)",
    "asked: lack": rf"{_NE}?(?:ai|a|avons|ont|sont) (?:\S+ )?(?:pas|jamais|plus) (?:\S+ )?(?:LACK|capables?|appris|vu|trouve|rencontre|forme\w*)|{_NE}?{_IT}?LACK (?:\S+ )?(?:pas|plus|jamais|personne|{_NO})(?! que)|personne (?:ne |n |qui |pour )?{_IT}?(?:\S+)?|plus personne"
    rf"|{_NO} (?:(?:de|d) \S+ )?\S+ (?:ne |n )(?:LACK|DO)|(?:ecoles?|lycees?|formations?|cfa|jeunes|centres?) (?:ne |n )\S+ plus|(?:ne |n )sachant (?:pas|plus)"
    rf"|{_NE}?(?:y )?(?:en )?(?:ai|a|avons|ont|avait|as)(?: \S+)? (?:pas|{_NO}|personne)(?! (?:\S+ )?besoin)(?! (?:a|ete|ecoute|fait)\b)",
    "not: unwanted": rf"{_NE}{_IT}?WANT (?:\S+ )?(?:{_NOT}|{_NO}|ni|rien)(?! que)|{_IT}?WANT (?:\S+ )?(?:pas|jamais|{_NO}|ni|rien)(?! que)",
    "past: no longer": rf"{_NE}(?!LACK|ai|a|avons|ont)\S+ (?:\S+ )?plus(?! que)|DO plus",
    "past: gone": rf"(?:ai|a|avons|ont|avait|avions|s est) (?:{_IT})?(?:\S+ )?(?:GONE|ENDED|laisse tomber|mis fin|tire un trait)|(?:on|nous) (?:{_IT})?GONE|ancienne?s? (?!de)\S+ (?:de|sur|du|d)|exit|(?:^|, )(?:c est )?ENDED(?! (?:par|a|au)\b)",
    "past: filled": r"(?:j ai|on a|il a|elle a|avons|ont) (?:deja |enfin |bien |finalement )?(?:WANT|LACK|OUT)(?= (?:un|une|notre|nos|le|la|deux|trois|quatre|\d))",
    "not: not done": rf"{_NE}\S+ (?:\S+ )?(?:pas|jamais|{_NO}|ni|rien)(?! que)|DO (?:pas|jamais)",
    "past: was": rf"(?:avant|autrefois|jadis|anciennement|a l epoque|dans le temps)(?: ,)? (?:{_WE}|c|ce)(?: {_IT})? ?WAS|{_WE} {_IT}?WAS|du temps (?:de|du|ou|des)|(?:ai|a|avons|ont) longtemps|jusqu en 20\d\d"
    r"|\S+ WAS(?<!etait)(?<!avait)(?<!fallait)(?= (?:du|de la|des|le|la|les|l) )",
    "not: others do": rf"c est {_WHOSE}?(?:\S+ )?WHO (?:\S+ )?qui (?!WANT|LACK|manque)(?:s en )?\S+|{_WHOSE}WHO (?:s|se) (?:en )?(?:CHARGE|occupent?)(?: lui meme)?",
    "not: subcontracted": r"(?:sous|ss) (?:DO|REQUIRED|trait\w+)|externalis\w+|DO faire|exclut|excluent|laisse\w* de cote|fait l impasse",
    "not: enough": r"(?:ai|a|avons) (?:deja |tout )?(?:ce qu il WANT|(?:mon|notre|toute mon|toute notre) equipe|nos equipes|(?:mes|nos) gars|du monde|assez de monde|(?:tout le|assez de) monde qu il WANT)(?= (?:pour|en|au|a|cote))",
    "not: given up": r"renonc\w+ (?:a|au|aux)|(?:ignor\w+|supprim\w+|retir\w+|enlev\w+|oubli\w+|ray\w+|barr\w+|annul\w+|laiss\w+ tomber) (?:(?:le|la|les|l|votre|notre|cette|ce|toute?) )?(?:ligne|mention|partie|module|volet|demande|item|point|offre|annonce|chapitre|rubrique|option|besoin|poste)s?|(?:non|jamais) merci(?: pour)?|(?:^|, )(?:0|zero) (?:pour|sur|en)",
    "not: but": r"hors|hormis|sauf(?! que| si)|confondre avec|excepte|(?:mis )?a part|a l exclusion (?:de|d|du|des)|sans (?:DO|aborder|entrer|toucher|passer|pratique|etre|traiter)|en OUT (?:de|d|du|des)|a l exception (?:de|d|du|des)|plutot que|rien (?:a \S+ )?(?:en|sur|cote|pour)|rien a voir avec|non aux?|(?:non|pas) REQUIRED|ne s agit pas|s agit pas|(?:ne |n )(?:nous |m )?\S+ez (?:plus|pas)|c est pas(?= (?:\S+ ){2,6}(?:qu|que|dont) )|au lieu (?:de|d|du|des)(?! .* (?:deux|trois|quatre|\d)\b)",
    "not: neither": r"ni",
    "not: none": _NO,
    "not: without": r"sans",
    "past: no more": r"(?<!sinon )(?<!en )(?<!peu )(?<!de )(?<!WANT )(?<!er )(?<!ir )(?<!re )plus(?= de$| d$)",
    "not: not": r"pas",
    "asked: wanted": rf"(?:{_WE} (?:{_IT})?|, |il (?:me |nous |vous )?)WANT(?! (?:pas|plus|jamais|aucune?|ni|rien)(?!\S))|besoins?(?= (?:de|d|en))",
}
_MARK = r"[,:=→>(?/–—-]"
_OPENS = (
    rf"(?:(?:et|ou|ni) (?:{_THE} )*\S+ )?(?:(?:{_MARK}|ca|cela|la|lui|elle|eux|elles|tout ca|c est|franchement|honnetement|heureusement|desole|a l inverse|en fait|de toute facon|autrefois|avant|desormais|maintenant|quant a \S+|pour ca|chez nous|chez eux|en revanche|"
    rf"par contre|du coup|pour nous|alors|donc|aussi) )*"
)
ANSWERS = {
    "asked: yes": rf"{_OPENS}(?:oui|si|ok|volontiers|(?:est |sont )?(?:non|pas) negociables?)",
    "past: gone": rf"{_OPENS}(?:(?:que )?{_WE} )?{_IT}*(?:(?:(?:est|sont|a|ont|ai|avons|avait|LACK etre|est a) )(?:ete |deja |tout )?ENDED|(?:est |sont |a |ont |ai |avons |avait )?(?:ete |deja |tout )?"
    r"(?:GONE|date de l|ENDED(?= ?$| ?[,;)]| par| depuis| en \d| aussi| chez| pour| y a| il y)|laisse tomber|laisse (?:la )?place|cede (?:la |sa )?place|repris\w* par|passee?s? chez|parti\w* (?:chez|a|en)|de l histoire|du passe|derriere nous|mis\w* (?:de cote|fin)|tire un trait))(?! (?:a|au|en|par) \S+ \S+er)"
    rf"|{_MARK} (?:(?:ca|c est|tout|deja) )*ENDED(?! (?:au|en|a) \S+ (?:et|,|\S+er))",
    "asked: lack": rf"{_OPENS}{_WE} {_IT}*LACK (?:pas|plus|jamais)",
    "not: not had": rf"{_OPENS}(?:{_WE} )?{_IT}*en (?:ai|a|avons|ont) (?:pas|jamais|aucune?)(?! (?:assez|un|une|trouve|eu)\b)",
    "not: not what": rf"{_OPENS}(?:ce )?(?:n )?est pas (?:ce|celui|celle) (?:que|qu|dont|qui)|, voila ce (?:que|qu|dont) \S+ (?:ne|n) \S+ (?:pas|plus)|{_OPENS}(?:(?:ce )?(?:n )?(?:est|sont) |n en (?:est|fait) )?pas (?:de |un |une |notre |mon |votre |leur |le |la )(?:poste|sujet|probleme|besoin|souci|projet|metier|priorite|chantier|theme|module|recrutement|demande|embauche)s?",
    "past: no longer": rf"{_OPENS}(?:{_WE} )?{_IT}*(?:est |\S+ )?(?<!en )(?<!non )(?<!pas )(?<!vaut )(?<!deux )(?<!trois )plus(?! (?:besoin|REQUIRED|que|GONE|de|d|tard|haut|bas|loin|vite|personne|un|une|grand\w*|petit\w*)(?!\S))",
    "past: sold": rf"{_OPENS}(?:la |l |une |leur |notre )?(?:machine|activite|ligne|presse|atelier|cabine|marche|contrat|serie)s? (?:est |a ete |ayant ete |ayant )?(?:ENDED|GONE)",
    "past: was": rf"{_OPENS}(?:(?:que )?{_WE} {_IT}*WAS(?! \S+[ei]r\b)|(?:c|ce) WAS (?:avant|le boulot|le metier|l|une?|deux|trois|il|de|du|mon|ma)|WAS avant|du temps (?:de|du|ou)|avant ,|plus maintenant)"
    rf"|{_OPENS}{_WE} (?:l |les |en )?(?:ai|a|avons) (?:DO|eu|donne|essaye|connu|tente)(?= (?:pendant|dans le temps|autrefois|avant|jusqu|longtemps|\w+ ans)| , (?:plus|mais|puis|jamais)| ?$)",
    "not: no": rf"{_OPENS}(?:(?:\S+ )?merci (?:, )?mais )?(?:non|nan|(?:jamais|surtout pas|pas du tout|meme pas|zero)(?= ?$| ?[,;.)])|tres peu(?: pour (?:nous|moi)|$)|sans (?:objet|interet|moi|nous))(?! (?:seulement|uniquement|REQUIRED|:|\w+er\b))",
    "not: not now": rf"{_OPENS}(?:(?:ce |on )?(?:sera|verra|viendra|viendront|arrivera|est) )?(?:pour )?(?:plus tard(?! dans)|pas (?:maintenant|encore|cette annee|pour l instant|tout de suite|pour le moment|avant longtemps)|une autre fois|attendra|LACK attendre|(?:on |nous )?verra (?:ca |cela )?(?:l an|apres|l annee|a la|un jour|dans))",
    "not: useless": rf"{_OPENS}(?:(?:est|sont|serait|etait) )?(?:\w+ment )?(?:USELESS|peu (?:m |nous )?importe|aucune importance|ras$|n importe qui(?= ?$| ?[,;.)]))"
    rf"|(?:, )?(?:qu (?:il|elle|ils) )?(?:\S+ ){{0,3}}?(?:je m en|on s en|ca m est|nous est|m est|s en) (?:fiche|moque|passe|egal)|{_OPENS}(?:{_WE} )?(?:\S+ )?(?:s en pass\w+|DO sans|peut s en passer)",
    "not: no need": rf"(?:{_OPENS}|(?:\S+ ){{0,7}}?)(?:{_NOT}|{_NO}) (?:\S+ )?(?:besoin|la peine)(?! (?:de|d) (?!savoir|DO|faire|LACK|connai|maitris|formation|gars|monde|quelqu|personne(?! pour)|gens|form|recrut|cherch|l|le|la|les|en|y\b))"
    rf"|{_OPENS}(?:{_WE} )?{_IT}*(?:ai|a|avons) (?:pas |plus |deja )?(?:besoin de personne|besoin de rien)",
    "not: not required": rf"(?:{_MARK} )?(?:[^\s,]+ ){{0,4}}?{_IT}*(?:est |sont |etait |sera |soit )?(?:\S+ )?(?:pas|plus|non|ni)(?: \S+)?(?: \S+)? "
    r"(?:REQUIRED|OUT|tenus?|prerequis|au programme|le sujet|(?:une |la |notre )?priorite|a l ordre du jour|dans (?:vos|nos|les|la|le) (?:missions?|programme|perimetre|poste|lot)|(?:de |du )?(?:notre|leur|mon|ton|votre|son) (?:metier|boulot|truc|sujet|affaire|rayon|ressort|domaine|role))"
    rf"|(?:{_MARK} )?(?:ca |cela )?(?:ne |n ){_IT}*(?:(?:a|ont) (?:pas|aucune) (?:d )?importance|(?:REQUIRED|interess|entr|rentr|figur|relev|couvr|compt|ser|exist|fai|intervien|apport)\w* (?:pas|plus|a rien))"
    rf"|(?:{_MARK} )?(?:ca |cela )?(?:ne )?(?:nous|me|vous) (?:concerne|WANT|parle) pas",
    "not: out": rf"{_OPENS}(?:\S+ )?(?:(?:est|sont|reste) )?(?:deja )?(?:OUT|laissee?s? (?:a|de cote)|en (?:OUT|externe)|a l exterieur|exterieure?s?(?= ?$| ?[,;)])|hors (?:de )?(?:notre |nos |vos |votre |le |du )?(?:programme|sujet|champ|perimetre|lot|marche|tarif|cadre|mission|module|stage|contrat|formation|jeu)|voir (?:module|niveau|OUT|la|le|autre)|du ressort|a la charge|revient (?:a|au|aux)|incombe|de la competence)"
    rf"|{_OPENS}(?:{_WE} )?{_IT}*(?:sous|ss) trait\w+|{_OPENS}(?:{_WE} )?(?:\S+ )?DO (?:DO|faire)",
    "not: others do": rf"{_OPENS}(?:non , )?(?:c est|ce sont|y a) (?:chez |par |pour )?{_WHOSE}?(?:\S+ )?WHO|{_MARK} {_WHOSE}?(?:bet |service |WHO(?! commun))(?: (?:d |de |du |des )?\S+)?(?= ?[,)]| pas| ?$)|{_OPENS}c est {_WHOSE}(?!debutant|jeune|apprenti|interimaire|gars|ancien|\S+eur )\S+(?: \S+)? qui (?:DO|assure|gere|tranche|ferme|choisit|decide|calcule|regle|CHARGE|fournit|(?:le|la|les|l|s en|s y) (?!manque)\S+)|{_OPENS}c est pour (?:les|l) |{_MARK} (?:le|la|les|l|mon|ma|mes|notre|nos|votre|un|une|chaque) \S+(?: (?:du|de la|des|de|d|l|de l) \S+)? (?:le|la|les|l|s en) (?:DO|CHARGE|redige\w*|gere\w*|assure\w*|prepare\w*|livre\w*|fourni\w*|regle\w*|calcule\w*|programme\w*|apporte\w*)(?! (?:mal|pas|plus|peu|trop|jamais|encore))|{_OPENS}(?:je|on|nous) {_IT}+(?:donne|fournis)\w*(?! qu)|{_OPENS}c est a (?!nous|moi|\S+[ei]r\b|faire|revoir|l |la |le |partir)\S+(?= ?$| ?[,;.)])|{_OPENS}reste(?:nt)? (?:a|au|chez) (?!nous|l atelier|pourvoir){_OPENS}(?:se |sera |est |sont )?(?:DO|faite?s?) (?:ailleurs|OUT|dans (?:une|un) autre|par (?:une|un) autre)"
    rf"|{_OPENS}(?:elle meme |lui meme )?(?:est |sont |sera )?(?:REQUIRED|OUT|DO|DOe?s?|CHARGE|pris\w* en CHARGE|\w+(?:e|ee|es|ees|u|us|ue|is|it|ite|aite)) (?:par|chez|pour) {_WHOSE}?(?:\S+ )?WHO|{_OPENS}(?:est |sont )?(?:DO|\w+(?:ee?s?|u)) en amont|{_OPENS}(?:est |sont )(?:deja |tout )?automatisee?s?"
    rf"|{_OPENS}{_WE} {_IT}+(?:HANDS|laiss|confi|delegu|envo|donn|achet|DO|fai|pass)\w* (?:a|au|aux|chez|faire|dehors|OUT|tout)|{_OPENS}(?:ca )?(?:part|partent|va|vont|se DO|se font) (?:chez|a l exterieur|OUT|ailleurs|en sous|a la WHO|au WHO|dans une autre)|LACK (?:a|au|chez) (?:la |le |l )?WHO"
    rf"|{_OPENS}(?:LACK|livree?s?) (?:deja |toute? )(?:faite?|DO|prete?|cuite?|\S+ee?)|{_OPENS}chez (?!nous|eux|vous|moi|un |une )\S+|(?:\S+ )?l affaire (?:de|du|des)|releve (?:de|du|des|d)|depend\w* (?:de|du|des|d) (?:la |le |l |un |une )?WHO",
    "not: subcontracted": r"(?:\S+ ){0,5}?(?:sous|ss) (?:REQUIRED|WHO|contrat|DO|traitons|traitent|controle)",
    "not: in charge": rf"(?:{_MARK} )?(?:\S+ ){{0,6}}?(?<!qui )(?:s en|se la|se le|se les|s y) CHARGE",
    "not: not here": rf"(?:{_MARK} )?(?:\S+ ){{0,2}}?(?:ce )?(?:n est )?pas (?:pour |chez |a )?(?:nous|eux|vous|moi|celui)",
    "not: nothing to do": rf"{_OPENS}(?:donc |alors )?(?:(?:on |j |nous )?(?:n )?(?:ai|a|avons|y a) )?(?:rien(?: d autre)? a (?:\S+)|rien(?= ?$| ?[,.;)])|bon niveau|tres bon niveau|RAS|neant|caduque?s?|jamais (?:de la vie|\S+ee?s?(?= ?$| ?[,.;)]))|hors (?!pair|norme|gel|d eau|eau|tolerance|cote|poussiere|temps|de|autoclave|cuve|machine)\S+)",
    "not: mastered": rf"{_OPENS}(?:(?:les |nos |mes |leurs |l |la |le |notre |mon )?(?:\S+ ){{0,2}}?(?:est|sont|etes|sommes) )(?:tous |toutes |tres |deja |bien |tres bien ){{0,2}}(?:formes?|formees?|bons?|bonnes?|au point|a l aise|habilitee?s?|rodee?s?|outilles?|equipes?|a jour|calees?|autonomes)(?= ?$| ?[,.;)])|{_OPENS}(?:est |sont )?deja (?!touche|pratique|tate|commence|tente|essaye|fait un peu|vu|tenu|manie|mis)\S+ee?s?(?= ?$| ?[,.;)])|{_OPENS}(?:on|je|nous) (?:l |les )(?:ai|a|avons) , (?:ca va|c est bon|merci|donc|rien)|{_OPENS}(?:j |on |nous )?(?:ai|a|avons|y a) (?:deja )?(?:mon|ma|notre|nos|mes|une?) (?:equipe|agence|logiciel|machine|robot|WHO)(?: entiere| complete)?(?: pour (?:ca|cela))?(?= ?$| ?[,.;)])|(?:\S+ ){{0,4}}LACK de (?:le |la |les )\S+er",
    "not: ready made": rf"{_OPENS}(?:{_WE} )?(?:{_IT}*(?:HANDS|achet\w+|recoi\w+|arriv\w+|LACK) |(?:vous |nous )?(?:est|sont) )?(?:deja |toute?s? |en )?(?:achetee?s?|livree?s?|fournie?s?|arrive\w* (?:en|deja|toute?s?|prete?s?))(?: (?:toute?s? )?(?:faite?s?|prete?s?|usinee?s?|coupee?s?|cuite?s?))?(?! (?:de|d|du|des) )|{_OPENS}(?:{_WE} )?{_IT}*(?:HANDS|LACK) (?:deja |toute?s? )?(?:faite?s?|prete?s?|en kit)|{_OPENS}(?:vous |nous )LACK (?:deja|toute?s?|prete?s?|en kit)(?: \S+)?",
    "not: enough": rf"(?:{_MARK} )?(?:(?:on|j|nous) )?(?:(?:ai|a|avons) )?(?:ce qu il (?:me |nous )?WANT|(?:ai|a|avons) (?:deja )?quelqu un(?! (?:qui|pour|de))|deja \d+|deja (?:le|la|un|une|deux|trois|du monde|WHO|sous|OUT)|du monde|deja donne|(?:ca|cela) (?:roule|tourne|va|marche)(?= ?$| ?[,;.])|(?:ai |a |avons )?(?:l equipe|mon equipe|notre equipe|les gens|donne$|tout ce qu il|assez de monde|suffisamment)|tout (?:va|roule|baigne)|(?:ils|elles|(?:mes|nos) \S+) (?:l |le |la |les )?(?:LACK|DO|maitrisent) (?:deja|tres bien|bien|faire))|(?:{_MARK} )?on est (?:bien|deja|servis?|a jour|equipes?|couverts?|complets?|au complet)"
    rf"|(?:{_MARK} )?(?:\S+ ){{0,4}}?(?:suffisant|complet)s?$",
    "not: untouched": rf"{_OPENS}{_WE} (?:ne |n )?(?:le|la|les|l|en|y|lui|leur) (?!LACK|GONE|ENDED|ai |a |avons |ont |comprend|domine|gere|suit|sent|voit|oubli|neglig|lach|regrett|discut|plaisant)\S+ (?:pas|jamais)(?! (?:assez|toujours|encore|bien|LACK))",
    "not: told not to": rf"{_OPENS}(?:ne |n )?(?!hesit|manqu|oubli|neglig|traine|tard)(?:\S+ez|WANT) (?:pas|plus|personne)(?= ?$| ?[,;.)]| pour)|{_OPENS}(?:il|elle|on|vous|ils|elles) LACK (?:tout |bien )?(?:ignorer|s en passer|DO sans)",
    "not: not done": rf"{_OPENS}(?:ne |n )(?:l )?(?:a|ont|est|sont) jamais (?:ete|servi|DO)|(?:{_OPENS}|ca , ){_WE} {_IT}*(?:DO|WANT|touche|\S+era) (?:pas|jamais)(?! (?:un|une|des|de|d|du|la|le|les|LACK))|(?:, )?n en parlons pas|(?:ne |n )(?:DO|y \S+|en \S+) (?:pas|jamais)",
    "past: behind": r"(?:\S+ ){0,6}?(?:c est (?:derriere nous|GONE|du passe|de l histoire|une? vieille)|appart\w+ au passe|remonte a)",
    "not: elsewhere": r"(?:\S+ ){0,2}?DO l objet d une? WHO|: une? WHO|, (?:adress\w+|voyez|voir) |(?:sera |seront )?(?:vue?s?|REQUIRED|DO) (?:en|au|a la) (?:deuxieme|second\w*|prochain\w*|module|niveau)|[:,(] (?:module|niveau|stage) (?:\d|suivant)|(?:dans|au|en) (?:un |une |le |la )?(?:WHO|second|seconde|prochaine?) (?:module|stage|cours|niveau|temps|session|formation|partie)|a part(?= ?$| ?[,;)])",
    "past: filled": rf"{_OPENS}(?:c est (?:bon|DO|regle|vu|trouve)|on a (?:LACK|WANT|OUT))(?= ?$| ?[,;.)])",
}

_NAMES = {name.replace(": ", "_").replace(" ", "_"): name for name in (*GOVERNS, *ANSWERS)}
_KEYS = {name: key for key, name in _NAMES.items()}
ANSWER = re.compile(
    "|".join(rf"(?P<{_KEYS[name]}>(?:{rule})(?!\S))" for name, rule in ANSWERS.items())
)
GOVERNOR = re.compile(
    rf"(?<!\S)(?:{'|'.join(rf'(?P<{_KEYS[name]}>{rule})' for name, rule in GOVERNS.items())})(?!\S)"
)


def rule_of(found: re.Match[str]) -> str:
    """The name of the rule that matched."""
    return _NAMES[found.lastgroup or ""]
