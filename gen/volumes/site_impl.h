/* site_impl.h - what the pages about several volumes share */
#ifndef VOLUMES_SITE_IMPL_H
#define VOLUMES_SITE_IMPL_H

#include "html/fonts.h"
#include "html/template.h"
#include "html/view.h"
#include "volumes/site.h"

/* One writing of such a site. */
typedef struct {
    const VolumesSetting *setting;
    Arena       *arena;                  /* scratch: what is built on the way */
    Sources      sources;                /* of the templates */
    Templates   *templates;
    Runes       *runes;
    OutputFiles *files;
    bool         is_home;                /* the pages stand in a home, with a search */
    bool         has_comparison;
    Str          title, publisher;       /* of the whole */
    size_t       map_columns, map_rows;  /* of the stars of a home; 0: there are none */
} Shelf;

/* `newest` gives the whole its title. */
Shelf *shelf_new(const VolumesSetting *setting, const Edition *newest, OutputFiles *files);

/* What every page has: the whole's title, whether it has a search. */
View *shelf_view(Shelf *shelf, Str title, Str description);

void  shelf_emit(Shelf *shelf, Str path, Str bytes);
void  shelf_emit_page(Shelf *shelf, Str path, Str template_name, View *view);

/* A file of the template that goes out as it is. */
Str   shelf_asset(Shelf *shelf, Str name);

/* The stylesheet, the faces, the script and the icon: after the pages. */
void  shelf_finish(Shelf *shelf);

/* The page of the comparison, as `path`. */
void  comparison_page(Shelf *shelf, const Comparison *comparison, Str path);

/* "2018-2019": the period, else the year, else a name that is but years. */
Str   edition_period(const Edition *edition);

/* "Rapport 2019", or the title where there is no name of the edition; with the period behind. */
Str   volume_title(Arena *arena, const Volume *volume);

/* The steps of a measure as a small drawing; empty when there is none. `number` makes its ids. */
Str   spark_svg(Shelf *shelf, const Measure *measure, size_t number);

/* A changed paragraph, with what was taken out and put in. */
Str   change_html(Arena *arena, const ProseChange *change);

#endif
