/* explanations.h - what explain.c says of each code: cause, example, cure
 *
 * French, for editors: no word of programmers. A cause says what is seen and
 * why it matters; an example shows the mistake, not its mending; a cure begins
 * with a small letter, since "Remède : " stands before it.
 */
#ifndef DIAG_EXPLANATIONS_H
#define DIAG_EXPLANATIONS_H

#define EXPLAIN_B101 { \
    "Le fichier n’est pas enregistré en UTF-8 : un octet ne s’y lit pas comme un caractère. C’est le cas des" \
    " fichiers qu’un vieux tableur ou un éditeur réglé sur « Windows-1252 » enregistre.", \
    "titre: \\xC9ducation            (le É d’un fichier Latin-1)", \
    "ouvrir le fichier dans l’éditeur et l’enregistrer de nouveau, encodage UTF-8." }
#define EXPLAIN_B102 { \
    "La structure du fichier YAML ne tient pas : guillemet ou crochet qui n’est pas refermé, deux-points oublié," \
    " retrait de travers. Le message dit lequel et où il commence.", \
    "titre: \"Éducation et culture\nvolet: sectoriel", \
    "fermer ce qui est ouvert à l’endroit montré. Un texte qui contient « : » ou commence par un signe se met" \
    " entre guillemets." }
#define EXPLAIN_B103 { \
    "Une tabulation ouvre la ligne. YAML ne compte les retraits qu’en espaces.", \
    "<tab>titre: Éducation", \
    "remplacer la tabulation par deux espaces par niveau ; la plupart des éditeurs le font d’eux-mêmes quand on" \
    " le leur demande." }
#define EXPLAIN_B104 { \
    "Deux fois la même clé dans le même bloc. Une seule valeur peut compter : la première est gardée.", \
    "titre: Santé\ntitre: Santé et soins", \
    "ôter celle qui est de trop." }
#define EXPLAIN_B105 { \
    "La clé n’est pas de celles que le rapport connaît : faute de frappe, ou clé d’un autre endroit. Elle n’est" \
    " jamais ignorée sans le dire.", \
    "objectif:\n  1: Intégrer …", \
    "écrire la clé que propose le message (ici « objectifs ») ; « bilan schema programme » les donne toutes." }
#define EXPLAIN_B106 { \
    "Une clé sans laquelle l’élément ne peut pas être montré manque.", \
    "tableaux:\n  eleves:\n    lignes: [[1, 2]]        (sans « colonnes »)", \
    "ajouter la clé que nomme le message." }
#define EXPLAIN_B107 { \
    "La valeur est d’un autre genre : une liste où il faut un texte, un texte où il faut un tableau de clés.", \
    "objectifs: Intégrer les migrants", \
    "donner le genre attendu, comme le montre le message (ici « 1: Intégrer … » sur la ligne suivante)." }
#define EXPLAIN_B108 { \
    "La clé n’admet que certaines valeurs, et celle-ci n’en est pas.", \
    "volet: transversal", \
    "prendre l’une des valeurs que donne le message (ici « transverse »)." }
#define EXPLAIN_B109 { \
    "Un nombre est attendu et ce qui est écrit n’en est pas un.", \
    "2019: environ 120", \
    "écrire les chiffres seuls (120 ; 49,9 ; 1 363) et mettre les mots dans « definition » ; « n.d. » si le" \
    " chiffre manque." }
#define EXPLAIN_B110 { \
    "« & » et « * » en tête d’une valeur sont, en YAML, des renvois d’un endroit à un autre. Le rapport ne les" \
    " admet pas : on doit pouvoir lire chaque valeur où elle est.", \
    "titre: *important", \
    "mettre la valeur entre guillemets si le signe fait partie du texte." }
#define EXPLAIN_B111 { \
    "Les éléments sont imbriqués les uns dans les autres au-delà de ce qu’un rapport demande.", \
    "- - - - - - - - (et ainsi de suite)", \
    "ramener la liste ou le bloc à quelques niveaux." }
#define EXPLAIN_B112 { \
    "Le fichier ne contient rien.", \
    "un programme.yaml de zéro octet", \
    "y mettre son contenu, ou l’ôter du dossier." }
#define EXPLAIN_B113 { \
    "Un fichier de données (YAML, CSV) dépasse 16 Mio, ou un texte (Markdown) 1 Mio : ce n’est sans doute pas ce que" \
    " son nom annonce.", \
    "narratif.md qui contient une image collée", \
    "vérifier ce que contient le fichier ; une image se met dans images/ et s’appelle par ![texte](images/x.png)." }
#define EXPLAIN_B114 { \
    "Le chemin mène hors du dossier de l’édition, par « .. », par un chemin absolu ou par un lien. Rien n’est lu" \
    " hors de ce dossier.", \
    "fichier: ../2018/donnees/eleves.csv", \
    "copier le fichier dans le dossier de l’édition." }
#define EXPLAIN_B115 { \
    "Un fichier est nommé qui n’existe pas à cet endroit.", \
    "fichier: donnees/eleve.csv     (le fichier s’appelle eleves.csv)", \
    "corriger le nom, majuscules comprises, ou créer le fichier." }
#define EXPLAIN_B116 { \
    "La date ne se lit pas, ou n’existe pas au calendrier.", \
    "date: 31/02/2019", \
    "écrire 2019-12-31, 31/12/2019, ou « 31 décembre 2019 »." }
#define EXPLAIN_B117 { \
    "Le fichier commence par une marque invisible (BOM) que certains éditeurs ajoutent. Elle est ôtée à la" \
    " lecture.", \
    "fichier enregistré « UTF-8 avec BOM »", \
    "enregistrer en « UTF-8 » sans BOM ; rien n’est perdu sinon." }
#define EXPLAIN_B118 { \
    "Un mot précédé de « ! » est, en YAML, une étiquette. Le rapport n’en admet pas.", \
    "titre: !important Santé", \
    "mettre la valeur entre guillemets si le « ! » fait partie du texte." }
#define EXPLAIN_B119 { \
    "Une ligne « --- » au milieu du fichier ouvre un second document, qui n’est pas lu.", \
    "titre: Santé\n---\ntitre: Logement", \
    "ôter la ligne, ou faire deux fichiers." }
#define EXPLAIN_B120 { \
    "L’adresse du site ne se lit pas : les pages ne pourront pas dire où elles sont publiées.", \
    "site: www.exemple.ma/rapport-2019", \
    "écrire l’adresse entière, barre finale comprise : https://www.exemple.ma/rapport-2019/." }
#define EXPLAIN_B121 { \
    "Le dossier n’a pas de rapport.yaml, et le nom de ses fichiers YAML ne dit aucun type de document connu. Un" \
    " document d’un type s’appelle comme le gabarit de ce type : examen.yaml pour templates/examen.", \
    "content/examens/pacte-mondial-2020/examens.yaml", \
    "donner au fichier le nom du type (ici examen.yaml), ou créer le gabarit avec son type.yaml." }
#define EXPLAIN_B122 { \
    "Une liste ou un groupe de clés des données a plus de 5 000 entrées, ou les indicateurs d’un programme ont plus de" \
    " 20 000 chiffres : c’est sans doute un tableau, ou une erreur d’un programme qui a écrit le fichier. Les entrées" \
    " qui suivent ne sont pas lues.", \
    "indicateurs: qui en donne 100 000", \
    "mettre ces valeurs dans un tableau, ou les répartir entre les programmes." }
#define EXPLAIN_B123 { \
    "Un caractère de commande, ou une marque d’ordre des octets au milieu d’un texte, ne se voit ni dans l’éditeur ni à" \
    " l’impression ; une page ou un PDF qui le contient est refusé. Il vient souvent d’un texte copié d’un autre" \
    " logiciel.", \
    "titre: \"Santé\\u001E publique\"", \
    "effacer le caractère : reculer d’une lettre, l’effacer, la taper de nouveau." }
#define EXPLAIN_B130 { \
    "Un commentaire « bilan: … » doit nommer le code qu’il fait taire ; celui-ci n’existe pas.", \
    "# bilan: B999 ainsi dans la source", \
    "écrire le code tel que le message le donne entre crochets." }
#define EXPLAIN_B131 { \
    "Seuls les avertissements se taisent. Une erreur laisserait dans le rapport quelque chose de faux ou" \
    " d’incomplet.", \
    "# bilan: B201 le total est celui de la source", \
    "corriger l’erreur. Pour une contradiction de la source, garder les deux chiffres et la dire par « remarque:" \
    " »." }
#define EXPLAIN_B132 { \
    "Un avertissement ne se tait qu’avec une raison, qui reste lisible pour qui vient après.", \
    "# bilan: B503", \
    "ajouter pourquoi : « # bilan: B503 chiffres repris de la loi de finances »." }
#define EXPLAIN_B133 { \
    "Le commentaire fait taire un avertissement qui ne se produit plus là où il vaut : ce qui suit immédiatement" \
    " (le paragraphe ; en YAML, la ligne et ce qui est en retrait dessous).", \
    "<!-- bilan: B420 titre d’un ouvrage -->\n\nUn paragraphe sans mot répété.", \
    "ôter le commentaire, ou le remettre juste au-dessus de ce qu’il concerne." }
#define EXPLAIN_B201 { \
    "Le total tapé n’est pas la somme de ce qu’il totalise.", \
    "2019: { total: 140, prive: 50, associations: 73, syndicats: 23 }", \
    "corriger le total ou l’un des chiffres. Si la source se contredit, le dire par « partiel: oui » et «" \
    " remarque: »." }
#define EXPLAIN_B202 { \
    "La ligne a moins de cellules que le tableau n’a de colonnes ; des cellules vides la complètent.", \
    "colonnes: [{ titre: A }, { titre: B }]\nlignes: [[un]]", \
    "ajouter les cellules qui manquent, fût-ce « n.d. » ou « – »." }
#define EXPLAIN_B203 { \
    "La ligne a plus de cellules que le tableau n’a de colonnes.", \
    "colonnes: [{ titre: A }]\nlignes: [[un, deux]]", \
    "ôter la cellule de trop, ou mettre entre guillemets un texte qui contient une virgule." }
#define EXPLAIN_B204 { \
    "Deux cellules fusionnées prétendent à la même place.", \
    "une cellule « lignes: 2 » au-dessus d’une cellule « colonnes: 2 »", \
    "réduire l’une des deux fusions." }
#define EXPLAIN_B205 { \
    "Le graphique ne trouve aucun chiffre à montrer.", \
    "donnees: tableau eleves, colonnes 1 et 2     (la colonne 2 est du texte)", \
    "nommer une colonne de chiffres, ou donner à la colonne « type: nombre »." }
#define EXPLAIN_B206 { \
    "Un anneau ou des barres empilées montrent les parts d’un tout : une valeur négative n’y a pas de sens et" \
    " compte 0.", \
    "2019: { entrees: 120, sorties: -30 }", \
    "prendre « type: barres » ou « courbe »." }
#define EXPLAIN_B207 { \
    "Une colonne de parts, presque toutes de 100 %, n’en fait pas 100 à l’arrondi près.", \
    "parts: 60 %, 30 %, 15 %", \
    "corriger l’une des parts. Si elles ne se partagent pas un tout, donner à la colonne « type: nombre »." }
#define EXPLAIN_B208 { \
    "Un tableau a besoin d’une colonne et d’une ligne au moins.", \
    "lignes: []", \
    "ajouter les lignes, ou ôter le tableau." }
#define EXPLAIN_B209 { \
    "Le fichier CSV ne se lit pas : un guillemet ouvert n’est jamais fermé, ou suivi d’autre chose qu’un" \
    " séparateur.", \
    "\"Rabat;12", \
    "fermer le guillemet, ou doubler ceux qui font partie du texte (\"\")." }
#define EXPLAIN_B210 { \
    "Le tableau dépasse ce qui se compose : 100 000 lignes, 100 colonnes, un million de cellules.", \
    "un fichier CSV de 200 000 lignes", \
    "garder dans le rapport une synthèse, et joindre le détail à part." }
#define EXPLAIN_B211 { \
    "Une cellule fusionnée dépasse le bord du tableau.", \
    "{ texte: Total, colonnes: 4 } dans un tableau de trois colonnes", \
    "réduire « colonnes: » ou « lignes: »." }
#define EXPLAIN_B212 { \
    "Ce genre de graphique veut un certain nombre de séries : deux pour une pyramide, une pour un anneau.", \
    "type: pyramide\ndonnees: indicateur eleves, 2019", \
    "donner la série qui manque, ou changer de genre." }
#define EXPLAIN_B213 { \
    "« report: oui » reporte des sous-totaux d’une page à l’autre ; ce tableau n’a pas de colonne à additionner.", \
    "report: oui, sur des colonnes de texte", \
    "ôter « report: », ou donner à une colonne « type: nombre »." }
#define EXPLAIN_B214 { \
    "Un anneau de trop de parts ne se lit plus ; il est dessiné en barres.", \
    "type: anneau, pour quatorze régions", \
    "prendre « type: barres », ou réunir les plus petites parts sous « Autres »." }
#define EXPLAIN_B220 { \
    "Un nombre est écrit dans le texte alors que les données le tiennent. Le jour où la donnée est corrigée, le" \
    " texte reste faux.", \
    "Au total, 3 636 enfants migrants ont été inscrits.", \
    "écrire la référence que propose le message ; « bilan check --corrige » la met lui-même quand elle s’imprime" \
    " de la même façon." }
#define EXPLAIN_B221 { \
    "Un nombre est écrit dans le texte alors qu’il se calcule des données : somme, part ou évolution.", \
    "soit 15,7 % de femmes     (139 sur 884, que les données tiennent)", \
    "écrire {{ chemin | part }} ou {{ chemin | evolution 2018 }} ; pour une somme, la donner dans les données («" \
    " total: ») et l’appeler." }
#define EXPLAIN_B222 { \
    "Les mots autour d’un nombre désignent un chiffre des données, mais sa valeur est autre.", \
    "371 élèves ont suivi les cours de soutien     (les données disent 79)", \
    "appeler le chiffre, ou corriger les données. Si c’est un autre chiffre, le dire : <!-- bilan: B222 … -->" \
    " au-dessus du paragraphe." }
#define EXPLAIN_B223 { \
    "Une part ne correspond pas aux chiffres dont elle est tirée : presque toutes les lignes de la colonne sont" \
    " la part d’un total, sauf celle-ci ; ou une phrase dit « 139 sur 884, soit 25 % ».", \
    "[Garçons, 50, 50 %], [Filles, 50, 40 %]", \
    "corriger la part ou l’un des chiffres ; dans le texte, écrire {{ chemin | part }}." }
#define EXPLAIN_B224 { \
    "Une évolution en pour cent ne correspond pas aux chiffres qu’elle compare.", \
    "280 contre 1 615, soit une baisse de 73 %", \
    "corriger l’un des trois chiffres ; dans le texte, écrire {{ chemin | evolution 2018 }}." }
#define EXPLAIN_B225 { \
    "Deux programmes donnent un indicateur du même nom et de la même unité, à la même période, avec deux valeurs ; ou deux" \
    " éditions que « comparaison: » rapproche.", \
    "programme 5 : Cliniques juridiques, 2019: 4\nprogramme 11 : Cliniques juridiques, 2019: 5", \
    "ne le donner qu’une fois et l’appeler de l’autre programme ; si la source se contredit, le dire par «" \
    " remarque: »." }
#define EXPLAIN_B230 { \
    "« comparaison: » nomme une édition qui n’est pas à côté de celle-ci, ou dont un fichier a une faute de forme.", \
    "comparaison: 2081", \
    "écrire le nom d’un dossier voisin qui a un rapport.yaml : 2018. Si le fichier est là, le corriger dans cette édition-là." }
#define EXPLAIN_B231 { \
    "Un graphique ou un tableau compare avec une autre édition, qui n’a pas cet indicateur dans le même programme, ou pas" \
    " dans la même unité, ou pas d’autre période.", \
    "édition 2019 : ateliers-tenus, comparaison: 2018\nédition 2018 : ateliers", \
    "donner à l’indicateur le même nom et la même unité dans les deux éditions, ou ôter « comparaison: »." }
#define EXPLAIN_B232 { \
    "« comparaison: » est là où aucun chiffre ne se compare : un graphique tiré d’un tableau, une ligne dont le chiffre est" \
    " tapé à la main, une colonne « evolution » sans colonne comparée, l’édition elle-même, ou « oui » sans que" \
    " rapport.yaml dise quelle édition.", \
    "- { titre: 2018, comparaison: 2018 }\n- [Ateliers, 14]", \
    "dans la ligne, appeler l’indicateur : [Ateliers, \"{{ ateliers.2019 }}\"] ; ou taper aussi le chiffre de 2018." }
#define EXPLAIN_B240 { \
    "Le fichier donné à « bilan import » n’est pas un classeur .xlsx lisible : autre format, fichier abîmé, protégé" \
    " par un mot de passe, ou sans la feuille demandée.", \
    "bilan import chiffres.xls --dans …     (l’ancien format d’Excel, renommé)", \
    "l’ouvrir dans le tableur et l’enregistrer au format « Classeur Excel (.xlsx) »." }
#define EXPLAIN_B241 { \
    "Une cellule du classeur n’a pas de valeur : sa formule échoue, ou le classeur n’a jamais été enregistré par un" \
    " tableur.", \
    "=SOMME(B2:B9)/0     (#DIV/0!)", \
    "corriger la formule, enregistrer le classeur depuis le tableur, et l’importer de nouveau." }
#define EXPLAIN_B301 { \
    "Le renvoi nomme un tableau, un graphique, un programme, un objectif ou une action qui n’existe pas.", \
    "voir le [](tableau:eleves-par-sexes)", \
    "écrire le nom que propose le message." }
#define EXPLAIN_B302 { \
    "La référence ne mène à aucun chiffre : indicateur, période ou clé qui n’existe pas.", \
    "{{ eleves-inscrits.2018.total }}", \
    "écrire le chemin que propose le message : indicateur.période.clé, ou tableau.ligne.colonne." }
#define EXPLAIN_B303 { \
    "Ce qui suit la barre n’est pas un format connu.", \
    "{{ eleves.2019 | letre }}", \
    "montant, lettres, pourcentage, arrondi, unité, part, ou evolution suivi d’une année." }
#define EXPLAIN_B304 { \
    "Deux éléments du même programme portent le même identifiant.", \
    "tableaux:\n  eleves: …\n  eleves: …", \
    "en renommer un ; les renvois suivent le premier." }
#define EXPLAIN_B305 { \
    "Le tableau ou le graphique est dans les données, mais le texte ne l’appelle nulle part : il est mis à la fin" \
    " du chapitre.", \
    "tableaux: { eleves: … }, sans ![](tableau:eleves) dans narratif.md", \
    "l’appeler là où il doit paraître, seul dans un paragraphe : ![](tableau:eleves)." }
#define EXPLAIN_B306 { \
    "Le même tableau ou graphique est appelé deux fois ; il ne paraît qu’à la première place.", \
    "![](tableau:eleves) dans deux sections", \
    "remplacer le second appel par un renvoi : [](tableau:eleves), sans « ! »." }
#define EXPLAIN_B307 { \
    "L’adresse du lien n’est ni une page web, ni un courriel, ni un renvoi du rapport.", \
    "[le programme 8](../08/narratif.md)", \
    "écrire https://…, mailto:…, ou un renvoi : [](programme:8)." }
#define EXPLAIN_B308 { \
    "Une boîte du schéma est liée à elle-même.", \
    "liens: [{ de: pilotage, vers: pilotage }]", \
    "nommer l’autre boîte." }
#define EXPLAIN_B309 { \
    "Une page ou un tableau avait une adresse à la dernière construction et ne l’a plus : les liens qui y mènent se rompront.", \
    "un programme renommé", \
    "garder l’ancien nom, ou prévenir ceux qui ont fait un lien." }
#define EXPLAIN_B320 { \
    "Le numéro d’un tableau ou d’une figure est tapé. Il changera dès qu’un autre tableau sera mis avant.", \
    "comme le montre le tableau 4", \
    "écrire le renvoi : [](tableau:nom) donne « tableau 4 » et suit la numérotation." }
#define EXPLAIN_B321 { \
    "Le texte nomme un programme ou un objectif (OSP) que le rapport n’a pas.", \
    "au titre de l’OSP 28", \
    "corriger le numéro ; si l’on parle justement de ce qui manque, le dire : <!-- bilan: B321 … --> au-dessus du" \
    " paragraphe." }
#define EXPLAIN_B322 { \
    "Deux programmes donnent le même nom à un indicateur, un tableau ou un graphique. Appelé d’ailleurs, il" \
    " désigne le premier.", \
    "« formations » dans les programmes 3 et 11", \
    "renommer l’un des deux, ou l’appeler par son programme : {{ 11:formations.2019 }}." }
#define EXPLAIN_B401 { \
    "Une note est ouverte par « ^[ » et son crochet n’est pas fermé dans le paragraphe.", \
    "les élèves^[y compris ceux du préscolaire ont été inscrits.", \
    "fermer la note par « ] »." }
#define EXPLAIN_B402 { \
    "« {{ » ouvre une référence que rien ne ferme.", \
    "{{ eleves.2019.total élèves", \
    "écrire {{ eleves.2019.total }}." }
#define EXPLAIN_B403 { \
    "Le texte contient du HTML. Il n’est pas transmis : le PDF n’en saurait rien faire.", \
    "<b>important</b>", \
    "écrire en Markdown : **gras**, *italique*, - liste. Un commentaire <!-- … --> est admis et ne s’imprime pas." }
#define EXPLAIN_B404 { \
    "Un titre saute un niveau : ceux qui parcourent le rapport par ses titres croient qu’il en manque un.", \
    "## Activités\n#### Ateliers", \
    "descendre d’un niveau à la fois : ### Ateliers." }
#define EXPLAIN_B405 { \
    "Un titre n’a pas de texte.", \
    "##", \
    "écrire le titre, ou ôter les dièses." }
#define EXPLAIN_B406 { \
    "Une image n’a pas de texte de remplacement : ceux qui ne la voient pas n’en sauront rien.", \
    "![](images/visite.png)", \
    "dire ce que montre l’image : ![La ministre inaugure le centre d’Oujda](images/visite.png)." }
#define EXPLAIN_B407 { \
    "La parenthèse qui finit le titre commence par « Action » ou « OSP » mais ne se lit pas.", \
    "## Soutien scolaire (Actions 1.2 & 1.3)", \
    "écrire (Action 1.2), (Actions 1.2 et 1.3), (Actions 1.2 à 1.5) ou (OSP 22)." }
#define EXPLAIN_B408 { \
    "Une liste descend à plus de trois niveaux ; le lecteur s’y perd.", \
    "- a\n  - b\n    - c\n      - d", \
    "faire un paragraphe du dernier niveau, ou diviser la liste." }
#define EXPLAIN_B409 { \
    "L’image ne se lit pas : fichier abîmé, ou d’un format que le rapport n’admet pas.", \
    "![Carte](images/carte.tiff)", \
    "l’enregistrer en PNG." }
#define EXPLAIN_B410 { \
    "Un titre de premier niveau nomme une section que le gabarit ne prévoit pas.", \
    "# Annexes", \
    "prendre l’une des sections du gabarit, ou descendre le titre d’un niveau." }
#define EXPLAIN_B411 { \
    "Une note contient une note ; celle de dedans est mise entre parenthèses.", \
    "texte^[voir^[tome 2] la loi]", \
    "n’en faire qu’une, ou appeler les deux du texte." }
#define EXPLAIN_B412 { \
    "Un tableau, un graphique ou une image est appelé au milieu d’une phrase ; il est placé après le paragraphe.", \
    "Le tableau ![](tableau:eleves) montre …", \
    "l’appeler seul dans un paragraphe, et y renvoyer de la phrase par [](tableau:eleves)." }
#define EXPLAIN_B413 { \
    "Une cellule, un titre ou une légende ne peut contenir ni tableau ni image.", \
    "lignes: [[\"![](images/x.png)\"]]", \
    "l’appeler dans le texte, avant ou après le tableau." }
#define EXPLAIN_B414 { \
    "« --- » seul sur sa ligne demande un filet, que le gabarit ne prévoit pas.", \
    "Fin de la section.\n\n---", \
    "l’ôter ; un titre sépare mieux." }
#define EXPLAIN_B415 { \
    "Un titre est écrit dans une liste ou une citation : il ne peut pas entrer dans le plan.", \
    "- ## Ateliers", \
    "le sortir de la liste, ou le mettre en gras." }
#define EXPLAIN_B416 { \
    "Le lien a ses crochets et une parenthèse, mais ne se lit pas : espace dans l’adresse, parenthèse manquante.", \
    "[le site](www.exemple.ma/une page)", \
    "écrire [texte](adresse), sans espace dans l’adresse (%20 à sa place)." }
#define EXPLAIN_B417 { \
    "Un titre suit un titre : la question du premier n’a rien au-dessous d’elle. Sa case de réponse reste vide.", \
    "## Les autorités locales ont-elles été consultées ?\n\n## Quelles données étaient disponibles ?", \
    "écrire la réponse sous la question, ou ôter la question." }
#define EXPLAIN_B418 { \
    "Dans un texte de questions et de réponses, chaque titre est une question et ce qui suit sa réponse. Ce qui" \
    " précède le premier titre ne répond à rien.", \
    "Les réponses datent de 2020.\n\n## Qui était responsable de l’examen ?", \
    "mettre ce texte sous une question, ou lui donner un titre." }
#define EXPLAIN_B420 { \
    "Le même mot se suit deux fois.", \
    "l’amélioration de de l’accueil", \
    "en ôter un ; « bilan check --corrige » le fait. « nous nous » et « vous vous » ne sont pas signalés." }
#define EXPLAIN_B421 { \
    "Un ordinal ou une date n’est pas écrit comme l’imprimerie le veut : 1er, 1re, 2e ; 1er janvier, 2 décembre.", \
    "la 1ère édition, le 02 décembre", \
    "écrire 1re, 2e, 1er janvier, 2 décembre ; « bilan check --corrige » le fait. Ce qui est entre guillemets est" \
    " laissé." }
#define EXPLAIN_B422 { \
    "Apostrophe ou guillemets droits, trois points, espace oubliée devant « ; : ! ? » : l’impression les corrige" \
    " d’elle-même. Signalé sous --strict seulement.", \
    "l'accueil; \"Tayssir\"...", \
    "taper l’accueil ; « Tayssir »… ; « bilan check --corrige » le fait." }
#define EXPLAIN_B423 { \
    "La note est écrite comme d’autres outils la veulent, « [^1] » et plus loin « [^1]: … ». Ici, les deux" \
    " paraîtraient telles quelles dans le texte.", \
    "les élèves[^1]\n\n[^1]: Y compris le préscolaire.", \
    "écrire la note où elle est appelée, les élèves^[y compris le préscolaire] : elle se numérote d’elle-même." }
#define EXPLAIN_B424 { \
    "Le texte du lien ne dit pas où il mène. Ceux qui vont de lien en lien, à l’écran ou à l’oreille, n’entendent" \
    " que « ici ».", \
    "Pour le guide, cliquez [ici](https://exemple.ma/guide).", \
    "faire porter le lien aux mots qui disent la chose : le [guide de l’inscription](https://exemple.ma/guide)." }
#define EXPLAIN_B425 { \
    "Un paragraphe, une cellule ou un titre dépasse 256 Kio, ou un texte a plus de 20 000 titres, paragraphes et points" \
    " de liste : une centaine de pages d’un seul tenant, ou un millier. Ce qui vient après n’est pas lu.", \
    "un tableur entier collé dans narratif.md", \
    "couper le paragraphe par des lignes vides, ou le texte en plusieurs parties ; un tableau se met dans les données." }
#define EXPLAIN_B426 { \
    "Un chapitre n’a pas de titre : rien ne dirait où il commence, ni dans le sommaire ni dans les signets du PDF.", \
    "titre: \"\"", \
    "donner un titre au chapitre." }
#define EXPLAIN_B501 { \
    "Le titre d’une section renvoie à une action que le programme n’a pas.", \
    "## Soutien scolaire (Action 1.22)", \
    "corriger le numéro, ou ajouter l’action aux données du programme." }
#define EXPLAIN_B502 { \
    "Le programme annonce des actions dont aucun titre de section ne dit qu’elle en rend compte.", \
    "actions: { 1.6: … }, et aucun titre qui finit par (Action 1.6)", \
    "écrire la section, ou nommer l’action à la fin du titre de celle qui en parle." }
#define EXPLAIN_B503 { \
    "Le tableau, le graphique ou l’indicateur ne dit pas d’où viennent ses chiffres.", \
    "indicateurs:\n  eleves:\n    series: { 2019: 79 }", \
    "ajouter « source: Département de l’Éducation nationale »." }
#define EXPLAIN_B504 { \
    "« remarque: » signale une contradiction de la source elle-même. Elle est rappelée à chaque contrôle, pour" \
    " que les deux chiffres restent visibles.", \
    "remarque: le programme 5 compte 4 cliniques, le programme 11 en compte 5", \
    "rien à faire, tant que la source n’est pas corrigée." }
#define EXPLAIN_B505 { \
    "Un mot en capitales a l’air d’un sigle et « sigles: » de rapport.yaml ne l’explicite pas.", \
    "la DENF a appuyé ces ateliers", \
    "ajouter « DENF: Direction de l’éducation non formelle » sous « sigles: »." }
#define EXPLAIN_B506 { \
    "Le programme a des données, mais pas de texte.", \
    "un dossier sans narratif.md, ou avec un narratif.md vide", \
    "écrire narratif.md." }
#define EXPLAIN_B507 { \
    "Un dossier contient un programme que rapport.yaml n’attribue à aucun comité.", \
    "programme: 14, absent de « comites: »", \
    "l’ajouter sous « programmes: » d’un comité, ou corriger le numéro." }
#define EXPLAIN_B508 { \
    "La numérotation des objectifs ou des actions saute un numéro. Le lecteur se demande ce qui manque.", \
    "objectifs: 6 dans le programme 3, 8 dans le programme 5", \
    "corriger le numéro ; si la stratégie est ainsi faite, le dire dans le texte et taire l’avertissement à cet" \
    " endroit." }
#define EXPLAIN_B520 { \
    "Le texte développe un sigle autrement que ne le fait la liste des sigles.", \
    "Forum mondial sur la migration et le développement (FMMD)     (la liste dit « pour la migration »)", \
    "choisir l’un des deux. Si la source a les deux, le dire : <!-- bilan: B520 … --> au-dessus du paragraphe." }
#define EXPLAIN_B521 { \
    "Des chiffres que rien ne date : un indicateur sans série, une période sans année, un tableau de chiffres" \
    " sans « periode: ».", \
    "series: { total: 112 }", \
    "nommer l’année : series: { 2019: 112 } ; pour un tableau, ajouter « periode: 2019 »." }
#define EXPLAIN_B522 { \
    "Le programme a des objectifs, et ni ses titres ni son texte ne rendent compte d’une de ses actions ou d’un" \
    " de ses objectifs.", \
    "## Ateliers     (sans « (Action 9.1) » ni « (OSP 17) »)", \
    "finir le titre des sections par les actions ou les objectifs dont elles rendent compte." }
#define EXPLAIN_B523 { \
    "rapport.yaml annonce un programme dont aucun dossier ne contient les données.", \
    "programmes: { 12: Recherche }, sans programmes/12-recherche/", \
    "créer le dossier et son programme.yaml, ou ôter l’annonce." }
#define EXPLAIN_B524 { \
    "Un indicateur annonce un nombre et en donne les noms (« noms: ») : il y en a plus ou moins, ou l’un d’eux s’y trouve deux" \
    " fois.", \
    "series: { 2019: 3 }\nnoms: [Algérie, Tunisie, Tunisie]", \
    "corriger le chiffre ou la liste ; si la source est ainsi faite, taire l’avertissement : # bilan: B524 ainsi dans la" \
    " source." }
#define EXPLAIN_B540 { \
    "« à remplir » tient la place d’un chiffre ou d’un texte que la nouvelle édition attend. Le rapport se construit" \
    " quand même : le chiffre y paraît comme « n.d. ».", \
    "series: { 2019: 112, 2020: à remplir }", \
    "écrire le chiffre ou le texte à la place de « à remplir » ; « n.d. » si personne ne l’a." }
#define EXPLAIN_B601 { \
    "Aucune coupure ne fait tenir la ligne : elle dépasse dans la marge.", \
    "une adresse de site de cent lettres dans une colonne étroite", \
    "couper ou abréger le mot que montre le message, ou élargir la colonne." }
#define EXPLAIN_B602 { \
    "Les numéros de pages des renvois changent à chaque tour de la mise en page ; ceux du dernier tour restent.", \
    "un renvoi dont le numéro, plus long, repousse sa propre cible", \
    "reformuler la phrase qui contient le renvoi." }
#define EXPLAIN_B603 { \
    "Un caractère n’est dans aucune des polices du rapport.", \
    "un emoji, une lettre d’un alphabet rare", \
    "l’ôter ou l’écrire autrement." }
#define EXPLAIN_B604 { \
    "Un bloc ne tient pas sur une page et ne se divise pas.", \
    "une image plus haute que la page", \
    "le réduire, ou le diviser." }
#define EXPLAIN_B605 { \
    "Le tableau ne tient dans la page, même tourné, qu’en caractères trop petits pour être lus.", \
    "trente colonnes", \
    "répartir les colonnes sur deux tableaux, ou échanger lignes et colonnes." }
#define EXPLAIN_B606 { \
    "Un mot est plus long que la ligne ; il est coupé où elle finit.", \
    "une suite de cent lettres sans espace dans une cellule", \
    "couper le mot par une espace ou un trait d’union, ou élargir la colonne." }
#define EXPLAIN_B701 { \
    "Le gabarit HTML contient une balise ou un bloc qui ne se lit pas.", \
    "{{#chapitres}} sans {{/chapitres}}", \
    "corriger le gabarit à l’endroit montré." }
#define EXPLAIN_B702 { \
    "Le gabarit nommé par rapport.yaml n’existe pas dans templates/.", \
    "gabarit: rapport-2091", \
    "corriger le nom ; BILAN_SHARE dit où chercher templates/." }
#define EXPLAIN_B703 { \
    "Une valeur du thème ne se lit pas ; celle de base la remplace.", \
    "couleur: vert-clair", \
    "écrire la valeur comme le dit le message." }
#define EXPLAIN_B704 { \
    "Un fichier de police ne se lit pas.", \
    "fonts/texte.ttf, abîmé", \
    "remettre le fichier de la distribution." }
#define EXPLAIN_B705 { \
    "La trame d’un type de document (type.yaml) nomme un champ que ni l’entrée ni ce qui l’entoure n’ont, ou veut" \
    " une entrée par élément d’un champ qui n’est pas une liste. Le bloc reste vide dans tous les documents du type.", \
    "trame:\n  - genre: chapitre\n    pour: section            (le champ s’appelle « sections »)", \
    "écrire le nom d’un champ de « champs », ou d’un de ceux que tout document a (titre, resume…)." }
#define EXPLAIN_B706 { \
    "La trame d’un type de document (type.yaml) est une suite de chapitres, et un chapitre ne contient pas de" \
    " chapitres. Le bloc est laissé de côté.", \
    "trame:\n  - genre: prose            (hors de tout chapitre)\n    champ: texte", \
    "mettre le bloc sous « blocs: » d’un chapitre, ou le chapitre à la suite des autres." }
#define EXPLAIN_B707 { \
    "Chaque rangée de la carte des étoiles est un nombre d’étoiles, de 1 à 64. Celle-ci n’en est pas un ; elle n’est" \
    " pas dessinée.", \
    "rangees: [2, trois, 2, 4]", \
    "écrire le nombre en chiffres." }
#define EXPLAIN_B708 { \
    "Un document en une seconde langue (fiche.ar.yaml) redonne les mots du premier (fiche.yaml) et garde ses chiffres." \
    " Ce texte-ci n’y est pas redonné : il paraît dans la langue d’origine.", \
    "fiche.yaml : titre: Fiche de projet        fiche.ar.yaml : rien sous « titre »", \
    "l’écrire dans le fichier de la seconde langue, sous la même clé et au même rang de la liste." }
#define EXPLAIN_B709 { \
    "Un gabarit HTML parcourt une liste à l’intérieur d’elle-même, ou s’appelle lui-même plusieurs fois : sa page" \
    " grandirait sans mesure. Elle s’arrête à 64 Mio, ou à cinq millions de balises.", \
    "{{#chapitres}}{{#chapitres}}{{#chapitres}} … {{/chapitres}}{{/chapitres}}{{/chapitres}}", \
    "ne parcourir chaque liste qu’une fois, et ce qu’elle contient par ses propres noms." }
#define EXPLAIN_B710 { \
    "Les listes d’un document en une seconde langue (fiche.ar.yaml) vont de pair avec celles du premier (fiche.yaml), rang" \
    " par rang. Celle-ci n’en a pas autant : ce qui est de trop ne paraît nulle part, ce qui manque paraît dans la langue" \
    " d’origine, et si c’est au milieu qu’un rang manque, tous ceux qui suivent sont décalés.", \
    "fiche.yaml : publics: [migrants, acteurs]        fiche.ar.yaml : publics: [مهاجرون]", \
    "rendre les deux listes égales : traduire chaque rang, dans le même ordre, et ajouter à l’original ce qu’il n’a pas." }
#define EXPLAIN_B801 { \
    "L’aperçu écoute sur un port de cette machine, et un autre programme tient celui-ci, souvent un autre aperçu.", \
    "bilan serve content/2019 --port 8019, deux fois", \
    "fermer l’autre programme, ou choisir un autre port par « --port »." }
#define EXPLAIN_B802 { \
    "Le système surveille un nombre borné de dossiers, et il n’en reste pas pour l’aperçu.", \
    "beaucoup d’éditeurs et d’aperçus ouverts", \
    "en fermer, ou agrandir fs.inotify.max_user_watches." }
#define EXPLAIN_B901 { \
    "La machine n’a pas pu lire un fichier : droits, disque, ou ce n’est pas un fichier.", \
    "narratif.md sans droit de lecture", \
    "voir la raison que donne le message." }
#define EXPLAIN_B902 { \
    "La machine n’a pas pu écrire. L’ancien état reste en place, entier.", \
    "un disque plein", \
    "libérer de la place, ou choisir un autre dossier par « -o »." }
#define EXPLAIN_B903 { \
    "Le dossier de sortie contient des fichiers que bilan n’a pas faits : il ne les remplacera pas.", \
    "bilan build content/2019 -o Documents", \
    "choisir un dossier vide ou nouveau par « -o »." }
#define EXPLAIN_B904 { \
    "Le PDF n’a pas pu être écrit.", \
    "mémoire insuffisante", \
    "réessayer ; si cela dure, transmettre le message et le contenu qui le cause." }
#define EXPLAIN_B905 { \
    "Avec --release, le PDF fini est relu règle par règle avant d’être publié ; l’une d’elles n’est pas tenue. Rien n’est" \
    " écrit.", \
    "bilan build content/2019 --release", \
    "« bilan verify » sur le PDF d’une construction sans --release dit quelle règle et à quel endroit." }
#define EXPLAIN_B906 { \
    "Avec --release, un texte ou un chiffre « à remplir » ne se publie pas : le rapport dirait « à remplir » à ses lecteurs.", \
    "bilan build content/2021 --release", \
    "« bilan check » dit chaque endroit qui reste à remplir (B540) ; sans --release, le rapport se construit tel quel, pour le relire." }
#define EXPLAIN_B907 { \
    "Un même code revient plus de mille fois : les mille premiers messages sont montrés, les autres seulement comptés. Les" \
    " erreurs parmi eux restent des erreurs.", \
    "un fichier de données enregistré dans un autre format, dont chaque clé est inconnue", \
    "corriger les premiers messages, souvent d’une même cause ; les suivants se montrent à la construction d’après." }

#endif
