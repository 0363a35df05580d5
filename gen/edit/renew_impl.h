/* renew_impl.h - what renewing data, tables and texts shares */
#ifndef EDIT_RENEW_IMPL_H
#define EDIT_RENEW_IMPL_H

#include "edit/patch.h"
#include "edit/renew.h"
#include "edit/years.h"

#define TO_FILL STR("à remplir")

/* Columns that a table of years has been given: paths behind them move on. */
typedef struct { int programme; Str table; size_t after, count; } AddedColumns;

/* A recommendation of the last edition. */
typedef struct { int programme; Str text; } Recommendation;

typedef struct {
    Arena    *arena;
    YearShift shift;
    Str       period, next_year;         /* of the new edition */
    Str       last_name;                 /* "2019": of the last one */
    Str       publisher;                 /* as it is typed */
    ARRAY(AddedColumns) added;
    ARRAY(Recommendation) recommendations;
} Renewal;

/* One YAML file that is being renewed. */
typedef struct {
    Renewal *renewal;
    Str      text;
    const YamlNode *root;
    Patch    patch;
    int      programme;                  /* 0 for rapport.yaml */
} Sheetful;

static inline Str renewed(const Renewal *renewal, Str text)
{
    return years_shift(renewal->arena, text, &renewal->shift);
}

/* "retours.1.17" of `programme` (or "8:retours.1.17") as the new edition has it. */
Str renew_path(const Renewal *renewal, int programme, Str path);

/* Every {{ path }} of a text. */
Str renew_paths(const Renewal *renewal, int programme, Str text);

/* The scalar's bytes with its years moved on; and the key's. */
void renew_scalar(Sheetful *sheet, const YamlNode *node);
void renew_key(Sheetful *sheet, const YamlNode *node);

/* Takes `key: value` out, with its lines where they hold nothing else. */
void renew_remove(Sheetful *sheet, const YamlNode *map, const YamlNode *node);

/* A list's or map's child copied behind `last`: `item` is its bytes. */
void renew_append(Sheetful *sheet, const YamlNode *collection, const YamlNode *last, Str item);

/* --- renew_table.c --- */
void renew_table(Sheetful *sheet, const YamlNode *table);
Str  renew_csv(Renewal *renewal, Str text, const YamlNode *table);

/* --- renew_data.c --- */
Str renew_programme(Renewal *renewal, int programme, Str text, const YamlNode *root);
Str renew_report(Renewal *renewal, Str text, const YamlNode *root);

/* --- renew_text.c: `path` is that of the last edition's file --- */
Str renew_narrative(Renewal *renewal, int programme, Str text, Str path);

/* The table that follows a programme's recommendations up: its name, which no
 * other programme gives; and whether a name is that of one. It goes with its
 * edition: the next one has its own. */
Str  renew_follow_up(const Renewal *renewal, int programme);
bool renew_is_follow_up(Str name);

#endif
