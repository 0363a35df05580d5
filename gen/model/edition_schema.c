/* edition_schema.c - the keys of rapport.yaml */
#include "model/model_impl.h"

#define AT(Type, member) offsetof(Type, member)

static const Field programme_title_fields[] = {
    { .key = "", .kind = FIELD_TEXT, .offset = AT(ProgrammeTitle, title), .about = "titre du programme" },
    { 0 }
};
static const Schema programme_title_schema = {
    "titre-de-programme", "Le titre d’un programme du comité.", programme_title_fields, sizeof(ProgrammeTitle),
    AT(ProgrammeTitle, span)
};

static const Field sigle_fields[] = {
    { .key = "", .kind = FIELD_TEXT, .offset = AT(Sigle, meaning), .about = "ce que le sigle veut dire" },
    { 0 }
};
static const Schema sigle_schema = {
    "sigle", "Ce que veut dire un sigle.", sigle_fields, sizeof(Sigle), AT(Sigle, span)
};

static const Field committee_fields[] = {
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(Committee, title), .is_required = true,
      .about = "thème du comité" },
    { .key = "introduction", .kind = FIELD_TEXT, .offset = AT(Committee, introduction.name),
      .about = "fichier Markdown qui ouvre le chapitre" },
    { .key = "recommandations", .kind = FIELD_TEXT, .offset = AT(Committee, closing.name),
      .about = "fichier Markdown des recommandations communes à ses programmes" },
    { .key = "programmes", .kind = FIELD_MAP, .offset = AT(Committee, programmes), .of = &programme_title_schema,
      .about = "titres des programmes, par numéro" },
    { 0 }
};
static const Schema committee_schema = {
    "comite", "Un comité programmes.", committee_fields, sizeof(Committee), AT(Committee, span)
};

const char *const language_codes[] = { "fr", "ar", NULL };
_Static_assert(sizeof language_codes / sizeof *language_codes == LANGUAGE_COUNT + 1, "every language needs a code");

Str edition_language(const Edition *edition)
{
    return str_from_c(language_codes[edition->language]);
}

static const Field volet_fields[] = {
    { .key = "volet", .kind = FIELD_CHOICE, .offset = AT(Volet, kind), .is_required = true, .choices = volet_names,
      .about = "sectoriel ou transverse" },
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(Volet, title), .is_required = true,
      .about = "titre de la page de volet" },
    { .key = "comites", .kind = FIELD_TEXTS, .offset = AT(Volet, committees), .is_required = true,
      .about = "comités du volet, dans l’ordre : [CP1, CP2]" },
    { 0 }
};
static const Schema volet_schema = {
    "volet", "Un volet et ses comités.", volet_fields, sizeof(Volet), AT(Volet, span)
};

static const Field part_fields[] = {
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(Part, title), .is_required = true, .about = "titre de la partie" },
    { .key = "titre-court", .kind = FIELD_TEXT, .offset = AT(Part, short_title), .about = "titre pour les menus" },
    { .key = "fichier", .kind = FIELD_TEXT, .offset = AT(Part, text.name), .about = "fichier Markdown de la partie" },
    { .key = "volets", .kind = FIELD_LIST, .offset = AT(Part, volets), .of = &volet_schema,
      .about = "volets, quand la partie porte les programmes" },
    { 0 }
};
static const Schema part_schema = {
    "partie", "Une partie du rapport.", part_fields, sizeof(Part), AT(Part, span)
};

static const Field key_figure_fields[] = {
    { .key = "chiffre", .kind = FIELD_TEXT, .offset = AT(KeyFigure, figure), .is_required = true,
      .about = "programme:indicateur.periode.nom : 1:eleves-inscrits.2018-2019.total" },
    { .key = "libelle", .kind = FIELD_TEXT, .offset = AT(KeyFigure, label), .is_required = true,
      .about = "ce qui suit le chiffre" },
    { .key = "format", .kind = FIELD_TEXT, .offset = AT(KeyFigure, format),
      .about = "montant, lettres, pourcentage, arrondi ou unité" },
    { 0 }
};
static const Schema key_figure_schema = {
    "chiffre-cle", "Un chiffre de la page d’accueil.", key_figure_fields, sizeof(KeyFigure), AT(KeyFigure, span)
};

static const Field edition_fields[] = {
    { .key = "nom", .kind = FIELD_TEXT, .offset = AT(Edition, name), .is_required = true,
      .about = "nom du fichier PDF, sans .pdf" },
    { .key = "titre", .kind = FIELD_TEXT, .offset = AT(Edition, title), .is_required = true, .about = "titre du rapport" },
    { .key = "edition", .kind = FIELD_TEXT, .offset = AT(Edition, edition), .about = "nom de l’édition : Rapport 2019" },
    { .key = "sous-titre", .kind = FIELD_TEXT, .offset = AT(Edition, subtitle), .about = "sous-titre du rapport" },
    { .key = "annee", .kind = FIELD_TEXT, .offset = AT(Edition, year), .is_required = true, .about = "année de l’édition" },
    { .key = "periode", .kind = FIELD_TEXT, .offset = AT(Edition, period), .is_required = true,
      .about = "période couverte : 2018-2019" },
    { .key = "annee-suivante", .kind = FIELD_TEXT, .offset = AT(Edition, next_year),
      .about = "année des recommandations" },
    { .key = "date", .kind = FIELD_DATE, .offset = AT(Edition, date), .is_required = true,
      .about = "date des fichiers produits : 2019-12-31" },
    { .key = "langue", .kind = FIELD_CHOICE, .offset = AT(Edition, language), .choices = language_codes,
      .about = "langue du texte : fr ou ar" },
    { .key = "gabarit", .kind = FIELD_TEXT, .offset = AT(Edition, template_name), .is_required = true,
      .about = "nom du gabarit : rapport-2019" },
    { .key = "en-tete", .kind = FIELD_TEXTS, .offset = AT(Edition, masthead), .about = "lignes en tête de couverture" },
    { .key = "organisme", .kind = FIELD_TEXT, .offset = AT(Edition, publisher), .about = "auteur du rapport" },
    { .key = "adresse", .kind = FIELD_TEXT, .offset = AT(Edition, address), .about = "adresse du site de l’organisme" },
    { .key = "site", .kind = FIELD_TEXT, .offset = AT(Edition, site),
      .about = "adresse où ce site est publié, pour ses adresses canoniques : https://exemple.ma/rapport-2019/" },
    { .key = "resume", .kind = FIELD_TEXT, .offset = AT(Edition, summary), .about = "le rapport en une phrase" },
    { .key = "epigraphe", .kind = FIELD_TEXT, .offset = AT(Edition, epigraph.name),
      .about = "fichier Markdown de l’épigraphe" },
    { .key = "comites", .kind = FIELD_MAP, .offset = AT(Edition, committees), .of = &committee_schema,
      .about = "comités programmes, par sigle" },
    { .key = "parties", .kind = FIELD_LIST, .offset = AT(Edition, parts), .is_required = true, .of = &part_schema,
      .about = "parties du rapport, dans l’ordre" },
    { .key = "sigles", .kind = FIELD_MAP, .offset = AT(Edition, sigles), .of = &sigle_schema,
      .about = "sigles et ce qu’ils veulent dire" },
    { .key = "chiffres-cles", .kind = FIELD_LIST, .offset = AT(Edition, key_figures), .of = &key_figure_schema,
      .about = "chiffres de la page d’accueil" },
    { .key = "schemas", .kind = FIELD_MAP, .offset = AT(Edition, diagrams), .of = &diagram_schema,
      .about = "schémas des parties, par nom" },
    { .key = "comparaison", .kind = FIELD_TEXT, .offset = AT(Edition, comparison),
      .about = "édition dont les chiffres sont montrés à côté, par le nom de son dossier, voisin de celui-ci : 2018" },
    { 0 }
};
const Schema edition_schema = {
    "rapport", "Un rapport : sa page de titre, ses parties, ses sigles (rapport.yaml).", edition_fields,
    sizeof(Edition), AT(Edition, span)
};

Str edition_schema_json(Arena *arena)
{
    return schema_json(arena, &edition_schema, "Rapport");
}
