#include "volumes/volumes_impl.h"

int edition_years_end(const Edition *edition)
{
    const Str told[] = { edition->year.str, edition->period.str, edition->edition.str, edition->date.text };
    int year = 0;
    for (size_t i = 0; i < sizeof told / sizeof *told && year == 0; i++)
        year = period_years(told[i]).last;
    return year;
}

static int year_of(const Volume *volume)
{
    return edition_years_end(volume->document->edition);
}

/* By insertion: few, and those of one year stay in order. */
static Volumes in_order(Arena *arena, const Volumes *volumes)
{
    Volumes sorted = { 0 };
    for (size_t i = 0; i < volumes->n; i++) {
        array_push(arena, &sorted, volumes->at[i]);
        for (size_t j = i; j > 0 && year_of(&sorted.at[j]) < year_of(&sorted.at[j - 1]); j--) {
            Volume later = sorted.at[j - 1];
            sorted.at[j - 1] = sorted.at[j];
            sorted.at[j] = later;
        }
    }
    return sorted;
}

Comparison volumes_compare(Arena *arena, Arena *scratch, const Volumes *volumes)
{
    Comparison comparison = { .volumes = in_order(arena, volumes) };
    comparison.measures = measures_collect(arena, &comparison.volumes);
    comparison.notices = notices_collect(arena, &comparison.volumes, &comparison.measures);
    comparison.passings = passings_collect(arena, &comparison.volumes);
    comparison.prose = prose_collect_changes(arena, scratch, &comparison.volumes);
    return comparison;
}

size_t comparison_contradictions(const Comparison *comparison)
{
    size_t n = 0;
    for (size_t i = 0; i < comparison->notices.n; i++)
        n += notice_is_contradiction(comparison->notices.at[i].kind);
    return n;
}

Str place_text(Arena *arena, const Comparison *comparison, VolumePlace place)
{
    const Sources *sources = comparison->volumes.at[place.volume].sources;
    const Source *source = source_of(sources, place.span);
    if (source == NULL)
        return STR_NONE;
    return str_printf(arena, "%.*s:%u", STR_ARG(source->path), (unsigned)source_place(source, place.span.lo).line);
}
