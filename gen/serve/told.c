/* told.c - what the page of the preview is told, as JSON */
#include "serve/live_impl.h"

#include <stdio.h>

#include "doc/format.h"
#include "edit/form.h"
#include "html/links.h"
#include "serve/member.h"
#include "serve/sheet.h"

enum { EXCERPT_LINES = 12, AROUND = 160, TERMS_SHOWN = 40 };

Str told_event(Arena *arena, const char *name, Str json)
{
    return str_printf(arena, "event: %s\ndata: %.*s\n\n", name, STR_ARG(json));
}

/* ---- places ---- */

/* The file's place from the edition's folder: what authors call it. */
static Str short_path(Str folder, Str path)
{
    return str_starts(path, folder) && path.n > folder.n && path.p[folder.n] == '/'
        ? str_slice(path, folder.n + 1, path.n) : path;
}

/* "../2018/…" of the file of an edition that is compared with. */
static Str lent_path(Arena *arena, const Edition *edition, const Source *source, Span span)
{
    const Lender *lender = source->is_lent ? edition_lender(edition, span) : NULL;
    return lender == NULL ? STR_NONE : str_printf(arena, "../%.*s%.*s", STR_ARG(lender->name),
                                                  STR_ARG(str_slice(source->path, lender->folder.n, source->path.n)));
}

/* Percent-encoded (RFC 3986, 2.1), but for '/'. */
static void put_encoded(Buf *out, Str text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                        || c == '/' || c == '-' || c == '.' || c == '_' || c == '~';
        if (is_plain)
            buf_char(out, (char)c);
        else
            buf_printf(out, "%%%02X", c);
    }
}

static Str editor_address(Live *live, Arena *arena, Str file, Place place)
{
    Str rest = live->setting.editor.n > 0 ? live->setting.editor : STR("vscode://file{fichier}:{ligne}:{colonne}");
    bool is_beside = str_starts(file, STR("../"));
    Str path = is_beside ? path_join(arena, path_folder(live->root), str_slice(file, 3, file.n)) : path_join(arena, live->root, file);
    Buf out = buf_new(arena);
    while (rest.n > 0) {
        if (str_starts(rest, STR("{fichier}"))) {
            put_encoded(&out, path);
            rest = str_slice(rest, 9, rest.n);
        } else if (str_starts(rest, STR("{ligne}"))) {
            buf_printf(&out, "%u", place.line);
            rest = str_slice(rest, 7, rest.n);
        } else if (str_starts(rest, STR("{colonne}"))) {
            buf_printf(&out, "%u", place.column);
            rest = str_slice(rest, 9, rest.n);
        } else {
            buf_char(&out, rest.p[0]);
            rest = str_slice(rest, 1, rest.n);
        }
    }
    return buf_text(&out);
}

void told_place(Live *live, Arena *arena, Buf *out, const Sources *sources, Span span)
{
    const Source *source = source_of(sources, span);
    if (source == NULL)
        return;
    Place place = source_place(source, span.lo);
    Str lent = lent_path(arena, build_edition(live->checked), source, span);
    Str file = lent.n > 0 ? lent : short_path(build_edition(live->checked)->folder, source->path);
    member_text(out, "fichier", file);
    member_number(out, "ligne", place.line);
    member_number(out, "colonne", place.column);
    if (lent.n > 0 || file.n < source->path.n)
        member_text(out, "editeur", editor_address(live, arena, file, place));
}

/* ---- chapters ---- */

static bool is_chapter_of(const Build *build, const Chapter *chapter, Str path)
{
    const Sources *sources = build_sources(build);
    const Source *own = source_of(sources, chapter->blocks != NULL ? chapter->blocks->span : chapter->span);
    if (chapter->slug.n == 0 || str_equal(path_name(path), STR("rapport.yaml")))
        return false;                    /* which all chapters take something from */
    if (chapter->kind == CHAPTER_PROGRAMME) {
        Str folder = chapter->programme->folder;
        return str_starts(path, folder) && path.n > folder.n && path.p[folder.n] == '/';
    }
    if (own != NULL && str_equal(own->path, path))
        return true;
    for (const Block *block = chapter->blocks; block != NULL; block = block->next) {
        const Source *source = source_of(sources, block->span);
        if (source != NULL && str_equal(source->path, path))
            return true;
    }
    return false;
}

static const Chapter *chapter_of_file(const Build *build, Str path)
{
    const Document *document = build_document(build);
    for (size_t i = 0; document != NULL && i < document->chapters.n; i++)
        if (is_chapter_of(build, document->chapters.at[i], path))
            return document->chapters.at[i];
    return NULL;
}

Str page_of_file(Arena *arena, const Build *build, Str path)
{
    const Chapter *chapter = chapter_of_file(build, path);
    return chapter != NULL ? link_to_chapter(arena, chapter) : STR_NONE;
}

static Str chapter_name(Arena *arena, const Chapter *chapter)
{
    if (chapter->number.n == 0)
        return chapter->title;
    return str_printf(arena, "%.*s%s %.*s", STR_ARG(chapter->number), chapter->kind == CHAPTER_PROGRAMME ? " :" : ".",
                      STR_ARG(chapter->title));
}

/* ---- messages ---- */

/* The line with the place marked, cut where it is long. */
static void put_excerpt(Buf *out, const Source *source, Span span)
{
    Place place = source_place(source, span.lo);
    Str line = source_line(source, place.line);
    size_t start = source->lines[place.line - 1], lo = span.lo - start;
    size_t hi = span.hi > span.lo ? span.hi - start : lo + 1;
    lo = lo < line.n ? lo : line.n;
    hi = hi < line.n ? hi : line.n;
    size_t from = lo > AROUND ? lo - AROUND : 0, to = line.n - hi > AROUND ? hi + AROUND : line.n;
    while (from > 0 && line.p[from] != ' ')
        from--;
    while (to < line.n && line.p[to] != ' ')
        to++;
    member_key(out, "extrait");
    buf_char(out, '[');
    buf_json(out, str_slice(line, from, lo));
    buf_char(out, ',');
    buf_json(out, str_slice(line, lo, hi));
    buf_char(out, ',');
    buf_json(out, str_slice(line, hi, to));
    buf_char(out, ']');
}

static void put_message(Live *live, Arena *arena, Buf *out, const Build *build, const Diag *diag)
{
    static const char *const severities[] = { [DIAG_WARNING] = "avertissement", [DIAG_ERROR] = "erreur",
                                              [DIAG_FAULT] = "panne" };
    _Static_assert(sizeof severities / sizeof *severities == DIAG_SEVERITIES, "every severity needs a word");
    const Source *source = source_of(build_sources(build), diag->span);
    const Chapter *chapter = source != NULL ? chapter_of_file(build, source->path) : NULL;
    member_comma(out);
    buf_char(out, '{');
    member_text(out, "code", str_from_c(diag_name(diag->code)));
    member_text(out, "severite", str_from_c(severities[diag_severity(diag->code)]));
    member_text(out, "message", str_from_c(diag_text(diag->code)));
    member_text(out, "detail", diag->detail);
    member_text(out, "remede", diag->remedy);
    member_text(out, "groupe", chapter != NULL ? chapter_name(arena, chapter) : STR_NONE);
    member_text(out, "page", chapter != NULL ? link_to_chapter(arena, chapter) : STR_NONE);
    told_place(live, arena, out, build_sources(build), diag->span);
    if (source != NULL)
        put_excerpt(out, source, diag->span);
    buf_char(out, '}');
}

Str told_messages(Live *live, Arena *arena)
{
    const Build *build = live->checked;
    const Diags *diags = build_diags(live->checked);
    Buf out = buf_new(arena);
    buf_char(&out, '{');
    member_text(&out, "resume", diags_summary(arena, diags));
    member_key(&out, "retenu");
    buf_c(&out, live->is_held ? "true" : "false");
    member_number(&out, "erreurs", (long)(diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FAULT)));
    member_number(&out, "avertissements", (long)diags_count(diags, DIAG_WARNING));
    member_key(&out, "liste");
    buf_char(&out, '[');
    Diags shown = diags_shown(arena, diags);
    for (size_t i = 0; i < shown.list.n; i++)
        put_message(live, arena, &out, build, &shown.list.at[i]);
    buf_c(&out, "]}");
    return buf_text(&out);
}

size_t element_at(const Origins *origins, Span span)
{
    size_t found = origins->list.n, size = SIZE_MAX;
    for (size_t i = 0; i < origins->list.n; i++) {
        Span own = origins->list.at[i];
        if (own.file == span.file && own.lo <= span.lo && own.hi >= span.lo && own.hi - own.lo < size) {
            found = i;
            size = own.hi - own.lo;
        }
    }
    return found;
}

/* [element, severity, message] of what is wrong in the page. While older text is shown, places would be wrong. */
Str told_marks(Live *live, Arena *arena, const SitePage *page)
{
    Diags shown = diags_shown(arena, build_diags(live->checked));
    Buf out = buf_new(arena);
    buf_char(&out, '[');
    for (size_t i = 0; i < shown.list.n && live->checked == live->shown; i++) {
        const Diag *diag = &shown.list.at[i];
        size_t element = element_at(&page->origins, diag->span);
        if (element == page->origins.list.n)
            continue;
        member_comma(&out);
        buf_printf(&out, "[%zu,%d,", element, diag_severity(diag->code) != DIAG_WARNING);
        buf_json(&out, str_printf(arena, "%s%s%.*s", diag_text(diag->code), diag->detail.n ? " : " : "",
                                  STR_ARG(diag->detail)));
        buf_char(&out, ']');
    }
    buf_char(&out, ']');
    return buf_text(&out);
}

/* ---- state and sheets ---- */

Str told_state(Live *live, Arena *arena, Str followed, double ms)
{
    const Document *document = build_document(live->shown);
    Buf out = buf_new(arena);
    buf_char(&out, '{');
    member_text(&out, "dossier", live->setting.input.content);
    member_text(&out, "suivre", followed);
    member_number(&out, "numero", (long)live->number);
    member_number(&out, "microsecondes", (long)(ms * 1000));
    member_key(&out, "chapitres");
    buf_char(&out, '[');
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        if (chapter->slug.n == 0)
            continue;
        member_comma(&out);
        buf_char(&out, '[');
        buf_json(&out, link_to_chapter(arena, chapter));
        buf_char(&out, ',');
        buf_json(&out, chapter_name(arena, chapter));
        buf_char(&out, ']');
    }
    buf_c(&out, "]}");
    return buf_text(&out);
}

/* [look, width, height, folio] of each sheet in points, and on which each chapter begins. */
Str told_sheets(Live *live, Arena *arena)
{
    const Pages *pages = build_set_pages(live->laid);
    const Document *document = build_document(live->laid);
    Buf out = buf_new(arena);
    buf_c(&out, "{\"feuilles\":[");
    for (size_t i = 0; i < pages->pages.n; i++) {
        const Page *page = &pages->pages.at[i];
        member_comma(&out);
        buf_printf(&out, "[\"%016llx\",%d,%d,", (unsigned long long)sheet_look(page->frame),
                   (int)(fixed_points(page->frame->width) + 0.5), (int)(fixed_points(page->frame->height) + 0.5));
        buf_json(&out, page->folio);
        buf_char(&out, ']');
    }
    buf_c(&out, "],\"chapitres\":{");
    for (size_t i = 0; i < document->chapters.n; i++) {
        const Chapter *chapter = document->chapters.at[i];
        int page = chapter->anchor != NULL ? pages->destinations[chapter->anchor->number - 1].page : -1;
        if (chapter->slug.n > 0 && page >= 0)
            member_number(&out, str_to_c(arena, link_to_chapter(arena, chapter)), page);
    }
    buf_c(&out, "}}");
    return buf_text(&out);
}

/* ---- where something comes from ---- */

static bool is_same(Span a, Span b)
{
    return a.file == b.file && a.lo == b.lo && a.hi == b.hi;
}

/* Figures without their blanks and units, to compare what is shown with what is known. */
static Str digits_of(Arena *arena, Str text)
{
    Buf out = buf_new(arena);
    for (size_t i = 0; i < text.n; i++)
        if ((text.p[i] >= '0' && text.p[i] <= '9') || text.p[i] == ',')
            buf_char(&out, text.p[i]);
    return buf_text(&out);
}

/* With its unit, which agrees with it as in the text. */
static void put_value(Arena *arena, Buf *out, const Value *value, Str unit)
{
    Value counted = *value;
    counted.unit = value->unit.n > 0 ? value->unit : unit;
    member_key(out, "chiffre");
    buf_char(out, '{');
    member_text(out, "valeur", value_is_number(value) ? format_value(arena, &counted, FORMAT_WITH_UNIT) : value->text);
}

static bool put_indicator(Arena *arena, Buf *out, const Indicator *indicator, Span span)
{
    for (size_t i = 0; i < indicator->series.n; i++) {
        const Period *period = &indicator->series.at[i];
        for (size_t k = 0; k < period->entries.n; k++) {
            const IndicatorEntry *entry = &period->entries.at[k];
            if (!is_same(entry->value.span, span))
                continue;
            put_value(arena, out, &entry->value, indicator->unit.str);
            member_text(out, "libelle", indicator->label.str);
            member_text(out, "detail", indicator_label(arena, indicator, entry->name.str));
            member_text(out, "periode", period->name.str);
            member_text(out, "source", indicator->source.str);
            member_text(out, "remarque", indicator->remark.str);
            buf_char(out, '}');
            return true;
        }
    }
    return false;
}

/* "12 + 34 + 56": what a total of a table adds up. */
static Str formula_of(Arena *arena, const Table *table, size_t row, size_t column)
{
    Buf out = buf_new(arena);
    size_t terms = 0;
    bool is_down = table->rows.at[row].is_total;
    size_t n = is_down ? row : column;
    for (size_t i = 0; i < n; i++) {
        const Cell *cell = is_down ? &table->rows.at[i].cells[column] : &table->rows.at[row].cells[i];
        bool counts = is_down ? !table->rows.at[i].is_total
                              : !table->columns[i].is_total && table->columns[i].kind == table->columns[column].kind;
        if (cell->is_covered || !counts || !value_is_number(&cell->value))
            continue;
        if (terms++ > 0)
            buf_c(&out, " + ");
        if (terms > TERMS_SHOWN) {
            buf_c(&out, "…");
            break;
        }
        buf_str(&out, format_value(arena, &cell->value, FORMAT_BARE));
    }
    return terms > 1 ? buf_text(&out) : STR_NONE;
}

static bool put_cell(Arena *arena, Buf *out, const Table *table, Span span, Str digits)
{
    for (size_t i = 0; i < table->rows.n; i++)
        for (size_t k = 0; k < table->column_count; k++) {
            const Cell *cell = &table->rows.at[i].cells[k];
            const Column *column = &table->columns[k];
            if (cell->value.kind == VALUE_NONE || cell->is_covered
                || (!is_same(cell->span, span) && !is_same(cell->value.span, span)))
                continue;
            Str own = digits_of(arena, format_value(arena, &cell->value, FORMAT_BARE));
            if (cell->value.is_computed && digits.n > 0 && !str_starts(digits, own))
                continue;
            put_value(arena, out, &cell->value, column->unit.str);
            member_text(out, "libelle", table->title.str);
            member_text(out, "detail", column->title.str);
            member_text(out, "periode", table->period.str);
            member_text(out, "source", table->source.str);
            member_text(out, "remarque", table->remark.str);
            if (cell->value.is_computed)
                member_text(out, "formule", formula_of(arena, table, i, k));
            buf_char(out, '}');
            return true;
        }
    return false;
}

/* A figure of an edition that is compared with. */
static bool put_lent(Arena *arena, Buf *out, const Edition *edition, Span span)
{
    const Lender *lender = edition_lender(edition, span);
    for (size_t i = 0; lender != NULL && i < lender->programmes.n; i++) {
        const Indicator *indicators = lender->programmes.at[i]->indicators.at;
        for (size_t k = 0; k < lender->programmes.at[i]->indicators.n; k++)
            if (put_indicator(arena, out, &indicators[k], span))
                return true;
    }
    return false;
}

static void put_figure(Arena *arena, Buf *out, const Edition *edition, Span span, Str shown)
{
    if (put_lent(arena, out, edition, span))
        return;
    Str digits = digits_of(arena, shown);
    for (size_t i = 0; i < edition->programme_count; i++) {
        const Programme *programme = edition->programmes[i];
        const Indicator *indicators = programme->indicators.at;
        const Table *tables = programme->tables.at;
        for (size_t k = 0; k < programme->indicators.n; k++)
            if (put_indicator(arena, out, &indicators[k], span))
                return;
        for (size_t k = 0; k < programme->tables.n; k++)
            if (put_cell(arena, out, &tables[k], span, digits))
                return;
    }
}

static void put_lines(Buf *out, const Source *source, Span span)
{
    uint32_t first = source_place(source, span.lo).line;
    uint32_t last = source_place(source, span.hi > span.lo ? span.hi - 1 : span.lo).line;
    member_key(out, "lignes");
    buf_char(out, '[');
    for (uint32_t line = first; line <= last && line < first + EXCERPT_LINES; line++) {
        member_comma(out);
        buf_printf(out, "[%u,", line);
        buf_json(out, source_line(source, line));
        buf_char(out, ']');
    }
    buf_char(out, ']');
}

Str told_source(Live *live, Arena *arena, const Build *build, Span span, Str shown)
{
    const Source *source = source_of(build_sources(build), span);
    Buf out = buf_new(arena);
    buf_char(&out, '{');
    told_place(live, arena, &out, build_sources(build), span);
    if (source != NULL)
        put_lines(&out, source, span);
    put_figure(arena, &out, build_edition(build), span, shown);
    member_text(&out, "formulaire", form_name_at(arena, build_edition(build), span));
    buf_char(&out, '}');
    return buf_text(&out);
}
