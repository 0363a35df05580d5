/* edition.h - what a report is: its parts, committees and programmes
 *
 * Read once from the edition's folder through the schemas of this floor;
 * const afterwards. Text is as the editor typed it: Markdown and French
 * typography are the business of doc/.
 */
#ifndef MODEL_EDITION_H
#define MODEL_EDITION_H

#include "model/doctype.h"
#include "model/lender.h"
#include "model/programme.h"

typedef struct {
    Text  id;                            /* "CP1": the key in the map */
    Text  title;                         /* titre */
    Prose introduction;                  /* introduction: fichier.md */
    Prose closing;                       /* recommandations: fichier.md, for all its programmes */
    Items programmes;                    /* programmes: ProgrammeTitle, number to title */
    Span  span;
} Committee;

typedef struct { Text number; Text title; Span span; } ProgrammeTitle;

typedef enum { VOLET_SECTORIEL, VOLET_TRANSVERSE, VOLET_COUNT } VoletKind;

/* A divider of a part: "Programmes sectoriels" and its committees, in order. */
typedef struct { int kind; Text title; Texts committees; Span span; } Volet;

typedef struct {
    Text  title;                         /* titre */
    Text  short_title;                   /* titre-court, for menus; may be empty */
    Prose text;                          /* fichier: introduction.md */
    Items volets;                        /* Volet; when present the part holds programmes */
    Span  span;
} Part;

typedef struct { Text name; Text meaning; Span span; } Sigle;

/* A key figure of the home page. */
typedef struct { Text figure; Text label; Text format; Span span; } KeyFigure;

/* Those that there are words and rules for. */
typedef enum { LANGUAGE_FRENCH, LANGUAGE_ARABIC, LANGUAGE_COUNT } Language;

typedef struct EditionIndex EditionIndex;                 /* opaque: see edition_index.c */
typedef ARRAY(const Programme *) ProgrammeList;

typedef struct {
    Str   folder;                        /* as given on the command line */
    Text  title, edition, subtitle;      /* "Politique …", "Rapport 2019", "Bilan d’étape, …" */
    Text  name;                          /* nom: "rapport-2019", the PDF's file name */
    Value date;                          /* dates the outputs */
    Text  year;                          /* annee: "2019" */
    Text  period;                        /* periode: "2018-2019", in section titles */
    Text  next_year;                     /* annee-suivante: "2020", in section titles */
    Language language;                   /* langue */
    Text  template_name;                 /* gabarit */
    Texts masthead;                      /* en-tete: lines, the first in capitals */
    Text  publisher;                     /* organisme: author of the PDF */
    Text  address;                       /* adresse: of the publisher's site, on the cover */
    Text  site;                          /* site: where this site is published, "https://…/"; else empty */
    Text  summary;                       /* resume: one sentence, for the home page and metadata */
    Prose epigraph;                      /* epigraphe */
    Items parts;                         /* Part */
    Items committees;                    /* Committee */
    Items sigles;                        /* Sigle */
    Items key_figures;                   /* KeyFigure */
    Items diagrams;                      /* schemas: Diagram, for the parts of prose */
    Text  comparison;                    /* comparaison: "2018", a folder beside this one; may be empty */
    const Lender  *lender;               /* the edition that it names; NULL: none, or none that can be read */
    const Lenders *lenders;              /* all whose figures this one shows */
    bool  is_excerpt;                    /* one file alone: the report around it is made up */
    bool  is_incomplete;                 /* as Programme's, of rapport.yaml */
    const Programme **programmes;        /* those that have a folder, by number */
    size_t            programme_count;
    const DocType   *type;               /* NULL: a report */
    const Programme *data;               /* indicators, tables, charts of a document of a type: number 0, and one of
                                          * `programmes` when there are any; NULL for a report */
    Scope sheet;                         /* the keys of a document of a type; no record for a report */
    Items chapters;                      /* SheetChapter, as many as parts; none in a report */
    const EditionIndex *index;           /* what the finders below look into */
    Span  span;
} Edition;

/* Reads the edition in `folder`: a rapport.yaml and what it names; with a
 * `type` (NULL for none), a document of that type. Or one
 * programme alone when `folder` is a programme's, its programme.yaml or a narrative .md file
 * (its sibling with the other suffix goes with it; a minimal report is put
 * around it, with the years, the template and the sigles of the edition it lies in). Never NULL: whatever cannot be read is reported and left out,
 * one programme's faults do not touch the others. No file above 16 MiB, and
 * none outside the folder, is read. */
const Edition *edition_read(Arena *arena, Sources *sources, const DocType *type, Str folder, Diags *diags);

/* The edition that a figure was taken from, by the place where it stands; NULL for this one's own. */
const Lender *edition_lender(const Edition *edition, Span span);

/* Finds what `{{ path }}` names: indicator.period.key, indicator.period (its
 * "total" or only value), table.row.column, table.total.column (rows and
 * columns from 1). `here` (may be NULL) is looked through first, then the
 * others; "8:" before the path names a programme. A
 * period that the indicator has not got is looked for in the edition that
 * `comparaison` names, in the programme and indicator of the same name. NULL when there is none;
 * `*nearest`, unless `nearest` is NULL, is then the nearest path that exists, or empty. */
const Value *edition_figure(Arena *arena, const Edition *edition, const Programme *here,
                            Str path, Str *nearest);

/* Files what the edition holds by its names: once its committees and parts are
 * read, and again once its programmes are. The finders below know nothing of
 * what is added after it. */
void edition_index(Arena *arena, Edition *edition);

Str edition_language(const Edition *edition);      /* as BCP 47 names it: "fr" */
int programme_title_number(const ProgrammeTitle *title);   /* from 1; 0 when it is none */

/* NULL when absent. */
const Committee *edition_committee(const Edition *edition, Str id);
const Diagram   *edition_diagram(const Edition *edition, Str id);
const Committee *edition_committee_of(const Edition *edition, int programme);
const Volet     *edition_volet(const Edition *edition, const Committee *committee);   /* the first that names it */
const Programme *edition_programme(const Edition *edition, int number);
const Programme *edition_announced(const Edition *edition, const ProgrammeTitle *title);
int              edition_number_most(const Edition *edition);      /* the highest that a committee announces; 0: none */
const Programme *edition_owner(const Edition *edition, const Indicator *indicator);   /* whose own it is; NULL for a lent one */
VoletKind        edition_volet_of(const Edition *edition, int programme);

/* The programmes that give an indicator, a table, a chart or a diagram this
 * id, or an objective this number, each once, in their order. Never NULL. */
const ProgrammeList *edition_holders(const Edition *edition, Str id);
const ProgrammeList *edition_pursuers(const Edition *edition, Str objective);

/* The JSON Schemas of rapport.yaml and programme.yaml, and the model as text. */
Str edition_schema_json(Arena *arena);
Str programme_schema_json(Arena *arena);
Str edition_dump(Arena *arena, const Edition *edition, const Sources *sources);

#endif
