/* programme_schema.c - the keys of programme.yaml
 *
 * The words after each key are what editors see when their editor completes
 * it: plain French, one line.
 */
#include "model/model_impl.h"

#define AT(Type, member) offsetof(Type, member)

const char *const volet_names[] = { "sectoriel", "transverse", NULL };
_Static_assert(sizeof volet_names / sizeof *volet_names == VOLET_COUNT + 1, "every volet needs a name");

/* --- plain texts by name --- */

static const Field objective_fields[] = {
    { .key = "", .kind = FIELD_TEXT, .offset = AT(Objective, title), .about = "texte de l’objectif" },
    { 0 }
};
static const Schema objective_schema = {
    "objectif", "Un objectif spécifique (OSP).", objective_fields, sizeof(Objective), AT(Objective, span)
};

static const Field action_fields[] = {
    { .key = "", .kind = FIELD_TEXT, .offset = AT(Action, title), .about = "texte de l’action" },
    { 0 }
};
static const Schema action_schema = {
    "action", "Une action du programme.", action_fields, sizeof(Action), AT(Action, span)
};

static const Field label_fields[] = {
    { .key = "", .kind = FIELD_TEXT, .offset = AT(EntryLabel, label), .about = "nom à montrer" },
    { 0 }
};
static const Schema label_schema = {
    "libelle-de-chiffre", "Le nom à montrer pour un chiffre.", label_fields, sizeof(EntryLabel), SCHEMA_NO_SPAN
};

static const Field intervention_fields[] = {
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(Intervention, title), .is_required = true,
      .about = "ce que le programme fait" },
    { .key = "actions", .kind = FIELD_TEXTS, .offset = AT(Intervention, actions),
      .about = "numéros des actions regroupées : [1.2, 1.3]" },
    { 0 }
};
static const Schema intervention_schema = {
    "intervention", "Une intervention, qui regroupe des actions.", intervention_fields,
    sizeof(Intervention), AT(Intervention, span)
};

/* --- indicators --- */

#define SERIES_JSON                                                                                \
    "\"type\": \"object\", \"additionalProperties\": { \"anyOf\": [ "                              \
    "{ \"type\": [\"number\", \"string\"] }, "                                                     \
    "{ \"type\": \"object\", \"additionalProperties\": { \"type\": [\"number\", \"string\"] } } ] }"

static const Field indicator_fields[] = {
    { .key = "libelle", .kind = FIELD_TEXT, .offset = AT(Indicator, label), .is_required = true,
      .about = "ce que le chiffre compte" },
    { .key = "unite", .kind = FIELD_TEXT, .offset = AT(Indicator, unit),
      .about = "unité, au singulier : élève, projet, DH, %" },
    { .key = "source", .kind = FIELD_TEXT, .offset = AT(Indicator, source), .about = "qui donne le chiffre" },
    { .key = "definition", .kind = FIELD_TEXT, .offset = AT(Indicator, definition),
      .about = "comment le chiffre est établi" },
    { .key = "remarque", .kind = FIELD_TEXT, .offset = AT(Indicator, remark),
      .about = "contradiction de la source, à garder visible" },
    { .key = "partiel", .kind = FIELD_BOOL, .offset = AT(Indicator, is_partial),
      .about = "oui si les chiffres ne font pas ensemble le total" },
    { .key = "libelles", .kind = FIELD_MAP, .offset = AT(Indicator, labels), .of = &label_schema,
      .about = "noms à montrer : garcons: garçons" },
    { .key = "noms", .kind = FIELD_TEXTS, .offset = AT(Indicator, names),
      .about = "ce que la source nomme de ce que le chiffre compte, pour compter les noms : [Maroc, Algérie]" },
    { .key = "rapprocher", .kind = FIELD_TEXTS, .offset = AT(Indicator, neighbours),
      .about = "autres indicateurs à lire avec celui-ci d’une édition à l’autre" },
    { .key = "series", .kind = FIELD_NODE, .offset = AT(Indicator, series_node), .is_required = true,
      .about = "un chiffre par période, ou plusieurs par nom : 2019: { total: 112, langues: 36 }",
      .json = SERIES_JSON },
    { 0 }
};
static const Schema indicator_schema = {
    "indicateur", "Un chiffre suivi de période en période.", indicator_fields, sizeof(Indicator),
    AT(Indicator, span)
};

/* --- tables --- */

static const char *const column_kinds[] = { "texte", "nombre", "montant", "pourcentage", "date", NULL };
_Static_assert(sizeof column_kinds / sizeof *column_kinds == COLUMN_KINDS + 1, "every kind of column needs a name");

static const char *const row_titles[] = { "auto", "non", "oui", NULL };

#define COLUMN_FIELDS                                                                              \
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(ColumnSpec, title), .about = "tête de la colonne" }, \
    { .key = "type", .kind = FIELD_CHOICE, .offset = AT(ColumnSpec, kind), .choices = column_kinds, \
      .about = "ce que contient la colonne" },                                                     \
    { .key = "unite", .kind = FIELD_TEXT, .offset = AT(ColumnSpec, unit), .about = "unité des nombres" }, \
    { .key = "devise", .kind = FIELD_TEXT, .offset = AT(ColumnSpec, currency), .about = "devise des montants : DH" }, \
    { .key = "decimales", .kind = FIELD_NUMBER, .offset = AT(ColumnSpec, decimals),                \
      .about = "nombre de décimales, de 0 à 6" },                                                  \
    { .key = "somme", .kind = FIELD_BOOL, .offset = AT(ColumnSpec, is_total),                      \
      .about = "oui : la somme des colonnes de gauche, quand la case est vide" },                  \
    { .key = "comparaison", .kind = FIELD_TEXT, .offset = AT(ColumnSpec, comparison),              \
      .about = "le même chiffre dans une autre édition, quand la case est vide : 2018 ; ou « oui », celle de rapport.yaml" }, \
    { .key = "evolution", .kind = FIELD_BOOL, .offset = AT(ColumnSpec, is_change),                 \
      .about = "oui : l’évolution depuis la colonne comparée, en pour cent, ou en points pour des parts" }, \
    { .key = "titre-de-ligne", .kind = FIELD_CHOICE, .offset = AT(ColumnSpec, row_title), .choices = row_titles, \
      .about = "non : la première colonne de texte ne nomme pas les lignes" }

static const Field inner_column_fields[] = { COLUMN_FIELDS, { 0 } };
static const Schema inner_column_schema = {
    "colonne-de-groupe", "Une colonne dans un groupe.", inner_column_fields, sizeof(ColumnSpec), AT(ColumnSpec, span)
};

static const Field column_fields[] = {
    COLUMN_FIELDS,
    { .key = "groupe", .kind = FIELD_TEXT, .offset = AT(ColumnSpec, group),
      .about = "titre commun aux colonnes du groupe" },
    { .key = "colonnes", .kind = FIELD_LIST, .offset = AT(ColumnSpec, columns), .of = &inner_column_schema,
      .about = "les colonnes du groupe" },
    { 0 }
};
const Schema column_schema = {
    "colonne", "Une colonne, ou un groupe de colonnes.", column_fields, sizeof(ColumnSpec), AT(ColumnSpec, span)
};

static const Field cell_fields[] = {
    { .key = "texte", .kind = FIELD_NODE, .offset = AT(CellSpec, text), .about = "contenu : un texte ou une liste",
      .json = "\"type\": [\"string\", \"number\", \"array\"]" },
    { .key = "colonnes", .kind = FIELD_INTEGER, .offset = AT(CellSpec, columns),
      .about = "nombre de colonnes que la cellule occupe" },
    { .key = "lignes", .kind = FIELD_INTEGER, .offset = AT(CellSpec, rows),
      .about = "nombre de lignes que la cellule occupe" },
    { .key = "note", .kind = FIELD_TEXT, .offset = AT(CellSpec, note), .about = "note sous le tableau" },
    { 0 }
};
const Schema cell_schema = {
    "cellule", "Une cellule avec ses fusions ou sa note.", cell_fields, sizeof(CellSpec), AT(CellSpec, span)
};

#define ROW_JSON                                                                                   \
    "\"type\": \"array\", \"items\": { \"anyOf\": [ { \"type\": [\"string\", \"number\", \"null\"] }, " \
    "{ \"type\": \"array\" }, { \"$ref\": \"#/$defs/cellule\" } ] }"

static const Field table_fields[] = {
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(Table, title), .is_required = true,
      .about = "titre au-dessus du tableau" },
    { .key = "periode", .kind = FIELD_TEXT, .offset = AT(Table, period), .about = "période des données : 2018-2019" },
    { .key = "source", .kind = FIELD_TEXT, .offset = AT(Table, source), .about = "qui donne les chiffres" },
    { .key = "note", .kind = FIELD_TEXT, .offset = AT(Table, note), .about = "note sous le tableau" },
    { .key = "remarque", .kind = FIELD_TEXT, .offset = AT(Table, remark),
      .about = "contradiction de la source, à garder visible" },
    { .key = "colonnes", .kind = FIELD_NODE, .offset = AT(Table, columns_node), .of = &column_schema,
      .about = "les colonnes, de gauche à droite",
      .json = "\"type\": \"array\", \"items\": { \"$ref\": \"#/$defs/colonne\" }" },
    { .key = "lignes", .kind = FIELD_NODE, .offset = AT(Table, rows_node), .of = &cell_schema,
      .about = "les lignes : [texte, 36, 1090000]",
      .json = "\"type\": \"array\", \"items\": { " ROW_JSON " }" },
    { .key = "fichier", .kind = FIELD_TEXT, .offset = AT(Table, csv_name),
      .about = "fichier CSV en place de « lignes » : donnees/x.csv" },
    { .key = "total", .kind = FIELD_NODE, .offset = AT(Table, total_node),
      .about = "somme : ligne de total calculée ; ou la ligne elle-même, vérifiée",
      .json = "\"anyOf\": [ { \"enum\": [\"aucun\", \"somme\"] }, { " ROW_JSON " } ]" },
    { .key = "large", .kind = FIELD_BOOL, .offset = AT(Table, is_wide), .about = "oui : peut déborder dans la marge" },
    { .key = "texte-long", .kind = FIELD_BOOL, .offset = AT(Table, is_long),
      .about = "oui : cellules de plusieurs lignes" },
    { .key = "report", .kind = FIELD_BOOL, .offset = AT(Table, is_carried),
      .about = "oui : sous-totaux « À reporter » et « Report » quand le tableau passe à la page suivante" },
    { 0 }
};
static const Schema table_schema = {
    "tableau", "Un tableau.", table_fields, sizeof(Table), AT(Table, span)
};

/* --- charts --- */

#define CHART_NAME(symbol, name) name,
static const char *const chart_types[] = { CHART_KINDS_LIST(CHART_NAME) NULL };
#undef CHART_NAME

static const Field chart_fields[] = {
    { .key = "type", .kind = FIELD_CHOICE, .offset = AT(Chart, type), .is_required = true, .choices = chart_types,
      .about = "forme du graphique" },
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(Chart, title), .is_required = true,
      .about = "titre au-dessus du graphique" },
    { .key = "donnees", .kind = FIELD_TEXT, .offset = AT(Chart, data),
      .about = "tableau NOM, colonnes 1 et 2 ; ou : indicateur NOM, 2019 ; ou : indicateurs NOM, NOM" },
    { .key = "unite", .kind = FIELD_TEXT, .offset = AT(Chart, unit), .about = "unité, au singulier" },
    { .key = "comparaison", .kind = FIELD_TEXT, .offset = AT(Chart, comparison),
      .about = "une autre édition dont les chiffres sont ajoutés : 2018 ; ou « oui », celle de rapport.yaml" },
    { .key = "surligner", .kind = FIELD_TEXT, .offset = AT(Chart, highlight),
      .about = "un libellé à mettre en valeur, ou « maximum »" },
    { .key = "alternative", .kind = FIELD_TEXT, .offset = AT(Chart, alternative),
      .about = "texte pour qui ne voit pas le graphique" },
    { .key = "source", .kind = FIELD_TEXT, .offset = AT(Chart, source), .about = "qui donne les chiffres" },
    { .key = "note", .kind = FIELD_TEXT, .offset = AT(Chart, note), .about = "note sous le graphique" },
    { .key = "remarque", .kind = FIELD_TEXT, .offset = AT(Chart, remark),
      .about = "contradiction de la source, à garder visible" },
    { 0 }
};
static const Schema chart_schema = {
    "graphique", "Un graphique.", chart_fields, sizeof(Chart), AT(Chart, span)
};

/* --- the programme --- */

static const Field programme_fields[] = {
    { .key = "programme", .kind = FIELD_TEXT, .offset = AT(Programme, number_text), .about = "numéro du programme" },
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(Programme, title), .is_required = true,
      .about = "titre du programme" },
    { .key = "volet", .kind = FIELD_CHOICE, .offset = AT(Programme, volet), .choices = volet_names,
      .about = "programme sectoriel ou transverse" },
    { .key = "comite", .kind = FIELD_TEXT, .offset = AT(Programme, committee), .about = "comité programmes : CP1 à CP4" },
    { .key = "objectifs", .kind = FIELD_MAP, .offset = AT(Programme, objectives), .of = &objective_schema,
      .about = "objectifs spécifiques, par numéro d’OSP" },
    { .key = "actions", .kind = FIELD_MAP, .offset = AT(Programme, actions), .of = &action_schema,
      .about = "actions, par numéro : 11.1" },
    { .key = "interventions", .kind = FIELD_LIST, .offset = AT(Programme, interventions), .of = &intervention_schema,
      .about = "actions regroupées comme le rapport les présente" },
    { .key = "indicateurs", .kind = FIELD_MAP, .offset = AT(Programme, indicators), .of = &indicator_schema,
      .about = "chiffres, par nom" },
    { .key = "tableaux", .kind = FIELD_MAP, .offset = AT(Programme, tables), .of = &table_schema,
      .about = "tableaux, par nom" },
    { .key = "graphiques", .kind = FIELD_MAP, .offset = AT(Programme, charts), .of = &chart_schema,
      .about = "graphiques, par nom" },
    { .key = "schemas", .kind = FIELD_MAP, .offset = AT(Programme, diagrams), .of = &diagram_schema,
      .about = "schémas, par nom" },
    { .key = "remarque", .kind = FIELD_TEXT, .offset = AT(Programme, remark),
      .about = "contradiction de la source, à garder visible" },
    { 0 }
};
const Schema programme_schema = {
    "programme", "Les données d’un programme (programme.yaml).", programme_fields, sizeof(Programme),
    AT(Programme, span)
};

Str programme_schema_json(Arena *arena)
{
    return schema_json(arena, &programme_schema, "Données d’un programme");
}
