/* rules_impl.h - the rules: one row and one function each
 *
 * A new rule is a row here, its function in the rules_*.c of its family, and
 * a file that breaks it in tests/verify.py, which fails without one.
 * Codes: V1xx file, V2xx metadata, V3xx fonts, V4xx content, V5xx structure,
 * V6xx pages and navigation, V7xx attachments.
 */
#ifndef VERIFY_RULES_IMPL_H
#define VERIFY_RULES_IMPL_H

#include "verify/verify.h"
#include "verify/view.h"

typedef struct {
    View    *view;
    Arena   *arena;                      /* for findings */
    Verdict *verdict;
    size_t   rule;                       /* the one that runs */
} Check;

/* Where a fault is. All by default: of the file. */
typedef struct { int32_t page, node; Str text; } Where;    /* index from 0, node of the structure; -1 none */
#define NOWHERE        ((Where){ -1, -1, { 0 } })
#define AT_PAGE(index) ((Where){ (int32_t)(index), -1, { 0 } })
#define AT_NODE(index) ((Where){ -1, (int32_t)(index), { 0 } })

/* Records a case of the rule that runs. `detail` may be "". */
void fault(Check *check, Where where, const char *detail, ...) __attribute__((format(printf, 3, 4)));

/* Records the events of one kind. */
void fault_events(Check *check, EventKind kind);

/* Calls `visit` with each object of the file and all that lies in it; `number` is that of the object around. */
typedef void ObjectVisit(Check *check, const Object *object, uint32_t number);
void visit_objects(Check *check, ObjectVisit *visit);

/* Calls `each` with every annotation of the pages but pop-ups. `holder`: the element that has it; -1 none. */
typedef void AnnotationVisit(Check *check, size_t page, const Object *annotation, int32_t holder, uint32_t number);
void for_annotations(Check *check, AnnotationVisit *each);

#define RULES(X)                                                                                              \
    X(V101, rule_header,         "PDF/A-3 6.1.2",            "l’en-tête n’est pas celui d’un PDF 1.4 à 1.7")   \
    X(V102, rule_binary_mark,    "PDF/A-3 6.1.2",            "pas de commentaire binaire après l’en-tête")    \
    X(V103, rule_start,          "PDF/A-3 6.1.4, ISO 32000-1 7.5.5", "« startxref » ne mène pas à la table des objets") \
    X(V104, rule_xref,           "PDF/A-3 6.1.4, ISO 32000-1 7.5.4", "table des objets mal formée")           \
    X(V105, rule_entries,        "PDF/A-3 6.1.4, ISO 32000-1 7.5.4", "entrée de la table qui ne mène pas à son objet") \
    X(V106, rule_tail,           "PDF/A-3 6.1.3",            "quelque chose suit « %%EOF », ou il manque")    \
    X(V107, rule_identifier,     "PDF/A-3 6.1.3",            "« ID » n’est pas fait de deux chaînes égales")  \
    X(V108, rule_encryption,     "PDF/A-3 6.1.3, UA-1 7.16", "fichier chiffré")                               \
    X(V109, rule_objects,        "PDF/A-3 6.1.9",            "objet illisible")                               \
    X(V110, rule_lengths,        "PDF/A-3 6.1.7.1",          "longueur de flux fausse")                       \
    X(V111, rule_streams,        "ISO 32000-1 7.4.4",        "flux qui ne se décompresse pas")                \
    X(V112, rule_filters,        "PDF/A-3 6.1.7.2",          "filtre de flux interdit")                       \
    X(V113, rule_external,       "PDF/A-3 6.1.7.1",          "flux qui renvoie à un fichier extérieur")       \
    X(V114, rule_hex,            "PDF/A-3 6.1.6",            "chaîne hexadécimale mal formée")                \
    X(V115, rule_dangling,       "ISO 32000-1 7.3.10",       "référence à un objet qui n’existe pas")         \
    X(V116, rule_strings,        "PDF/A-3 6.1.13",           "chaîne de plus de 32 767 octets")               \
    X(V117, rule_names,          "PDF/A-3 6.1.13",           "nom de plus de 127 octets")                     \
    X(V118, rule_numbers,        "PDF/A-3 6.1.13",           "nombre hors des bornes")                        \
    X(V119, rule_arrays,         "ISO 32000-1 annexe C",     "tableau de plus de 32 767 éléments")            \
    X(V120, rule_actions,        "PDF/A-3 6.5.1",            "action interdite")                              \
    X(V121, rule_triggers,       "PDF/A-3 6.5.2",            "action déclenchée à l’insu du lecteur")         \
    X(V122, rule_catalogue,      "PDF/A-3 6.1.12, 6.4, 6.9", "élément interdit dans le catalogue")            \
    X(V123, rule_limits,         "sûreté de la lecture",     "le fichier dépasse ce qui se vérifie")          \
    X(V201, rule_xmp,            "PDF/A-3 6.6.2.1, Matterhorn 06-001", "pas de métadonnées XMP")              \
    X(V202, rule_xmp_stream,     "PDF/A-3 6.6.2.1",          "flux XMP compressé ou mal annoncé")             \
    X(V203, rule_xmp_form,       "PDF/A-3 6.6.2.1",          "XMP qui ne se lit pas")                         \
    X(V204, rule_xmp_packet,     "PDF/A-3 6.6.2.1",          "en-tête de paquet XMP avec « bytes » ou « encoding »") \
    X(V205, rule_pdfa_part,      "PDF/A-3 6.6.4",            "« pdfaid:part » n’est pas 3")                   \
    X(V206, rule_pdfa_level,     "PDF/A-3 6.6.4",            "« pdfaid:conformance » n’est pas A")            \
    X(V207, rule_pdfua_part,     "UA-1 5, Matterhorn 06-002", "« pdfuaid:part » n’est pas 1")                 \
    X(V208, rule_extension,      "PDF/A-3 6.6.2.3.3",        "le schéma de « pdfuaid:part » n’est pas déclaré") \
    X(V209, rule_title,          "UA-1 7.1, Matterhorn 06-003", "pas de titre (« dc:title »)")                \
    X(V210, rule_info_title,     "PDF/A-3 6.6.3",            "le titre n’est pas le même dans Info et dans XMP") \
    X(V211, rule_info_author,    "PDF/A-3 6.6.3",            "l’auteur n’est pas le même dans Info et dans XMP") \
    X(V212, rule_info_subject,   "PDF/A-3 6.6.3",            "le sujet n’est pas le même dans Info et dans XMP") \
    X(V213, rule_info_producer,  "PDF/A-3 6.6.3",            "le logiciel n’est pas le même dans Info et dans XMP") \
    X(V214, rule_info_created,   "PDF/A-3 6.6.3",            "la date de création n’est pas la même dans Info et dans XMP") \
    X(V215, rule_info_modified,  "PDF/A-3 6.6.3",            "la date de modification n’est pas la même dans Info et dans XMP") \
    X(V216, rule_info_others,    "PDF/A-3 6.6.3",            "entrée d’Info qui manque à XMP")                \
    X(V217, rule_xmp_language,   "ISO 32000-1 14.3.2",       "« dc:language » n’est pas la langue du catalogue") \
    X(V218, rule_display_title,  "UA-1 7.1, Matterhorn 07-001", "le titre ne s’affiche pas (« DisplayDocTitle »)") \
    X(V219, rule_marked,         "UA-1 6.2, PDF/A-3 6.7.2.2", "le fichier ne se dit pas balisé (« MarkInfo »)") \
    X(V220, rule_suspects,       "UA-1 7.1, Matterhorn 02-002", "balisage déclaré douteux (« Suspects »)")    \
    X(V221, rule_language,       "UA-1 7.2, Matterhorn 11-006", "le catalogue ne donne pas de langue")        \
    X(V222, rule_language_tags,  "PDF/A-3 6.7.4, BCP 47",    "code de langue mal formé")                      \
    X(V223, rule_intent,         "PDF/A-3 6.2.3",            "pas d’intention de rendu GTS_PDFA1 avec un profil") \
    X(V224, rule_profile,        "PDF/A-3 6.2.3",            "profil de couleurs mal formé")                  \
    X(V301, rule_embedded,       "UA-1 7.21.4.1, Matterhorn 31-009", "police qui n’est pas incorporée")       \
    X(V302, rule_subset_names,   "ISO 32000-1 9.6.4",        "noms de police qui diffèrent entre les dictionnaires") \
    X(V303, rule_subset_prefix,  "ISO 32000-1 9.6.4",        "nom de police sans préfixe de sous-ensemble")   \
    X(V304, rule_encoding,       "UA-1 7.21.3.3, Matterhorn 31-006", "codage de police composite autre qu’Identity-H") \
    X(V305, rule_system_info,    "UA-1 7.21.3.1, Matterhorn 31-001", "« CIDSystemInfo » absent ou autre qu’Adobe-Identity") \
    X(V306, rule_glyph_map,      "UA-1 7.21.3.2, Matterhorn 31-005", "« CIDToGIDMap » absent")                \
    X(V307, rule_program,        "PDF/A-3 6.2.11.4.1",       "programme de police qui ne se lit pas")         \
    X(V308, rule_program_length, "ISO 32000-1 9.9",          "« Length1 » n’est pas la longueur du programme") \
    X(V309, rule_glyphs,         "UA-1 7.21.4.1, Matterhorn 31-010", "glyphe montré qui manque au programme") \
    X(V310, rule_width_list,     "ISO 32000-1 9.7.4.3",      "liste des chasses (« W ») mal formée")          \
    X(V311, rule_widths,         "UA-1 7.21.5, Matterhorn 30-001", "chasse autre que celle du programme")     \
    X(V312, rule_descriptor,     "ISO 32000-1 9.8.1",        "descripteur de police incomplet")               \
    X(V313, rule_font_flags,     "ISO 32000-1 9.8.2",        "police ni symbolique ni latine, ou les deux")   \
    X(V314, rule_cid_set,        "PDF/A-3 6.2.11.4.2",       "« CIDSet » auquel manquent des glyphes")        \
    X(V315, rule_unicode,        "UA-1 7.21.7, Matterhorn 10-001", "police sans « ToUnicode » lisible")       \
    X(V316, rule_code_unicode,   "UA-1 7.21.7, Matterhorn 10-001", "code montré sans correspondant Unicode")  \
    X(V317, rule_targets,        "UA-1 7.21.7, Matterhorn 31-028", "correspondant Unicode interdit")          \
    X(V318, rule_forms,          "ISO 32000-1 9.10",         "correspondant Unicode qui est une forme de présentation") \
    X(V319, rule_glyph_zero,     "UA-1 7.21.8, Matterhorn 31-030", "glyphe 0 (« .notdef ») montré")           \
    X(V401, rule_untagged,       "UA-1 7.1, Matterhorn 01-005", "contenu ni balisé ni déclaré artéfact")      \
    X(V402, rule_artifact_inside, "UA-1 7.1, Matterhorn 01-003", "artéfact dans un contenu balisé")           \
    X(V403, rule_tagged_inside,  "UA-1 7.1, Matterhorn 01-004", "contenu balisé dans un artéfact")            \
    X(V404, rule_marks_balanced, "ISO 32000-1 14.6.1",       "séquence de contenu marqué mal fermée")         \
    X(V405, rule_properties,     "ISO 32000-1 14.6.2",       "« BDC » sans propriétés lisibles")              \
    X(V406, rule_artifact_types, "ISO 32000-1 14.8.2.2.2",   "artéfact sans type, ou d’un type inconnu")      \
    X(V407, rule_mcid_twice,     "ISO 32000-1 14.7.4.2",     "numéro de contenu donné deux fois sur une page") \
    X(V408, rule_mcid_orphan,    "UA-1 7.1",                 "contenu balisé qui n’est dans aucun élément")   \
    X(V409, rule_mcid_missing,   "ISO 32000-1 14.7.4.2",     "élément qui possède un contenu inexistant")     \
    X(V410, rule_mcid_shared,    "ISO 32000-1 14.7.4.2",     "contenu que deux éléments possèdent")           \
    X(V411, rule_reading_order,  "ISO 32000-1 14.8.2.3",     "contenu peint dans un autre ordre que celui de la structure") \
    X(V412, rule_state_deep,     "PDF/A-3 6.1.13",           "plus de 28 états graphiques imbriqués")         \
    X(V413, rule_state_balanced, "ISO 32000-1 8.4.2",        "« q » et « Q » qui ne vont pas par paires")     \
    X(V414, rule_operators,      "PDF/A-3 6.2.2",            "opérateur inconnu, ou mal employé")             \
    X(V415, rule_content_syntax, "ISO 32000-1 7.8.2",        "contenu de page qui ne se lit pas")             \
    X(V416, rule_resources,      "PDF/A-3 6.2.2",            "ressource qui manque à la page")                \
    X(V417, rule_cmyk,           "PDF/A-3 6.2.4.3",          "couleurs CMJN sans profil CMJN")                \
    X(V418, rule_intents,        "PDF/A-3 6.2.6",            "intention de rendu inconnue")                   \
    X(V419, rule_images,         "PDF/A-3 6.2.8",            "image avec interpolation, variantes ou OPI")    \
    X(V420, rule_postscript,     "PDF/A-3 6.2.9",            "objet PostScript, ou forme qui renvoie ailleurs") \
    X(V421, rule_states,         "PDF/A-3 6.2.5, 6.2.10",    "état graphique interdit")                       \
    X(V501, rule_tree,           "UA-1 7.1, Matterhorn 01-005", "pas d’arbre de structure")                   \
    X(V502, rule_document,       "ISO 32000-1 14.8.4.2",     "la racine n’est pas un seul « Document »")      \
    X(V503, rule_parents,        "ISO 32000-1 14.7.2",       "« P » ne mène pas à l’élément d’au-dessus")     \
    X(V504, rule_tree_sound,     "ISO 32000-1 14.7.2",       "élément répété, trop profond ou mal formé")     \
    X(V505, rule_roles,          "UA-1 7.1, Matterhorn 02-001", "type d’élément ni standard ni rapporté à un type standard") \
    X(V506, rule_role_map,       "UA-1 7.1, Matterhorn 02-003, 02-004", "table des rôles qui tourne en rond ou détourne un type standard") \
    X(V507, rule_parent_tree,    "ISO 32000-1 14.7.4.4",     "arbre des parents : clés mal rangées")          \
    X(V508, rule_page_parents,   "ISO 32000-1 14.7.4.4",     "arbre des parents : un contenu mène à un autre élément que le sien") \
    X(V509, rule_next_key,       "ISO 32000-1 14.7.2",       "« ParentTreeNextKey » ne suit pas la dernière clé") \
    X(V510, rule_first_heading,  "UA-1 7.4.2, Matterhorn 14-002", "le premier titre n’est pas un H1")         \
    X(V511, rule_heading_levels, "UA-1 7.4.2, Matterhorn 14-003", "niveau de titre sauté")                    \
    X(V512, rule_heading_kinds,  "UA-1 7.4.4, Matterhorn 14-007", "« H » et « H1 » à « H6 » mêlés")           \
    X(V513, rule_heading_text,   "UA-1 7.4",                 "titre vide")                                    \
    X(V514, rule_list_kids,      "UA-1 7.6, ISO 32000-1 14.8.4.3.3", "liste qui contient autre chose que des articles") \
    X(V515, rule_item_kids,      "UA-1 7.6, ISO 32000-1 14.8.4.3.3", "article de liste mal formé")            \
    X(V516, rule_item_body,      "UA-1 7.6",                 "article de liste sans « LBody »")               \
    X(V517, rule_item_place,     "UA-1 7.6",                 "« LI », « Lbl » ou « LBody » hors de sa place") \
    X(V518, rule_numbering,      "UA-1 7.6, Matterhorn 16-001", "liste numérotée sans « ListNumbering »")     \
    X(V519, rule_table_kids,     "UA-1 7.5, Matterhorn 15-003", "tableau qui contient autre chose que des rangées") \
    X(V520, rule_row_kids,       "UA-1 7.5",                 "rangée ou groupe de rangées mal formé")         \
    X(V521, rule_table_parts,    "UA-1 7.5",                 "« TR », « TH », « TD » ou groupe de rangées hors de sa place") \
    X(V522, rule_caption,        "ISO 32000-1 14.8.4.3.4",   "légende qui n’est ni la première ni la dernière") \
    X(V523, rule_regular,        "UA-1 7.5, Matterhorn 15-002", "tableau irrégulier")                         \
    X(V524, rule_scope,          "UA-1 7.5, Matterhorn 15-003", "en-tête de tableau sans « Scope » et que rien ne nomme") \
    X(V525, rule_headers,        "UA-1 7.5, Matterhorn 15-005", "« Headers » nomme un en-tête que le tableau n’a pas") \
    X(V526, rule_nesting,        "ISO 32000-1 14.8.4.2",     "bloc (tableau, liste, paragraphe, titre) dans un texte") \
    X(V527, rule_figure_alt,     "UA-1 7.3, Matterhorn 13-004", "figure ou formule sans texte de remplacement") \
    X(V528, rule_figure_box,     "UA-1 7.3",                 "figure sans encadrement (« BBox »)")            \
    X(V529, rule_alt_text,       "UA-1 7.3",                 "texte de remplacement qui n’en est pas un")     \
    X(V530, rule_note_id,        "UA-1 7.9, Matterhorn 19-003", "note sans identifiant")                      \
    X(V531, rule_ids_unique,     "UA-1 7.9, Matterhorn 19-004", "identifiant donné deux fois")                \
    X(V532, rule_id_tree,        "ISO 32000-1 14.7.2",       "arbre des identifiants (« IDTree ») inexact")   \
    X(V533, rule_note_call,      "UA-1 7.9",                 "note que rien n’appelle avant elle")            \
    X(V534, rule_link_object,    "UA-1 7.18.5, Matterhorn 28-011", "« Link » sans annotation (« OBJR »)")     \
    X(V535, rule_link_text,      "UA-1 7.18.5",              "« Link » sans contenu")                         \
    X(V536, rule_annotations,    "UA-1 7.18.5, Matterhorn 28-011", "annotation hors de la structure")         \
    X(V537, rule_annotation_parents, "UA-1 7.18.1, ISO 32000-1 14.7.4.4", "« StructParent » ne mène pas à l’élément de l’annotation") \
    X(V538, rule_toc,            "ISO 32000-1 14.8.4.3.2",   "sommaire qui contient autre chose que ses entrées") \
    X(V539, rule_toc_targets,    "UA-1 7.4.1",               "entrée de sommaire qui ne mène nulle part")     \
    X(V540, rule_script,         "UA-1 7.2, Matterhorn 11-001", "langue qui ne va pas avec l’écriture")       \
    X(V541, rule_actual_text,    "UA-1 7.3",                 "« ActualText » vide ou illisible")              \
    X(V542, rule_expansion,      "ISO 32000-1 14.9.5",       "développement de sigle (« E ») vide ou pareil au sigle") \
    X(V543, rule_empty,          "UA-1 7.1",                 "élément de texte vide")                         \
    X(V601, rule_outline,        "ISO 32000-1 12.3.3",       "pas de signets alors qu’il y a des titres")     \
    X(V602, rule_outline_links,  "ISO 32000-1 12.3.3",       "signets mal enchaînés")                         \
    X(V603, rule_outline_counts, "ISO 32000-1 12.3.3",       "nombre de signets ouverts inexact")             \
    X(V604, rule_outline_titles, "ISO 32000-1 12.3.3",       "signet sans titre")                             \
    X(V605, rule_outline_targets, "ISO 32000-1 12.3.2",      "signet qui ne mène à aucune page")              \
    X(V606, rule_outline_order,  "UA-1 7.17",                "signets dans un autre ordre que les pages")     \
    X(V607, rule_labels,         "ISO 32000-1 12.4.2",       "folios (« PageLabels ») absents ou qui ne partent pas de la première page") \
    X(V608, rule_labels_unique,  "ISO 32000-1 12.4.2",       "folio donné à deux pages")                      \
    X(V609, rule_link_targets,   "ISO 32000-1 12.3.2",       "lien qui ne mène nulle part")                   \
    X(V610, rule_addresses,      "ISO 32000-1 12.6.4.7, RFC 3986", "adresse de lien mal formée")              \
    X(V611, rule_annotation_text, "UA-1 7.18.1, Matterhorn 28-012", "annotation sans description (« Contents »)") \
    X(V612, rule_annotation_flags, "PDF/A-3 6.3.2",          "annotation qui ne s’imprime pas, ou cachée")    \
    X(V613, rule_annotation_kinds, "PDF/A-3 6.3.1, Matterhorn 28-016", "genre d’annotation interdit")         \
    X(V614, rule_annotation_place, "ISO 32000-1 12.5.2",     "annotation hors de la page")                    \
    X(V615, rule_tab_order,      "UA-1 7.18.3, Matterhorn 28-009", "l’ordre de tabulation n’est pas celui de la structure") \
    X(V616, rule_media_box,      "PDF/A-3 6.1.13, ISO 32000-1 14.11.2", "format de page absent ou hors des bornes") \
    X(V617, rule_inner_boxes,    "ISO 32000-1 14.11.2",      "cadre de coupe ou de fond perdu hors de la page") \
    X(V618, rule_page_tree,      "ISO 32000-1 7.7.3",        "arbre des pages inexact")                       \
    X(V701, rule_file_names,     "PDF/A-3 6.8",              "fichier joint sans « F » et « UF » pareils")    \
    X(V702, rule_file_relation,  "PDF/A-3 6.8",              "fichier joint sans « AFRelationship » connue")  \
    X(V703, rule_file_listed,    "PDF/A-3 6.8",              "fichier joint absent de « AF » ou de « Names »") \
    X(V704, rule_file_tree,      "ISO 32000-1 7.9.6",        "noms des fichiers joints mal rangés")           \
    X(V705, rule_file_type,      "PDF/A-3 6.8",              "fichier joint sans type MIME")                  \
    X(V706, rule_file_size,      "ISO 32000-1 7.11.4.1",     "taille du fichier joint inexacte")              \
    X(V707, rule_file_date,      "PDF/A-3 6.8",              "fichier joint sans date")                       \
    X(V708, rule_file_about,     "UA-1 7.11, Matterhorn 21-001", "fichier joint sans description")            \
    X(V709, rule_file_bytes,     "PDF/A-3 6.8",              "fichier joint qui ne se lit pas")               \
    X(V710, rule_file_paths,     "ISO 32000-1 7.11.2",       "nom de fichier joint avec un chemin")           \
    X(V711, rule_provenance,     "table de provenance",      "la table de provenance ne va pas avec la structure")

#define RULE_FUNCTION(code, function, clause, title) void function(Check *check);
RULES(RULE_FUNCTION)
#undef RULE_FUNCTION

#endif
