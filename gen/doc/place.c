/* place.c - what the text calls: tables, charts, pictures, lists of the data */
#include "doc/doc_impl.h"

#include "doc/picture.h"
#include "text/french.h"

enum { IMAGE_LIMIT = 64 * 1024 * 1024 };

/* "tableau 4": the label's small letter is for the middle of a sentence. */
static Str label_in_text(Maker *maker, const char *word, int number)
{
    return str_printf(maker->arena, "%s" NBSP "%d", word, number);
}

/* Identifiers are unique among the tables, or the charts, of one programme. A
 * name that always says all three (of a document without programmes, the last two) does not change when another comes to be. As
 * a file's name it has letters, digits and hyphens only; an identifier that has
 * more is told from others by the end of its hash. */
static Str data_name(Maker *maker, const Programme *owner, const char *kind, Str id)
{
    Arena *arena = maker->arena;
    Str slug = french_slug(arena, id);
    Str name = owner->number > 0 ? str_printf(arena, "%02d-%s-%.*s", owner->number, kind, STR_ARG(slug))
                                 : str_printf(arena, "%s-%.*s", kind, STR_ARG(slug));
    return str_equal(slug, id) ? name : str_printf(arena, "%.*s-%04x", STR_ARG(name),
                                                   (unsigned)(str_hash(id) & 0xFFFF));
}

/* `contents`: as place_table_make() takes them. */
static void place_table(Maker *maker, Placing *placing, Block *block, const Programme *owner, const Table *table,
                        Block *const *contents)
{
    Home home = { owner, owner->folder };
    Str id = str_printf(maker->arena, "tableau-%.*s", STR_ARG(table->id.str));
    DocTable *made = place_table_make(maker, &home, table, contents, id);
    made->data_name = data_name(maker, owner, "tableau", table->id.str);
    Anchor *anchor = ref_anchor(maker, ref_key(maker->arena, "tableau", owner->number, table->id.str), ANCHOR_TABLE);
    ref_place(maker, anchor, placing->chapter, id, label_in_text(maker, "tableau", made->number),
              inlines_text(maker->arena, made->title), block->span);
    block->kind = BLOCK_TABLE;
    block->table = made;
    block->anchor = anchor;
    block->file = block->text = STR_NONE;
    array_push(maker->arena, &maker->document->tables, block);
}

/* Makes `block` the next figure of the document: `made` has its content. `scheme` and `id` name it. */
static void place_figure(Maker *maker, Placing *placing, Block *block, DocChart *made, const char *scheme,
                         int owner, Str id)
{
    made->number = (int)maker->document->charts.n + 1;
    made->label = str_printf(maker->arena, "%.*s" NBSP "%d", STR_ARG(maker->theme->words.figure.str), made->number);
    Anchor *anchor = ref_anchor(maker, ref_key(maker->arena, scheme, owner, id), ANCHOR_CHART);
    ref_place(maker, anchor, placing->chapter, str_printf(maker->arena, "%s-%.*s", scheme, STR_ARG(id)),
              label_in_text(maker, "figure", made->number), inlines_text(maker->arena, made->title), block->span);
    block->kind = BLOCK_CHART;
    block->chart = made;
    block->anchor = anchor;
    block->file = block->text = STR_NONE;
    array_push(maker->arena, &maker->document->charts, block);
}

static void place_chart(Maker *maker, Placing *placing, Block *block, const Programme *owner, const Chart *chart)
{
    Home home = { owner, owner->folder };
    DocChart *made = arena_new(maker->arena, DocChart);
    made->chart = chart;
    made->data_name = data_name(maker, owner, "graphique", chart->id.str);
    made->title = markdown_inlines(maker, &home, chart->title.str, chart->title.span);
    made->source = place_source(maker, &home, &chart->source);
    made->note = markdown_inlines(maker, &home, chart->note.str, chart->note.span);
    made->alternative = chart->alternative.str.n ? french_spaces(maker->arena, chart->alternative.str, 0)
                                                 : describe_chart(maker->arena, maker->scratch, chart);
    place_figure(maker, placing, block, made, "graphique", owner->number, chart->id.str);
}

static void place_diagram(Maker *maker, Placing *placing, Block *block, const Programme *owner, const Diagram *diagram)
{
    Home home = { owner, owner ? owner->folder : maker->edition->folder };
    DocChart *made = arena_new(maker->arena, DocChart);
    made->diagram = diagram;
    made->title = markdown_inlines(maker, &home, diagram->title.str, diagram->title.span);
    made->source = place_source(maker, &home, &diagram->source);
    made->note = markdown_inlines(maker, &home, diagram->note.str, diagram->note.span);
    made->alternative = diagram->alternative.str.n ? french_spaces(maker->arena, diagram->alternative.str, 0)
                                                   : describe_diagram(maker->arena, maker->scratch, diagram);
    place_figure(maker, placing, block, made, "schema", owner ? owner->number : 0, diagram->id.str);
}

/* ---- lists made from the data ---- */

static Str without_stop(Str title)
{
    title = str_trim(title);
    while (title.n > 0 && (title.p[title.n - 1] == '.' || title.p[title.n - 1] == ';' || title.p[title.n - 1] == ','
                           || title.p[title.n - 1] == ' '))
        title.n--;
    return title;
}

/* One item: its title, "(OSP 1)", and " ;" or for the last one ".". */
static Block *data_item(Maker *maker, const Home *home, const Text *title, Str reference, bool is_last)
{
    InlineChain chain;
    CHAIN_OPEN(&chain);
    chain_inlines(&chain, markdown_inlines(maker, home, without_stop(title->str), title->span));
    const char *stop = is_last ? "." : NNBSP ";";
    Str end = reference.n ? str_printf(maker->arena, " (%.*s)%s", STR_ARG(reference), stop) : str_from_c(stop);
    chain_inlines(&chain, inline_text(maker->arena, end, title->span));
    Block *item = block_new(maker->arena, BLOCK_ITEM, title->span);
    item->first = block_paragraph(maker->arena, chain.first, title->span);
    return item;
}

static Block *data_list(Maker *maker, BlockOrigin origin, Span span)
{
    Block *list = block_new(maker->arena, BLOCK_LIST, span);
    list->origin = origin;
    list->is_tight = true;
    list->level = 1;
    return list;
}

Block *place_objectives(Maker *maker, Placing *placing)
{
    const Programme *programme = placing->home->programme;
    const Objective *objectives = programme->objectives.at;
    BlockChain items;
    CHAIN_OPEN(&items);
    for (size_t i = 0; i < programme->objectives.n; i++) {
        Str number = objectives[i].number.str;
        Str label = str_printf(maker->arena, "OSP" NBSP "%.*s", STR_ARG(number));
        Block *item = data_item(maker, placing->home, &objectives[i].title, label, i + 1 == programme->objectives.n);
        Anchor *anchor = ref_anchor(maker, ref_key(maker->arena, "osp", 0, number), ANCHOR_OBJECTIVE);
        ref_place(maker, anchor, placing->chapter, str_printf(maker->arena, "osp-%.*s", STR_ARG(number)), label,
                  french_spaces(maker->arena, objectives[i].title.str, 0), objectives[i].span);
        item->anchor = anchor;
        chain_blocks(&items, item);
    }
    if (items.first == NULL)
        return NULL;
    Block *list = data_list(maker, BLOCK_OF_OBJECTIVES, objectives[0].span);
    list->first = items.first;
    return list;
}

static Str actions_label(Arena *arena, const Str *numbers, size_t n)
{
    return str_join(arena, n > 1 ? STR("Actions" NBSP) : STR("Action" NBSP), french_list(arena, numbers, n));
}

/* An item of interventions; all its actions lead to it. */
static Block *action_item(Maker *maker, Placing *placing, const Text *title, const Strs *numbers, bool is_last)
{
    if (numbers->n == 0)
        return data_item(maker, placing->home, title, STR_NONE, is_last);
    Block *item = data_item(maker, placing->home, title, actions_label(maker->arena, numbers->at, numbers->n), is_last);
    Anchor *anchor = ref_anchor(maker, ref_key(maker->arena, "action", 0, numbers->at[0]), ANCHOR_ACTION);
    Str id = french_slug(maker->arena, str_printf(maker->arena, "action-%.*s", STR_ARG(numbers->at[0])));
    ref_place(maker, anchor, placing->chapter, id, str_join(maker->arena, STR("action" NBSP), numbers->at[0]),
              french_spaces(maker->arena, title->str, 0), title->span);
    for (size_t i = 1; i < numbers->n; i++)
        map_set(maker->arena, &maker->anchors, ref_key(maker->arena, "action", 0, numbers->at[i]), anchor);
    item->anchor = anchor;
    return item;
}

Block *place_interventions(Maker *maker, Placing *placing)
{
    const Programme *programme = placing->home->programme;
    const Intervention *interventions = programme->interventions.at;
    const Action *actions = programme->actions.at;
    bool is_grouped = programme->interventions.n > 0;
    size_t n = is_grouped ? programme->interventions.n : programme->actions.n;
    if (n == 0)
        return NULL;
    BlockChain items;
    CHAIN_OPEN(&items);
    for (size_t i = 0; i < n; i++) {
        Strs numbers = { 0 };
        if (is_grouped)
            for (size_t k = 0; k < interventions[i].actions.n; k++)
                array_push(maker->scratch, &numbers, interventions[i].actions.at[k].str);
        else
            array_push(maker->scratch, &numbers, actions[i].number.str);
        const Text *title = is_grouped ? &interventions[i].title : &actions[i].title;
        chain_blocks(&items, action_item(maker, placing, title, &numbers, i + 1 == n));
    }
    Block *list = data_list(maker, BLOCK_OF_ACTIONS, is_grouped ? interventions[0].span : actions[0].span);
    list->first = items.first;
    return list;
}

/* ---- pictures ---- */

static bool leads_out(Str path)
{
    Str rest = path, part;
    if (str_starts(path, STR("/")))
        return true;
    while (str_split(&rest, '/', &part))
        if (str_equal(part, STR("..")))
            return true;
    return false;
}

/* What is wrong with the file that an image names; DIAG_CODE_COUNT when nothing is. */
static DiagCode picture_fault(Maker *maker, Str name, Str path)
{
    Str bytes;
    PictureHead head;
    if (name.n == 0)
        return DIAG_FILE_MISSING;
    if (str_find(name, STR("://"), 0) < name.n)
        return DIAG_LINK_REFUSED;
    if (leads_out(name))
        return DIAG_PATH_OUTSIDE;
    if (!file_exists(path))
        return DIAG_FILE_MISSING;
    if (!path_is_below(file_real_path(maker->scratch, maker->edition->folder), file_real_path(maker->scratch, path)))
        return DIAG_PATH_OUTSIDE;
    return file_read(maker->scratch, path, IMAGE_LIMIT, &bytes) && picture_head(bytes, &head) ? DIAG_CODE_COUNT
                                                                                              : DIAG_IMAGE_UNREADABLE;
}

static Block *place_picture(Maker *maker, Placing *placing, Block *block)
{
    Str name = block->file, path = path_join(maker->arena, placing->home->folder, name);
    ArenaMark mark = arena_mark(maker->scratch);
    DiagCode fault = picture_fault(maker, name, path);
    arena_rewind(maker->scratch, mark);
    block->text = french_spaces(maker->arena, str_trim(block->text), 0);
    if (block->text.n == 0 && name.n > 0) {
        diag_add(maker->diags, DIAG_ALT_MISSING, block->span, "« %.*s »", STR_ARG(name));
        diag_remedy(maker->diags, "décrire l’image entre les crochets : ![une carte du Maroc](%.*s)", STR_ARG(name));
        block->text = path_stem(name);
    }
    if (fault != DIAG_CODE_COUNT) {
        diag_add(maker->diags, fault, block->span, "« %.*s »", STR_ARG(name));
        if (fault == DIAG_IMAGE_UNREADABLE)
            diag_remedy(maker->diags, "donner un fichier PNG, ou JPEG en couleurs RVB ou en gris");
        else if (name.n == 0)
            diag_remedy(maker->diags, "nommer le fichier entre les parenthèses : ![une carte du Maroc](carte.png)");
        if (block->text.n == 0)
            return NULL;
        return block_paragraph(maker->arena, inline_text(maker->arena, block->text, block->span), block->span);
    }
    block->file = path;
    Anchor *anchor = arena_new(maker->arena, Anchor);
    anchor->kind = ANCHOR_CHART;
    Str id = french_slug(maker->arena, str_join(maker->arena, STR("image-"), path_stem(name)));
    ref_place(maker, anchor, placing->chapter, id, STR("image"), block->text, block->span);
    block->anchor = anchor;
    return block;
}

/* ---- calls ---- */

/* What comes after `scheme` in the address of a call; false when it begins otherwise. */
static bool after_scheme(Str uri, const char *scheme, Str *name)
{
    if (!str_starts(uri, str_from_c(scheme)))
        return false;
    *name = str_slice(uri, str_from_c(scheme).n, uri.n);
    return true;
}

/* The key of the table or chart that is called; empty for other calls and unknown names. */
static Str call_key(Maker *maker, const Placing *placing, Str uri)
{
    Str name;
    const Programme *owner, *here = placing->home->programme;
    const Table *table;
    const Chart *chart;
    const Diagram *diagram;
    if (after_scheme(uri, "tableau:", &name) && (table = ref_table(maker, here, name, &owner)))
        return ref_key(maker->arena, "tableau", owner->number, table->id.str);
    if (after_scheme(uri, "graphique:", &name) && (chart = ref_chart(maker, here, name, &owner)))
        return ref_key(maker->arena, "graphique", owner->number, chart->id.str);
    if (after_scheme(uri, "schema:", &name) && (diagram = ref_diagram(maker, here, name, &owner)))
        return ref_key(maker->arena, "schema", owner ? owner->number : 0, diagram->id.str);
    return STR_NONE;
}

void place_scan(Maker *maker, Placing *placing, const Block *blocks)
{
    for (const Block *block = blocks; block; block = block->next) {
        place_scan(maker, placing, block->first);
        if (block->kind != BLOCK_PICTURE)
            continue;
        placing->has_objectives = placing->has_objectives || str_starts(block->file, STR("objectifs:"));
        placing->has_interventions = placing->has_interventions || str_starts(block->file, STR("interventions:"));
        Str key = call_key(maker, placing, block->file);
        if (key.n > 0 && !map_find(&maker->placed, key))
            map_set(maker->arena, &maker->placed, key, &maker->placed);
    }
}

static Block *place_data_list(Maker *maker, Placing *placing, Block *block)
{
    bool is_objectives = str_starts(block->file, STR("objectifs:"));
    Block *list = NULL;
    if (placing->home->programme)
        list = is_objectives ? place_objectives(maker, placing) : place_interventions(maker, placing);
    if (list == NULL)
        diag_add(maker->diags, DIAG_REF_UNKNOWN, block->span, "« %.*s »", STR_ARG(block->file));
    else
        list->span = block->span;
    return list;
}

static Block *place_call(Maker *maker, Placing *placing, Block *block)
{
    Str name, uri = block->file, key = call_key(maker, placing, uri);
    if (str_starts(uri, STR("objectifs:")) || str_starts(uri, STR("interventions:")))
        return place_data_list(maker, placing, block);
    if (!ref_is_scheme(uri))
        return place_picture(maker, placing, block);
    if (key.n == 0) {
        ref_unknown(maker, block->span, uri, placing->home->programme);
        return NULL;
    }
    const Anchor *anchor = map_find(&maker->anchors, key);
    if (anchor && anchor->number != 0) {
        diag_add(maker->diags, DIAG_PLACED_TWICE, block->span, "« %.*s »", STR_ARG(uri));
        diag_remedy(maker->diags, "pour y renvoyer, écrire [](%.*s)", STR_ARG(uri));
        return NULL;
    }
    const Programme *owner;
    if (after_scheme(uri, "tableau:", &name)) {
        const Table *table = ref_table(maker, placing->home->programme, name, &owner);
        place_table(maker, placing, block, owner, table, NULL);
    } else if (after_scheme(uri, "graphique:", &name)) {
        const Chart *chart = ref_chart(maker, placing->home->programme, name, &owner);
        place_chart(maker, placing, block, owner, chart);
    } else if (after_scheme(uri, "schema:", &name)) {
        const Diagram *diagram = ref_diagram(maker, placing->home->programme, name, &owner);
        place_diagram(maker, placing, block, owner, diagram);
    }
    return block;
}

Block *place_blocks(Maker *maker, Placing *placing, Block *blocks)
{
    BlockChain chain;
    CHAIN_OPEN(&chain);
    for (Block *block = blocks, *next; block; block = next) {
        next = block->next;
        block->next = NULL;
        block->first = place_blocks(maker, placing, block->first);
        chain_blocks(&chain, block->kind == BLOCK_PICTURE ? place_call(maker, placing, block) : block);
    }
    return chain.first;
}

Block *place_made(Maker *maker, Placing *placing, const Table *table, Block *const *contents)
{
    Block *block = block_new(maker->arena, BLOCK_TABLE, table->span);
    place_table(maker, placing, block, placing->home->programme, table, contents);
    return block;
}

/* Where a programme has no text at all, that is the one thing to say. */
static void report_not_placed(Maker *maker, const Programme *programme, const char *what, const char *scheme, Text id)
{
    if (programme && programme->number > 0 && programme->narrative == 0)
        return;
    diag_add(maker->diags, DIAG_NOT_PLACED, id.span, "%s « %.*s »", what, STR_ARG(id.str));
    diag_remedy(maker->diags, "l’appeler dans le texte : ![](%s:%.*s)", scheme, STR_ARG(id.str));
}

/* `owner` NULL: those of the edition. */
static Block *place_diagrams(Maker *maker, Placing *placing, const Programme *owner, const Items *diagrams)
{
    const Diagram *all = diagrams->at;
    BlockChain chain;
    CHAIN_OPEN(&chain);
    for (size_t i = 0; i < diagrams->n; i++) {
        if (map_find(&maker->placed, ref_key(maker->scratch, "schema", owner ? owner->number : 0, all[i].id.str)))
            continue;
        report_not_placed(maker, owner, "schéma", "schema", all[i].id);
        Block *block = block_new(maker->arena, BLOCK_CHART, all[i].id.span);
        place_diagram(maker, placing, block, owner, &all[i]);
        chain_blocks(&chain, block);
    }
    return chain.first;
}

Block *place_rest_of_edition(Maker *maker, Placing *placing)
{
    return place_diagrams(maker, placing, NULL, &maker->edition->diagrams);
}

Block *place_rest(Maker *maker, Placing *placing)
{
    const Programme *programme = placing->home->programme;
    const Table *tables = programme->tables.at;
    const Chart *charts = programme->charts.at;
    BlockChain chain;
    CHAIN_OPEN(&chain);
    for (size_t i = 0; i < programme->tables.n; i++) {
        if (map_find(&maker->placed, ref_key(maker->scratch, "tableau", programme->number, tables[i].id.str)))
            continue;
        report_not_placed(maker, programme, "tableau", "tableau", tables[i].id);
        Block *block = block_new(maker->arena, BLOCK_TABLE, tables[i].id.span);
        place_table(maker, placing, block, programme, &tables[i], NULL);
        chain_blocks(&chain, block);
    }
    for (size_t i = 0; i < programme->charts.n; i++) {
        if (map_find(&maker->placed, ref_key(maker->scratch, "graphique", programme->number, charts[i].id.str)))
            continue;
        report_not_placed(maker, programme, "graphique", "graphique", charts[i].id);
        Block *block = block_new(maker->arena, BLOCK_CHART, charts[i].id.span);
        place_chart(maker, placing, block, programme, &charts[i]);
        chain_blocks(&chain, block);
    }
    chain_blocks(&chain, place_diagrams(maker, placing, programme, &programme->diagrams));
    return chain.first;
}
