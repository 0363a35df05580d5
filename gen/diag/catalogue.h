/* catalogue.h - every message, in one place and one voice
 *
 * One row a message: symbol, stable code, severity, text. The text says what
 * is wrong in terms of the report and then, after a comma, what is put in its
 * place. Lower case, no full stop, no blame. What differs each time (names,
 * figures) is the detail given to diag_add().
 *
 * Codes: B1xx form, B2xx figures, B3xx references, B4xx narrative, B5xx
 * coverage and sources, B6xx layout, B7xx theme and templates, B8xx preview,
 * B9xx the machine. A code is never used again for another message.
 */
#ifndef DIAG_CATALOGUE_H
#define DIAG_CATALOGUE_H

#define DIAG_CODES(X)                                                                              \
    /* form */                                                                                     \
    X(DIAG_NOT_UTF8,            B101, ERROR,   "le fichier n’est pas en UTF-8, le reste est ignoré") \
    X(DIAG_YAML_SYNTAX,         B102, ERROR,   "le fichier YAML ne se lit pas")                    \
    X(DIAG_TAB,                 B103, ERROR,   "tabulation en début de ligne")                     \
    X(DIAG_KEY_TWICE,           B104, ERROR,   "clé donnée deux fois, la première compte")         \
    X(DIAG_KEY_UNKNOWN,         B105, ERROR,   "clé inconnue, ignorée")                            \
    X(DIAG_KEY_MISSING,         B106, ERROR,   "clé obligatoire absente")                          \
    X(DIAG_WRONG_TYPE,          B107, ERROR,   "valeur d’un autre genre que celui attendu, ignorée") \
    X(DIAG_CHOICE_UNKNOWN,      B108, ERROR,   "valeur hors de la liste, la première est prise")   \
    X(DIAG_NOT_A_NUMBER,        B109, ERROR,   "ce n’est pas un nombre, valeur manquante")         \
    X(DIAG_ALIAS,               B110, ERROR,   "les renvois YAML (« & », « * ») ne sont pas admis") \
    X(DIAG_TOO_DEEP,            B111, ERROR,   "trop de niveaux imbriqués, le reste est ignoré")   \
    X(DIAG_FILE_EMPTY,          B112, ERROR,   "fichier vide")                                     \
    X(DIAG_FILE_TOO_LARGE,      B113, ERROR,   "fichier trop gros, ignoré")                        \
    X(DIAG_PATH_OUTSIDE,        B114, ERROR,   "chemin hors du dossier de l’édition, ignoré")      \
    X(DIAG_FILE_MISSING,        B115, ERROR,   "fichier introuvable")                              \
    X(DIAG_DATE_INVALID,        B116, ERROR,   "date illisible")                                   \
    X(DIAG_BOM,                 B117, WARNING, "marque d’ordre des octets en tête de fichier, ôtée") \
    X(DIAG_TAG,                 B118, ERROR,   "les étiquettes YAML (« ! ») ne sont pas admises, ignorée") \
    X(DIAG_DOCUMENTS,           B119, ERROR,   "un seul document YAML par fichier, la suite est ignorée") \
    X(DIAG_SITE_ADDRESS,        B120, ERROR,   "adresse du site mal formée, aucune adresse canonique n’est écrite") \
    X(DIAG_TYPE_UNKNOWN,        B121, ERROR,   "document d’un type que les gabarits n’ont pas, ignoré")  \
    X(DIAG_TOO_MANY,            B122, ERROR,   "liste trop longue, la suite est ignorée")           \
    X(DIAG_INVISIBLE,           B123, ERROR,   "caractère invisible, lu comme un blanc")           \
    X(DIAG_SILENCE_UNKNOWN,     B130, ERROR,   "silence d’un code qui n’existe pas, sans effet")   \
    X(DIAG_SILENCE_ERROR,       B131, ERROR,   "silence d’une erreur, sans effet")                 \
    X(DIAG_SILENCE_REASON,      B132, ERROR,   "silence sans raison, sans effet")                  \
    X(DIAG_SILENCE_IDLE,        B133, WARNING, "silence sans objet")                               \
    /* figures */                                                                                  \
    X(DIAG_TOTAL_WRONG,         B201, ERROR,   "le total annoncé ne correspond pas à la somme")    \
    X(DIAG_ROW_TOO_SHORT,       B202, ERROR,   "ligne de tableau trop courte, complétée")          \
    X(DIAG_ROW_TOO_LONG,        B203, ERROR,   "ligne de tableau trop longue, la suite est ignorée") \
    X(DIAG_CELL_OVERLAP,        B204, ERROR,   "cellules fusionnées qui se recouvrent")            \
    X(DIAG_CHART_NO_DATA,       B205, ERROR,   "graphique sans données, laissé vide")              \
    X(DIAG_CHART_NEGATIVE,      B206, ERROR,   "ce graphique ne montre pas de valeur négative, comptée 0") \
    X(DIAG_SHARES_NOT_100,      B207, ERROR,   "les parts ne font pas 100 %")                      \
    X(DIAG_TABLE_EMPTY,         B208, ERROR,   "tableau sans colonne ou sans ligne")               \
    X(DIAG_CSV_SYNTAX,          B209, ERROR,   "le fichier CSV ne se lit pas")                     \
    X(DIAG_TABLE_TOO_LARGE,     B210, ERROR,   "tableau trop grand, le reste est ignoré")          \
    X(DIAG_CELL_OUTSIDE,        B211, ERROR,   "cellule fusionnée qui sort du tableau, ramenée au bord") \
    X(DIAG_CHART_SERIES,        B212, ERROR,   "le nombre de séries ne va pas à ce graphique, dessiné en barres groupées") \
    X(DIAG_CARRY_NOTHING,       B213, WARNING, "rien à reporter d’une page à l’autre")             \
    X(DIAG_CHART_PARTS,         B214, WARNING, "trop de parts pour un anneau, dessiné en barres")   \
    X(DIAG_NUMBER_HELD,         B220, WARNING, "nombre tapé à la main, que les données ont aussi") \
    X(DIAG_NUMBER_DERIVED,      B221, WARNING, "nombre tapé à la main, qui se calcule des données")\
    X(DIAG_NUMBER_DENIED,       B222, WARNING, "nombre tapé à la main, autre que dans les données")\
    X(DIAG_SHARE_WRONG,         B223, WARNING, "part que les chiffres ne donnent pas")             \
    X(DIAG_CHANGE_WRONG,        B224, WARNING, "évolution que les chiffres ne donnent pas")        \
    X(DIAG_VALUES_DIFFER,       B225, WARNING, "même indicateur, deux valeurs")                    \
    X(DIAG_LENDER_UNREAD,       B230, ERROR,   "édition à comparer illisible, rien n’en est montré")  \
    X(DIAG_LENT_UNKNOWN,        B231, ERROR,   "chiffre que l’édition comparée n’a pas, montré sans lui") \
    X(DIAG_COMPARE_NOTHING,     B232, WARNING, "rien à comparer")                                  \
    X(DIAG_WORKBOOK,            B240, ERROR,   "le classeur ne se lit pas")                        \
    X(DIAG_SHEET_CELL,          B241, WARNING, "cellule du classeur sans valeur, « n.d. » à la place") \
    /* references */                                                                               \
    X(DIAG_REF_UNKNOWN,         B301, ERROR,   "renvoi à ce qui n’existe pas")                     \
    X(DIAG_VALUE_UNKNOWN,       B302, ERROR,   "chiffre introuvable dans les données")             \
    X(DIAG_FORMAT_UNKNOWN,      B303, ERROR,   "format de nombre inconnu, ignoré")                 \
    X(DIAG_ID_TWICE,            B304, ERROR,   "identifiant donné deux fois, le premier compte")   \
    X(DIAG_NOT_PLACED,          B305, WARNING, "que le texte n’appelle nulle part, placé à la fin") \
    X(DIAG_PLACED_TWICE,        B306, ERROR,   "appelé deux fois, la première place compte")       \
    X(DIAG_LINK_REFUSED,        B307, ERROR,   "adresse de lien refusée, le texte seul est gardé") \
    X(DIAG_DIAGRAM_SELF,        B308, ERROR,   "boîte liée à elle-même, lien ignoré")              \
    X(DIAG_ADDRESS_LOST,        B309, WARNING, "adresse que la dernière construction avait, et qui n’est plus") \
    X(DIAG_REF_TYPED,           B320, WARNING, "numéro de tableau ou de figure tapé à la main")    \
    X(DIAG_NAMED_UNKNOWN,       B321, WARNING, "programme ou OSP que le rapport n’a pas")          \
    X(DIAG_NAME_SHARED,         B322, WARNING, "identifiant que deux programmes donnent")          \
    /* narrative */                                                                                \
    X(DIAG_NOTE_UNCLOSED,       B401, ERROR,   "note ouverte et jamais fermée, lue comme du texte") \
    X(DIAG_FIGURE_UNCLOSED,     B402, ERROR,   "« {{ » sans « }} », lu comme du texte")            \
    X(DIAG_RAW_HTML,            B403, ERROR,   "le HTML n’est pas admis, montré comme du texte")   \
    X(DIAG_HEADING_JUMP,        B404, ERROR,   "niveau de titre sauté")                            \
    X(DIAG_HEADING_EMPTY,       B405, ERROR,   "titre vide, ignoré")                               \
    X(DIAG_ALT_MISSING,         B406, ERROR,   "image sans texte de remplacement")                 \
    X(DIAG_ACTION_SYNTAX,       B407, ERROR,   "renvoi aux actions illisible en fin de titre")     \
    X(DIAG_LIST_TOO_DEEP,       B408, WARNING, "liste à plus de trois niveaux")                    \
    X(DIAG_IMAGE_UNREADABLE,    B409, ERROR,   "image illisible, remplacée par son texte")         \
    X(DIAG_SECTION_UNKNOWN,     B410, ERROR,   "section que le gabarit ne prévoit pas")            \
    X(DIAG_NOTE_NESTED,         B411, ERROR,   "note dans une note, mise entre parenthèses")       \
    X(DIAG_FIGURE_MISPLACED,    B412, WARNING, "tableau ou image au milieu d’un texte, placé après lui") \
    X(DIAG_FIGURE_IN_CELL,      B413, ERROR,   "tableau ou image dans une cellule ou une légende, ignoré") \
    X(DIAG_RULE_IGNORED,        B414, WARNING, "filet (« --- ») que le gabarit ne prévoit pas, ignoré") \
    X(DIAG_HEADING_NESTED,      B415, ERROR,   "titre dans une liste ou une citation, lu comme du texte") \
    X(DIAG_LINK_SYNTAX,         B416, ERROR,   "lien ou renvoi mal formé, lu comme du texte")      \
    X(DIAG_ANSWER_MISSING,      B417, WARNING, "question sans réponse")                           \
    X(DIAG_QUESTION_MISSING,    B418, WARNING, "texte avant la première question, placé au-dessus du tableau") \
    X(DIAG_WORD_TWICE,          B420, WARNING, "mot répété")                                       \
    X(DIAG_ORDINAL,             B421, WARNING, "ordinal ou date mal écrit")                        \
    X(DIAG_TYPOGRAPHY,          B422, WARNING, "signe que la typographie française écrit autrement, corrigé à l’impression")\
    X(DIAG_NOTE_FOREIGN,        B423, ERROR,   "note écrite comme ailleurs, lue comme du texte")   \
    X(DIAG_LINK_EMPTY,          B424, WARNING, "lien dont le texte ne dit pas où il mène")         \
    X(DIAG_TEXT_TOO_LONG,       B425, ERROR,   "texte trop long, la suite est ignorée")            \
    X(DIAG_TITLE_EMPTY,         B426, ERROR,   "titre de chapitre vide, « Sans titre » mis à sa place") \
    /* coverage and sources */                                                                     \
    X(DIAG_ACTION_UNKNOWN,      B501, ERROR,   "action que le programme n’a pas")                  \
    X(DIAG_ACTION_UNREPORTED,   B502, WARNING, "action dont aucune section ne rend compte")        \
    X(DIAG_SOURCE_MISSING,      B503, WARNING, "sans source")                                      \
    X(DIAG_REMARK,              B504, WARNING, "contradiction de la source")                       \
    X(DIAG_SIGLE_UNKNOWN,       B505, WARNING, "sigle que rien n’explicite")                       \
    X(DIAG_NARRATIVE_EMPTY,     B506, WARNING, "programme sans texte")                             \
    X(DIAG_PROGRAMME_UNKNOWN,   B507, ERROR,   "programme que le rapport n’annonce pas")           \
    X(DIAG_NUMBER_SKIPPED,      B508, WARNING, "numérotation qui saute")                           \
    X(DIAG_SIGLE_TWICE,         B520, WARNING, "sigle développé autrement que dans la liste")      \
    X(DIAG_PERIOD_MISSING,      B521, WARNING, "sans période")                                     \
    X(DIAG_OBJECTIVE_UNREPORTED,B522, WARNING, "objectifs dont aucune section ne rend compte")     \
    X(DIAG_PROGRAMME_ABSENT,    B523, WARNING, "programme annoncé, sans dossier")                  \
    X(DIAG_NAMES_WRONG,         B524, WARNING, "le nombre annoncé n’est pas celui des noms")        \
    X(DIAG_TO_FILL,             B540, WARNING, "reste à remplir")                                  \
    /* layout */                                                                                   \
    X(DIAG_LINE_OVERFULL,       B601, WARNING, "pas de bonne coupure, la ligne dépasse")           \
    X(DIAG_PAGES_UNSTABLE,      B602, WARNING, "numéros de pages instables, ceux du dernier tour restent") \
    X(DIAG_GLYPH_MISSING,       B603, WARNING, "caractère absent des polices")                     \
    X(DIAG_BLOCK_TOO_TALL,      B604, WARNING, "plus haut qu’une page, dépasse")                   \
    X(DIAG_TABLE_TOO_WIDE,      B605, WARNING, "tableau trop large pour la page, réduit au-dessous du lisible") \
    X(DIAG_WORD_TOO_LONG,       B606, WARNING, "mot plus long que la ligne, coupé où elle finit")  \
    /* theme and templates */                                                                      \
    X(DIAG_TEMPLATE_SYNTAX,     B701, ERROR,   "le gabarit HTML ne se lit pas")                    \
    X(DIAG_TEMPLATE_MISSING,    B702, ERROR,   "gabarit introuvable")                              \
    X(DIAG_THEME_VALUE,         B703, ERROR,   "valeur du thème illisible, celle de base est prise") \
    X(DIAG_FIELD_UNKNOWN,       B705, ERROR,   "champ que le type de document n’a pas, laissé vide")\
    X(DIAG_TRAME_PLACE,         B706, ERROR,   "bloc de la trame mal placé, ignoré")               \
    X(DIAG_MAP_ROW,             B707, ERROR,   "rangée de la carte illisible, laissée")            \
    X(DIAG_NOT_TRANSLATED,      B708, WARNING, "texte que la traduction ne donne pas, l’original est montré") \
    X(DIAG_TEMPLATE_TOO_LONG,   B709, ERROR,   "page que le gabarit fait trop longue, la suite est laissée") \
    X(DIAG_TWIN_LENGTH,         B710, WARNING, "liste de la traduction plus longue ou plus courte, les rangs communs sont pris") \
    X(DIAG_FONT_UNREADABLE,     B704, ERROR,   "police illisible")                                 \
    /* preview */                                                                                  \
    X(DIAG_PORT_TAKEN,          B801, FAULT,   "l’aperçu ne peut pas écouter sur ce port")        \
    X(DIAG_WATCH_FAILED,        B802, FAULT,   "les fichiers ne peuvent pas être surveillés")      \
    /* the machine */                                                                              \
    X(DIAG_READ_FAILED,         B901, FAULT,   "lecture impossible")                               \
    X(DIAG_WRITE_FAILED,        B902, FAULT,   "écriture impossible, l’ancien état reste en place") \
    X(DIAG_FOLDER_FOREIGN,      B903, FAULT,   "le dossier de sortie contient ce que bilan n’a pas fait") \
    X(DIAG_PDF_FAILED,          B904, FAULT,   "le PDF n’a pas pu être écrit")                    \
    X(DIAG_PDF_FAULTY,          B905, ERROR,   "le PDF ne passe pas la vérification, rien n’est publié") \
    X(DIAG_UNFINISHED,          B906, ERROR,   "le rapport n’est pas fini, rien n’est publié") \
    X(DIAG_MORE,                B907, WARNING, "trop de messages d’un même code, la suite est seulement comptée")

#endif
