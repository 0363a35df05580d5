/* table.c - a table set for one measure
 *
 * The parts in the order in which they are read: caption, head, rows, then
 * notes and source below. Elements are made in the same order.
 */
#include "layout/table.h"

#include "layout/table_impl.h"
#include "text/french.h"

static const Theme *theme_of(const TableSet *set)
{
    return set->context->setting->theme;
}

/* Text of cells that hold several lines is a little smaller (8.2 for 8.5). */
static void styles_choose(TableSet *set)
{
    const TextStyle *styles = theme_of(set)->style;
    set->head = styles[STYLE_TABLE_HEAD];
    set->text = styles[STYLE_TABLE_CELL];
    if (set->table->is_long)
        set->text.size = fixed_scale(set->text.size, 82, 85);
    set->title = set->total = set->text;
    set->title.weight = 600;
    set->total.weight = 700;
}

static void table_caption_set(TableSet *set, const TextSetting *setting)
{
    if (set->doc->label.n == 0 && set->doc->title == NULL)
        return;
    TagId tag = tag_add(set->context->tags, set->tag, TAG_CAPTION, set->table->span);
    set->caption = caption_set(setting, set->doc->label, set->doc->title, set->doc->period, tag);
}

/* Below the last piece: the table's note, what its signs mean, its source. */
static void table_foot_set(TableSet *set, const TextSetting *setting, TagId parent)
{
    const DocTable *doc = set->doc;
    if (doc->note != NULL)
        foot_add(setting, &set->foot, parent, STR_NONE, 400, doc->note, 0);
    if (doc->legend != NULL)
        foot_add(setting, &set->foot, parent, STR_NONE, 400, doc->legend, 0);
    if (doc->source != NULL)
        foot_add_source(setting, &set->foot, parent, doc->source, 0);
}

TableSet *table_set(Arena *arena, Arena *scratch, const LayoutContext *context, const DocTable *doc, Fixed measure,
                    TagId parent)
{
    const Table *table = doc->table;
    TextSetting setting = { arena, scratch, context, measure, table->span };
    TableSet *set = arena_new(arena, TableSet);
    *set = (TableSet){ .arena = arena, .scratch = scratch, .context = context, .doc = doc, .table = table,
                       .columns = table->column_count, .head_rows = table->head_rows, .measure = measure,
                       .rows = table->column_count > 0 ? table->rows.n : 0,
                       .lefts = arena_array(arena, Fixed, table->column_count + 1),
                       .widths = arena_array(arena, Fixed, table->column_count + 1),
                       .tails = arena_array(arena, Fixed, table->column_count + 1) };
    set->is_rtl = table_is_rtl(doc);
    set->tag = tag_add(context->tags, parent, TAG_TABLE, table->span);
    tag_direct(context->tags, set->tag, set->is_rtl);
    tag_node(context->tags, set->tag)->title = inlines_text(arena, doc->title);
    styles_choose(set);
    table_caption_set(set, &setting);
    table_cells_make(set);
    table_carry_make(set);
    table_widths_choose(set);
    if (set->is_turned) {
        setting.measure = set->measure;
        caption_break(&setting, &set->caption);
    }
    table_rows_make(set);
    table_notes_find(set);
    table_notes_make(set, &setting, parent, false);
    table_foot_set(set, &setting, parent);
    table_notes_make(set, &setting, parent, true);
    table_notes_order(set);
    if (set->slices.n > 1) {
        set->continued = caption_again(&setting, &set->caption);
        set->next_page = foot_next_page(&setting);
    }
    return set;
}

size_t table_slices(const TableSet *set)
{
    return set->slices.n;
}

Fixed table_height(const TableSet *set, size_t from, size_t to)
{
    return table_caption_height(set, from > 0) + TABLE_RULE + table_head_height(set)
           + table_carry_height(set, from, to) + table_body_height(set, from, to) + table_foot_height(set, from, to);
}

bool table_is_turned(const TableSet *set)
{
    return set->is_turned;
}

int table_cut_penalty(const TableSet *set, size_t at)
{
    return set->penalties[at];
}
