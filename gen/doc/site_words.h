/* site_words.h - what the pages of a site say besides the document: its menus, buttons, captions and messages
 *
 * A theme gives each under `mots`, by the name that templates, scripts and the stylesheet call it by: {{mots.accueil}}.
 * A word in which something is put has a name in braces there, "Lien vers « {titre} »"; its pieces are then
 * {{mots.lien-vers.1}}, before it, and {{mots.lien-vers.2}}. What is put keeps its order in all languages.
 */
#ifndef DOC_SITE_WORDS_H
#define DOC_SITE_WORDS_H

#define SITE_WORDS(X)                                                                                              \
    /* every page */                                                                                               \
    X(language, "langue") X(skip, "evitement") X(documents, "documents") X(home, "accueil") X(data, "donnees")     \
    X(editions, "editions") X(all_editions, "toutes-les-editions") X(appearance, "theme") X(light, "clair")        \
    X(dark, "sombre") X(to_light, "passer-au-clair") X(to_dark, "passer-au-sombre")                                \
    X(document_pdf, "document-en-pdf") X(report_pdf, "rapport-en-pdf") X(kilobytes, "kilo-octets")                 \
    X(megabytes, "mega-octets") X(edition_of_day, "edition-du") X(edition_of, "edition-de") X(comma, "virgule")    \
    X(colon, "deux-points") X(semicolon, "point-virgule")                                                          \
    /* chapters */                                                                                                 \
    X(crumbs, "fil") X(in_programme, "dans-ce-programme") X(in_chapter, "dans-ce-chapitre")                        \
    X(in_page, "dans-cette-page") X(of_committee, "programmes-du-comite") X(neighbours, "chapitres-voisins")       \
    X(previous, "precedent") X(next, "suivant") X(exhibits, "tableaux-et-figures")                                 \
    X(programme_title, "programme-titre") X(link_to, "lien-vers") X(notes, "notes") X(note, "note")                \
    X(table_note, "note-du-tableau") X(back, "retour") X(back_to_note, "retour-a-la-note")                         \
    X(data_file, "fichier-de-donnees") X(chart_data, "donnees-du-graphique") X(data_of, "donnees-de")              \
    X(diagram_text, "description-du-schema") X(share, "part") X(value, "valeur") X(source_of, "source-de")         \
    X(and_source, "et-source") X(and_editions, "et-autres-editions") X(sort_by, "trier-par")                       \
    X(rising, "ordre-croissant") X(falling, "ordre-decroissant") X(unsorted, "ordre-du-rapport")                   \
    X(sorted, "tableau-trie")                                                                                      \
    /* the first page */                                                                                           \
    X(read, "lire") X(read_report, "lire-le-rapport") X(programmes, "programmes")                                  \
    X(key_figures, "chiffres-cles")                                                                                \
    /* the data and the sigles */                                                                                  \
    X(about_data, "description-donnees") X(about_sigles, "description-sigles") X(data_named, "donnees-nommees")    \
    X(data_intro, "donnees-chapeau") X(the_document, "le-document") X(the_report, "le-rapport")                    \
    X(a_workbook, "un-classeur") X(a_json_file, "un-fichier-json") X(figures, "chiffres") X(tables, "tableaux")    \
    X(drawings, "figures") X(all_figures, "tous-les-chiffres") X(all_data, "toutes-les-donnees")                   \
    X(year, "annee") X(every_programme, "tous") X(every_year, "toutes")                                            \
    X(figures_of_document, "chiffres-du-document") X(figures_of_report, "chiffres-du-rapport")                     \
    X(rows_of_programme, "lignes-du-programme") X(figure, "chiffre") X(period, "periode") X(unit, "unite")         \
    X(in_text, "dans-le-texte") X(in_report, "dans-le-rapport") X(remark, "remarque")                              \
    X(other_editions, "autres-editions") X(csv_file, "fichier-csv") X(workbook, "classeur-xlsx")                   \
    X(one_row, "une-ligne") X(rows, "lignes")                                                                      \
    /* the search */                                                                                               \
    X(search, "recherche") X(search_field, "rechercher") X(search_document, "rechercher-dans-le-document")         \
    X(search_report, "rechercher-dans-le-rapport") X(about_search, "description-recherche")                        \
    X(without_script, "sans-script") X(to_contents, "lien-sommaire") X(keys, "raccourcis")                         \
    X(key_is_on, "touche-active") X(note_numbered, "note-numerotee") X(passages, "passages")                       \
    X(one_passage, "un-passage") X(some_passages, "nombre-de-passages") X(too_common, "mots-trop-courants")        \
    X(no_passage, "aucun-passage") X(partial, "passages-partiels") X(all_results, "tous-les-resultats")            \
    X(first_shown, "premiers-montres")

#endif
